#include "app/reports/tracereport.h"

#include "app/rules/anonymity.h"
#include "app/rules/evidencedate.h"
#include "app/rules/recordwords.h"
#include "app/rules/taggedevidence.h"

#include <algorithm>
#include <set>

namespace candour {
namespace {

QString titleOf(const RecordLine& record, QStringView field) {
    return valueForPeople(*record.type->field(field), valueOf(record.fields, field));
}

/// A participant by role, or by standing alone where the role says who it is (R14).
void addWho(TracedEvidence& traced, const RecordLine& who, std::span<const KnownPeople> known) {
    traced.role = textIn(who.fields, u"role");
    traced.standing = titleOf(who, u"standing");
    traced.onlyHolder = !anonymityCanBePromised(who.fields, known);
}

class Tracing {
  public:
    explicit Tracing(std::span<const RecordLine> lines)
        : m_around(among(lines)), m_known(knownPeople(lines)) {}

    [[nodiscard]] TracedEvidence of(const RecordLine& tag) const {
        TracedEvidence traced;
        const auto target = m_around.record(idIn(tag.fields, u"target"));
        if (!target) return traced;
        if (target->type->name == u"line") addLine(traced, *target);
        if (target->type->name == u"extract") addPaper(traced, tag, *target);
        if (target->type->name == u"stage_account") addAccount(traced, tag, *target);
        return traced;
    }

  private:
    void addLine(TracedEvidence& traced, const RecordLine& line) const {
        traced.at = instantIn(line, u"at");
        traced.kind = titleOf(line, u"kind");
        const RecordId session = idIn(line.fields, u"session");
        const auto there = m_around.pointing(u"participant"_qs, u"session"_qs, session);
        auto who = m_around.record(idIn(line.fields, u"speaker"));
        if (!who && there.size() == 1) who = there.front();
        if (textIn(line.fields, u"kind") != u"said")
            traced.standing = u"The team"_qs;
        else if (who)
            addWho(traced, *who, m_known);
        else
            traced.standing = u"In a group"_qs;
    }
    void addPaper(TracedEvidence& traced, const RecordLine& tag, const RecordLine& extract) const {
        const auto source = m_around.record(idIn(extract.fields, u"source"));
        traced.kind = source ? source->type->singular : extract.type->singular;
        addDate(traced, tag);
        // A paper about somebody is named by its kind alone.
        const bool aboutSomebody = source && !idIn(source->fields, u"case").isNull();
        if (source && !aboutSomebody) traced.role = textIn(source->fields, u"title");
        if (aboutSomebody) traced.standing = titleOf(*source, u"kind");
    }
    void addAccount(TracedEvidence& traced, const RecordLine& tag,
                    const RecordLine& account) const {
        traced.kind = account.type->singular;
        traced.standing = titleOf(account, u"voice");
        const auto who = m_around.record(idIn(account.fields, u"participant"));
        if (who) addWho(traced, *who, m_known);
        for (const RecordId& line : idsIn(account.fields, u"lines"))
            if (const auto said = m_around.record(line)) traced.at = instantIn(*said, u"at");
        if (traced.isTimed()) return;
        addDate(traced, tag);
        if (who && !traced.isTimed()) traced.at = beginOf(idIn(who->fields, u"session"));
    }
    void addDate(TracedEvidence& traced, const RecordLine& tag) const {
        traced.dated = dateOfEvidence(tag, m_around);
        if (const auto days = daysOf(traced.dated))
            traced.at.utcMs = days->from.startOfDay(Qt::UTC).toMSecsSinceEpoch();
    }
    /// As it was, or else as it was planned.
    [[nodiscard]] Instant beginOf(const RecordId& meeting) const {
        const auto session = m_around.record(meeting);
        if (!session) return {};
        if (const Instant began = instantIn(*session, u"started"); began.utcMs != 0) return began;
        const auto slot = m_around.record(idIn(session->fields, u"slot"));
        return slot ? instantIn(*slot, u"start") : Instant();
    }
    [[nodiscard]] static Instant instantIn(const RecordLine& record, QStringView field) {
        const auto& items = valueOf(record.fields, field).items();
        if (items.size() != 2) return {};
        return {items[0].integer(), static_cast<int>(items[1].integer())};
    }

    Surroundings m_around;
    std::vector<KnownPeople> m_known;
};

/// What the scores of a quality statement cite, through the theme notes and links among it.
std::set<RecordId> citedFor(const FrameworkPack& pack, int statement,
                            std::span<const RecordLine> lines) {
    const Surroundings around = among(lines);
    std::set<RecordId> cited;
    std::vector<RecordId> next;
    for (const RecordLine& line : lines)
        if (line.type->name == u"score" && pack.readsNumbersOf(textIn(line.fields, u"pack")) &&
            valueOf(line.fields, u"statement").integer() == statement)
            for (const RecordId& id : idsIn(line.fields, u"cites")) next.push_back(id);
    while (!next.empty()) {
        const RecordId id = next.back();
        next.pop_back();
        if (!cited.insert(id).second) continue;
        const auto record = around.record(id);
        if (!record) continue;
        if (record->type->name == u"theme_note")
            for (const RecordId& each : idsIn(record->fields, u"cites")) next.push_back(each);
        if (record->type->name == u"triangulation")
            for (const QStringView end : {u"one", u"other"})
                next.push_back(idIn(record->fields, end));
    }
    return cited;
}

}  // namespace

Result<TraceReport> readTrace(RecordReader& records, const FrameworkPack& pack, int statement,
                              Traced what) {
    const QStringList besides = {u"score"_qs, u"theme_note"_qs, u"triangulation"_qs, u"invitee"_qs,
                                 u"headcount"_qs};
    TRY(const auto lines, everyLine(records, typesOfEvidence() + besides));
    const std::set<RecordId> cited = citedFor(pack, statement, lines);
    const Tracing tracing(lines);
    TraceReport report;
    std::vector<TracedEvidence> found;
    for (const TaggedEvidence& tagged : taggedEvidence(lines)) {
        if (tagged.item.statement != statement || !pack.readsNumbersOf(tagged.item.pack)) continue;
        if (!tagged.counts)
            ++report.notEvidence;
        else if (what == Traced::counted || cited.contains(tagged.tag->id))
            found.push_back(tracing.of(*tagged.tag));
    }
    report.rows = traceOf(found);
    return report;
}

}  // namespace candour
