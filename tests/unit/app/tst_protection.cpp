// The rules that protect people, each named by its number.
#include "app/records/sessionids.h"
#include "app/rules/anonymity.h"
#include "app/rules/breach.h"
#include "app/rules/capacity.h"
#include "app/rules/evidence.h"
#include "app/rules/personcode.h"
#include "app/rules/recordwords.h"
#include "app/rules/safeguarding.h"
#include "app/rules/taggedevidence.h"
#include "app/rules/visibility.h"
#include "app/rules/withdrawal.h"
#include "tests/unit/app/assessment.h"

#include <QTest>

#include <map>

using namespace candour;
using namespace candour::testing;

namespace {
constexpr std::int64_t aDay = 86'400'000;
constexpr std::int64_t aYear = 365 * aDay;
}  // namespace

class ProtectionTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void r3_nothingIsTagged_beforeItsSpeakerSaidYes() {
        Assessment a;
        const RecordId tag = a.tag(a.line(u"said"_qs, a.person));
        QCOMPARE(a.rulesBrokenBy(tag), QStringList{u"R3"_qs});
        a.answer(a.person, u"given"_qs);
        QCOMPARE(a.rulesBrokenBy(tag), QStringList());
    }

    void r3_inAGroup_everybodysYesIsNeeded_whereNobodyIsNamed() {
        Assessment a;
        const RecordId colleague = a.participant(u"staff"_qs);
        const RecordId tag = a.tag(a.line(u"said"_qs, {}));
        a.answer(a.person, u"given"_qs);
        QCOMPARE(a.rulesBrokenBy(tag), QStringList{u"R3"_qs});
        a.answer(colleague, u"given"_qs);
        QCOMPARE(a.rulesBrokenBy(tag), QStringList());
    }

    void r3_inAGroup_aNamedSpeakersYesCoversTheirOwnWords() {
        Assessment a;
        a.participant(u"staff"_qs);
        const RecordId tag = a.tag(a.line(u"said"_qs, a.person));
        a.answer(a.person, u"given"_qs);
        QCOMPARE(a.rulesBrokenBy(tag), QStringList());
    }

    void r3_aPhotograph_needsEverybodysYesToThat() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId photograph = a.attachment(u"photograph"_qs);
        QCOMPARE(a.rulesBrokenBy(photograph), QStringList{u"R3"_qs});
        a.answer(a.person, u"given"_qs, u"photograph"_qs);
        QCOMPARE(a.rulesBrokenBy(photograph), QStringList());
    }

    void r3_aPhotographWhereNobodyIsEntered_isKeptAndListed_unlessNobodyIsInIt() {
        Assessment a;
        std::erase_if(a.records,
                      [](const RecordLine& record) { return record.type->name == u"participant"; });
        const RecordId photograph = a.attachment(u"photograph"_qs);
        QCOMPARE(a.verdictOn(photograph), QStringList{u"R3+"_qs});
        a.set(photograph, u"nobody_shown"_qs, cbor::Value(true));
        QCOMPARE(a.verdictOn(photograph), QStringList());
        QCOMPARE(a.verdictOn(a.attachment(u"document"_qs)), QStringList());
    }

    void r3_aLawfulBasis_neverStandsForAnAgreement() {
        Assessment a;
        const RecordId tag = a.tag(a.line(u"said"_qs, a.person));
        a.add(u"lawful_basis"_qs, {{u"covers"_qs, u"interviews"_qs},
                                   {u"session"_qs, cbor::Value(a.session)},
                                   {u"basis"_qs, u"consent"_qs},
                                   {u"time"_qs, moment(1)}});
        QCOMPARE(a.rulesBrokenBy(tag), QStringList{u"R3"_qs});
    }

    void r3_sharingWithTheTeamRefused_keepsTheWords_outOfTheEvidence() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId tag = a.tag(a.line(u"said"_qs, a.person));
        QCOMPARE(a.verdictOn(tag), QStringList());
        a.answer(a.person, u"refused"_qs, u"share_in_team"_qs);
        QCOMPARE(a.verdictOn(tag), QStringList{u"R3"_qs});
        QVERIFY(!taggedEvidence(a.records).front().counts);
        a.answer(a.person, u"given"_qs, u"share_in_team"_qs);
        QCOMPARE(a.verdictOn(tag), QStringList());
    }

    void r3_theirFamily_isNotContactedAgainstTheirNo_andTheLogKeepsWhatWasDone() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"shortlisted"_qs);
        const auto contact = [&](const QString& with) {
            return a.add(u"contact"_qs, {{u"case"_qs, cbor::Value(trackedCase)},
                                         {u"at"_qs, moment(a.now())},
                                         {u"with"_qs, with}});
        };
        const RecordId before = contact(u"carer"_qs);
        a.caseAnswer(trackedCase, u"refused"_qs, u"confirmed_by_cqc"_qs, u"contact_family"_qs);
        QCOMPARE(a.verdictOn(before), QStringList());
        QCOMPARE(a.verdictOn(contact(u"carer"_qs)), QStringList{u"R3+"_qs});
        QCOMPARE(a.verdictOn(contact(u"person"_qs)), QStringList());
        // What they say when we meet stands over what they said before.
        const RecordId met = a.participant(u"person"_qs, trackedCase);
        a.answer(met, u"given"_qs, u"contact_family"_qs);
        QCOMPARE(a.verdictOn(contact(u"carer"_qs)), QStringList());
    }

    void r3_aYesDatedAhead_standsOverNoNoThatWasWrittenAfterIt() {
        Assessment a;
        const RecordId tag = a.tag(a.line(u"said"_qs, a.person));
        const RecordId yes = a.answer(a.person, u"given"_qs);
        a.date(yes, aYear, 10 * aDay);
        QCOMPARE(a.verdictOn(yes), QStringList{u"R3+"_qs});
        QCOMPARE(a.verdictOn(tag), QStringList());
        // Not even one that is dated before it was written.
        const RecordId no = a.answer(a.person, u"refused"_qs);
        a.date(no, 8 * aDay, 11 * aDay);
        QCOMPARE(a.verdictOn(tag), QStringList{u"R3"_qs});
        a.date(a.answer(a.person, u"given"_qs), 12 * aDay, 12 * aDay);
        QCOMPARE(a.verdictOn(tag), QStringList());
    }

    void r3_aYesOfACaseDatedAhead_isNoYesAnyMore_afterTheirNo() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"engaged"_qs);
        a.date(a.caseAnswer(trackedCase, u"given"_qs), aYear, 10 * aDay);
        QCOMPARE(a.verdictOn(trackedCase), QStringList());
        a.date(a.caseAnswer(trackedCase, u"refused"_qs), 11 * aDay, 11 * aDay);
        QCOMPARE(a.verdictOn(trackedCase), QStringList{u"R4"_qs});
    }

    void r3_answersThatCameDatedAheadTogether_keepTheirOrder_andClocksMayDifferByMinutes() {
        Assessment a;
        const RecordId tag = a.tag(a.line(u"said"_qs, a.person));
        a.date(a.answer(a.person, u"paused"_qs), aYear, 10 * aDay);
        a.date(a.answer(a.person, u"given"_qs), aYear + 1, 10 * aDay);
        QCOMPARE(a.verdictOn(tag), QStringList());
        Assessment b;
        const RecordId fast = b.answer(b.person, u"given"_qs);
        b.date(fast, 10 * aDay + 240'000, 10 * aDay);
        QCOMPARE(b.verdictOn(fast), QStringList());
        // Nor is it any later for that: a no of two minutes after it stands.
        const RecordId theirs = b.tag(b.line(u"said"_qs, b.person));
        b.date(b.answer(b.person, u"refused"_qs), 10 * aDay + 120'000, 10 * aDay + 120'000);
        QCOMPARE(b.verdictOn(theirs), QStringList{u"R3"_qs});
    }

    void r6_whatWasTakenBackByASlowClock_isNotOutlivedByTheYesBeforeIt() {
        Assessment a;
        a.date(a.answer(a.person, u"given"_qs), 9 * aDay, 9 * aDay);
        a.date(a.withdraw(a.person, u"stop"_qs), 8 * aDay, 10 * aDay);
        QCOMPARE(a.verdictOn(a.lineAt(11 * aDay, u"said"_qs, a.person)), QStringList{u"R6+"_qs});
        a.date(a.answer(a.person, u"given"_qs), 12 * aDay, 12 * aDay);
        QCOMPARE(a.verdictOn(a.lineAt(13 * aDay, u"said"_qs, a.person)), QStringList());
    }

    void r6_aStopDatedAhead_holdsFromWhenItWasWritten() {
        Assessment a;
        a.date(a.answer(a.person, u"given"_qs), aDay, aDay);
        a.date(a.withdraw(a.person, u"stop"_qs), aYear, 10 * aDay);
        QCOMPARE(a.verdictOn(a.lineAt(9 * aDay, u"said"_qs, a.person)), QStringList());
        QCOMPARE(a.verdictOn(a.lineAt(11 * aDay, u"said"_qs, a.person)), QStringList{u"R6+"_qs});
        // A yes that is dated after both, and was written before the stop, takes it back no more.
        a.date(a.answer(a.person, u"given"_qs), 2 * aYear, 9 * aDay);
        QCOMPARE(a.verdictOn(a.lineAt(11 * aDay, u"said"_qs, a.person)), QStringList{u"R6+"_qs});
    }

    void r8_aFindingDatedAhead_holdsFromWhenItWasWritten() {
        Assessment a;
        a.date(a.consider(a.person, u"talk"_qs, u"unable_now"_qs), aYear, 10 * aDay);
        const RecordId yes = a.answer(a.person, u"given"_qs);
        a.date(yes, 11 * aDay, 11 * aDay);
        QCOMPARE(a.verdictOn(yes), QStringList{u"R8+"_qs});
    }

    void r4_aCase_isNotEngagedOnTheCouncilsWordAlone() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"engaged"_qs);
        a.caseAnswer(trackedCase, u"given"_qs, u"reported_by_council"_qs);
        QCOMPARE(a.rulesBrokenBy(trackedCase), QStringList{u"R4"_qs});
        a.caseAnswer(trackedCase, u"given"_qs, u"confirmed_by_cqc"_qs);
        QCOMPARE(a.rulesBrokenBy(trackedCase), QStringList());
    }

    void r4_whatThePersonSaysWhenWeMeet_standsOverWhatTheySaidBefore() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"engaged"_qs);
        a.caseAnswer(trackedCase, u"given"_qs, u"confirmed_by_cqc"_qs);
        const RecordId met = a.participant(u"person"_qs, trackedCase);
        QCOMPARE(a.rulesBrokenBy(trackedCase), QStringList());
        a.answer(met, u"refused"_qs);
        QCOMPARE(a.rulesBrokenBy(trackedCase), QStringList{u"R4"_qs});
    }

    void r4_aYesInAMeetingThatIsNotHere_isNotReceivedYet_andNobodyEngagesOnIt() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"engaged"_qs);
        a.caseAnswer(trackedCase, u"given"_qs, u"reported_by_council"_qs);
        a.add(u"timetable_slot"_qs,
              {{u"case"_qs, cbor::Value(trackedCase)}, {u"state"_qs, u"planned"_qs}});
        const Breach broken = a.breaches(trackedCase).front();
        QCOMPARE(broken.rule, u"R4"_qs);
        QVERIFY(broken.pending);
        QVERIFY(broken.sentence.startsWith(u"Not received yet"));
        // A meeting that is only planned must not be a way around the question.
        QVERIFY(broken.refuses());
        // Nor is a known no undone by what may come.
        a.caseAnswer(trackedCase, u"refused"_qs);
        QVERIFY(!a.breaches(trackedCase).front().pending);
    }

    void r3_anAccountToldInAMeetingThatIsNotHere_isNotReceivedYet() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"shortlisted"_qs);
        const auto tagged = [&](FieldValues fields) {
            fields.push_back({u"case"_qs, cbor::Value(trackedCase)});
            fields.push_back({u"voice"_qs, u"carer"_qs});
            return a.tag(a.add(u"stage_account"_qs, std::move(fields)));
        };
        const auto isPending = [&](const RecordId& tag) {
            const auto broken = a.breaches(tag);
            return broken.size() == 1 && broken.front().rule == u"R3" && broken.front().pending;
        };
        QVERIFY(isPending(tagged({{u"participant"_qs, cbor::Value(idOf(0x999))}})));
        for (const TaggedEvidence& each : taggedEvidence(a.records)) QVERIFY(!each.counts);
        // Whose meeting is here has said what they have said.
        const RecordId met = tagged({{u"participant"_qs, cbor::Value(a.person)}});
        QVERIFY(!a.breaches(met).front().pending);
        a.answer(a.person, u"given"_qs);
        QCOMPARE(a.rulesBrokenBy(met), QStringList());
        // Of nobody in particular the yes of the case counts, wherever it was given.
        const RecordId nobodys = tagged({});
        QVERIFY(!a.breaches(nobodys).front().pending);
        a.add(u"timetable_slot"_qs,
              {{u"case"_qs, cbor::Value(trackedCase)}, {u"state"_qs, u"planned"_qs}});
        QVERIFY(isPending(nobodys));
    }

    void r4_aCaseThatIsOnlyListed_needsNobodysYes() {
        Assessment a;
        QCOMPARE(a.rulesBrokenBy(a.trackedCase(u"listed"_qs)), QStringList());
        QCOMPARE(a.rulesBrokenBy(a.trackedCase(u"shortlisted"_qs)), QStringList());
    }

    void r5_inAHome_theFirstLineWaitsForAYes() {
        Assessment a(u"home_visit"_qs);
        const RecordId tooEarly = a.line(u"saw"_qs, {});
        QCOMPARE(a.verdictOn(tooEarly), QStringList{u"R5"_qs});
        a.answer(a.person, u"refused"_qs);
        QCOMPARE(a.verdictOn(tooEarly), QStringList{u"R5"_qs});
        a.answer(a.person, u"given"_qs);
        QCOMPARE(a.verdictOn(a.line(u"saw"_qs, {})), QStringList());
    }

    void r5_whatIsDatedBeforeTheYes_isKept_andIsNoEvidence() {
        Assessment a(u"home_visit"_qs);
        const RecordId tooEarly = a.line(u"said"_qs, a.person);
        a.answer(a.person, u"given"_qs);
        QCOMPARE(a.verdictOn(tooEarly), QStringList{u"R5+"_qs});
        QCOMPARE(a.verdictOn(a.tag(tooEarly)), QStringList{u"R5"_qs});
        const RecordId inTime = a.line(u"said"_qs, a.person);
        QCOMPARE(a.verdictOn(a.tag(inTime)), QStringList());
        // One line in time makes no earlier one good.
        QCOMPARE(a.verdictOn(tooEarly), QStringList{u"R5+"_qs});
    }

    void r5_aYesThatWasTakenBackBeforeAnythingBegan_opensNothing() {
        Assessment a(u"home_visit"_qs);
        a.answer(a.person, u"given"_qs);
        a.answer(a.person, u"refused"_qs);
        QCOMPARE(a.verdictOn(a.line(u"saw"_qs, {})), QStringList{u"R5"_qs});
    }

    void r5_afterTheyStopped_whatHadBegunMayStillBeWrittenDown() {
        Assessment a(u"home_visit"_qs);
        a.answer(a.person, u"given"_qs);
        a.line(u"said"_qs, a.person);
        a.answer(a.person, u"withdrawn"_qs);
        QCOMPARE(a.verdictOn(a.line(u"saw"_qs, {})), QStringList());
    }

    void r5_aYesByTelephone_opensNoDoor_andANoByTelephoneClosesIt() {
        Assessment a(u"home_visit"_qs);
        const RecordId trackedCase = a.trackedCase(u"shortlisted"_qs);
        a.caseAnswer(trackedCase, u"given"_qs);
        const RecordId person = a.participant(u"person"_qs, trackedCase);
        QCOMPARE(a.verdictOn(a.line(u"saw"_qs, {})), QStringList{u"R5"_qs});
        a.answer(person, u"given"_qs);
        a.caseAnswer(trackedCase, u"withdrawn"_qs);
        QCOMPARE(a.verdictOn(a.line(u"saw"_qs, {})), QStringList{u"R5"_qs});
    }

    void r5_aMeetingIsInAHome_alsoWhereOnlyItsSlotSaysSo() {
        Assessment planned({}, u"home_visit"_qs);
        QCOMPARE(planned.verdictOn(planned.line(u"saw"_qs, {})), QStringList{u"R5"_qs});
        // They met elsewhere after all.
        Assessment moved(u"in_person"_qs, u"home_visit"_qs);
        QCOMPARE(moved.verdictOn(moved.line(u"saw"_qs, {})), QStringList());
    }

    void r5_inAnOffice_aLineWaitsForNobody() {
        Assessment a;
        QCOMPARE(a.rulesBrokenBy(a.line(u"said"_qs, a.person)), QStringList());
    }

    void r6_eachOutcome_changesOnlyWhatItSays() {
        const WithdrawalEffect stop = effectOf(WithdrawalOutcome::stop);
        QVERIFY(!stop.mayAskMore && stop.mayQuote && stop.mayUse && stop.mayKeep);
        const WithdrawalEffect quote = effectOf(WithdrawalOutcome::doNotQuote);
        QVERIFY(quote.mayAskMore && !quote.mayQuote && quote.mayUse && quote.mayKeep);
        const WithdrawalEffect restrict = effectOf(WithdrawalOutcome::restrict);
        QVERIFY(!restrict.mayUse&& restrict.mayKeep);
        const WithdrawalEffect erase = effectOf(WithdrawalOutcome::erase);
        QVERIFY(!erase.mayUse && !erase.mayKeep);
    }

    void r6_afterAWithdrawal_theirWordsAreNoEvidence() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId tag = a.tag(a.line(u"said"_qs, a.person));
        a.withdraw(a.person, u"stop"_qs);
        QCOMPARE(a.rulesBrokenBy(tag), QStringList());
        a.withdraw(a.person, u"restrict"_qs);
        QCOMPARE(a.rulesBrokenBy(tag), QStringList{u"R3"_qs});
    }

    void r6_afterAStop_nothingMoreIsEvidence_untilTheySayYesAgain() {
        Assessment a;
        const RecordId colleague = a.participant(u"staff"_qs);
        a.answer(a.person, u"given"_qs);
        a.answer(colleague, u"given"_qs);
        const RecordId before = a.line(u"said"_qs, a.person);
        a.withdraw(a.person, u"stop"_qs);
        const RecordId after = a.line(u"said"_qs, a.person);
        const RecordId anybodys = a.line(u"said"_qs, {});
        const RecordId colleagues = a.line(u"said"_qs, colleague);
        a.answer(a.person, u"given"_qs);
        const RecordId anew = a.line(u"said"_qs, a.person);
        for (const RecordId& stays : {before, colleagues, anew}) {
            QCOMPARE(a.verdictOn(stays), QStringList());
            QCOMPARE(a.verdictOn(a.tag(stays)), QStringList());
        }
        for (const RecordId& stopped : {after, anybodys}) {
            QCOMPARE(a.verdictOn(stopped), QStringList{u"R6+"_qs});
            QCOMPARE(a.verdictOn(a.tag(stopped)), QStringList{u"R6"_qs});
        }
        // Our own thoughts about it are ours.
        QCOMPARE(a.verdictOn(a.line(u"thought"_qs, {})), QStringList());
    }

    void r6_whatTheirPersonTakesBackByTelephone_isTakenBackWhereverTheyWereMet_data() {
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<bool>("counts");
        QTest::addColumn<bool>("quoted");
        QTest::newRow("stop") << u"stop"_qs << true << true;
        QTest::newRow("do not quote") << u"do_not_quote"_qs << true << false;
        QTest::newRow("restrict") << u"restrict"_qs << false << false;
        QTest::newRow("erase") << u"erase"_qs << false << false;
        QTest::newRow("no to quotation") << u"quotation"_qs << true << false;
        QTest::newRow("no to talking") << u"talk"_qs << false << true;
    }
    void r6_whatTheirPersonTakesBackByTelephone_isTakenBackWhereverTheyWereMet() {
        QFETCH(QString, outcome);
        QFETCH(bool, counts);
        QFETCH(bool, quoted);
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"shortlisted"_qs);
        const RecordId person = a.participant(u"person"_qs, trackedCase);
        const RecordId carer = a.participant(u"carer"_qs, trackedCase);
        for (const RecordId& one : {person, carer})
            for (const QString& purpose : {u"talk"_qs, u"quotation"_qs})
                a.answer(one, u"given"_qs, purpose);
        const auto quote = [&](const RecordId& whose) {
            const RecordId line = a.line(u"said"_qs, whose);
            a.set(line, u"quote"_qs, cbor::Value(true));
            a.tag(line);
        };
        quote(person);
        quote(carer);
        if (outcome == u"quotation" || outcome == u"talk")
            a.caseAnswer(trackedCase, u"withdrawn"_qs, u"confirmed_by_cqc"_qs, outcome);
        else
            a.withdrawForCase(trackedCase, outcome);
        const auto evidence = taggedEvidence(a.records);
        QCOMPARE(evidence.size(), std::size_t{2});
        QCOMPARE(evidence.front().counts, counts);
        QCOMPARE(evidence.front().mayQuote, quoted);
        // Their carer, who has the same case, took nothing back.
        QVERIFY(evidence.back().counts && evidence.back().mayQuote);
    }

    void r6_doNotQuote_leavesTheEvidenceAndTakesTheWords() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        a.answer(a.person, u"given"_qs, u"quotation"_qs);
        const Withdrawal withdrawal =
            *withdrawalFrom(a.of(a.withdraw(a.person, u"do_not_quote"_qs)));
        QCOMPARE(agreementFor(answersAfter(withdrawal), Purpose::quotation).state,
                 AgreementState::withdrawn);
        QCOMPARE(a.rulesBrokenBy(a.tag(a.line(u"said"_qs, a.person))), QStringList());
    }

    void r6_singleLinesTakenBack_areNoEvidence_theOthersStay() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId taken = a.line(u"said"_qs, a.person);
        const RecordId kept = a.line(u"said"_qs, a.person);
        a.withdraw(a.person, u"erase"_qs, {taken});
        QCOMPARE(a.rulesBrokenBy(a.tag(taken)), QStringList{u"R6"_qs});
        QCOMPARE(a.rulesBrokenBy(a.tag(kept)), QStringList());
    }

    void r6_aWithdrawal_neverTakesBackWhatSomebodyElseSaid_andNamesWhoseItIs() {
        Assessment a;
        const RecordId carer = a.participant(u"carer"_qs);
        a.answer(a.person, u"given"_qs);
        a.answer(carer, u"given"_qs);
        const RecordId persons = a.line(u"said"_qs, a.person);
        const RecordId nobodys = a.line(u"said"_qs, {});
        const RecordId tag = a.tag(persons);
        const RecordId withdrawal = a.withdraw(carer, u"restrict"_qs, {persons});
        QCOMPARE(a.verdictOn(withdrawal), QStringList{u"R6"_qs});
        QVERIFY(a.breaches(withdrawal).front().sentence.contains(personCode(u"person", a.person)));
        // Come by hand-over all the same, it locks nothing of theirs.
        const Withdrawal theirs = *withdrawalFrom(a.of(withdrawal));
        const Surroundings around = among(a.records);
        QVERIFY(!isTakenBack({a.find(persons), {}, 0}, {&theirs, 1}, around));
        QCOMPARE(reachOf(theirs, a.records).covered, std::vector<RecordId>());
        QCOMPARE(a.verdictOn(tag), QStringList());
        const RecordId sound = a.withdraw(carer, u"restrict"_qs, {nobodys});
        QCOMPARE(a.verdictOn(sound), QStringList());
        QCOMPARE(reachOf(*withdrawalFrom(a.of(sound)), a.records).covered,
                 std::vector<RecordId>{nobodys});
    }

    void r6_thePersonOfACase_mayNameWhatTheySaidWhereverTheyWereMet() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"shortlisted"_qs);
        const RecordId once = a.participant(u"person"_qs, trackedCase);
        const RecordId again = a.participant(u"person"_qs, trackedCase);
        const RecordId carer = a.participant(u"carer"_qs, trackedCase);
        const RecordId line = a.line(u"said"_qs, once);
        QCOMPARE(a.verdictOn(a.withdraw(again, u"restrict"_qs, {line})), QStringList());
        QCOMPARE(a.verdictOn(a.withdraw(carer, u"restrict"_qs, {line})), QStringList{u"R6"_qs});
    }

    void r6_aWithdrawal_listsEverythingThatRestsOnTheirWords() {
        Assessment a;
        const RecordId other = a.participant(u"staff"_qs);
        const RecordId line = a.line(u"said"_qs, a.person);
        const RecordId tag = a.tag(line);
        const RecordId score = a.score({tag});
        const RecordId theirs = a.line(u"said"_qs, other);
        const RecordId untouched = a.tag(theirs);
        const Withdrawal withdrawal = *withdrawalFrom(a.of(a.withdraw(a.person, u"restrict"_qs)));
        const WithdrawalReach reach = reachOf(withdrawal, a.records);
        QCOMPARE(reach.covered, std::vector<RecordId>{line});
        QCOMPARE(reach.dependants.size(), 2u);
        QCOMPARE(reach.dependants.at(0)->id, tag);
        QCOMPARE(reach.dependants.at(1)->id, score);
        for (const RecordLine* one : reach.dependants) QVERIFY(one->id != untouched);
    }

    void r6_aWithdrawal_saysWhose() {
        Assessment a;
        QCOMPARE(a.rulesBrokenBy(a.add(u"withdrawal"_qs, {{u"outcome"_qs, u"erase"_qs}})),
                 QStringList{u"R6"_qs});
        QCOMPARE(a.rulesBrokenBy(a.withdraw(a.person, u"restrict"_qs)), QStringList());
    }

    void r6_aWishToHaveItErased_thatNoErasureFollows_isListed() {
        Assessment a;
        const RecordId line = a.line(u"said"_qs, a.person);
        QCOMPARE(a.verdictOn(a.withdraw(a.person, u"erase"_qs, {line})), QStringList());
        const RecordId wish = a.withdraw(a.person, u"erase"_qs);
        QCOMPARE(a.verdictOn(wish), QStringList{u"R6+"_qs});
        a.add(u"erasure"_qs, {{u"what"_qs, cbor::Value(a.person)},
                              {u"withdrawal"_qs, cbor::Value(wish)},
                              {u"state"_qs, u"requested"_qs}});
        QCOMPARE(a.verdictOn(wish), QStringList());
        // Of a person who was never met the erasure is of their case.
        const RecordId trackedCase = a.trackedCase(u"listed"_qs);
        const RecordId byTelephone = a.withdrawForCase(trackedCase, u"erase"_qs);
        QCOMPARE(a.verdictOn(byTelephone), QStringList{u"R6+"_qs});
        a.add(u"erasure"_qs,
              {{u"what"_qs, cbor::Value(trackedCase)}, {u"state"_qs, u"requested"_qs}});
        QCOMPARE(a.verdictOn(byTelephone), QStringList());
    }

    void r6_whereTheTeamsRecordsAreNot_nobodySaysThatNoErasureFollows() {
        Assessment a;
        const RecordId wish = a.withdraw(a.person, u"erase"_qs);
        Surroundings outside = among(a.records);
        outside.team = [] { return false; };
        const auto record = outside.record(wish);
        QVERIFY(record && breachesOf(*record, outside).empty());
        QVERIFY(!breachesOf(*record, among(a.records)).empty());
    }

    void r6_withdrawals_leaveInTheUrgentLane() {
        for (const QString& type : {u"withdrawal"_qs, u"erasure"_qs, u"hold"_qs,
                                    u"safeguarding_alert"_qs, u"safeguarding_step"_qs})
            QCOMPARE(recordList().type(type)->lane, Lane::urgent);
    }

    void r6_anAttachmentOfACase_isItsPersons_andOneWhereOnlyOneWasThere_isTheirs() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"shortlisted"_qs);
        const RecordId letter = a.add(u"attachment"_qs, {{u"case"_qs, cbor::Value(trackedCase)},
                                                         {u"kind"_qs, u"document"_qs}});
        const RecordId drawing = a.attachment(u"ink"_qs);
        const Withdrawal theirs =
            *withdrawalFrom(a.of(a.withdrawForCase(trackedCase, u"restrict"_qs)));
        QCOMPARE(reachOf(theirs, a.records).covered, std::vector<RecordId>{letter});
        const Withdrawal persons = *withdrawalFrom(a.of(a.withdraw(a.person, u"restrict"_qs)));
        QCOMPARE(reachOf(persons, a.records).covered, std::vector<RecordId>{drawing});
        a.participant(u"staff"_qs);
        QCOMPARE(reachOf(persons, a.records).covered, std::vector<RecordId>());
    }

    void r7_aNoWhenWeMeet_standsOverAYesBefore_forTheirPapersToo() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"shortlisted"_qs);
        const RecordId tag = a.tag(a.extractOfCase(trackedCase));
        a.caseAnswer(trackedCase, u"given"_qs, u"confirmed_by_cqc"_qs, u"view_records"_qs);
        QCOMPARE(a.rulesBrokenBy(tag), QStringList());
        a.answer(a.participant(u"person"_qs, trackedCase), u"refused"_qs, u"view_records"_qs);
        QCOMPARE(a.rulesBrokenBy(tag), QStringList{u"R7"_qs});
    }

    void r7_aPaperAboutSomebody_isEvidenceByTheirYesOrALoggedAccess() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"shortlisted"_qs);
        const RecordId tag = a.tag(a.extractOfCase(trackedCase));
        QCOMPARE(a.rulesBrokenBy(tag), QStringList{u"R7"_qs});
        a.access(trackedCase, u"powers"_qs);
        QCOMPARE(a.rulesBrokenBy(tag), QStringList());
    }

    void r7_whatAMeetingThatIsNotHereMaySettle_isNotReceivedYet_andNoBreach() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"shortlisted"_qs);
        const RecordId tag = a.tag(a.extractOfCase(trackedCase));
        const RecordId slot = a.add(u"timetable_slot"_qs, {{u"case"_qs, cbor::Value(trackedCase)},
                                                           {u"state"_qs, u"planned"_qs}});
        const auto broken = [&] { return breachesOf(a.find(tag), among(a.records)); };
        QCOMPARE(broken().size(), std::size_t{1});
        QVERIFY(broken().front().pending);
        QVERIFY(broken().front().sentence.startsWith(u"Not received yet"));
        // It does not count meanwhile: nobody can say that it may be read.
        QVERIFY(!taggedEvidence(a.records).front().counts);
        // Once the meeting is here, what is missing is missing.
        a.records.push_back({recordList().type(u"session"),
                             sessionRecordOf(slot),
                             {},
                             {{u"slot"_qs, cbor::Value(slot)}}});
        QVERIFY(!broken().front().pending);
        // A known no is not undone by what may come.
        a.records.pop_back();
        a.add(u"case_agreement"_qs, {{u"case"_qs, cbor::Value(trackedCase)},
                                     {u"purpose"_qs, u"view_records"_qs},
                                     {u"event"_qs, u"refused"_qs},
                                     {u"source"_qs, u"confirmed_by_cqc"_qs},
                                     {u"time"_qs, moment(5)}});
        QVERIFY(!broken().front().pending);
    }

    void r7_anAccessBecauseTheyAgreed_hasTheirYesBeforeIt() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"shortlisted"_qs);
        a.caseAnswer(trackedCase, u"given"_qs, u"confirmed_by_cqc"_qs, u"view_records"_qs);
        const auto access = [&](const QString& basis) {
            return a.access(trackedCase, basis, {{u"at"_qs, moment(a.now())}});
        };
        QCOMPARE(a.verdictOn(access(u"agreed"_qs)), QStringList());
        a.caseAnswer(trackedCase, u"refused"_qs, u"confirmed_by_cqc"_qs, u"view_records"_qs);
        QCOMPARE(a.verdictOn(access(u"agreed"_qs)), QStringList{u"R7+"_qs});
        QCOMPARE(a.verdictOn(access(u"powers"_qs)), QStringList());
        // A meeting that is not here may have their yes, where no no of theirs is known.
        const RecordId asked = a.trackedCase(u"shortlisted"_qs);
        a.add(u"timetable_slot"_qs,
              {{u"case"_qs, cbor::Value(asked)}, {u"state"_qs, u"planned"_qs}});
        QVERIFY(a.breaches(a.access(asked, u"agreed"_qs)).front().pending);
    }

    void r7_anAccessThatNobodyWasToldOf_saysWhy() {
        Assessment a;
        const RecordId access =
            a.access(a.trackedCase(u"listed"_qs), u"powers"_qs, {{u"told"_qs, u"not_told"_qs}});
        QCOMPARE(a.rulesBrokenBy(access), QStringList{u"R7"_qs});
        const RecordId nobodys = a.add(u"record_access"_qs, {{u"basis"_qs, u"powers"_qs}});
        QCOMPARE(a.rulesBrokenBy(nobodys), QStringList{u"R7"_qs});
    }

    void r8_ability_isPresumed_andAboutOneDecisionAtOneTime() {
        const std::vector<CapacityConsideration> found = {
            {u"talk with us"_qs, 10, Ability::unableNow},
            {u"talk with us"_qs, 20, Ability::ableWithSupport}};
        QCOMPARE(abilityFor(found, u"talk with us", 5), Ability::presumed);
        QCOMPARE(abilityFor(found, u"talk with us", 15), Ability::unableNow);
        QCOMPARE(abilityFor(found, u"talk with us", 25), Ability::ableWithSupport);
        QCOMPARE(abilityFor(found, u"be quoted", 25), Ability::presumed);
    }

    void r8_capacity_isNeverAMarkOnThePerson() {
        for (const QString& name : {u"participant"_qs, u"tracked_case"_qs, u"case_identity"_qs})
            for (const Field& field : recordList().type(name)->fields)
                for (const QString& word : {u"capacity"_qs, u"ability"_qs, u"able"_qs})
                    QVERIFY2(!field.name.contains(word), qPrintable(field.name));
        QVERIFY(recordList().type(u"capacity_consideration")->appendOnly);
    }

    void r8_nobodyIsFoundUnable_beforeHelpWasTried() {
        QVERIFY(!showsSupportTried({{u"outcome"_qs, u"unable_now"_qs}}));
        QVERIFY(showsSupportTried(
            {{u"outcome"_qs, u"unable_now"_qs}, {u"support"_qs, u"Pictures, twice"_qs}}));
    }

    void r9_anAlert_saysWhatIsStillToDo_theDangerFirst() {
        const FieldValues alert = {{u"kind"_qs, u"alert"_qs},
                                   {u"danger"_qs, u"yes"_qs},
                                   {u"wishes"_qs, u"not_asked"_qs},
                                   {u"route"_qs, u"local_authority"_qs}};
        QStringList todo = stillToDo(alert, {});
        QCOMPARE(todo.size(), 5);
        QVERIFY(todo.front().contains(u"999"));
        const std::vector<FieldValues> steps = {{{u"step"_qs, u"called_999"_qs}},
                                                {{u"step"_qs, u"told_lead"_qs}},
                                                {{u"step"_qs, u"told_council"_qs}},
                                                {{u"step"_qs, u"action_confirmed"_qs}}};
        todo = stillToDo(alert, steps);
        QCOMPARE(todo, QStringList{u"Ask what the person wants to happen."_qs});
    }

    void r9_danger_isAskedAbout_untilTheirActionIsConfirmed() {
        const QString ask = u"Find out whether somebody is in danger now."_qs;
        for (const QString& danger : {u"unknown"_qs, QString()}) {
            const FieldValues alert = {{u"danger"_qs, cbor::Value(danger)}};
            QVERIFY(stillToDo(alert, {}).contains(ask));
            const std::vector<FieldValues> steps = {{{u"step"_qs, u"action_confirmed"_qs}}};
            QVERIFY(!stillToDo(alert, steps).contains(ask));
        }
    }

    void r9_theirAction_isConfirmedWithin24Hours() {
        using State = ConfirmationClock::State;
        const FieldValues alert = {{u"raised"_qs, moment(1'000)}};
        const std::vector<FieldValues> told = {{{u"step"_qs, u"told_council"_qs}}};
        QCOMPARE(confirmationClock(alert, {}, 1'000).state, State::nobodyTold);
        QCOMPARE(confirmationClock(alert, told, 1'000 + confirmationMs - 1).state, State::waiting);
        QCOMPARE(confirmationClock(alert, told, 1'000 + confirmationMs).state, State::overdue);
        const std::vector<FieldValues> confirmed = {{{u"step"_qs, u"action_confirmed"_qs}}};
        QCOMPARE(confirmationClock(alert, confirmed, 1'000 + 2 * confirmationMs).state,
                 State::confirmed);
    }

    void r10_anAlertAboutTheCouncil_goesToTheLead() {
        Assessment a;
        const RecordId alert = a.alert(u"council_staff"_qs, u"local_authority"_qs);
        QCOMPARE(routeFor(a.of(alert)), AlertRoute::assessmentLead);
        QCOMPARE(a.rulesBrokenBy(alert), QStringList{u"R10"_qs});
        QCOMPARE(a.rulesBrokenBy(a.alert(u"council"_qs, u"assessment_lead"_qs)), QStringList());
        QCOMPARE(a.rulesBrokenBy(a.alert(u"provider"_qs, u"local_authority"_qs)), QStringList());
    }

    void r10_whatNobodyKnowsYet_protectsAsAConflictDoes() {
        Assessment a;
        const RecordId alert = a.alert(u"unknown"_qs, u"local_authority"_qs);
        QCOMPARE(routeFor(a.of(alert)), AlertRoute::assessmentLead);
        QVERIFY(!hasConflict(a.of(alert)));
        QCOMPARE(a.rulesBrokenBy(alert), QStringList{u"R10"_qs});
        a.set(alert, u"route_reason"_qs, u"It is said not to be theirs"_qs);
        QCOMPARE(a.rulesBrokenBy(alert), QStringList());
        QCOMPARE(a.rulesBrokenBy(a.alert(u"unknown"_qs, u"assessment_lead"_qs)), QStringList());
    }

    void r10_tellingTheCouncilAboutItself_isListed() {
        Assessment a;
        const RecordId alert = a.alert(u"council"_qs, u"assessment_lead"_qs);
        a.add(u"safeguarding_step"_qs, {{u"alert"_qs, cbor::Value(alert)},
                                        {u"step"_qs, u"told_council"_qs},
                                        {u"at"_qs, moment(2)}});
        QCOMPARE(a.rulesBrokenBy(alert), QStringList{u"R10"_qs});
    }

    void r11_alertsAndTheirSteps_leaveBeforeEverythingElse() {
        for (const char* type : {"safeguarding_alert", "safeguarding_step"}) {
            const RecordType* listed = recordList().type(QString::fromLatin1(type));
            QVERIFY2(listed != nullptr, type);
            QCOMPARE(listed->lane, Lane::urgent);
        }
    }

    void r11_whatNobodyElseHas_isLoud_untilSomebodyHasItByVoice() {
        const FieldValues alert{{u"about"_qs, cbor::Value::array({cbor::Value(u"provider"_qs)})},
                                {u"route"_qs, u"local_authority"_qs}};
        const auto heard = [&](const QString& step, const QString& way, const QString& whom) {
            const FieldValues one{{u"step"_qs, step}, {u"way"_qs, way}, {u"to_whom"_qs, whom}};
            return heardByVoice(alert, {&one, 1});
        };
        QVERIFY(!heardByVoice(alert, {}));
        // No network is needed for a telephone, but a name of an office is, and a voice.
        QVERIFY(heard(u"told_council"_qs, u"phone"_qs, u"Duty team"_qs));
        QVERIFY(!heard(u"told_council"_qs, u"phone"_qs, u" "_qs));
        QVERIFY(!heard(u"told_council"_qs, u"email"_qs, u"Duty team"_qs));
    }

    void r11_whenTheCouncilIsTheSubject_itsOwnKnowledgeEndsNothing() {
        for (const QString& whom : {u"council"_qs, u"council_staff"_qs}) {
            FieldValues alert{{u"about"_qs, cbor::Value::array({cbor::Value(whom)})},
                              {u"route"_qs, u"assessment_lead"_qs}};
            const FieldValues council{{u"step"_qs, u"told_council"_qs},
                                      {u"way"_qs, u"phone"_qs},
                                      {u"to_whom"_qs, u"Duty team"_qs}};
            const FieldValues lead{{u"step"_qs, u"told_lead"_qs},
                                   {u"way"_qs, u"phone"_qs},
                                   {u"to_whom"_qs, u"Assessment lead"_qs}};
            QCOMPARE(routeFor(alert), AlertRoute::assessmentLead);
            QVERIFY(wentPastTheLead(alert, {&council, 1}));
            QVERIFY(!heardByVoice(alert, {&council, 1}));
            QVERIFY(heardByVoice(alert, {&lead, 1}));
            QVERIFY(!stillToDo(alert, {}).filter(u"Do not tell the council"_qs).isEmpty());
            // What was done is not forbidden any more; the lead is still to be told.
            const QString after = stillToDo(alert, {&council, 1}).join(u' ');
            QVERIFY(!after.contains(u"Do not tell the council"));
            QVERIFY(after.contains(u"Tell the assessment lead."));
        }
    }

    void r12_names_haveAPlaceInTheIdentitiesNotebookOnly() {
        for (const RecordType& type : recordList().types())
            for (const Field& field : type.fields)
                if (field.sensitivity == Sensitivity::identity)
                    QCOMPARE(type.notebook, NotebookKind::identities);
    }

    void r13_wordsThatFitTooFewPeople_askForAGeneralWording() {
        const std::vector<KnownPeople> known = {{u"social worker"_qs, u"north"_qs, {}, 2},
                                                {u"social worker"_qs, u"south"_qs, {}, 6}};
        const Trace trace{u"Social worker"_qs, u"North"_qs, u"2027-03-09"_qs};
        const auto warning = jigsaw(trace, known, 5);
        QVERIFY(warning);
        QCOMPARE(warning->fitting, 2);
        QCOMPARE(warning->leaveOut, QStringList{u"team"_qs});
        QVERIFY(sentenceFor(*warning).contains(u"Leave out the team"));
        QVERIFY(!jigsaw(trace, known, 2));
        QVERIFY(jigsaw(trace, known, 9)->leaveOut.isEmpty());
    }

    void r13_theThreshold_isASettingOfTheAssessment() {
        QCOMPARE(jigsawThresholds({}).words, usualJigsawThreshold);
        QCOMPARE(jigsawThresholds({}).quotation, usualQuotationThreshold);
        const FieldValue words{u"jigsaw_threshold"_qs, cbor::Value(12)};
        QCOMPARE(jigsawThresholds({words}).words, 12);
        // A quotation never asks for fewer people than our own words do.
        QCOMPARE(jigsawThresholds({words}).quotation, 12);
        const FieldValue quotation{u"quotation_threshold"_qs, cbor::Value(20)};
        QCOMPARE(jigsawThresholds({words, quotation}).quotation, 20);
    }

    void r13_aQuotation_asksForMorePeople_andMayBeLeftOutByItself() {
        const std::vector<KnownPeople> known = {{u"social worker"_qs, u"north"_qs, {}, 6}};
        Trace trace{u"Social worker"_qs, u"North"_qs, u"2027-03-09"_qs};
        const JigsawThresholds thresholds{.words = 5, .quotation = 8};
        QVERIFY(!jigsaw(trace, known, thresholds));
        trace.quoted = true;
        const auto warning = jigsaw(trace, known, thresholds);
        QVERIFY(warning);
        QCOMPARE(warning->leaveOut, QStringList{u"quotation"_qs});
        QCOMPARE(sentenceFor(*warning),
                 u"Only 6 known people fit these words. Leave out the quotation, or say it more "
                 "generally."_qs);
        QVERIFY(!jigsaw(trace, known, JigsawThresholds{.words = 5, .quotation = 6}));
        // Where our own words would show them too, it is no help to leave the quotation out.
        QVERIFY(
            jigsaw(trace, known, JigsawThresholds{.words = 7, .quotation = 8})->leaveOut.isEmpty());
    }

    void r13_thoseInvitedWhoCame_areCountedOnce() {
        Assessment a;
        a.add(u"invitee"_qs, {{u"slot"_qs, cbor::Value(a.slot)},
                              {u"role"_qs, u"Social worker"_qs},
                              {u"count"_qs, cbor::Value(4)}});
        a.add(u"headcount"_qs, {{u"session"_qs, cbor::Value(a.session)},
                                {u"role"_qs, u"Social worker"_qs},
                                {u"count"_qs, cbor::Value(3)}});
        const auto known = knownPeople(a.records);
        QCOMPARE(peopleFitting({.role = u"social worker"_qs, .team = {}, .day = {}}, known), 4);
    }

    void r13_aGroup_isTheHeadsThatWereCounted_once() {
        Assessment a;
        const RecordId group = a.participant(u"staff"_qs);
        a.set(group, u"role"_qs, u"Group of five"_qs);
        for (const auto& [role, count] :
             {std::pair(u"Team manager"_qs, 2), {u"Practitioner"_qs, 3}})
            a.add(u"headcount"_qs, {{u"session"_qs, cbor::Value(a.session)},
                                    {u"role"_qs, role},
                                    {u"count"_qs, cbor::Value(count)}});
        const auto known = knownPeople(a.records);
        QCOMPARE(peopleFitting({.role = u"Group of five"_qs, .team = {}, .day = {}}, known), 5);
        QVERIFY(anonymityCanBePromised(a.of(group), known));
        // With the person of the meeting, who is in no count.
        QCOMPARE(peopleFitting({}, known), 6);
    }

    void r13_whoDrawsOnCare_isNobodyElseInAnotherMeeting() {
        Assessment a;
        const auto carer = [&](const RecordId& trackedCase) {
            a.set(a.participant(u"carer"_qs, trackedCase), u"role"_qs, u"Unpaid carer"_qs);
        };
        carer(a.trackedCase(u"listed"_qs));
        const RecordId metTwice = a.trackedCase(u"listed"_qs);
        carer(metTwice);
        carer(metTwice);
        carer({});
        QCOMPARE(peopleFitting({.role = u"Unpaid carer"_qs, .team = {}, .day = {}},
                               knownPeople(a.records)),
                 3);
    }

    void r13_aMeetingThatNobodyPlanned_wasOnTheDayItBegan() {
        Assessment a;
        const RecordId session = a.add(u"session"_qs, {{u"started"_qs, moment(aDay)}});
        a.add(u"headcount"_qs, {{u"session"_qs, cbor::Value(session)},
                                {u"role"_qs, u"Broker"_qs},
                                {u"count"_qs, cbor::Value(7)}});
        const auto known = knownPeople(a.records);
        QCOMPARE(peopleFitting({.role = u"Broker"_qs, .team = {}, .day = u"1970-01-02"_qs}, known),
                 7);
        QCOMPARE(peopleFitting({.role = u"Broker"_qs, .team = {}, .day = u"1970-01-03"_qs}, known),
                 0);
    }

    void r14_whoeverIsAskedToFiveMeetings_isStillTheOnlyHolderOfTheirRole() {
        Assessment a;
        for (int i = 0; i < 5; ++i)
            a.add(u"invitee"_qs, {{u"slot"_qs, cbor::Value(a.add(u"timetable_slot"_qs,
                                                                 {{u"day"_qs, u"2027-03-09"_qs}}))},
                                  {u"role"_qs, u"Director"_qs},
                                  {u"count"_qs, cbor::Value(1)}});
        const RecordId director = a.participant(u"leader"_qs);
        a.set(director, u"role"_qs, u"Director"_qs);
        a.set(director, u"team"_qs, u"Adult social care"_qs);
        const auto known = knownPeople(a.records);
        const auto warning =
            jigsaw({.role = u"Director"_qs, .team = {}, .day = u"2027-03-09"_qs}, known, 5);
        QVERIFY(warning);
        QCOMPARE(warning->fitting, 1);
        QVERIFY(!anonymityCanBePromised(a.of(director), known));
    }

    void r14_theOnlyHolderOfARole_isPromisedNothing() {
        const std::vector<KnownPeople> known = {{u"principal social worker"_qs, {}, {}, 1},
                                                {u"team manager"_qs, {}, {}, 7}};
        QVERIFY(!anonymityCanBePromised({{u"role"_qs, u"Principal social worker"_qs}}, known));
        QVERIFY(anonymityCanBePromised({{u"role"_qs, u"Team manager"_qs}}, known));
        QVERIFY(!anonymityCanBePromised(
            {{u"role"_qs, u"Team manager"_qs}, {u"only_holder"_qs, cbor::Value(true)}}, known));
    }

    void r16_nobodyIsRecorded_withoutTheirYesToThat() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId recording = a.attachment(u"audio"_qs);
        QCOMPARE(a.rulesBrokenBy(recording), QStringList{u"R16"_qs});
        a.answer(a.person, u"given"_qs, u"audio"_qs);
        QCOMPARE(a.rulesBrokenBy(recording), QStringList());
    }

    void r18_aThought_isTaggedByNobody() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        QCOMPARE(a.rulesBrokenBy(a.tag(a.line(u"thought"_qs, {}))), QStringList{u"R18"_qs});
    }

    void r46_aFinanceFigure_isTaggedByNobody() {
        Assessment a;
        const RecordId figures = a.add(u"performance_data"_qs, {{u"kind"_qs, u"finance"_qs}});
        const RecordId extract =
            a.add(u"extract"_qs, {{u"source"_qs, cbor::Value(figures)}, {u"basis"_qs, u"fact"_qs}});
        QCOMPARE(a.rulesBrokenBy(a.tag(extract)), QStringList{u"R46"_qs});
    }

    void r46_theCouncilsFinances_areTaggedByNobody_whicheverRecordPointsToTheirPaper() {
        Assessment a;
        const RecordId paper = a.add(u"document"_qs, {{u"finance"_qs, cbor::Value(true)}});
        const RecordId other = a.add(u"document"_qs, {});
        for (const QString& type : {u"performance_data"_qs, u"self_assessment"_qs, u"survey"_qs})
            for (const RecordId& document : {paper, other}) {
                const RecordId source = a.add(type, {{u"document"_qs, cbor::Value(document)}});
                const RecordId extract = a.add(u"extract"_qs, {{u"source"_qs, cbor::Value(source)},
                                                               {u"dated"_qs, u"2026"_qs}});
                QCOMPARE(a.rulesBrokenBy(a.tag(extract)),
                         document == paper ? QStringList{u"R46"_qs} : QStringList());
            }
        const RecordId account =
            a.add(u"stage_account"_qs, {{u"voice"_qs, u"record"_qs},
                                        {u"case"_qs, cbor::Value(a.trackedCase(u"listed"_qs))},
                                        {u"document"_qs, cbor::Value(paper)}});
        QCOMPARE(a.rulesBrokenBy(a.tag(account)), QStringList{u"R46"_qs});
    }

    void r22_expertsAndExternalMembers_haveTheirOwnSessionsOnly() {
        using enum NotebookKind;
        for (const NotebookKind kind : {team, identities, safeguarding, session}) {
            for (const bool assigned : {false, true}) {
                const auto expected =
                    kind == session && assigned ? NotebookAccess::write : NotebookAccess::none;
                QCOMPARE(notebookAccess(u"expert_by_experience", false, kind, assigned), expected);
                QCOMPARE(notebookAccess(u"specialist_adviser", true, kind, assigned), expected);
            }
            QCOMPARE(notebookAccess(u"inspector", false, kind, false), NotebookAccess::write);
        }
        QCOMPARE(notebookAccess(u"expert_by_experience", true, plan, true), NotebookAccess::read);
        QCOMPARE(notebookAccess(u"inspector", false, plan, false), NotebookAccess::write);
        // Nobody is named in the plan.
        for (const RecordType& type : recordList().types())
            if (type.mayLieIn(plan))
                for (const Field& field : type.fields)
                    QVERIFY2(field.sensitivity != Sensitivity::identity,
                             qPrintable(type.name + u'.' + field.name));
    }

    void r45_anErasure_needsTwoOthers_andNoHold() {
        const std::vector<RecordId> two = {idOf(1), idOf(2)};
        QVERIFY(erasureMayTakeEffect(idOf(3), two, false));
        QVERIFY(!erasureMayTakeEffect(idOf(1), two, false));
        QVERIFY(!erasureMayTakeEffect(idOf(3), two, true));
    }

    void r45_aHold_keepsAllThatBelongsToWhatItNames_data() {
        QTest::addColumn<QString>("hold");
        for (const QString& on : {u"person"_qs, u"session"_qs, u"case"_qs, u"assessment"_qs})
            QTest::newRow(qPrintable(on)) << on;
    }
    void r45_aHold_keepsAllThatBelongsToWhatItNames() {
        QFETCH(QString, hold);
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"engaged"_qs);
        const RecordId person = a.participant(u"person"_qs, trackedCase);
        const RecordId assessment = a.add(u"assessment"_qs, {});
        const auto erasureOf = [&](const RecordId& what) {
            return a.add(u"erasure"_qs,
                         {{u"what"_qs, cbor::Value(what)},
                          {u"state"_qs, u"approved"_qs},
                          {u"requested_by"_qs, cbor::Value(idOf(0x77))},
                          {u"approved_by"_qs, cbor::Value::array({cbor::Value(idOf(0x78)),
                                                                  cbor::Value(idOf(0x79))})}});
        };
        const RecordId theirs = erasureOf(person);
        QCOMPARE(a.rulesBrokenBy(theirs), QStringList());
        const std::map<QString, RecordId> on = {{u"person"_qs, person},
                                                {u"session"_qs, a.session},
                                                {u"case"_qs, trackedCase},
                                                {u"assessment"_qs, assessment}};
        const RecordId other = a.trackedCase(u"listed"_qs);
        a.add(u"hold"_qs, {{u"what"_qs, cbor::Value(on.at(hold))}});
        QCOMPARE(a.rulesBrokenBy(theirs), QStringList{u"R45"_qs});
        // The whole case goes no further than its person.
        QCOMPARE(a.rulesBrokenBy(erasureOf(trackedCase)), QStringList{u"R45"_qs});
        QCOMPARE(a.rulesBrokenBy(erasureOf(other)),
                 hold == u"assessment" ? QStringList{u"R45"_qs} : QStringList());
    }

    void r45_aHoldThatEnded_keepsNothing() {
        Assessment a;
        a.add(u"hold"_qs, {{u"what"_qs, cbor::Value(a.session)}, {u"released"_qs, moment(9)}});
        const RecordId erasure =
            a.add(u"erasure"_qs,
                  {{u"what"_qs, cbor::Value(a.person)},
                   {u"state"_qs, u"approved"_qs},
                   {u"approved_by"_qs,
                    cbor::Value::array({cbor::Value(idOf(0x78)), cbor::Value(idOf(0x79))})}});
        QCOMPARE(a.rulesBrokenBy(erasure), QStringList());
    }

    void r37_evidenceFromOutsideThePeriod_needsANamedReason_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("field");
        QTest::newRow("document") << u"document"_qs << u"dated"_qs;
        QTest::newRow("survey") << u"survey"_qs << u"closed"_qs;
        QTest::newRow("figure") << u"performance_data"_qs << u"period_to"_qs;
        QTest::newRow("self-assessment") << u"self_assessment"_qs << u"dated"_qs;
    }
    void r37_evidenceFromOutsideThePeriod_needsANamedReason() {
        QFETCH(QString, source);
        QFETCH(QString, field);
        Assessment a;
        a.add(u"assessment"_qs, {{u"return_sent"_qs, u"2026-12-07"_qs}});
        const auto tagOn = [&](const QString& dated, FieldValues extract = {}) {
            extract.push_back(
                {u"source"_qs, cbor::Value(a.add(source, {{field, cbor::Value(dated)}}))});
            return a.tag(a.add(u"extract"_qs, std::move(extract)));
        };
        const RecordId old = tagOn(u"2019-05"_qs);
        QCOMPARE(a.rulesBrokenBy(old), QStringList{u"R37"_qs});
        QVERIFY(!taggedEvidence(a.records).front().counts);
        QCOMPARE(a.rulesBrokenBy(tagOn(u"2026-05"_qs)), QStringList());
        // What the extract says of itself stands over its paper, and the tag's word over both.
        QCOMPARE(a.rulesBrokenBy(tagOn(u"2019-05"_qs, {{u"dated"_qs, u"2026-10"_qs}})),
                 QStringList());
        a.set(old, u"date_reason"_qs, u"strategy_or_policy"_qs);
        QCOMPARE(a.rulesBrokenBy(old), QStringList());
    }

    void r37_wordsThatNobodyCanDate_areListed_untilTagExtractOrPaperHasADate_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("field");
        QTest::newRow("document") << u"document"_qs << u"dated"_qs;
        QTest::newRow("answer of the return") << u"information_item"_qs << u"received"_qs;
    }
    void r37_wordsThatNobodyCanDate_areListed_untilTagExtractOrPaperHasADate() {
        QFETCH(QString, source);
        QFETCH(QString, field);
        Assessment a;
        const RecordId paper = a.add(source, {});
        const RecordId extract = a.add(u"extract"_qs, {{u"source"_qs, cbor::Value(paper)}});
        const RecordId tag = a.tag(extract);
        // Nobody knows the period yet.
        QCOMPARE(a.verdictOn(tag), QStringList());
        a.add(u"assessment"_qs, {{u"return_sent"_qs, u"2026-12-07"_qs}});
        QCOMPARE(a.verdictOn(tag), QStringList{u"R37+"_qs});
        QVERIFY(!taggedEvidence(a.records).front().counts);
        for (const auto& [id, dated] : {std::pair(tag, u"evidence_date"_qs),
                                        std::pair(extract, u"dated"_qs), std::pair(paper, field)}) {
            a.set(id, dated, u"2026-05"_qs);
            QCOMPARE(a.verdictOn(tag), QStringList());
            QVERIFY(taggedEvidence(a.records).front().counts);
            a.set(id, dated, {});
            QCOMPARE(a.verdictOn(tag), QStringList{u"R37+"_qs});
        }
        // What was said is of the day on which it was said.
        a.answer(a.person, u"given"_qs);
        QCOMPARE(a.verdictOn(a.tag(a.line(u"said"_qs, a.person))), QStringList());
    }

    void r37_anAccountFromAPaper_isOfThePapersDate_andOneThatWasTold_ofItsTelling() {
        Assessment a;
        a.add(u"assessment"_qs, {{u"return_sent"_qs, u"2026-12-07"_qs}});
        const RecordId paper = a.add(u"document"_qs, {});
        const RecordId account = a.add(u"stage_account"_qs, {{u"voice"_qs, u"record"_qs},
                                                             {u"document"_qs, cbor::Value(paper)}});
        const RecordId tag = a.tag(account);
        QCOMPARE(a.verdictOn(tag), QStringList{u"R37+"_qs});
        a.set(paper, u"dated"_qs, u"2019-05"_qs);
        QCOMPARE(a.verdictOn(tag), QStringList{u"R37"_qs});
        QVERIFY(!taggedEvidence(a.records).front().counts);
        a.set(tag, u"date_reason"_qs, u"strategy_or_policy"_qs);
        QCOMPARE(a.verdictOn(tag), QStringList());
        a.set(tag, u"date_reason"_qs, {});
        // They told us, with the paper in their hands.
        a.answer(a.person, u"given"_qs);
        a.set(account, u"participant"_qs, cbor::Value(a.person));
        QCOMPARE(a.verdictOn(tag), QStringList());
    }

    void r37_thePeriodIsTheAssessmentsOwn() {
        Assessment a;
        const RecordId line = a.line(u"said"_qs, a.person);
        a.answer(a.person, u"given"_qs);
        const RecordId tag = a.add(
            u"tag"_qs, {{u"target"_qs, cbor::Value(line)}, {u"evidence_date"_qs, u"2024-06"_qs}});
        // Nobody knows the period yet.
        QCOMPARE(a.rulesBrokenBy(tag), QStringList());
        const RecordId assessment = a.add(u"assessment"_qs, {});
        a.add(u"assessment_stage"_qs, {{u"assessment"_qs, cbor::Value(assessment)},
                                       {u"stage"_qs, u"return_sent"_qs},
                                       {u"reached"_qs, u"2026-12-07"_qs}});
        QCOMPARE(a.rulesBrokenBy(tag), QStringList{u"R37"_qs});
        a.set(assessment, u"period_from"_qs, u"2024-01-01"_qs);
        a.set(assessment, u"period_to"_qs, u"2026-12-06"_qs);
        QCOMPARE(a.rulesBrokenBy(tag), QStringList());
    }

    void whatIsHeldElsewhere_isNotTakenForABreach() {
        Assessment a;
        const RecordId tag = a.tag(idOf(0xabcdef));
        QCOMPARE(a.rulesBrokenBy(tag), QStringList());
    }
};

QTEST_GUILESS_MAIN(ProtectionTest)
#include "tst_protection.moc"
