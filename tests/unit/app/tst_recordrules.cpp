// The rules on the plan, on cases, tags and scores, each named by its number.
#include "app/rules/agreed.h"
#include "app/rules/capacity.h"
#include "app/rules/casecontact.h"
#include "app/rules/givenscore.h"
#include "app/rules/taggedevidence.h"
#include "tests/unit/app/assessment.h"

#include <QTest>

using namespace candour;
using namespace candour::testing;

Q_DECLARE_METATYPE(candour::FieldValues)

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

    void r8_aFindingThatOnlyTheLeadCanRead_leavesTheNextYesOpen() {
        Assessment a;
        const RecordId finding = a.consider(a.person, u"talk"_qs, u"unable_now"_qs);
        const RecordId early = a.answer(a.person, u"given"_qs);
        const RecordId other = a.answer(a.person, u"given"_qs, u"quotation"_qs);
        // They took it back, and its key was left to the lead: what was found is gone from here.
        a.set(finding, u"outcome"_qs, {});
        QCOMPARE(a.verdictOn(early), QStringList{u"R8"_qs});
        QVERIFY(a.breaches(early).front().pending);
        QCOMPARE(a.verdictOn(other), QStringList());
    }
    void r8_aYesThatIsTheLeadsToJudge_makesNoEvidenceHere_andAccusesNobody() {
        Assessment a;
        a.answer(a.person, u"given"_qs, u"quotation"_qs);
        const RecordId finding = a.consider(a.person, u"talk"_qs, u"unable_now"_qs);
        a.answer(a.person, u"given"_qs);
        const RecordId tag = a.tag(a.line(u"said"_qs, a.person));
        QCOMPARE(a.verdictOn(tag), QStringList{u"R3"_qs});
        a.set(finding, u"outcome"_qs, {});
        QCOMPARE(a.verdictOn(tag), QStringList{u"R8"_qs});
        QVERIFY(a.breaches(tag).front().pending);
        QVERIFY(countingItems(taggedEvidence(a.records)).empty());
        // Another purpose, of which nothing was found, is as it was.
        QCOMPARE(
            agreementFor(answersOf(a.person, among(a.records)), Purpose::quotation).leftToTheLead,
            false);
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
        const auto reversed = [](const QString& type, const QString& from, const QString& to) {
            Assessment a;
            const RecordId same = a.add(type, {{from, u"2027-03-10"_qs}, {to, u"2027-03-10"_qs}});
            if (!a.verdictOn(same).isEmpty()) qFatal("a day may be first and last");
            a.set(same, to, u"2027-03-09"_qs);
            return a.verdictOn(same);
        };
        QCOMPARE(reversed(u"assessment"_qs, u"site_from"_qs, u"site_to"_qs),
                 QStringList{u"plan"_qs});
        QCOMPARE(reversed(u"assessment"_qs, u"period_from"_qs, u"period_to"_qs),
                 QStringList{u"plan"_qs});
        QCOMPARE(reversed(u"assessment_pause"_qs, u"from"_qs, u"to"_qs), QStringList{u"plan"_qs});
    }

    void aPlan_hasOneAssessment_andAnotherPlanAnother() {
        Assessment a;
        const RecordId first = a.add(u"assessment"_qs, {});
        QCOMPARE(a.verdictOn(first), QStringList());
        const RecordId second = a.add(u"assessment"_qs, {});
        QCOMPARE(a.verdictOn(first), QStringList{u"plan+"_qs});
        QCOMPARE(a.verdictOn(second), QStringList{u"plan+"_qs});
        a.records.back().notebook = *NotebookId::fromString(idOf(1).toString());
        QCOMPARE(a.verdictOn(first), QStringList());
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

    void r32_oneNumberWrittenInTwoWays_isOneCase() {
        for (const auto& [one, other] :
             {std::pair(u"7"_qs, u"07"_qs), {u" 007 "_qs, u"7"_qs}, {u"ab 1"_qs, u"AB1"_qs}})
            QCOMPARE(plainCaseNumber(one), plainCaseNumber(other));
        QVERIFY(plainCaseNumber(u"7"_qs) != plainCaseNumber(u"70"_qs));
        QVERIFY(plainCaseNumber(u"A01"_qs) != plainCaseNumber(u"A1"_qs));
        QCOMPARE(plainCaseNumber(u"00"_qs), u"0"_qs);
        Assessment a;
        a.set(a.trackedCase(u"listed"_qs), u"number"_qs, u"07"_qs);
        const RecordId again = a.trackedCase(u"listed"_qs);
        a.set(again, u"number"_qs, u"7"_qs);
        QCOMPARE(a.verdictOn(again), QStringList{u"R32"_qs});
    }

    /// A council's list has thousands, and `check` asks about each.
    void r32_noCaseIsReadBesideEveryOther() {
        Assessment a;
        const RecordId one = a.trackedCase(u"listed"_qs);
        a.set(one, u"number"_qs, u"07"_qs);
        a.set(a.trackedCase(u"listed"_qs), u"number"_qs, u"7"_qs);
        Surroundings around = among(a.records);
        QStringList walkedOver;
        around.every = [&](const QString& type) {
            walkedOver << type;
            return std::vector<RecordLine>();
        };
        const auto breaches = breachesOf(*around.record(one), around);
        QCOMPARE(breaches.size(), std::size_t{1});
        QCOMPARE(breaches.front().rule, u"R32"_qs);
        QVERIFY(!walkedOver.contains(u"tracked_case"_qs));
    }

    void r3_whoSaidNo_isNotRungAgainWithoutANewYes_andTheLogKeepsWhatWasDone() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"shortlisted"_qs);
        const auto contact = [&](const QString& with, const QString& outcome) {
            return a.add(u"contact"_qs, {{u"case"_qs, cbor::Value(trackedCase)},
                                         {u"with"_qs, with},
                                         {u"outcome"_qs, outcome},
                                         {u"at"_qs, moment(a.now())}});
        };
        QCOMPARE(a.verdictOn(contact(u"person"_qs, u"declined"_qs)), QStringList());
        QCOMPARE(a.verdictOn(contact(u"person"_qs, u"no_answer"_qs)), QStringList{u"R3+"_qs});
        QCOMPARE(a.verdictOn(contact(u"practitioner"_qs, u"spoke"_qs)), QStringList());
        // The case does not go on either, until they say yes or it is dropped.
        QCOMPARE(a.verdictOn(trackedCase), QStringList{u"R3+"_qs});
        a.set(trackedCase, u"stage"_qs, u"dropped"_qs);
        a.set(trackedCase, u"reason"_qs, u"declined"_qs);
        QCOMPARE(a.verdictOn(trackedCase), QStringList());
        a.set(trackedCase, u"stage"_qs, u"shortlisted"_qs);
        a.caseAnswer(trackedCase, u"given"_qs);
        QCOMPARE(a.verdictOn(contact(u"person"_qs, u"spoke"_qs)), QStringList());
        QCOMPARE(a.verdictOn(trackedCase), QStringList());
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

    // What has to come before what
    void everyOrder_isListedWhereItIsReversed_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<FieldValues>("fields");
        QTest::addColumn<QString>("sentence");
        const auto days = [](const char* name, const QString& type, const QString& one,
                             const QString& other, const QString& sentence) {
            QTest::newRow(name) << type
                                << FieldValues{{one, u"2026-05-02"_qs}, {other, u"2026-05-01"_qs}}
                                << sentence;
        };
        days("a stage", u"journey_stage"_qs, u"began"_qs, u"ended"_qs,
             u"“Ended” lies before “Began”. Check both."_qs);
        days("what was asked for", u"journey_stage"_qs, u"asked_for"_qs, u"ended"_qs,
             u"“Ended” lies before “Asked for”. Check both."_qs);
        days("an account", u"stage_account"_qs, u"began"_qs, u"ended"_qs,
             u"“Ended” lies before “Began”. Check both."_qs);
        days("a survey", u"survey"_qs, u"opened"_qs, u"closed"_qs,
             u"“Closed” lies before “Opened”. Check both."_qs);
        days("figures", u"performance_data"_qs, u"period_from"_qs, u"period_to"_qs,
             u"“Period to” lies before “Period from”. Check both."_qs);
        QTest::newRow("answers") << u"survey"_qs
                                 << FieldValues{{u"answers"_qs, cbor::Value(900)},
                                                {u"asked_of"_qs, cbor::Value(10)}}
                                 << u"“Answers” is more than “Asked of”. Check both."_qs;
        QTest::newRow("a meeting")
            << u"session"_qs << FieldValues{{u"started"_qs, moment(2)}, {u"finished"_qs, moment(1)}}
            << u"“Finished” lies before “Started”. Check both."_qs;
    }
    void everyOrder_isListedWhereItIsReversed() {
        QFETCH(const QString, type);
        QFETCH(FieldValues, fields);
        Assessment a;
        const RecordId wrong = a.add(type, fields);
        QCOMPARE(a.verdictOn(wrong), QStringList{u"plan+"_qs});
        QTEST(a.breaches(wrong).front().sentence, "sentence");
        QVERIFY(hasRules(*recordList().type(type)));
        std::swap(fields[0].value, fields[1].value);
        QCOMPARE(a.verdictOn(a.add(type, fields)), QStringList());
        fields.pop_back();
        QCOMPARE(a.verdictOn(a.add(type, fields)), QStringList());
    }

    void r9_aStepFromBeforeTheAlert_isListed() {
        constexpr std::int64_t twoDays = 2LL * 86'400'000;
        Assessment a;
        const RecordId alert = a.alert(u"provider"_qs, u"local_authority"_qs);
        a.set(alert, u"raised"_qs, moment(twoDays));
        const auto step = [&](std::int64_t at) {
            return a.verdictOn(a.add(u"safeguarding_step"_qs, {{u"alert"_qs, cbor::Value(alert)},
                                                               {u"step"_qs, u"told_lead"_qs},
                                                               {u"at"_qs, moment(at)}}));
        };
        QCOMPARE(step(0), QStringList{u"R9+"_qs});
        QCOMPARE(step(twoDays - 60'000), QStringList());
        QCOMPARE(step(twoDays + 1), QStringList());
    }

    void r24_aSlot_startsOnItsOwnDay() {
        Assessment a;
        const auto slot = [&](const QString& day) {
            return a.verdictOn(
                a.add(u"timetable_slot"_qs, {{u"day"_qs, day}, {u"start"_qs, moment(0)}}));
        };
        QCOMPARE(slot(u"1970-01-01"_qs), QStringList());
        QCOMPARE(slot(u"1971-01-01"_qs), QStringList{u"R24+"_qs});
    }

    void r25_ofAGroup_noMoreVoicesThanHeads_andTheWordsStillCount() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId line = a.line(u"said"_qs, a.person);
        a.set(line, u"agree"_qs, cbor::Value(2));
        a.set(line, u"differ"_qs, cbor::Value(2));
        QCOMPARE(a.verdictOn(line), QStringList());  // nobody counted heads
        const RecordId heads = a.add(u"headcount"_qs, {{u"session"_qs, cbor::Value(a.session)},
                                                       {u"count"_qs, cbor::Value(3)}});
        QCOMPARE(a.verdictOn(line), QStringList{u"R25+"_qs});
        QCOMPARE(a.verdictOn(a.tag(line)), QStringList());
        a.set(heads, u"count"_qs, cbor::Value(4));
        QCOMPARE(a.verdictOn(line), QStringList());
    }

    void aTeam_hasNoInitialsTwice_andOneLead() {
        Assessment a;
        const auto member = [&](const QString& initials, const QString& role) {
            return a.add(u"team_member"_qs, {{u"initials"_qs, initials}, {u"role"_qs, role}});
        };
        const RecordId one = member(u"AW"_qs, u"lead"_qs);
        QCOMPARE(a.verdictOn(one), QStringList());
        const RecordId other = member(u"aw"_qs, u"inspector"_qs);
        QCOMPARE(a.verdictOn(one), QStringList{u"plan+"_qs});
        QCOMPARE(a.verdictOn(other), QStringList{u"plan+"_qs});
        a.set(other, u"initials"_qs, u"HM"_qs);
        a.set(other, u"role"_qs, u"lead"_qs);
        QCOMPARE(a.verdictOn(other), QStringList{u"R48+"_qs});
    }

    // R35: one person is one source, wherever they were met
    void r35_thePersonMetBefore_isOneSource_howeverOftenTheyMoveOn() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId firstMet = a.person;
        a.tag(a.line(u"said"_qs, firstMet));
        RecordId before = firstMet;
        for (int meetings = 2; meetings < 5; ++meetings) {
            const RecordId again = a.meetElsewhere(u"staff"_qs);
            a.tag(a.line(u"said"_qs, again));
            QCOMPARE(a.sources(), 2);
            a.set(again, u"same_as"_qs, cbor::Value(before));
            QCOMPARE(a.sources(), 1);
            before = again;
        }
        // Two who name each other are one as well, and nothing turns round for ever.
        a.set(firstMet, u"same_as"_qs, cbor::Value(before));
        QCOMPARE(a.sources(), 1);
    }

    void r35_whoeverNamesSomebodyFromAMeetingThatIsNotHere_isOneWithTheOthersWhoDo() {
        Assessment a;
        for (int meetings = 0; meetings < 2; ++meetings) {
            const RecordId who = a.meetElsewhere(u"partner"_qs);
            a.tag(a.line(u"said"_qs, who));
            a.set(who, u"same_as"_qs, cbor::Value(idOf(0xabcdef)));
        }
        QCOMPARE(a.sources(), 1);
    }

    void r35_thePersonOfACase_whoIsMetAgainWithoutIt_isOneSource() {
        Assessment a;
        const RecordId trackedCase = a.trackedCase(u"engaged"_qs);
        a.set(a.person, u"case"_qs, cbor::Value(trackedCase));
        a.answer(a.person, u"given"_qs);
        const RecordId told = a.add(u"stage_account"_qs, {{u"case"_qs, cbor::Value(trackedCase)},
                                                          {u"voice"_qs, u"person"_qs}});
        a.tag(told);
        const RecordId again = a.meetElsewhere(u"person"_qs);
        a.tag(a.line(u"said"_qs, again));
        QCOMPARE(a.sources(), 2);
        a.set(again, u"same_as"_qs, cbor::Value(a.person));
        QCOMPARE(a.sources(), 1);
    }

    void r35_theOnlyHolderOfARole_isOneSource_whereTwoOfThemAreTwo() {
        Assessment a;
        std::vector<RecordId> directors;
        for (const QString& role : {u"Director"_qs, u"director "_qs}) {
            directors.push_back(a.meetElsewhere(u"leader"_qs));
            a.set(directors.back(), u"role"_qs, role);
            a.tag(a.line(u"said"_qs, directors.back()));
        }
        QCOMPARE(a.sources(), 2);
        for (const RecordId& one : directors) a.set(one, u"only_holder"_qs, cbor::Value(true));
        QCOMPARE(a.sources(), 1);
        a.set(directors.front(), u"team"_qs, u"Housing"_qs);
        QCOMPARE(a.sources(), 2);
        // Every family has its daughter.
        for (const RecordId& one : directors) {
            a.set(one, u"team"_qs, u"Housing"_qs);
            a.set(one, u"standing"_qs, u"carer"_qs);
        }
        QCOMPARE(a.sources(), 2);
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
        const RecordId pending = note(many, {cbor::Value(idOf(0x999))});
        QCOMPARE(a.verdictOn(pending), QStringList{u"R39"_qs});
        QVERIFY(a.breaches(pending).front().pending);
        const RecordId score = a.score({one});
        a.set(score, u"rationale"_qs, many);
        QCOMPARE(a.verdictOn(score), QStringList{u"R39+"_qs});
    }

    void r39_whatIsCited_isFollowedDownToTags() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId one = a.tag(a.line(u"said"_qs, a.person));
        const RecordId paper =
            a.tag(a.add(u"extract"_qs, {{u"source"_qs, cbor::Value(a.add(u"document"_qs, {}))}}));
        const auto note = [&](std::vector<cbor::Value> cites) {
            return a.add(u"theme_note"_qs, {{u"theme"_qs, u"Waits"_qs},
                                            {u"cites"_qs, cbor::Value::array(std::move(cites))}});
        };
        const auto verdict = [&](const RecordId& cited) {
            const RecordId score = a.score({cited});
            a.set(score, u"rationale"_qs, u"People told us that they wait"_qs);
            return a.verdictOn(score);
        };
        QCOMPARE(verdict(note({})), QStringList{u"R39+"_qs});
        QCOMPARE(verdict(note({cbor::Value(one)})), QStringList{u"R39+"_qs});
        QCOMPARE(verdict(note({cbor::Value(one), cbor::Value(paper)})), QStringList());
        const auto compared = [&](const RecordId& with) {
            return a.add(u"triangulation"_qs, {{u"one"_qs, cbor::Value(one)},
                                               {u"other"_qs, cbor::Value(with)},
                                               {u"relation"_qs, u"supports"_qs}});
        };
        QCOMPARE(verdict(compared(paper)), QStringList());
        QCOMPARE(verdict(compared(a.line(u"thought"_qs, {}))), QStringList{u"R39+"_qs});
    }

    void r48_aScoreRestsOnTagsOfItsOwnStatement_howeverTheyAreCited() {
        Assessment a;
        a.answer(a.person, u"given"_qs);
        const RecordId line = a.line(u"said"_qs, a.person);
        const RecordId tag = a.tag(line);
        a.set(tag, u"statement"_qs, cbor::Value(7));
        const RecordId note =
            a.add(u"theme_note"_qs, {{u"cites"_qs, cbor::Value::array({cbor::Value(tag)})}});
        const RecordId nothing = a.add(u"theme_note"_qs, {});
        const RecordId compared =
            a.add(u"triangulation"_qs, {{u"one"_qs, cbor::Value(line)},
                                        {u"other"_qs, cbor::Value(a.line(u"said"_qs, a.person))}});
        const auto given = [&](const RecordId& cited, int statement) {
            const RecordId score = a.score({cited});
            a.set(score, u"statement"_qs, cbor::Value(statement));
            return givenScore(a.of(score), among(a.records));
        };
        for (const RecordId& cited : {tag, note, compared}) {
            QCOMPARE(given(cited, 7).evidence, std::vector<RecordId>{tag});
            QVERIFY(given(cited, 1).evidence.empty());
            QVERIFY(given(cited, 1).citesOthers);
        }
        QVERIFY(given(nothing, 7).evidence.empty() && !given(nothing, 7).citesOthers);
        // What is not here to look at is believed.
        QCOMPARE(given(idOf(0x999), 7).evidence, std::vector<RecordId>{idOf(0x999)});
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
