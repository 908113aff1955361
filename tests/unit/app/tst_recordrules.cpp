// The rules on the plan, on cases, tags and scores, each named by its number.
#include "app/rules/capacity.h"
#include "app/rules/givenscore.h"
#include "app/rules/taggedevidence.h"
#include "tests/unit/app/assessment.h"

#include <QTest>

using namespace candour;
using namespace candour::testing;

class RecordRulesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // R8: who may say yes
    void r8_aDoubtThatSaysNothing_makesNoYes() {
        Assessment a;
        const RecordId yes = a.answer(a.person, u"given"_qs);
        a.set(yes, u"ability"_qs, u"doubt"_qs);
        const RecordId tag = a.tag(a.line(u"said"_qs, a.person));
        QCOMPARE(a.verdictOn(yes), QStringList{u"R8+"_qs});
        QCOMPARE(a.verdictOn(tag), QStringList{u"R3"_qs});
        a.set(yes, u"doubt"_qs, u"Pictures, twice; her sister was asked"_qs);
        QCOMPARE(a.verdictOn(yes), QStringList());
        QCOMPARE(a.verdictOn(tag), QStringList());
    }

    void r8_somebodyElsesYes_needsAFindingBeforeIt_forThisPurpose() {
        Assessment a;
        a.consider(a.person, u"quotation"_qs, u"unable_now"_qs);
        const RecordId tooEarly = a.answer(a.person, u"given"_qs);
        a.set(tooEarly, u"answered_by"_qs, u"best_interests"_qs);
        QCOMPARE(a.verdictOn(tooEarly), QStringList{u"R8+"_qs});
        a.consider(a.person, u"talk"_qs, u"unable_now"_qs);
        QCOMPARE(a.verdictOn(tooEarly), QStringList{u"R8+"_qs});
        const RecordId yes = a.answer(a.person, u"given"_qs);
        a.set(yes, u"answered_by"_qs, u"attorney"_qs);
        QCOMPARE(a.verdictOn(yes), QStringList());
        QCOMPARE(a.verdictOn(a.tag(a.line(u"said"_qs, a.person))), QStringList());
    }

    void r8_theirOwnYes_afterTheyWereFoundUnable_waitsUntilTheyAreAble() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        a.consider(a.person, u"talk"_qs, u"unable_now"_qs);
        const RecordId early = a.answer(a.person, u"given"_qs);
        QCOMPARE(a.verdictOn(early), QStringList{u"R8+"_qs});
        // A no needs nobody's finding.
        QCOMPARE(a.verdictOn(a.answer(a.person, u"refused"_qs)), QStringList());
        a.consider(a.person, u"talk"_qs, u"able_with_support"_qs);
        QCOMPARE(a.verdictOn(a.answer(a.person, u"given"_qs)), QStringList());
        QCOMPARE(a.verdictOn(early), QStringList{u"R8+"_qs});
    }

    void r8_byTelephone_onlyADoubtIsLookedAt() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"listed"_qs);
        const RecordId yes = a.caseAnswer(trackedCase, u"given"_qs);
        a.set(yes, u"answered_by"_qs, u"attorney"_qs);
        QCOMPARE(a.verdictOn(yes), QStringList());
        a.set(yes, u"ability"_qs, u"doubt"_qs);
        QCOMPARE(a.verdictOn(yes), QStringList{u"R8+"_qs});
        a.set(yes, u"doubt"_qs, u"Asked twice, with her sister"_qs);
        QCOMPARE(a.verdictOn(yes), QStringList());
    }

    void r8_whatWasWrittenInWordsOnly_isBelieved() {
        Assessment a;
        a.consider(a.person, {}, u"unable_now"_qs);
        const RecordId yes = a.answer(a.person, u"given"_qs);
        QCOMPARE(a.verdictOn(yes), QStringList());
        a.set(yes, u"answered_by"_qs, u"deputy"_qs);
        QCOMPARE(a.verdictOn(yes), QStringList());
    }

    // R19, R20: tags
    void r19_aTag_marksWordsThatAreThere_data() {
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("end");
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("sound");
        QTest::newRow("as they stand") << 0 << 2 << u"Wö"_qs << true;
        QTest::newRow("to the end") << 2 << 6 << u"rds."_qs << true;
        QTest::newRow("elsewhere") << 1 << 3 << u"Wö"_qs << false;
        QTest::newRow("never said") << 0 << 2 << u"No"_qs << false;
        QTest::newRow("backwards") << 2 << 0 << u"Wö"_qs << false;
        QTest::newRow("beyond the end") << 5 << 500 << u"."_qs << false;
    }
    void r19_aTag_marksWordsThatAreThere() {
        QFETCH(int, start);
        QFETCH(int, end);
        QFETCH(QString, words);
        QFETCH(bool, sound);
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId line = a.line(u"said"_qs, a.person);
        a.set(line, u"text"_qs, u"Wörds."_qs);
        const RecordId tag = a.tag(line);
        a.set(tag, u"start"_qs, cbor::Value(start));
        a.set(tag, u"end"_qs, cbor::Value(end));
        a.set(tag, u"words"_qs, words);
        QCOMPARE(a.verdictOn(tag), sound ? QStringList() : QStringList{u"R19"_qs});
        // Tagged in a version that was written over since: that version had the words.
        a.set(tag, u"target_change"_qs, cbor::Value(QByteArray(16, 'x')));
        QCOMPARE(a.verdictOn(tag), QStringList());
    }

    void r20_aTag_namesWhatItsPackKnows() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId tag = a.tag(a.line(u"said"_qs, a.person));
        a.set(tag, u"pack"_qs, u"la-2026"_qs);
        a.set(tag, u"statement"_qs, cbor::Value(1));
        QCOMPARE(a.verdictOn(tag), QStringList());
        a.set(tag, u"subtopic"_qs, u"Financial assessment and charging"_qs);
        QCOMPARE(a.verdictOn(tag), QStringList());
        a.set(tag, u"subtopic"_qs, u"bogus"_qs);
        QCOMPARE(a.verdictOn(tag), QStringList{u"R20"_qs});
        a.set(tag, u"subtopic"_qs, {});
        a.set(tag, u"i_statement"_qs, u"bogus"_qs);
        QCOMPARE(a.verdictOn(tag), QStringList{u"R20"_qs});
        a.set(tag, u"i_statement"_qs, {});
        a.set(tag, u"statement"_qs, cbor::Value(77));
        QCOMPARE(a.verdictOn(tag), QStringList{u"R20"_qs});
    }

    void r20_aPackThatIsNotHere_isNotReceivedYet_andTheTagDoesNotCount() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId tag = a.tag(a.line(u"said"_qs, a.person));
        a.set(tag, u"pack"_qs, u"nosuch"_qs);
        QCOMPARE(a.breaches(tag).size(), std::size_t{1});
        QVERIFY(a.breaches(tag).front().pending);
        QVERIFY(!taggedEvidence(a.records).front().counts);
    }

    void r46_figuresOfFinance_areContext_inAPaperToo() {
        Assessment a;
        for (const bool inPaper : {true, false}) {
            const RecordId paper = a.add(u"document"_qs, {});
            const RecordId extract = a.add(
                u"extract"_qs, {{u"source"_qs, cbor::Value(paper)}, {u"basis"_qs, u"fact"_qs}});
            const RecordId tag = a.tag(extract);
            QCOMPARE(a.verdictOn(tag), QStringList());
            a.set(inPaper ? paper : extract, u"finance"_qs, cbor::Value(true));
            QCOMPARE(a.verdictOn(tag), QStringList{u"R46"_qs});
        }
    }

    // The plan
    void plan_anAdditionalAssessment_saysWhy() {
        Assessment a;
        const RecordId assessment = a.add(u"assessment"_qs, {{u"kind"_qs, u"additional"_qs}});
        QCOMPARE(a.verdictOn(assessment), QStringList{u"plan"_qs});
        a.set(assessment, u"additional_reason"_qs, u"A serious concern"_qs);
        QCOMPARE(a.verdictOn(assessment), QStringList());
    }

    void plan_nothingEndsBeforeItBegins() {
        Assessment a;
        const auto reversed = [&](const QString& type, const QString& from, const QString& to) {
            const RecordId same = a.add(type, {{from, u"2027-03-10"_qs}, {to, u"2027-03-10"_qs}});
            if (!a.verdictOn(same).isEmpty()) qFatal("a day may be first and last");
            return a.verdictOn(a.add(type, {{from, u"2027-03-10"_qs}, {to, u"2027-03-09"_qs}}));
        };
        QCOMPARE(reversed(u"assessment"_qs, u"site_from"_qs, u"site_to"_qs),
                 QStringList{u"plan"_qs});
        QCOMPARE(reversed(u"assessment"_qs, u"period_from"_qs, u"period_to"_qs),
                 QStringList{u"plan"_qs});
        QCOMPARE(reversed(u"assessment_pause"_qs, u"from"_qs, u"to"_qs), QStringList{u"plan"_qs});
    }

    void r20_anAssessmentUnderAPackThatIsNotHere_isListedUntilItComes() {
        Assessment a;
        const RecordId assessment = a.add(u"assessment"_qs, {{u"pack"_qs, u"bogus"_qs}});
        QCOMPARE(a.verdictOn(assessment), QStringList{u"R20"_qs});
        QVERIFY(a.breaches(assessment).front().pending);
        a.set(assessment, u"pack"_qs, u"la-2026"_qs);
        QCOMPARE(a.verdictOn(assessment), QStringList());
    }

    void r22_anExpertByExperience_isFromOutside() {
        Assessment a;
        const RecordId expert =
            a.add(u"team_member"_qs, {{u"role"_qs, u"expert_by_experience"_qs}});
        QCOMPARE(a.verdictOn(expert), QStringList{u"R22+"_qs});
        a.set(expert, u"external"_qs, cbor::Value(true));
        QCOMPARE(a.verdictOn(expert), QStringList());
    }

    void r24_aSlot_endsAfterItBegins_andSaysWhereItWent() {
        Assessment a;
        const RecordId slot =
            a.add(u"timetable_slot"_qs,
                  {{u"start"_qs, moment(10)}, {u"end"_qs, moment(9)}, {u"state"_qs, u"moved"_qs}});
        QCOMPARE(a.verdictOn(slot), QStringList({u"R24"_qs, u"R24+"_qs}));
        a.set(slot, u"end"_qs, moment(11));
        a.set(slot, u"moved_to"_qs, cbor::Value(a.slot));
        QCOMPARE(a.verdictOn(slot), QStringList());
    }

    void r25_noMoreAgree_thanAreThere() {
        Assessment a;
        const RecordId count = a.add(u"headcount"_qs, {{u"count"_qs, cbor::Value(3)}});
        QCOMPARE(a.verdictOn(count), QStringList());
        a.set(count, u"agreed"_qs, cbor::Value(9));
        QCOMPARE(a.verdictOn(count), QStringList{u"R25+"_qs});
    }

    // Cases
    void r31_aCaseThatDropsOut_saysWhy() {
        Assessment a;
        const RecordId dropped = a.trackedCase(u"dropped"_qs);
        QCOMPARE(a.verdictOn(dropped), QStringList{u"R31"_qs});
        a.set(dropped, u"reason"_qs, u"unwell"_qs);
        QCOMPARE(a.verdictOn(dropped), QStringList());
    }

    void r32_anEngagedCase_hasAnOwner() {
        Assessment a;
        const RecordId engaged = a.trackedCase(u"engaged"_qs);
        a.caseAnswer(engaged, u"given"_qs);
        a.set(engaged, u"owner"_qs, {});
        QCOMPARE(a.verdictOn(engaged), QStringList{u"R32+"_qs});
        a.set(engaged, u"owner"_qs, cbor::Value(idOf(0x51)));
        QCOMPARE(a.verdictOn(engaged), QStringList());
    }

    void r32_twoCasesOfOneNumber_areOnePersonRungTwice() {
        Assessment a;
        const RecordId one = a.trackedCase(u"listed"_qs);
        const RecordId other = a.trackedCase(u"listed"_qs);
        a.set(one, u"number"_qs, u"07"_qs);
        a.set(other, u"number"_qs, u"08"_qs);
        QCOMPARE(a.verdictOn(other), QStringList());
        a.set(other, u"number"_qs, u"07"_qs);
        QCOMPARE(a.verdictOn(other), QStringList{u"R32"_qs});
    }

    void r32_whoRingsBesideTheOwner_isListed_butNotWhoHandedTheCaseOver() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"shortlisted"_qs);
        a.set(trackedCase, u"owner"_qs, cbor::Value(idOf(0x51)));
        const auto contact = [&](int by) {
            return a.add(u"contact"_qs, {{u"case"_qs, cbor::Value(trackedCase)},
                                         {u"by"_qs, cbor::Value(idOf(by))},
                                         {u"with"_qs, u"person"_qs},
                                         {u"at"_qs, moment(a.now())}});
        };
        const RecordId before = contact(0x52);
        const RecordId owners = contact(0x51);
        const RecordId beside = contact(0x52);
        QCOMPARE(a.verdictOn(before), QStringList());
        QCOMPARE(a.verdictOn(owners), QStringList());
        QCOMPARE(a.verdictOn(beside), QStringList{u"R32+"_qs});
    }

    // Themes and scores
    void r39_oneSource_isNeverWrittenAsMany() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId other = a.participant(u"carer"_qs);
        a.answer(other, u"given"_qs);
        const RecordId one = a.tag(a.line(u"said"_qs, a.person));
        const RecordId same = a.tag(a.line(u"said"_qs, other));  // in the same meeting
        const RecordId paper =
            a.tag(a.add(u"extract"_qs, {{u"source"_qs, cbor::Value(a.add(u"document"_qs, {}))}}));
        const auto note = [&](const QString& words, std::vector<cbor::Value> cites) {
            return a.add(u"theme_note"_qs, {{u"theme"_qs, words},
                                            {u"cites"_qs, cbor::Value::array(std::move(cites))}});
        };
        const QString many = u"Carers told us that they wait"_qs;
        QCOMPARE(a.verdictOn(note(many, {cbor::Value(one), cbor::Value(same)})),
                 QStringList{u"R39+"_qs});
        QCOMPARE(a.verdictOn(note(many, {cbor::Value(one), cbor::Value(paper)})), QStringList());
        QCOMPARE(a.verdictOn(note(u"A carer waits"_qs, {cbor::Value(one)})), QStringList());
        // Not here to look at: nobody can count what stands behind it.
        QCOMPARE(a.verdictOn(note(many, {cbor::Value(idOf(0x999))})), QStringList());
        const RecordId score = a.score({one});
        a.set(score, u"rationale"_qs, many);
        QCOMPARE(a.verdictOn(score), QStringList{u"R39+"_qs});
    }

    void r21_aScoreOfTomorrow_isNotGivenToday() {
        const FieldValues score = {{u"at"_qs, moment(1'000'000)}};
        QVERIFY(isAhead(score, 0));
        QVERIFY(!isAhead(score, 1'000'000));
        QVERIFY(!isAhead(score, 940'000));  // clocks differ by minutes
        QVERIFY(!isAhead({}, 0));
    }
};

QTEST_GUILESS_MAIN(RecordRulesTest)
#include "tst_recordrules.moc"
