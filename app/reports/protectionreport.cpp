#include "app/reports/protectionreport.h"

#include "app/rules/recordwords.h"

#include <map>

namespace candour {
namespace {

std::map<RecordId, QString> daysOfSessions(const std::vector<RecordLine>& records) {
    std::map<RecordId, QString> slots;
    std::map<RecordId, QString> sessions;
    for (const RecordLine& record : records)
        if (record.type->name == u"timetable_slot")
            slots[record.id] = textIn(record.fields, u"day");
    for (const RecordLine& record : records)
        if (record.type->name == u"session")
            sessions[record.id] = slots[idIn(record.fields, u"slot")];
    return sessions;
}

}  // namespace

Result<std::vector<RecognisableRow>> readRecognisable(RecordReader& records, const Plan& plan) {
    TRY(const auto around, everyLine(records, {u"timetable_slot"_qs, u"session"_qs, u"invitee"_qs,
                                               u"headcount"_qs, u"participant"_qs}));
    const std::vector<KnownPeople> known = knownPeople(around);
    const int threshold = jigsawThreshold(plan.fields);
    auto days = daysOfSessions(around);

    std::map<RecordId, RecordId> speakers;
    TRY(const auto lines, everyLine(records, {u"line"_qs}));
    for (const RecordLine& line : lines) speakers[line.id] = idIn(line.fields, u"speaker");
    std::map<RecordId, int> tags;
    TRY(const auto tagged, everyLine(records, {u"tag"_qs}));
    for (const RecordLine& tag : tagged)
        if (const auto said = speakers.find(idIn(tag.fields, u"target")); said != speakers.end())
            ++tags[said->second];

    std::multimap<int, RecognisableRow> byFitting;
    for (const RecordLine& record : around) {
        const auto said = tags.find(record.id);
        if (record.type->name != u"participant" || said == tags.end()) continue;
        RecognisableRow row{record.id,
                            {textIn(record.fields, u"role"), textIn(record.fields, u"team"),
                             days[idIn(record.fields, u"session")]},
                            said->second};
        row.warning = jigsaw(row.trace, known, threshold);
        row.mayBePromised = anonymityCanBePromised(record.fields, known);
        const int fitting = row.warning ? row.warning->fitting : 1;
        if (row.warning || !row.mayBePromised) byFitting.emplace(fitting, std::move(row));
    }
    std::vector<RecognisableRow> rows;
    for (auto& [fitting, row] : byFitting) rows.push_back(std::move(row));
    return rows;
}

Result<std::vector<AlertRow>> readAlerts(RecordReader& records, std::int64_t nowUtcMs) {
    TRY(const auto steps, everyLine(records, {u"safeguarding_step"_qs}));
    TRY(const auto alerts,
        everyListed(records, {.type = u"safeguarding_alert"_qs, .orderBy = u"raised"_qs}));
    std::vector<AlertRow> rows;
    for (const ListedRecord& alert : alerts) {
        std::vector<FieldValues> theirs;
        for (const RecordLine& step : steps)
            if (idIn(step.fields, u"alert") == alert.id) theirs.push_back(step.fields);
        rows.push_back({alert.id, textIn(alert.values, u"kind"), routeFor(alert.values),
                        hasConflict(alert.values), routeIsSound(alert.values),
                        wentPastTheLead(alert.values, theirs), heardByVoice(alert.values, theirs),
                        candour::stillToDo(alert.values, theirs),
                        confirmationClock(alert.values, theirs, nowUtcMs)});
    }
    return rows;
}

}  // namespace candour
