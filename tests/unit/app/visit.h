// A visit on a real vault: what the tests of the reports begin with.
#pragma once

#include "app/reports/casesreport.h"
#include "app/reports/coveragereport.h"
#include "app/reports/datesreport.h"
#include "app/reports/retentionreport.h"
#include "app/reports/scorereport.h"
#include "tests/support/must.h"
#include "tests/unit/vault/testvault.h"

#include <algorithm>

namespace candour {

inline const QDate visited(2027, 3, 10);
inline const QDate afterwards(2027, 4, 1);

inline cbor::Value noon(QDate day) {
    const QDateTime at(day, QTime(12, 0), Qt::UTC);
    return cbor::Value::array({at.toMSecsSinceEpoch(), 0});
}

inline cbor::Value these(const std::vector<RecordId>& ids) {
    std::vector<RecordId> rising = ids;
    std::sort(rising.begin(), rising.end());
    return cbor::Value::array(std::vector<cbor::Value>(rising.begin(), rising.end()));
}

/// Everything, names included, as it is exported: what rests on something comes after it.
inline QByteArrayList exportOf(Vault& vault) {
    QByteArrayList lines;
    must(
        vault.records().exportCurrent({}, IdentityFields::open, [&](QByteArrayView line) -> Status {
            lines << line.toByteArray();
            return {};
        }));
    return lines;
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

    /// Noon of a day that is still to come.
    void goTo(QDate day) {
        clock.advance(milliseconds(QDateTime(day, QTime(12, 0), Qt::UTC).toMSecsSinceEpoch()) -
                      clock.utc().time_since_epoch());
    }
    RecordId add(const QString& type, FieldValues fields) {
        return put({.type = type, .fields = std::move(fields)}).name.id;
    }
    RecordId member(const QString& initials, const QString& role) {
        return add(u"team_member"_qs,
                   {{u"initials"_qs, initials}, {u"name"_qs, u"Somebody"_qs}, {u"role"_qs, role}});
    }
    RecordId paper(const QString& title = u"Carers strategy"_qs) {
        return add(
            u"document"_qs,
            {{u"title"_qs, title}, {u"kind"_qs, u"strategy"_qs}, {u"dated"_qs, u"2026-06"_qs}});
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

}  // namespace candour
