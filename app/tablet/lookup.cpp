#include "app/tablet/lookup.h"

#include "app/rules/evidencepiece.h"
#include "app/rules/recordwords.h"
#include "app/tablet/lines.h"
#include "app/tablet/pieces.h"
#include "app/viewmodels/wording.h"

#include <algorithm>

namespace candour {
namespace {

using Kind = LineListModel::Kind;

constexpr int countedHits = 1'000;

Kind kindOf(const ListedRecord& line) {
    return kindFrom(textOf(line, u"kind"));
}

/// What SearchQuery::sorts calls it.
QString sortOf(const FoundRecord& hit) {
    static const QStringList papers = {
        QStringLiteral("extract"),         QStringLiteral("document"),
        QStringLiteral("survey"),          QStringLiteral("information_item"),
        QStringLiteral("self_assessment"), QStringLiteral("performance_data")};
    if (hit.type->name == u"line") {
        const QString kind = textOf(hit.record, u"kind");
        return kind == u"mark" ? QStringLiteral("said") : kind;
    }
    if (hit.type->name == u"stage_account") return QStringLiteral("account");
    return papers.contains(hit.type->name) ? QStringLiteral("paper") : QStringLiteral("note");
}

QString signOf(const FoundRecord& hit) {
    if (hit.type->name == u"line")
        return textOf(hit.record, u"kind") == u"mark" ? QStringLiteral("moment") : sortOf(hit);
    if (hit.type->name == u"stage_account") return QStringLiteral("person");
    return sortOf(hit) == u"paper" ? QStringLiteral("read") : QStringLiteral("edit");
}

/// The field in which the words were found, or else the first that is searched.
QString wordsIn(const FoundRecord& hit, const QString& words) {
    QString first;
    const QString word = words.section(u' ', 0, 0);
    for (const Field& field : hit.type->fields) {
        if (!field.searchable) continue;
        const QString text = textOf(hit.record, field.name);
        if (text.contains(word, Qt::CaseInsensitive)) return text;
        if (first.isEmpty()) first = text;
    }
    return first;
}

bool mayBeEvidence(const FoundRecord& hit) {
    return hit.type->name == u"line" || hit.type->name == u"extract" ||
           hit.type->name == u"stage_account";
}

Result<QList<Statement>> tagsOf(Vault& vault, const Council& council, const RecordId& line) {
    QList<Statement> statements;
    TRY(const auto tags, listAll(vault, {.type = QStringLiteral("tag"),
                                         .where = {{QStringLiteral("target"), line}}}));
    for (const ListedRecord& tag : tags)
        statements.append(
            council.statement(static_cast<int>(fieldOf(tag, u"statement").integer())));
    return statements;
}

Result<ListedRecord> sessionOf(Vault& vault, const ListedRecord& line) {
    ListedRecord session;
    const auto id = RecordId::fromBytes(fieldOf(line, u"session").bytes());
    if (!id) return fail(Code::notFound, "find a line's session");
    auto view = vault.records().get({line.notebook, QStringLiteral("session"), *id});
    // Participants and lines can be here before their session is.
    if (view) session.values = view->values();
    session.id = *id;
    return session;
}

Result<ListedRecord> lineOf(Vault& vault, const RecordId& id) {
    TRY(const RecordView view, vault.records().get(id));
    ListedRecord line;
    line.id = id;
    line.row = view.row;
    line.notebook = view.name.notebook;
    line.values = view.values();
    return line;
}

/// Whether everything that narrows the search lets it through.
Result<bool> passes(Vault& vault, const FoundRecord& hit, const SearchQuery& query, QDate today) {
    if (!query.sorts.isEmpty() && !query.sorts.contains(sortOf(hit))) return false;
    if (query.mine && hit.record.author != vault.identity().vault) return false;
    if (!query.session.isEmpty()) {
        const auto session = RecordId::fromBytes(fieldOf(hit.record, u"session").bytes());
        const RecordId own = session.value_or(hit.record.id);
        if (own.toString() != query.session) return false;
    }
    if (query.today) {
        const QDateTime at = momentOf(hit.record, u"at");
        const QDate day =
            at.isValid()
                ? at.date()
                : wording::local(hit.record.created, vault.author().now().zoneOffset).date();
        if (day != today) return false;
    }
    if (query.statement == 0) return true;
    if (fieldOf(hit.record, u"statement").integer() == query.statement) return true;
    TRY(const auto tags,
        listAll(vault, {.type = QStringLiteral("tag"),
                        .where = {{QStringLiteral("target"), hit.record.id},
                                  {QStringLiteral("statement"), query.statement}}}));
    return !tags.empty();
}

/// "Drop-in, north · 10:17"; of anything that is no line, what it is.
Result<QString> placeOf(Vault& vault, const FoundRecord& hit) {
    if (hit.type->name != u"line") return hit.type->singular;
    TRY(const ListedRecord session, sessionOf(vault, hit.record));
    return QStringLiteral("%1 · %2").arg(textOf(session, u"title"),
                                         wording::hourMinute(momentOf(hit.record, u"at")));
}

Result<SearchHit> hitFrom(Vault& vault, const Council& council, const FoundRecord& found,
                          const QString& words) {
    SearchHit hit;
    hit.lineId = found.record.id.toString();
    hit.sign = signOf(found);
    hit.text = wordsIn(found, words);
    hit.found = foundSpans(hit.text, words);
    TRY(hit.source, placeOf(vault, found));
    TRY(hit.tags, tagsOf(vault, council, found.record.id));
    return hit;
}

QDate todayOf(Vault& vault) {
    return wallTime(vault.author().now()).date();
}

/// How this piece stands to other evidence.
Result<QList<HitLink>> linksOf(Vault& vault, const RecordId& piece) {
    QList<HitLink> links;
    TRY(const auto beside, linksBeside(vault, piece));
    for (const LinkRow& link : beside) {
        const QString about = link.note.isEmpty() ? link.words : link.note;
        links.append(
            {wording::together({link.detail, about}), link.title, link.relation == u"contradicts"});
    }
    return links;
}

/// The tracked case that it is about, or that whoever says it was met for; empty if none.
Result<QString> caseOf(Vault& vault, const FieldValues& values) {
    RecordId found = idIn(values, u"case");
    if (const RecordId speaker = idIn(values, u"speaker"); found.isNull() && !speaker.isNull())
        if (const auto view = vault.records().get(speaker)) found = idIn(view->values(), u"case");
    return found.isNull() ? QString() : found.toString();
}

/// Every field of it that is searched, one under the other.
HitContext contextOfOther(const RecordView& view) {
    HitContext context;
    context.lineId = view.name.id.toString();
    context.title = view.type->singular;
    const FieldValues values = view.values();
    for (const Field& field : view.type->fields) {
        const QString& text = valueOf(values, field.name).text();
        if (!field.searchable || text.isEmpty()) continue;
        if (field.name == u"title") {
            context.detail = context.title;
            context.title = text;
            continue;
        }
        LineRow row;
        row.kind = LineListModel::Read;
        row.text = text;
        row.note = field.title;
        context.lines.append(row);
    }
    return context;
}

}  // namespace

Result<Lookup::Page> Lookup::page(Vault& vault, const Council& council, qint64 number,
                                  const SearchQuery& query, int from) {
    if (number != m_number) {
        m_number = number;
        m_before.clear();
        m_before[0] = std::nullopt;
    }
    Page page;
    const auto start = m_before.find(from);
    if (start == m_before.end()) return page;
    std::optional<RowId> before = start->second;
    const QDate today = todayOf(vault);
    bool ended = false;
    for (int looked = 0; !ended && looked < mostLookedAt;) {
        TRY(const FoundPage found,
            vault.records().search(query.words, before, SearchModel::pageHits));
        ended = !found.next;
        for (const FoundRecord& hit : found.hits) {
            ++looked;
            before = hit.record.row;
            TRY(const bool wanted, passes(vault, hit, query, today));
            if (!wanted) continue;
            TRY(SearchHit shown, hitFrom(vault, council, hit, query.words));
            page.hits.append(std::move(shown));
            if (page.hits.size() < SearchModel::pageHits) continue;
            page.more = true;
            m_before[from + static_cast<int>(page.hits.size())] = before;
            return page;
        }
    }
    return page;
}

Result<Lookup::Counts> Lookup::counts(Vault& vault, const SearchQuery& query) {
    Counts counts;
    std::vector<EvidenceSource> sources;
    Rulebook rules = vault.rules();
    const QDate today = todayOf(vault);
    TRY(const FoundPage found, vault.records().search(query.words, {}, countedHits));
    for (const FoundRecord& hit : found.hits) {
        TRY(const bool wanted, passes(vault, hit, query, today));
        if (!wanted) continue;
        ++(hit.type->name == u"line" ? counts.lines : counts.others);
        if (!mayBeEvidence(hit)) continue;
        const RecordLine piece{hit.type, hit.record.id, hit.record.notebook, hit.record.values};
        TRY(auto source,
            rules.ask([&](const Surroundings& around) { return evidenceSource(piece, around); }));
        sources.push_back(std::move(source));
    }
    counts.sources = independentSources(sources);
    counts.all = !found.next.has_value();
    return counts;
}

Result<HitContext> Lookup::context(Vault& vault, const Council& council, const RecordId& id) {
    constexpr int around = 20;
    HitContext context;
    TRY(const RecordView view, vault.records().get(id));
    TRY(const QString trackedCase, caseOf(vault, view.values()));
    if (view.name.type != u"line") {
        context = contextOfOther(view);
        context.trackedCase = trackedCase;
        return context;
    }
    context.trackedCase = trackedCase;
    TRY(const ListedRecord line, lineOf(vault, id));
    TRY(const ListedRecord session, sessionOf(vault, line));
    context.lineId = id.toString();
    context.session = session.id.toString();
    TRY(context.links, linksOf(vault, id));
    context.title = textOf(session, u"title");
    const QDateTime started = momentOf(session, u"started");
    if (started.isValid())
        context.detail = QObject::tr("%1, from %2")
                             .arg(wording::day(started.date()), wording::hourMinute(started));
    TRY(const auto rows, vault.records().rows({.type = QStringLiteral("line"),
                                               .where = {{QStringLiteral("session"), session.id}},
                                               .orderBy = QStringLiteral("at")}));
    const auto found = std::find(rows.begin(), rows.end(), line.row);
    const auto at = found - rows.begin();
    const auto first = std::max<std::ptrdiff_t>(0, at - around);
    const auto last =
        std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(rows.size()), at + around + 1);
    const RecordType* type = recordList().type(u"line");
    for (auto i = first; i < last; ++i) {
        TRY(const auto listed, vault.records().row(*type, rows[static_cast<std::size_t>(i)]));
        if (!listed) continue;
        LineRow row;
        row.id = listed->id.toString();
        row.kind = kindOf(*listed);
        row.time = wording::hourMinute(momentOf(*listed, u"at"));
        row.text = textOf(*listed, u"text");
        TRY(row.tags, tagsOf(vault, council, listed->id));
        if (listed->id == id) context.hitRow = static_cast<int>(context.lines.size());
        context.lines.append(row);
    }
    return context;
}

}  // namespace candour
