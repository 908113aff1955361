#include "app/rules/agreement.h"
#include "app/rules/evidence.h"
#include "app/rules/personcode.h"
#include "app/rules/prompts.h"
#include "tests/unit/app/numbered.h"

#include <QTest>

using namespace candour;

namespace {

AgreementEvent heard(AgreementState event, std::int64_t utcMs, Purpose purpose = Purpose::talk) {
    return {purpose, event, AgreementSource::confirmedByCqc, utcMs};
}

AgreementEvent reported(AgreementState event, std::int64_t utcMs) {
    return {Purpose::talk, event, AgreementSource::reportedByCouncil, utcMs};
}

AgreementState talkAfter(const std::vector<AgreementEvent>& events) {
    return agreementFor(events, Purpose::talk).state;
}

}  // namespace

class RulesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void r3_anAnswer_isNotAskedUntilSomebodyAsks() {
        QCOMPARE(talkAfter({}), AgreementState::notAsked);
        QCOMPARE(talkAfter({heard(AgreementState::asked, 1)}), AgreementState::asked);
    }

    void r3_theLatestAnswer_stands_whateverTheOrderOfArrival() {
        const auto yes = heard(AgreementState::given, 1);
        const auto withdrawn = heard(AgreementState::withdrawn, 2);
        QCOMPARE(talkAfter({yes, withdrawn}), AgreementState::withdrawn);
        QCOMPARE(talkAfter({withdrawn, yes}), AgreementState::withdrawn);
        QCOMPARE(talkAfter({withdrawn, heard(AgreementState::given, 3), yes}),
                 AgreementState::given);
    }

    void r3_ofTwoAnswersAtOnce_theMoreProtectiveStands() {
        const auto yes = heard(AgreementState::given, 1);
        const auto no = heard(AgreementState::refused, 1);
        QCOMPARE(talkAfter({yes, no}), AgreementState::refused);
        QCOMPARE(talkAfter({no, yes}), AgreementState::refused);
    }

    void r3_eachPurpose_hasAnAnswerOfItsOwn() {
        const std::vector events = {heard(AgreementState::given, 1, Purpose::talk),
                                    heard(AgreementState::refused, 1, Purpose::quotation)};
        QCOMPARE(agreementFor(events, Purpose::talk).state, AgreementState::given);
        QCOMPARE(agreementFor(events, Purpose::quotation).state, AgreementState::refused);
        QCOMPARE(agreementFor(events, Purpose::audio).state, AgreementState::notAsked);
    }

    void r4_theCouncilsReportAlone_opensNothing() {
        const std::vector events = {reported(AgreementState::given, 5)};
        const AgreementAnswer answer = agreementFor(events, Purpose::talk);
        QCOMPARE(answer.state, AgreementState::notAsked);
        QCOMPARE(*answer.councilReported, AgreementState::given);
        QVERIFY(!trackingMayOpen(events));
    }

    void r4_trackingOpens_onceThePersonToldUs() {
        const std::vector events = {reported(AgreementState::refused, 5),
                                    heard(AgreementState::given, 4)};
        QVERIFY(trackingMayOpen(events));
    }

    void r4_aLaterReportOfTheCouncil_neverUndoesWhatWeHeard() {
        QCOMPARE(talkAfter({heard(AgreementState::refused, 1), reported(AgreementState::given, 9)}),
                 AgreementState::refused);
    }

    void r4_anAgreementOfAnUnknownSource_isNotTakenForOurs() {
        const FieldValues fields = {
            {u"purpose"_qs, cbor::Value(u"talk"_qs)},
            {u"event"_qs, cbor::Value(u"given"_qs)},
            {u"source"_qs, cbor::Value(u"heard_in_a_dream"_qs)},
            {u"time"_qs, cbor::Value::array({cbor::Value(7), cbor::Value(0)})}};
        QCOMPARE(agreementEvent(fields)->source, AgreementSource::reportedByCouncil);
        QVERIFY(!agreementEvent({}));
        // The earlier of when it says it was and when it was written; minutes are no promise.
        const std::int64_t time = agreementEvent(fields)->utcMs;
        constexpr std::int64_t minute = 60'000;
        QCOMPARE(agreementEvent(fields, time - 4 * minute)->utcMs, time - 4 * minute);
        QCOMPARE(agreementEvent(fields, time - 4 * minute)->aheadMs, 0);
        QCOMPARE(agreementEvent(fields, time - 6 * minute)->aheadMs, 6 * minute);
        QCOMPARE(agreementEvent(fields, time + minute)->utcMs, time);
    }

    void r5_inAHome_thePageOpensOnlyAfterYes() {
        QVERIFY(!noteMayOpen(true, u"staff", AgreementState::notAsked));
        QVERIFY(!noteMayOpen(true, u"person", AgreementState::paused));
        QVERIFY(noteMayOpen(true, u"person", AgreementState::given));
    }

    void r5_withStaffInTheOffice_thePageOpensAtOnce() {
        QVERIFY(noteMayOpen(false, u"staff", AgreementState::notAsked));
    }

    void aPersonWhoDrawsOnCare_isAskedFirstWhereverWeAre() {
        QVERIFY(!noteMayOpen(false, u"person", AgreementState::notAsked));
        QVERIFY(!noteMayOpen(false, u"carer", AgreementState::asked));
        QVERIFY(noteMayOpen(false, u"carer", AgreementState::given));
    }

    void r18_aThought_neverCountsAsEvidence() {
        QCOMPARE(evidenceFrom(u"thought", AgreementState::given), Evidence::thought);
        QCOMPARE(evidenceFrom(u"a kind of tomorrow", AgreementState::given), Evidence::thought);
        QCOMPARE(sentenceFor(Evidence::thought),
                 u"This is yours, so it cannot be evidence. Link it to a line instead."_qs);
    }

    void aMarkedMoment_isNoEvidenceUntilItIsWritten() {
        QCOMPARE(evidenceFrom(u"mark", AgreementState::given), Evidence::emptyMoment);
    }

    void nothingIsTagged_untilTalkWithUsIsYes() {
        for (const QString& kind : {u"said"_qs, u"saw"_qs}) {
            QCOMPARE(evidenceFrom(kind, AgreementState::notAsked), Evidence::notAgreed);
            QCOMPARE(evidenceFrom(kind, AgreementState::asked), Evidence::notAgreed);
            QCOMPARE(evidenceFrom(kind, AgreementState::paused), Evidence::paused);
            QCOMPARE(evidenceFrom(kind, AgreementState::refused), Evidence::stopped);
            QCOMPARE(evidenceFrom(kind, AgreementState::withdrawn), Evidence::stopped);
            QCOMPARE(evidenceFrom(kind, AgreementState::given), Evidence::counts);
        }
        QVERIFY(sentenceFor(Evidence::counts).isEmpty());
    }

    void somebodysWords_areQuotedOnlyIfTheySaidYesToUs() {
        QVERIFY(quotationAllowed(u"said", {.state = AgreementState::given}));
        QVERIFY(!quotationAllowed(u"saw", {.state = AgreementState::given}));
        QVERIFY(!quotationAllowed(u"said", {.state = AgreementState::refused}));
        QVERIFY(!quotationAllowed(u"said", {.state = AgreementState::notAsked,
                                            .councilReported = AgreementState::given}));
    }

    void r35_twoLinesFromOneMeeting_areOneSource() {
        const std::vector<EvidenceSource> sources = {{id(1), id(10)}, {id(1), id(11)}, {id(1), {}}};
        QCOMPARE(independentSources(sources), 1);
    }

    void r35_onePersonInTwoMeetings_isOneSource() {
        const std::vector<EvidenceSource> sources = {{id(1), id(10)}, {id(2), id(10)}};
        QCOMPARE(independentSources(sources), 1);
    }

    void r35_meetingsThatShareNobody_areIndependent() {
        const std::vector<EvidenceSource> sources = {{id(1), id(10)}, {id(2), id(11)}, {id(3), {}}};
        QCOMPARE(independentSources(sources), 3);
        QCOMPARE(independentSources({}), 0);
    }

    void r35_aPersonJoinsMeetings_howeverLateTheyAppear() {
        const std::vector<EvidenceSource> sources = {
            {id(1), id(10)}, {id(2), id(11)}, {id(3), id(10)}, {id(3), id(11)}};
        QCOMPARE(independentSources(sources), 1);
    }

    void r39_oneVoice_isNeverCalledPeople() {
        QCOMPARE(voicesFor(u"people", 1), u"One voice, so far"_qs);
        QCOMPARE(voicesFor(u"people", 0), u"Not yet heard"_qs);
        QCOMPARE(voicesFor(u"people", 2), u"People told us, 2 independent sources"_qs);
        for (int sources = 0; sources < 4; ++sources)
            QVERIFY(!voicesFor(u"staff", sources).contains(u"people", Qt::CaseInsensitive));
    }

    void r12_aPersonsCode_isALetterAndFourPlainSymbols() {
        QCOMPARE(personCode(u"carer", id(0)), u"C0000"_qs);
        QCOMPARE(personCode(u"staff", id(31)), u"S000Z"_qs);
        QCOMPARE(personCode(u"person", id(0xfffff)), u"PZZZZ"_qs);
        for (int number = 0; number < 5'000; number += 7)
            for (const QChar c : personCode(u"leader", id(number)))
                QVERIFY(!u"ILOU"_qs.contains(c));
    }

    void aPrompt_isCoveredByTheBeginningOfAWord_notItsMiddle() {
        const LineOfEnquiry prompt{u"waits"_qs, u"Waits"_qs, {}, {u"wait"_qs, u"past 28 days"_qs}};
        QVERIFY(coversPrompt(prompt, u"Waiting list read out every Monday"_qs));
        QVERIFY(coversPrompt(prompt, u"Anyone past 28 days gets a phone call"_qs));
        QVERIFY(!coversPrompt(prompt, u"She will await it"_qs));
        QVERIFY(coversPrompt(prompt, u"They await it and wait"_qs));
    }

    void aPrompt_ticksItself_onlyForItsOwnStatement_andATapDecides() {
        const FrameworkPack pack = *shippedPack(u"la-2026"_qs);
        const std::vector<TaggedWords> tags = {{1, u"Nobody has told the carer."_qs},
                                               {8, u"We wait for the panel."_qs}};
        QCOMPARE(coveredPrompts(pack, tags, {}), QStringList{u"carers"_qs});
        const std::vector<PromptTap> taps = {{u"carers"_qs, false}, {u"waits"_qs, true}};
        QCOMPARE(coveredPrompts(pack, tags, taps), QStringList{u"waits"_qs});
    }
};

QTEST_GUILESS_MAIN(RulesTest)
#include "tst_rules.moc"
