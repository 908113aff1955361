#include "app/tablet/findings.h"

#include "app/reports/plan.h"
#include "app/rules/evidencepiece.h"
#include "app/rules/recordwords.h"
#include "app/tablet/company.h"
#include "app/tablet/lines.h"
#include "app/tablet/pieces.h"
#include "app/tablet/tomorrow.h"
#include "app/viewmodels/wording.h"

#include <algorithm>
#include <set>

namespace candour {
namespace {

constexpr std::size_t mostHeld = 40;
constexpr int mostChances = 4;
constexpr qsizetype fewWords = 4;  // fewer than these say nothing by themselves

QString titleOf(const FrameworkPack& pack, const QString& category) {
    const EvidenceCategory* found = pack.category(category);
    return found == nullptr ? category : found->title;
}

QString directionWord(const QString& direction) {
    if (direction == u"strength") return QObject::tr("Strength");
    if (direction == u"shortfall") return QObject::tr("Shortfall");
    return {};
}

QString iconOf(const QString& category) {
    if (category == u"people") return QStringLiteral("person");
    if (category == u"staff") return QStringLiteral("people");
    return category == u"partners" ? QStringLiteral("link") : QStringLiteral("read");
}

/// "Wednesday 10 March, 10:00, Room 1"
QString whenAndWhere(const ListedRecord& slot) {
    const QDateTime start = momentOf(slot, u"start");
    return QObject::tr("%1 %2, %3")
        .arg(wording::day(start.date()), wording::hourMinute(start), textOf(slot, u"room"));
}

QString detailOf(const CoverageCell& cell, int passages) {
    const bool people = cell.category == u"people";
    if (passages == 0 && !cell.needed)
        return QObject::tr("This framework does not need it here. It counts if you find some.");
    if (passages == 0)
        return people ? QObject::tr("Nothing is tagged here yet. Every statement needs it.")
                      : QObject::tr("Nothing is tagged here yet.");
    const QString count = wording::count(passages, QObject::tr("passage"), QObject::tr("passages"));
    if (cell.sources == 1)
        return people ? QObject::tr(
                            "%1, all from one source. A report could not say “people told "
                            "us”.")
                            .arg(count)
                      : QObject::tr("%1, all from one source. A second one would confirm it.")
                            .arg(count);
    return QObject::tr("%1. Sources that show a strength: %2; a shortfall: %3.")
        .arg(count)
        .arg(cell.strengths)
        .arg(cell.shortfalls);
}

/// The tagged words; where they are few, all that was said around them.
QString excerptOf(const FieldValues& tag, const RecordLine* piece) {
    const QString words = textIn(tag, u"words");
    if (piece == nullptr || words.split(u' ', Qt::SkipEmptyParts).size() >= fewWords) return words;
    const QString around = ComparedPiece::shortOf(textIn(piece->fields, wordsField(*piece)));
    return around.contains(words) ? around : words;
}

}  // namespace

QString wantedIn(const Council& council, int statement, const QString& category) {
    return QObject::tr("Still to hear for “%1”: %2")
        .arg(council.statement(statement).title, titleOf(council.pack, category));
}

Findings::Findings(std::vector<RecordLine> lines)
    : m_lines(std::move(lines)),
      m_evidence(taggedEvidence(m_lines)),
      m_comparisons(comparisonsAmong(m_lines)) {}

Result<Findings> Findings::read(Vault& vault) {
    TRY(auto lines, everyLine(vault.records(),
                              typesOfEvidence() + QStringList{QStringLiteral("triangulation")}));
    return Findings(std::move(lines));
}

CoverageGrid Findings::grid(const Council& council) const {
    CoverageGrid grid;
    const auto rows = coverageOf(countingItems(m_evidence), council.pack);
    // A category that this framework does not use has a column as soon as something is under it.
    QStringList names;
    for (const EvidenceCategory& category : council.pack.categories) {
        const auto holds = [&](const CoverageRow& row) {
            return std::any_of(row.cells.begin(), row.cells.end(), [&](const CoverageCell& cell) {
                return cell.category == category.name;
            });
        };
        if (!std::any_of(rows.begin(), rows.end(), holds)) continue;
        names << category.name;
        grid.columns << category.title;
    }
    int gaps = 0;
    int single = 0;
    for (const CoverageRow& row : rows) {
        const Statement statement = council.statement(row.statement);
        CoverageLine line{statement.number, statement.theme, statement.title, {}};
        for (const QString& name : names) {
            const auto cell = std::find_if(row.cells.begin(), row.cells.end(),
                                           [&](const auto& one) { return one.category == name; });
            const bool here = cell != row.cells.end();
            line.squares.append(CoverageModel::square(
                statement.title, name, titleOf(council.pack, name), here ? cell->sources : 0,
                here && cell->needed, contradictionsIn(council.pack, row.statement, name)));
            gaps += line.squares.last().kind == CoverageModel::Gap ? 1 : 0;
            single += line.squares.last().kind == CoverageModel::One ? 1 : 0;
        }
        grid.lines.append(line);
    }
    grid.summary = QObject::tr("%1, %2 with one source.")
                       .arg(wording::count(gaps, QObject::tr("gap"), QObject::tr("gaps")))
                       .arg(single);
    const auto& statements = council.pack.statements;
    if (const EvidenceCategory* people = council.pack.category(u"people");
        people != nullptr &&
        std::all_of(statements.begin(), statements.end(),
                    [&](const auto& one) { return one.needs.contains(people->name); }))
        grid.rule = QObject::tr("Every statement needs %1.").arg(people->title.toLower());
    return grid;
}

std::vector<const TaggedEvidence*> Findings::under(const FrameworkPack& pack, int statement,
                                                   const QString& category) const {
    std::vector<const TaggedEvidence*> found;
    for (const TaggedEvidence& one : m_evidence)
        if (one.counts && pack.readsNumbersOf(one.item.pack) && one.item.statement == statement &&
            one.item.category == category)
            found.push_back(&one);
    std::reverse(found.begin(), found.end());
    return found;
}

QList<CoverageItem> Findings::heldItems(std::span<const TaggedEvidence* const> held) const {
    QList<CoverageItem> items;
    for (const TaggedEvidence* one : held.first(std::min(held.size(), mostHeld))) {
        const RecordId target = idIn(one->tag->fields, u"target");
        const auto piece = std::find_if(m_lines.begin(), m_lines.end(),
                                        [&](const RecordLine& each) { return each.id == target; });
        const bool found = piece != m_lines.end();
        const bool line = found && piece->type->name == u"line";
        items.append(
            {target.toString(),
             !line                                      ? QStringLiteral("read")
             : textIn(piece->fields, u"kind") == u"saw" ? QStringLiteral("saw")
                                                        : QStringLiteral("said"),
             excerptOf(one->tag->fields, found ? &*piece : nullptr),
             wording::together({one->who, one->when, directionWord(one->item.direction)})});
    }
    return items;
}

std::vector<const Comparison*> Findings::besides(
    int statement, std::span<const TaggedEvidence* const> held) const {
    std::set<RecordId> pieces;
    for (const TaggedEvidence* one : held) pieces.insert(idIn(one->tag->fields, u"target"));
    std::vector<const Comparison*> found;
    for (const Comparison& comparison : m_comparisons) {
        // A thought's ground is nobody else's business.
        if (comparison.ofThought) continue;
        if (comparison.statement > 0 && comparison.statement != statement) continue;
        if (pieces.contains(comparison.one.id) || pieces.contains(comparison.other.id))
            found.push_back(&comparison);
    }
    return found;
}

int Findings::contradictionsIn(const FrameworkPack& pack, int statement,
                               const QString& category) const {
    // Most cells have none, and there are many cells.
    const bool any = std::any_of(m_comparisons.begin(), m_comparisons.end(),
                                 [](const Comparison& one) { return one.contradicts(); });
    if (!any) return 0;
    const auto found = besides(statement, under(pack, statement, category));
    return static_cast<int>(std::count_if(
        found.begin(), found.end(), [](const Comparison* one) { return one->contradicts(); }));
}

QList<CoverageItem> Findings::besideItems(int statement,
                                          std::span<const TaggedEvidence* const> held) const {
    const Surroundings around = among(m_lines);
    QList<CoverageItem> items;
    for (const Comparison* comparison : besides(statement, held)) {
        const ComparedPiece one = comparedFrom(comparison->one, around);
        const ComparedPiece other = comparedFrom(comparison->other, around);
        items.append({one.key, LinkRow::signFor(nameOf(comparison->relation)),
                      comparison->note.isEmpty() ? one.words : comparison->note,
                      QStringList{one.detail,
                                  QObject::tr("%1 “%2”").arg(wordsFromOne(comparison->relation),
                                                             other.words),
                                  other.detail}
                          .join(u'\n')});
    }
    return items;
}

Result<QList<CoverageItem>> Findings::sourceItems(
    Vault& vault, const Council& council, std::span<const TaggedEvidence* const> held) const {
    struct Source {
        QStringList places;
        QStringList codes;
        QStringList writers;
        int passages = 0;
    };
    std::vector<EvidenceSource> sources;
    for (const TaggedEvidence* one : held) sources.push_back(one->item.source);
    const auto groups = sourceOfEach(sources);
    const Surroundings around = among(m_lines);
    const auto add = [](QStringList& list, const QString& words) {
        if (!words.isEmpty() && !list.contains(words)) list.append(words);
    };
    std::map<std::size_t, Source> byGroup;
    for (std::size_t i = 0; i < held.size(); ++i) {
        Source& source = byGroup[groups[i]];
        ++source.passages;
        add(source.codes, held[i]->who);
        if (const auto place = around.record(sources[i].meeting))
            add(source.places,
                textIn(place->fields, place->type->name == u"tracked_case" ? u"number" : u"title"));
        const auto piece = vault.records().get(idIn(held[i]->tag->fields, u"target"));
        if (!piece) continue;
        const auto writer = council.authors.find(piece->author);
        add(source.writers, writer == council.authors.end() ? QString() : writer->second);
    }
    const QString both = QObject::tr(" and ");
    QList<CoverageItem> items;
    for (const auto& [group, source] : byGroup) {
        QStringList parts{
            wording::count(source.passages, QObject::tr("passage"), QObject::tr("passages"))};
        parts << source.places.join(both);
        if (source.places.size() > 1)
            parts << QObject::tr("the same person, counted once");
        else if (source.writers.size() > 1)
            parts << QObject::tr("written down by %1, counted once").arg(source.writers.join(both));
        items.append({{},
                      source.codes.size() > 1 ? QStringLiteral("people") : QStringLiteral("person"),
                      source.codes.join(both),
                      wording::together(std::move(parts))});
    }
    return items;
}

QList<CoverageItem> Findings::untagged(const QString& category, QDate today) const {
    std::set<RecordId> tagged;
    for (const TaggedEvidence& one : m_evidence) tagged.insert(idIn(one.tag->fields, u"target"));
    std::map<RecordId, int> bySession;
    for (const RecordLine& line : m_lines) {
        if (line.type->name != u"line" || tagged.contains(line.id)) continue;
        const QString& kind = textIn(line.fields, u"kind");
        if (kind != u"said" && kind != u"saw") continue;
        if (dayIn(line.fields, u"at") == today) ++bySession[idIn(line.fields, u"session")];
    }
    QList<CoverageItem> items;
    for (const RecordLine& session : m_lines) {
        if (session.type->name != u"session") continue;
        const auto count = bySession.find(session.id);
        if (count == bySession.end() || categoryFor(standingFor(textIn(session.fields, u"kind")),
                                                    LineListModel::Said) != category)
            continue;
        items.append({session.id.toString(), QStringLiteral("tag"),
                      textIn(session.fields, u"title"),
                      wording::count(count->second, QObject::tr("line of today not yet tagged"),
                                     QObject::tr("lines of today not yet tagged"))});
    }
    return items.first(std::min<qsizetype>(items.size(), mostChances));
}

QList<CoverageItem> Findings::papersOn(int statement) const {
    QList<CoverageItem> items;
    for (const RecordLine& line : m_lines) {
        if (line.type->name != u"information_item" ||
            valueOf(line.fields, u"statement").integer() != statement)
            continue;
        const QString& state = textIn(line.fields, u"state");
        if (state == u"received" || state == u"part")
            items.append({{},
                          QStringLiteral("read"),
                          textIn(line.fields, u"title"),
                          QObject::tr("Item %1").arg(textIn(line.fields, u"number"))});
    }
    return items;
}

Result<CellStory> Findings::cell(Vault& vault, const Council& council, int statement,
                                 const QString& category, const QDateTime& now) const {
    CellStory story;
    const auto held = under(council.pack, statement, category);
    CoverageCell counted{.category = category};
    for (const CoverageRow& row : coverageOf(countingItems(m_evidence), council.pack))
        for (const CoverageCell& cell : row.cells)
            if (row.statement == statement && cell.category == category) counted = cell;
    story.overline = QObject::tr("%1 · %2").arg(statement).arg(titleOf(council.pack, category));
    story.title = voicesFor(category, counted.sources);
    story.detail = detailOf(counted, static_cast<int>(held.size()));
    story.held = heldItems(held);
    story.beside = besideItems(statement, held);
    TRY(story.sources, sourceItems(vault, council, held));
    story.papers = papersOn(statement);
    story.chances = untagged(category, now.date());
    TRY(const auto planned,
        listAll(vault, {.type = QStringLiteral("timetable_slot"),
                        .where = {{QStringLiteral("state"), QStringLiteral("planned")}},
                        .orderBy = QStringLiteral("start")}));
    for (const ListedRecord& slot : planned) {
        if (story.chances.size() >= mostChances || momentOf(slot, u"start") <= now) continue;
        const QString standing = standingFor(textOf(slot, u"kind"));
        if (categoryFor(standing, LineListModel::Said) != category) continue;
        story.chances.append(
            {slot.id.toString(), iconOf(category), textOf(slot, u"title"), whenAndWhere(slot)});
    }
    TRY(const bool already, isPlanned(vault, wantedIn(council, statement, category)));
    story.mayPlan = !already;
    if (already) story.planned = QObject::tr("In tomorrow’s plan");
    return story;
}

}  // namespace candour
