// The reports on a real vault: each rule of app/rules, filled from records that somebody put there.
#include "app/reports/casesreport.h"
#include "app/reports/coveragereport.h"
#include "app/reports/datesreport.h"
#include "app/reports/retentionreport.h"
#include "app/reports/scorereport.h"
#include "tests/support/must.h"
#include "tests/unit/vault/testvault.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace candour;

namespace {

const QDate visited(2027, 3, 10);
const QDate afterwards(2027, 4, 1);

cbor::Value noon(QDate day) {
    const QDateTime at(day, QTime(12, 0), Qt::UTC);
    return cbor::Value::array({at.toMSecsSinceEpoch(), 0});
}

cbor::Value these(const std::vector<RecordId>& ids) {
    std::vector<RecordId> rising = ids;
    std::sort(rising.begin(), rising.end());
    return cbor::Value::array(std::vector<cbor::Value>(rising.begin(), rising.end()));
}

/// A visit of three days to Northmere with a lead, and short ways to add what a test is about.
struct Visit : TestVault {
    Visit() {
        lead = member(u"HM"_qs, u"lead"_qs);
        assessment = add(u"assessment"_qs, {{u"authority"_qs, u"Northmere Council"_qs},
                                            {u"kind"_qs, u"initial"_qs},
                                            {u"return_sent"_qs, u"2026-12-28"_qs},
                                            {u"site_from"_qs, u"2027-03-08"_qs},
                                            {u"site_to"_qs, u"2027-03-10"_qs},
                                            {u"pack"_qs, u"la-2026"_qs},
                                            {u"cases_listed"_qs, 3},
                                            {u"cases_chosen"_qs, 2},
                                            {u"cases_spoken"_qs, 1}});
    }

    RecordId add(const QString& type, FieldValues fields) {
        return put({.type = type, .fields = std::move(fields)}).name.id;
    }
    RecordId member(const QString& initials, const QString& role) {
        return add(u"team_member"_qs,
                   {{u"initials"_qs, initials}, {u"name"_qs, u"Somebody"_qs}, {u"role"_qs, role}});
    }
    RecordId paper(const QString& title = u"Carers strategy"_qs) {
        return add(u"document"_qs, {{u"title"_qs, title}, {u"kind"_qs, u"strategy"_qs}});
    }
    RecordId figures() {
        return add(u"performance_data"_qs, {{u"title"_qs, u"Spent on carers"_qs},
                                            {u"kind"_qs, u"outcomes"_qs},
                                            {u"figure"_qs, u"3m"_qs},
                                            {u"period_to"_qs, u"2026"_qs},
                                            {u"source"_qs, u"The council"_qs}});
    }
    void turnIntoFinance(const RecordId& figures) {
        put({.type = u"performance_data"_qs,
             .id = figures,
             .fields = {{u"kind"_qs, u"finance"_qs}}});
    }
    RecordId extract(const RecordId& source) {
        return add(u"extract"_qs, {{u"source"_qs, source}, {u"text"_qs, u"Words of it."_qs}});
    }
    RecordId tag(const RecordId& target, int statement = 1,
                 const QString& category = u"processes"_qs) {
        return add(u"tag"_qs, tagFields(target, statement, category));
    }
    static FieldValues tagFields(const RecordId& target, int statement, const QString& category) {
        return {{u"target"_qs, target},
                {u"start"_qs, 0},
                {u"end"_qs, 5},
                {u"words"_qs, u"Words"_qs},
                {u"pack"_qs, u"la-2026"_qs},
                {u"statement"_qs, statement},
                {u"category"_qs, category},
                {u"direction"_qs, u"strength"_qs}};
    }
    PutRequest scoreOf(int statement, int score, const RecordId& cited, const RecordId& by,
                       QDate day = QDate(2027, 3, 20)) const {
        return {.type = u"score"_qs,
                .fields = {{u"pack"_qs, u"la-2026"_qs},
                           {u"statement"_qs, statement},
                           {u"score"_qs, score},
                           {u"rationale"_qs, u"It rests on the papers."_qs},
                           {u"cites"_qs, these({cited})},
                           {u"state"_qs, u"proposed"_qs},
                           {u"by"_qs, by},
                           {u"at"_qs, noon(day)}}};
    }
    RecordId trackedCase(const QString& number, const QString& stage, FieldValues more = {}) {
        more.insert(
            more.begin(),
            {{u"number"_qs, number}, {u"summary"_qs, u"Daughter cares"_qs}, {u"stage"_qs, stage}});
        return add(u"tracked_case"_qs, std::move(more));
    }
    RecordId stage(const RecordId& trackedCase, const QString& kind, const QString& askedFor,
                   const QString& began, const QString& ended) {
        FieldValues fields = {{u"case"_qs, trackedCase}, {u"stage"_qs, kind}};
        for (const auto& [name, day] :
             {std::pair(u"asked_for"_qs, askedFor), std::pair(u"began"_qs, began),
              std::pair(u"ended"_qs, ended)})
            if (!day.isEmpty()) fields.push_back({name, day});
        return add(u"journey_stage"_qs, std::move(fields));
    }
    RecordId account(const RecordId& trackedCase, const RecordId& stage, const QString& voice,
                     const QString& began, const QString& text) {
        return add(u"stage_account"_qs, {{u"case"_qs, trackedCase},
                                         {u"stage"_qs, stage},
                                         {u"voice"_qs, voice},
                                         {u"began"_qs, began},
                                         {u"text"_qs, text}});
    }
    [[nodiscard]] Plan plan() { return must(readPlan(vault->records(), FrameworkShelf())); }
    CoverageReport coverage() { return must(readCoverage(vault->records(), plan().pack)); }
    ScoreReport scores(QDate today = afterwards) {
        return must(readScores(vault->records(), plan(), today));
    }
    CasesReport cases() {
        return must(readCases(vault->records(), plan(), plan().memberCalled(u"HM"_qs), afterwards));
    }
    DatesReport dates(QDate today = afterwards) {
        return must(readDates(vault->records(), plan(), today, WorkingCalendar::england()));
    }
    RetentionReport retention(QDate today = afterwards) {
        return must(readRetention(vault->records(), plan(), shippedRetentionPolicy(), today));
    }
    /// As if another had written it, unseen of what is here.
    void writeUnseen(const Saved& saved, const RecordId& subject, const QString& field,
                     const cbor::Value& value) {
        auto edit = must(vault->begin());
        NewChange change;
        change.record = saved.name;
        change.subject = SubjectId(subject.bytes());
        change.written = vault->author().now();
        change.fields = {{field, value, {}}};
        const auto appended = must(vault->ledger().append(vault->author(), change));
        must(vault->projection().refresh(appended.record, {appended.id}));
        must(edit.commit());
    }
    QString refusal(const PutRequest& request) {
        const auto saved = vault->put(request);
        return saved ? QString() : QString::fromStdString(saved.error().detail);
    }
    RecordId lead;
    RecordId assessment;
};

/// Everything, names included, in the order of the export.
QByteArrayList exportOf(Vault& vault) {
    QByteArrayList lines;
    must(
        vault.records().exportCurrent({}, IdentityFields::open, [&](QByteArrayView line) -> Status {
            lines << line.toByteArray();
            return {};
        }));
    return lines;
}

}  // namespace

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

    // Scores --------------------------------------------------------------------------------------

    void r48_nineScores_makeTheRating_oneLess_makesNone() {
        Visit test;
        const RecordId tag = test.tag(test.extract(test.paper()));
        Saved last;
        for (int statement = 1; statement <= 9; ++statement)
            last = test.put(test.scoreOf(statement, 3, tag, test.lead));
        const ScoreReport whole = test.scores();
        QVERIFY(whole.board.rating && whole.board.missing.isEmpty());
        QCOMPARE(whole.board.rating->points, 27);
        QCOMPARE(whole.phase, SitePhase::closed);
        QVERIFY(test.vault->strike(last.name, u"Not yet"_qs).has_value());
        QVERIFY(!test.scores().board.rating);
        QCOMPARE(test.scores().board.missing.size(), 1);
    }

    void aScoreWithTwoVersions_isDisputed_andNeverOneOfThem() {
        Visit test;
        const RecordId tag = test.tag(test.extract(test.paper()));
        const Saved score = test.put(test.scoreOf(1, 3, tag, test.lead));
        test.writeUnseen(score, RecordId(score.name.notebook.bytes()), u"score"_qs, 4);
        const StatementOnBoard first = test.scores().board.statements.front();
        QVERIFY(first.disputed);
        QVERIFY(!first.score);
    }

    void aScoreOfAnotherFramework_isNotOnTheBoard() {
        Visit test;
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

    void r21_aScoreBeforeTheLastDayOnSite_isRefused() {
        Visit test;
        const RecordId tag = test.tag(test.extract(test.paper()));
        QVERIFY(test.refusal(test.scoreOf(1, 3, tag, test.lead, visited)).contains(u"Rule R21"));
        QCOMPARE(test.refusal(test.scoreOf(1, 3, tag, test.lead, visited.addDays(1))), QString());
    }

    void r48_aScoreOfSomebodyElseThanTheLead_isRefused() {
        Visit test;
        const RecordId tag = test.tag(test.extract(test.paper()));
        const RecordId inspector = test.member(u"AW"_qs, u"inspector"_qs);
        QVERIFY(test.refusal(test.scoreOf(1, 3, tag, inspector)).contains(u"Rule R48"));
    }

    void r21_aScoreOfACategory_isRefused_byTodaysFramework() {
        Visit test;
        PutRequest score = test.scoreOf(1, 3, test.tag(test.extract(test.paper())), test.lead);
        score.fields.push_back({u"category"_qs, u"people"_qs});
        QVERIFY(test.refusal(score).contains(u"Rule R21"));
    }

    // Cases ---------------------------------------------------------------------------------------

    void r31_theFunnel_takesItsSizesFromTheAssessment() {
        Visit test;
        test.trackedCase(u"01"_qs, u"listed"_qs);
        test.trackedCase(u"02"_qs, u"shortlisted"_qs);
        test.trackedCase(u"03"_qs, u"dropped"_qs, {{u"reason"_qs, u"unwell"_qs}});
        const Funnel funnel = test.cases().funnel;
        QCOMPARE(funnel.listed.missing(), 0);
        QCOMPARE(funnel.chosen.missing(), 1);
        QCOMPARE(funnel.engaged.missing(), 1);
        QCOMPARE(funnel.dropped, (std::vector<DropReason>{{u"unwell"_qs, 1}}));
    }

    void r32_contactAdvice_knowsTheOwner_andWhoTriedLast() {
        Visit test;
        const RecordId other = test.member(u"AW"_qs, u"inspector"_qs);
        const RecordId tracked =
            test.trackedCase(u"07"_qs, u"shortlisted"_qs, {{u"owner"_qs, other}});
        test.add(u"contact"_qs, {{u"case"_qs, tracked},
                                 {u"at"_qs, noon(visited)},
                                 {u"by"_qs, other},
                                 {u"with"_qs, u"person"_qs},
                                 {u"way"_qs, u"phone"_qs},
                                 {u"outcome"_qs, u"no_answer"_qs}});
        const CaseRow row = test.cases().cases.front();
        QCOMPARE(row.advice.answer, MayContact::anotherOwnsIt);
        QCOMPARE(row.advice.lastByAnother->day, visited);
        QCOMPARE(row.owners, std::vector<RecordId>{other});
    }

    void r32_twoOwners_setUnseenOfEachOther_areBothShown() {
        Visit test;
        const RecordId other = test.member(u"AW"_qs, u"inspector"_qs);
        const Saved tracked = test.put({.type = u"tracked_case"_qs,
                                        .fields = {{u"number"_qs, u"07"_qs},
                                                   {u"summary"_qs, u"Daughter cares"_qs},
                                                   {u"stage"_qs, u"listed"_qs},
                                                   {u"owner"_qs, test.lead}}});
        test.writeUnseen(tracked, tracked.name.id, u"owner"_qs, other);
        const CaseRow row = test.cases().cases.front();
        QCOMPARE(row.owners.size(), std::size_t{2});
        QCOMPARE(row.advice.answer, MayContact::severalOwnIt);
    }

    void r28_aJourney_hasWaitsAndGaps_eachStageItsOwn() {
        Visit test;
        const RecordId tracked = test.trackedCase(u"07"_qs, u"shortlisted"_qs);
        test.stage(tracked, u"review"_qs, {}, u"2026-06-01"_qs, {});
        test.stage(tracked, u"first_contact"_qs, u"2026-05-01"_qs, u"2026-05-11"_qs,
                   u"2026-05-12"_qs);
        const CaseReport report =
            must(readCase(test.vault->records(), u"07"_qs, test.lead, QDate(2026, 6, 11)));
        QCOMPARE(report.stages.size(), std::size_t{2});
        const StageReport& first = report.stages.front();
        QCOMPARE(valueOf(first.fields, u"stage").text(), u"first_contact"_qs);
        QCOMPARE(first.timing.waited, (Days{10, 10, false}));
        const StageReport& review = report.stages.back();
        QCOMPARE(valueOf(review.fields, u"stage").text(), u"review"_qs);
        QCOMPARE(review.timing.gap, (Days{20, 20, false}));
        QCOMPARE(review.timing.took, (Days{10, 10, true}));
    }

    void r29_accountsThatDiffer_areFlagged_andBothStay() {
        Visit test;
        const RecordId tracked = test.trackedCase(u"07"_qs, u"shortlisted"_qs);
        const RecordId stage = test.stage(tracked, u"review"_qs, {}, u"2026-06-01"_qs, {});
        test.account(tracked, stage, u"record"_qs, u"2026-06-01"_qs, u"Reviewed in June."_qs);
        test.account(tracked, stage, u"person"_qs, u"2026-08"_qs, u"Nobody came till August."_qs);
        const CaseReport report =
            must(readCase(test.vault->records(), u"07"_qs, test.lead, afterwards));
        QCOMPARE(report.differences, 1);
        const SideBySide& began = report.stages.front().points.front();
        QCOMPARE(began.concord, Concord::differ);
        QCOMPARE(began.accounts.front().whose, u"person"_qs);
        QCOMPARE(began.accounts.size(), std::size_t{2});
        QCOMPARE(report.stages.front().words.size(), std::size_t{2});
    }

    void aCaseThatIsNotThere_orThereTwice_isSaid() {
        Visit test;
        const auto code = [&] {
            return readCase(test.vault->records(), u"07"_qs, test.lead, afterwards).error().code;
        };
        QCOMPARE(code(), Code::notFound);
        test.trackedCase(u"07"_qs, u"listed"_qs);
        test.trackedCase(u"07"_qs, u"listed"_qs);
        QCOMPARE(code(), Code::badInput);
    }

    void r30_theSample_isComparedWithThePopulation_andWhatIsUnknownIsNotCounted() {
        Visit test;
        const auto group = [&](const QString& characteristic, const QString& words, int share) {
            test.add(u"population_group"_qs, {{u"characteristic"_qs, characteristic},
                                              {u"group"_qs, words},
                                              {u"share"_qs, share}});
        };
        group(u"age"_qs, u"85 and over"_qs, 30);
        group(u"sex"_qs, u"Female"_qs, 510);
        group(u"unpaid_carer"_qs, u"Unpaid carers"_qs, 90);
        group(u"ethnicity"_qs, u"Martian"_qs, 1);
        test.trackedCase(u"01"_qs, u"shortlisted"_qs,
                         {{u"flags"_qs, cbor::Value::array({u"unpaid_carer"_qs})},
                          {u"age"_qs, u"age_85"_qs},
                          {u"characteristics"_qs, cbor::Value::array({u"sex_female"_qs})}});
        test.trackedCase(u"02"_qs, u"shortlisted"_qs,
                         {{u"flags"_qs, cbor::Value::array({u"dementia"_qs})}});
        test.trackedCase(u"03"_qs, u"listed"_qs, {{u"age"_qs, u"age_85"_qs}});
        const BalanceReport report = must(readBalance(test.vault->records()));
        QCOMPARE(report.cases, 2);
        QCOMPARE(report.rows.size(), std::size_t{3});
        QCOMPARE(report.rows[0].cases, 1);
        QCOMPARE(report.rows[0].known, 1);
        QCOMPARE(report.rows[1].group, u"sex_female"_qs);
        QCOMPARE(report.rows[1].unknown, 1);
        QCOMPARE(report.rows[2].cases, 1);
        QCOMPARE(report.rows[2].known, 2);
        QCOMPARE(report.unmatched, QStringList{u"Ethnicity: Martian"_qs});
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
        QCOMPARE(report.mayPublish, QDate(2027, 5, 7));
        QCOMPARE(report.missing.size(), 1);
        QVERIFY(report.faults.isEmpty());
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
        for (const char* name : {"team", "cases", "timetable", "sessions"}) {
            QFile file(QStringLiteral(CANDOUR_SAMPLES) + u'/' + QString::fromLatin1(name) +
                       u".ndjson"_qs);
            QVERIFY2(file.open(QIODevice::ReadOnly), name);
            const auto taken = from.vault->apply(file, OnConflict::refuse, {}, OnBreach::keep);
            QVERIFY2(taken && taken->faults.empty(), name);
        }
        // Beside the sample: what lies in the team's notebook though its type may lie elsewhere,
        // and a meeting that nobody planned.
        from.tag(from.extract(from.paper()));
        const Saved unplanned = from.put(
            {.type = u"session"_qs,
             .fields = {{u"title"_qs, u"On the stairs"_qs}, {u"kind"_qs, u"one_to_one"_qs}}});
        from.participant(unplanned.name.id);
        from.line(unplanned.name.id, u"A ramp, “steep”."_qs);
        QByteArrayList before = exportOf(*from.vault);
        QVERIFY(before.size() > 500);

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
