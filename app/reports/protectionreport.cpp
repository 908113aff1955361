#include "app/reports/protectionreport.h"

#include "app/rules/evidencepiece.h"
#include "app/rules/recordwords.h"

#include <map>

namespace candour {
namespace {

/// On which day somebody was met.
QString dayOf(const RecordLine& participant, const Surroundings& around) {
    const auto session = around.record(idIn(participant.fields, u"session"));
    if (!session) return {};
    const auto slot = around.record(idIn(session->fields, u"slot"));
    return dayOfMeeting(*session, slot ? &*slot : nullptr);
}

struct Told {
    int tags = 0;
    bool quoted = false;  // some of them stand on their own words, which may be shown
};
/// What is tagged of the words of each participant.
std::map<RecordId, Told> toldByTeller(std::span<const RecordLine> records,
                                      const Surroundings& around) {
    std::map<RecordId, Told> told;
    for (const RecordLine& tag : records) {
        if (tag.type->name != u"tag") continue;
        const auto target = around.record(idIn(tag.fields, u"target"));
        const auto teller = target ? tellerOf(*target, around) : std::nullopt;
        if (!teller) continue;
        const EvidencePiece piece = evidencePiece(*target, around);
        Told& of = told[teller->id];
        ++of.tags;
        of.quoted = of.quoted || (piece.ownWords && piece.mayQuote);
    }
    return told;
}

}  // namespace

Result<std::vector<RecognisableRow>> readRecognisable(RecordReader& records, const Plan& plan) {
    TRY(const auto lines,
        everyLine(records,
                  {u"timetable_slot"_qs, u"session"_qs, u"invitee"_qs, u"headcount"_qs,
                   u"participant"_qs, u"line"_qs, u"stage_account"_qs, u"tag"_qs, u"agreement"_qs,
                   u"capacity_consideration"_qs, u"case_agreement"_qs, u"withdrawal"_qs}));
    const Surroundings around = among(lines);
    const std::vector<KnownPeople> known = knownPeople(lines);
    const JigsawThresholds thresholds = jigsawThresholds(plan.fields);

    std::multimap<int, RecognisableRow> byFitting;
    for (const auto& [teller, told] : toldByTeller(lines, around)) {
        const auto record = around.record(teller);
        RecognisableRow row{record->id,
                            {textIn(record->fields, u"role"), textIn(record->fields, u"team"),
                             dayOf(*record, around), told.quoted},
                            told.tags};
        row.warning = jigsaw(row.trace, known, thresholds);
        row.mayBePromised = anonymityCanBePromised(record->fields, known);
        const int fitting = row.warning ? row.warning->fitting : 1;
        if (row.warning || !row.mayBePromised) byFitting.emplace(fitting, std::move(row));
    }
    std::vector<RecognisableRow> rows;
    for (auto& [fitting, row] : byFitting) rows.push_back(std::move(row));
    return rows;
}

Result<std::vector<ReportedAlert>> readAlerts(RecordReader& records, std::int64_t nowUtcMs) {
    TRY(const auto steps, everyLine(records, {u"safeguarding_step"_qs}));
    TRY(const auto alerts,
        everyListed(records, {.type = u"safeguarding_alert"_qs, .orderBy = u"raised"_qs}));
    std::vector<ReportedAlert> rows;
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
