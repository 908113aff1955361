// The reports on a real vault: each rule of app/rules, filled from records that somebody put there.
#include "app/reports/plainsightreport.h"
#include "app/reports/protectionreport.h"
#include "app/reports/struckanswers.h"
#include "app/reports/tracereport.h"
#include "tests/support/samples.h"
#include "tests/unit/app/visit.h"

#include <QTest>

using namespace candour;

class ReportsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // Nothing there yet ---------------------------------------------------------------------------

    void anEmptyVault_hasEveryReport_andEachSaysWhatIsMissing() {
        TestVault test;
        RecordReader& records = test.vault->records();
        const Plan plan = must(readPlan(records, FrameworkShelf()));
        QVERIFY(plan.assessment.isNull());
        QCOMPARE(must(readCoverage(records, plan.pack)).counted, 0);
        QVERIFY(must(readCoverage(records, plan.pack)).gaps() > 0);
        const ScoreReport scores = must(readScores(records, plan, afterwards));
        QVERIFY(!scores.board.rating);
        QCOMPARE(scores.board.missing.size(), 9);
        QVERIFY(must(readCases(records, plan, {}, afterwards)).cases.empty());
        QCOMPARE(
            must(readDates(records, plan, afterwards, WorkingCalendar::england())).missing.size(),
            6);
        QVERIFY(must(readBalance(records)).rows.empty());
        QCOMPARE(must(readRetention(records, plan, shippedRetentionPolicy(), afterwards)).holds, 0);
    }

    void anUnknownFrameworkPack_stopsTheReport_ratherThanCountByAnother() {
        Visit test;
        test.put({.type = u"assessment"_qs,
                  .id = test.assessment,
                  .fields = {{u"pack"_qs, u"la-2099"_qs}}});
        QCOMPARE(readPlan(test.vault->records(), FrameworkShelf()).error().code, Code::notFound);
        QCOMPARE(must(readPlan(test.vault->records(), FrameworkShelf(), u"la-2023"_qs)).pack.id,
                 u"la-2023"_qs);
    }

    // Answers -------------------------------------------------------------------------------------

    void r3_aNoThatIsStruck_isAQuestionToThem_untilTheyAnswerAgain() {
        Visit test;
        const RecordId who = test.participant(test.session(test.slot().name.id).name.id).name.id;
        const auto listed = [&] {
            QStringList rules;
            must(eachStruckNo(test.vault->records(), [&](const FoundBreach& found) -> Status {
                rules << found.breach.rule;
                return {};
            }));
            return rules;
        };
        const RecordName slip = test.answer(who, u"refused"_qs).name;
        QVERIFY(test.vault->strike(slip, u"Of somebody else"_qs).has_value());
        QCOMPARE(listed(), QStringList());  // no yes stands from before
        test.answer(who);
        const RecordName no = test.answer(who, u"withdrawn"_qs).name;
        QCOMPARE(listed(), QStringList());
        QVERIFY(test.vault->strike(no, u"Of somebody else"_qs).has_value());
        QCOMPARE(listed(), QStringList{u"R3"_qs});
        test.answer(who);
        QCOMPARE(listed(), QStringList());
    }

    // Coverage and huddle -------------------------------------------------------------------------

    void r35_extractsOfOnePaper_areOneSource_ofTwo_two() {
        Visit test;
        const RecordId one = test.paper();
        test.tag(test.extract(one));
        test.tag(test.extract(one));
        QCOMPARE(test.coverage().rows.front().sources, 1);
        test.tag(test.extract(test.paper()));
        QCOMPARE(test.coverage().rows.front().sources, 2);
        QCOMPARE(test.coverage().counted, 3);
    }

    void r46_aTagOnAFinanceFigure_isCountedAsNone() {
        Visit test;
        const RecordId figures = test.figures();
        test.tag(test.extract(figures));
        QCOMPARE(test.coverage().counted, 1);
        test.turnIntoFinance(figures);
        QCOMPARE(test.coverage().counted, 0);
        QCOMPARE(test.coverage().notEvidence, 1);
    }

    void aTaggedAccount_isEvidence_onceForItsCase() {
        Visit test;
        const RecordId tracked = test.trackedCase(u"07"_qs, u"shortlisted"_qs);
        const RecordId stage = test.stage(tracked, u"review"_qs, {}, u"2026-05"_qs, {});
        test.add(u"case_agreement"_qs, {{u"case"_qs, tracked},
                                        {u"purpose"_qs, u"talk"_qs},
                                        {u"event"_qs, u"given"_qs},
                                        {u"source"_qs, u"confirmed_by_cqc"_qs},
                                        {u"time"_qs, noon(visited)}});
        for (const QString& voice : {u"person"_qs, u"practitioner"_qs})
            test.tag(test.account(tracked, stage, voice, u"2026-05"_qs, u"Words of theirs."_qs), 1,
                     u"people"_qs);
        QCOMPARE(test.coverage().counted, 2);
        QCOMPARE(test.coverage().rows.front().sources, 1);
    }

    void r47_theHuddle_countsTheSourcesOfANote_ofThatDay() {
        Visit test;
        const RecordId tag = test.tag(test.extract(test.paper()));
        test.add(u"theme_note"_qs, {{u"theme"_qs, u"Waits"_qs},
                                    {u"note"_qs, u"People told us they wait."_qs},
                                    {u"statement"_qs, 1},
                                    {u"cites"_qs, these({tag})},
                                    {u"day"_qs, u"2027-03-09"_qs}});
        const HuddleSheet sheet =
            must(readHuddle(test.vault->records(), test.plan().pack, QDate(2027, 3, 9)));
        QCOMPARE(sheet.statements.front().themes.size(), std::size_t{1});
        QCOMPARE(sheet.statements.front().themes.front().sources, 1);
        QVERIFY(sheet.statements.front().themes.front().oneVoiceAsMany);
        QVERIFY(!sheet.statements.front().gaps.isEmpty());
        const HuddleSheet other =
            must(readHuddle(test.vault->records(), test.plan().pack, QDate(2027, 3, 10)));
        QVERIFY(other.statements.front().themes.empty());
    }

    void r44_anAccountWithoutLines_isOfItsPaper_orOfTheMeetingInWhichItWasTold() {
        Visit test;
        const RecordId tracked = test.trackedCase(u"07"_qs, u"shortlisted"_qs);
        const RecordId stage = test.stage(tracked, u"review"_qs, {}, u"2026-05"_qs, {});
        const RecordId meeting = test.session(test.slot().name.id).name.id;
        const RecordId carer = test.participant(meeting).name.id;
        test.answer(carer);
        const auto account = [&](const QString& voice, FieldValues more) {
            more.insert(more.begin(), {{u"case"_qs, tracked},
                                       {u"stage"_qs, stage},
                                       {u"voice"_qs, voice},
                                       {u"text"_qs, u"Words of theirs."_qs}});
            return test.tag(test.add(u"stage_account"_qs, std::move(more)), 1, u"people"_qs);
        };
        account(u"carer"_qs, {{u"participant"_qs, cbor::Value(carer)}});
        account(u"record"_qs, {{u"document"_qs, cbor::Value(test.paper())}});
        const TraceReport trace =
            must(readTrace(test.vault->records(), test.plan().pack, 1, Traced::counted));
        QCOMPARE(trace.rows.size(), std::size_t{2});
        QCOMPARE(trace.rows[0].when, u"June 2026"_qs);
        QCOMPARE(trace.rows[1].when.left(12), u"9 March 2027"_qs);
    }

    void r30_whoSaidThatTheyHaveNoDisability_isCountedBesideWhoHas() {
        Visit test;
        test.add(u"population_group"_qs, {{u"characteristic"_qs, u"disability"_qs},
                                          {u"group"_qs, u"Disability"_qs},
                                          {u"share"_qs, 250}});
        int number = 0;
        for (const QString& given : {u"disability"_qs, u"disability_none"_qs, u"sex_male"_qs})
            test.trackedCase(QString::number(++number), u"shortlisted"_qs,
                             {{u"characteristics"_qs, cbor::Value::array({cbor::Value(given)})}});
        const BalanceRow row = must(readBalance(test.vault->records())).rows.front();
        QCOMPARE(row.cases, 1);
        QCOMPARE(row.known, 2);
        QCOMPARE(row.unknown, 1);
    }

    // Scores --------------------------------------------------------------------------------------

    void r48_nineScores_makeTheRating_oneLess_makesNone() {
        Visit test;
        test.goTo(afterwards);
        const RecordId extract = test.extract(test.paper());
        Saved last;
        for (int statement = 1; statement <= 9; ++statement)
            last = test.put(test.scoreOf(statement, 3, test.tag(extract, statement), test.lead));
        const ScoreReport whole = test.scores();
        QVERIFY(whole.board.rating && whole.board.missing.isEmpty());
        QCOMPARE(whole.board.rating->points, 27);
        QCOMPARE(whole.phase, SitePhase::closed);
        QVERIFY(test.vault->strike(last.name, u"Not yet"_qs).has_value());
        QVERIFY(!test.scores().board.rating);
        QCOMPARE(test.scores().board.missing.size(), 1);
    }

    void r21_aBoardThatIsFull_addsUpToNothing_whileTheSitePhaseIsOpen() {
        Visit test;
        test.goTo(afterwards);
        const RecordId extract = test.extract(test.paper());
        for (int statement = 1; statement <= 9; ++statement)
            test.put(test.scoreOf(statement, 3, test.tag(extract, statement), test.lead));
        QVERIFY(test.scores().board.rating);
        // Somebody writes that the visit goes on after all.
        test.put({.type = u"assessment"_qs,
                  .id = test.assessment,
                  .fields = {{u"site_to"_qs, u"2027-06-01"_qs}}});
        QCOMPARE(test.scores().phase, SitePhase::open);
        QVERIFY(!test.scores().board.rating);
    }

    void aScoreWithTwoVersions_isDisputed_andNeverOneOfThem() {
        Visit test;
        test.goTo(afterwards);
        const RecordId tag = test.tag(test.extract(test.paper()));
        const Saved score = test.put(test.scoreOf(1, 3, tag, test.lead));
        test.writeUnseen(score, RecordId(score.name.notebook.bytes()), u"score"_qs, 4);
        const StatementOnBoard first = test.scores().board.statements.front();
        QVERIFY(first.disputed);
        QVERIFY(!first.score);
    }

    void aScoreOfAnotherFramework_isNotOnTheBoard() {
        Visit test;
        test.goTo(afterwards);
        const RecordId tag = test.tag(test.extract(test.paper()));
        PutRequest old = test.scoreOf(1, 3, tag, test.lead);
        old.fields.front().value = u"la-2023"_qs;
        old.fields.push_back({u"category"_qs, u"processes"_qs});
        test.put(old);
        QCOMPARE(test.scores().ofAnotherPack, 1);
        QCOMPARE(test.scores().board.missing.size(), 9);
    }

    void aScoreWhoseEvidenceNoLongerCounts_isNotOnTheBoard() {
        Visit test;
        test.goTo(afterwards);
        const RecordId figures = test.figures();
        test.put(test.scoreOf(1, 3, test.tag(test.extract(figures)), test.lead));
        QCOMPARE(test.scores().board.statements.front().score, std::optional(3));
        test.turnIntoFinance(figures);
        QCOMPARE(test.scores().board.statements.front().score, std::optional<int>());
        QStringList broken;
        must(test.vault->rules().each([&](const FoundBreach& found) -> Status {
            broken << found.type + u' ' + found.breach.rule;
            return {};
        }));
        QCOMPARE(broken, (QStringList{u"tag R46"_qs, u"score R48"_qs}));
    }

    void r48_aScoreThatCitesNoEvidenceForItsStatement_isRefused() {
        Visit test;
        test.goTo(afterwards);
        const RecordId extract = test.extract(test.paper());
        const auto note = [&](const std::vector<RecordId>& cites) {
            FieldValues fields = {{u"theme"_qs, u"Waits"_qs}, {u"day"_qs, u"2027-03-10"_qs}};
            if (!cites.empty()) fields.push_back({u"cites"_qs, these(cites)});
            return test.add(u"theme_note"_qs, fields);
        };
        const auto refused = [&](const RecordId& cited) {
            return test.refusal(test.scoreOf(7, 4, cited, test.lead));
        };
        QVERIFY(refused(note({})).contains(u"has to cite evidence"));
        const RecordId elsewhere = test.tag(extract, 1);
        QVERIFY(refused(elsewhere).contains(u"other quality statements"));
        QVERIFY(refused(note({elsewhere})).contains(u"other quality statements"));
        QCOMPARE(refused(note({test.tag(extract, 7)})), QString());
    }

    void r21_aScoreBeforeTheLastDayOnSite_isRefused() {
        Visit test;
        test.goTo(afterwards);
        const RecordId tag = test.tag(test.extract(test.paper()));
        QVERIFY(test.refusal(test.scoreOf(1, 3, tag, test.lead, visited)).contains(u"Rule R21"));
        QCOMPARE(test.refusal(test.scoreOf(1, 3, tag, test.lead, visited.addDays(1))), QString());
    }

    void r48_aScoreOfSomebodyElseThanTheLead_isRefused() {
        Visit test;
        test.goTo(afterwards);
        const RecordId tag = test.tag(test.extract(test.paper()));
        const RecordId inspector = test.member(u"AW"_qs, u"inspector"_qs);
        QVERIFY(test.refusal(test.scoreOf(1, 3, tag, inspector)).contains(u"Rule R48"));
    }

    void r48_aScoreThatNobodyCouldGive_isListed_andNotOnTheBoard() {
        Visit test;
        test.goTo(afterwards);
        const RecordId tag = test.tag(test.extract(test.paper()));
        test.put(test.scoreOf(1, 3, tag, test.lead));
        QCOMPARE(test.scores().board.statements.front().score, std::optional(3));
        test.put({.type = u"team_member"_qs,
                  .id = test.lead,
                  .fields = {{u"role"_qs, u"inspector"_qs}}});
        QCOMPARE(test.scores().board.statements.front().score, std::optional<int>());
    }

    void r21_aScoreOfACategory_isRefused_byTodaysFramework() {
        Visit test;
        test.goTo(afterwards);
        PutRequest score = test.scoreOf(1, 3, test.tag(test.extract(test.paper())), test.lead);
        score.fields.push_back({u"category"_qs, u"people"_qs});
        QVERIFY(test.refusal(score).contains(u"Rule R21"));
    }

    // Protection ----------------------------------------------------------------------------------

    void r12_aNameWrittenElsewhere_isFoundByWhoeverOpensTheNames_andThatIsWrittenDown() {
        Visit test;
        const RecordId tracked = test.trackedCase(u"07"_qs, u"listed"_qs);
        test.add(u"case_identity"_qs, {{u"case"_qs, tracked}, {u"name"_qs, u"Ada Lovely"_qs}});
        test.add(u"contact"_qs, {{u"case"_qs, tracked},
                                 {u"at"_qs, noon(visited)},
                                 {u"by"_qs, test.lead},
                                 {u"with"_qs, u"person"_qs},
                                 {u"way"_qs, u"phone"_qs},
                                 {u"outcome"_qs, u"spoke"_qs},
                                 {u"note"_qs, u"Ada Lovely will ring back"_qs}});
        const auto found = [&](const KnownNames& names) {
            QStringList types;
            must(eachInPlainSight(test.vault->records(), names,
                                  [&](const FoundBreach& breach) -> Status {
                                      types << breach.type;
                                      return {};
                                  }));
            return types;
        };
        QCOMPARE(found({}), QStringList());
        QCOMPARE(must(test.vault->records().count(u"name_opening"_qs)), 0);
        QCOMPARE(found(must(openNamesOfCases(*test.vault))), QStringList{u"contact"_qs});
        QCOMPARE(must(test.vault->records().count(u"name_opening"_qs)), 1);
    }

    void r13_theReport_namesWhoseTaggedWordsCouldShowThem() {
        Visit test;
        const RecordId session = test.session(test.slot().name.id).name.id;
        const RecordId few = test.participant(session).name.id;
        test.answer(few);
        const RecordId said = test.said(session, few, u"We are too few."_qs).name.id;
        const auto rows = [&] {
            const Plan plan = must(readPlan(test.vault->records(), FrameworkShelf()));
            return must(readRecognisable(test.vault->records(), plan));
        };
        // Nothing of theirs is used yet.
        QVERIFY(rows().empty());
        test.add(u"tag"_qs, {{u"target"_qs, cbor::Value(said)},
                             {u"start"_qs, 0},
                             {u"end"_qs, 2},
                             {u"words"_qs, u"We"_qs},
                             {u"pack"_qs, u"la-2026"_qs},
                             {u"statement"_qs, 1},
                             {u"category"_qs, u"staff"_qs},
                             {u"direction"_qs, u"shortfall"_qs}});
        QCOMPARE(rows().size(), std::size_t{1});
        QCOMPARE(rows().front().participant, few);
        QCOMPARE(rows().front().warning->fitting, 1);
        QVERIFY(!rows().front().mayBePromised);
        // Twelve more in that role, and nobody stands out.
        test.add(u"headcount"_qs, {{u"session"_qs, cbor::Value(session)},
                                   {u"role"_qs, u"Social worker"_qs},
                                   {u"count"_qs, 12}});
        QVERIFY(rows().empty());
        // A quotation asks for more of them, once they said that it may be used.
        test.put({.type = u"assessment"_qs,
                  .id = test.assessment,
                  .fields = {{u"quotation_threshold"_qs, 14}}});
        test.put({.type = u"line"_qs, .id = said, .fields = {{u"quote"_qs, true}}});
        QVERIFY(rows().empty());
        test.add(u"agreement"_qs, {{u"participant"_qs, few},
                                   {u"purpose"_qs, u"quotation"_qs},
                                   {u"event"_qs, u"given"_qs},
                                   {u"source"_qs, u"confirmed_by_cqc"_qs},
                                   {u"time"_qs, test.now()}});
        QCOMPARE(rows().size(), std::size_t{1});
        QCOMPARE(rows().front().warning->leaveOut, QStringList{u"quotation"_qs});
        test.put({.type = u"line"_qs, .id = said, .fields = {{u"quote"_qs, false}}});
        QVERIFY(rows().empty());
        // Unless the assessment wants more of them.
        test.put({.type = u"assessment"_qs,
                  .id = test.assessment,
                  .fields = {{u"jigsaw_threshold"_qs, 20}}});
        QCOMPARE(rows().size(), std::size_t{1});
    }

    void r13_theReport_seesWhoseWordsTheyAre_whereNobodyIsNamed() {
        Visit test;
        const RecordId session = test.session(test.slot().name.id).name.id;
        const RecordId only = test.participant(session).name.id;
        test.answer(only);
        const RecordId said = test.add(u"line"_qs, {{u"session"_qs, cbor::Value(session)},
                                                    {u"at"_qs, test.now()},
                                                    {u"kind"_qs, u"said"_qs},
                                                    {u"text"_qs, u"Words of theirs."_qs}});
        test.tag(said, 1, u"staff"_qs);
        const auto rows = must(readRecognisable(
            test.vault->records(), must(readPlan(test.vault->records(), FrameworkShelf()))));
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows.front().participant, only);
        QVERIFY(!rows.front().trace.day.isEmpty());
    }

    void r11_theReport_sendsAnAlertAboutTheCouncilRoundIt_andKeepsItsClock() {
        Visit test;
        const auto alert = [&](const QString& about, const QString& route) {
            return test.add(u"safeguarding_alert"_qs,
                            {{u"kind"_qs, u"alert"_qs},
                             {u"raised"_qs, test.now()},
                             {u"what"_qs, u"Left alone."_qs},
                             {u"danger"_qs, u"no"_qs},
                             {u"wishes"_qs, u"not_asked"_qs},
                             {u"about"_qs, cbor::Value::array({cbor::Value(about)})},
                             {u"route"_qs, route},
                             {u"state"_qs, u"open"_qs}});
        };
        const RecordId council = alert(u"council"_qs, u"assessment_lead"_qs);
        alert(u"provider"_qs, u"local_authority"_qs);
        const std::int64_t now = test.clock.utc().time_since_epoch().count();
        const auto rows = must(readAlerts(test.vault->records(), now));
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows[0].id, council);
        QVERIFY(rows[0].conflict && rows[0].route == AlertRoute::assessmentLead);
        QVERIFY(!rows[0].heard);
        QVERIFY(rows[0].stillToDo.join(u' ').contains(u"Do not tell the council"));
        QVERIFY(!rows[1].conflict && rows[1].route == AlertRoute::localAuthority);
        QVERIFY(rows[1].stillToDo.join(u' ').contains(u"Tell the council's safeguarding team."));
        QCOMPARE(rows[0].clock.state, ConfirmationClock::State::nobodyTold);
        const auto late = must(readAlerts(test.vault->records(), now + confirmationMs));
        QCOMPARE(late[0].clock.state, ConfirmationClock::State::overdue);
    }

    // Dates and retention -------------------------------------------------------------------------

    void r44_theDates_comeFromAssessmentAndStages() {
        Visit test;
        const auto stage = [&](const QString& name, const QString& field, const QString& day) {
            test.add(u"assessment_stage"_qs,
                     {{u"assessment"_qs, test.assessment}, {u"stage"_qs, name}, {field, day}});
        };
        stage(u"factual_accuracy_sent"_qs, u"reached"_qs, u"2027-04-12"_qs);
        stage(u"publication"_qs, u"planned"_qs, u"2027-05-04"_qs);
        test.add(u"assessment_pause"_qs, {{u"assessment"_qs, test.assessment},
                                          {u"reason"_qs, u"local_election"_qs},
                                          {u"from"_qs, u"2027-04-26"_qs},
                                          {u"to"_qs, u"2027-05-06"_qs}});
        const DatesReport report = test.dates(QDate(2027, 4, 13));
        QCOMPARE(report.period, (DateSpan{QDate(2025, 12, 28), QDate(2026, 12, 27)}));
        QCOMPARE(report.leadIn, LeadIn::asUsual);
        QCOMPARE(report.accuracy->lastDay, QDate(2027, 4, 26));
        QCOMPARE(report.accuracyDaysLeft, 10);
        QVERIFY(!report.accuracyPlanned);
        QCOMPARE(report.mayPublish, QDate(2027, 5, 7));
        QCOMPARE(report.missing.size(), 1);
        QVERIFY(report.faults.isEmpty());
    }

    void r44_aCheckThatIsOnlyPlanned_wasNotSent() {
        Visit test;
        test.add(u"assessment_stage"_qs, {{u"assessment"_qs, test.assessment},
                                          {u"stage"_qs, u"factual_accuracy_sent"_qs},
                                          {u"planned"_qs, u"2027-04-12"_qs}});
        const DatesReport report = test.dates();
        QCOMPARE(report.accuracy->lastDay, QDate(2027, 4, 26));
        QVERIFY(report.accuracyPlanned);
    }

    void aMonthInThePlaceOfADay_isSaid_andNotTakenForNothing() {
        Visit test;
        const auto missing = [&] { return test.dates().missing.join(u' '); };
        QVERIFY(!missing().contains(u"first day on site"));
        test.put(
            {.type = u"assessment"_qs,
             .id = test.assessment,
             .fields = {{u"site_from"_qs, u"2027-03"_qs}, {u"return_sent"_qs, cbor::Value()}}});
        QVERIFY(missing().contains(u"Of the first day on site only the month"));
        QVERIFY(missing().contains(u"The day of the information return is not entered"));
    }

    void aFollowUp_looksAtTheTimeSinceTheReportBefore() {
        Visit test;
        test.put({.type = u"assessment"_qs,
                  .id = test.assessment,
                  .fields = {{u"kind"_qs, u"follow_up"_qs}}});
        QVERIFY(!test.dates().period);
        QVERIFY(test.dates().missing.last().contains(u"report before"));
        test.put({.type = u"assessment"_qs,
                  .id = test.assessment,
                  .fields = {{u"previous_published"_qs, u"2025-06-02"_qs}}});
        QCOMPARE(test.dates().period, (DateSpan{QDate(2025, 6, 2), std::nullopt}));
    }

    void r45_theClock_beginsWithPublication_andAHoldStopsIt() {
        Visit test;
        const auto plan = [&](const RetentionReport& report) { return report.rows.back(); };
        test.slot();
        QCOMPARE(plan(test.retention()).notStarted, 1);
        test.put({.type = u"assessment"_qs,
                  .id = test.assessment,
                  .fields = {{u"published"_qs, u"2027-06-01"_qs}}});
        QCOMPARE(plan(test.retention(QDate(2027, 6, 2))).running, 1);
        QCOMPARE(plan(test.retention(QDate(2027, 6, 2))).next, QDate(2028, 6, 1));
        QCOMPARE(plan(test.retention(QDate(2028, 6, 1))).due, 1);
        const Saved hold = test.put({.type = u"hold"_qs,
                                     .fields = {{u"what"_qs, test.assessment},
                                                {u"reason"_qs, u"inquiry"_qs},
                                                {u"authority"_qs, u"Legal"_qs},
                                                {u"set"_qs, noon(visited)}}});
        QCOMPARE(plan(test.retention(QDate(2028, 6, 1))).held, 1);
        QCOMPARE(test.retention(QDate(2028, 6, 1)).holds, 1);
        test.edit(hold.name, u"released"_qs, noon(QDate(2028, 1, 1)));
        QCOMPARE(plan(test.retention(QDate(2028, 6, 1))).due, 1);
    }

    void aHoldOnACase_keepsWhatRestsOnIt_andNothingElse() {
        Visit test;
        const RecordId tracked = test.trackedCase(u"07"_qs, u"shortlisted"_qs);
        const RecordId stage = test.stage(tracked, u"review"_qs, {}, u"2026-06-01"_qs, {});
        test.account(tracked, stage, u"record"_qs, u"2026-06-01"_qs, u"Reviewed."_qs);
        test.trackedCase(u"08"_qs, u"listed"_qs);
        test.add(u"hold"_qs, {{u"what"_qs, tracked},
                              {u"reason"_qs, u"complaint"_qs},
                              {u"authority"_qs, u"Legal"_qs},
                              {u"set"_qs, noon(visited)}});
        // The case, its stage, the account and the hold itself.
        QCOMPARE(test.retention().rows.front().held, 4);
    }

    // The whole of it -----------------------------------------------------------------------------

    void theSample_goesOutAndIntoAFreshVault_withoutLosingAByte() {
        Visit from;
        test::takeSample(*from.vault, {"team", "cases", "timetable", "papers", "sessions",
                                       "journeys", "whole/day2", "whole/day3", "whole/after"});
        // Beside the sample: what lies in the team's notebook though its type may lie elsewhere,
        // and a meeting that nobody planned.
        from.tag(from.extract(from.paper()));
        const Saved unplanned = from.put(
            {.type = u"session"_qs,
             .fields = {{u"title"_qs, u"On the stairs"_qs}, {u"kind"_qs, u"one_to_one"_qs}}});
        from.participant(unplanned.name.id);
        from.line(unplanned.name.id, u"A ramp, “steep”."_qs);
        QByteArrayList before = exportOf(*from.vault);
        QVERIFY(before.size() > 3'000);

        TestVault to(2);
        QByteArray file = before.join('\n');
        QBuffer buffer(&file);
        buffer.open(QIODevice::ReadOnly);
        const ApplyReport report =
            must(to.vault->apply(buffer, OnConflict::refuse, {}, OnBreach::keep));
        QVERIFY2(report.faults.empty(),
                 report.faults.empty() ? "" : report.faults.front().error.detail.c_str());
        QByteArrayList after = exportOf(*to.vault);
        std::sort(before.begin(), before.end());
        std::sort(after.begin(), after.end());
        QCOMPARE(after.size(), before.size());
        for (qsizetype i = 0; i < before.size(); ++i) QCOMPARE(after[i], before[i]);
        QVERIFY(must(to.vault->verify()).faults.empty());
    }
};

QTEST_GUILESS_MAIN(ReportsTest)
#include "tst_reports.moc"
