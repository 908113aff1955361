#include "app/tablet/lookup.h"

#include "app/viewmodels/wording.h"

#include <algorithm>
#include <set>

namespace candour {
namespace {

using Kind = LineListModel::Kind;

constexpr int countedHits = 1'000;

Kind kindOf(const ListedRecord& line) {
    const QString kind = textOf(line, u"kind");
    if (kind == u"saw") return Kind::Saw;
    if (kind == u"thought") return Kind::Thought;
    if (kind == u"mark") return Kind::Moment;
    return Kind::Said;
}

/// Where the words stand in the text, as the index finds them: as beginnings, whatever their case.
QList<Span> spansOf(const QString& text, const QString& words) {
    QList<Span> spans;
    for (const QString& word : words.split(u' ', Qt::SkipEmptyParts)) {
        for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
             at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
            if (at == 0 || !text[at - 1].isLetterOrNumber())
                spans.append({static_cast<int>(at), static_cast<int>(word.size())});
        }
    }
    std::sort(spans.begin(), spans.end(),
              [](const Span& a, const Span& b) { return a.start < b.start; });
    return spans;
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

}  // namespace

Result<Lookup::Page> Lookup::page(Vault& vault, const Council& council, qint64 query,
                                  const QString& words, const QList<Kind>& kinds, int from) {
    if (query != m_query) {
        m_query = query;
        m_before.clear();
        m_before[0] = std::nullopt;
    }
    Page page;
    const auto start = m_before.find(from);
    if (start == m_before.end()) return page;
    std::optional<RowId> before = start->second;
    const bool all = kinds.isEmpty();
    do {
        TRY(const FoundPage found, vault.records().search(words, before, SearchModel::pageHits));
        for (const FoundRecord& hit : found.hits) {
            before = hit.record.row;
            if (hit.type->name != u"line") continue;
            const Kind kind = kindOf(hit.record);
            if (!all && !kinds.contains(kind)) continue;
            SearchHit shown;
            shown.lineId = hit.record.id.toString();
            shown.kind = kind;
            shown.text = textOf(hit.record, u"text");
            shown.found = spansOf(shown.text, words);
            TRY(const ListedRecord session, sessionOf(vault, hit.record));
            shown.source = QStringLiteral("%1 · %2").arg(
                textOf(session, u"title"), wording::hourMinute(momentOf(hit.record, u"at")));
            TRY(shown.tags, tagsOf(vault, council, hit.record.id));
            page.hits.append(shown);
            if (page.hits.size() >= SearchModel::pageHits) break;
        }
        page.more = page.hits.size() >= SearchModel::pageHits || found.next.has_value();
        if (!found.next) break;
    } while (page.hits.size() < SearchModel::pageHits);
    m_before[from + static_cast<int>(page.hits.size())] = before;
    page.more = page.more && !page.hits.isEmpty();
    return page;
}

Result<Lookup::Counts> Lookup::counts(Vault& vault, const QString& words,
                                      const QList<Kind>& kinds) {
    Counts counts;
    std::set<QByteArray> sessions;
    std::optional<RowId> before;
    int seen = 0;
    do {
        TRY(const FoundPage found, vault.records().search(words, before, countedHits));
        for (const FoundRecord& hit : found.hits) {
            ++seen;
            if (hit.type->name != u"line") continue;
            if (!kinds.isEmpty() && !kinds.contains(kindOf(hit.record))) continue;
            ++counts.lines;
            sessions.insert(fieldOf(hit.record, u"session").bytes());
        }
        before = found.next;
    } while (before && seen < countedHits);
    if (before && kinds.isEmpty()) {
        TRY(const auto total, vault.records().countHits(words));
        counts.lines = static_cast<int>(total);
    }
    counts.sources = static_cast<int>(sessions.size());
    return counts;
}

Result<HitContext> Lookup::context(Vault& vault, const Council& council, const RecordId& id) {
    constexpr int around = 20;
    HitContext context;
    TRY(const ListedRecord line, lineOf(vault, id));
    TRY(const ListedRecord session, sessionOf(vault, line));
    context.lineId = id.toString();
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

Result<RecordId> Lookup::slotOf(Vault& vault, const RecordId& id) {
    TRY(const ListedRecord line, lineOf(vault, id));
    TRY(const ListedRecord session, sessionOf(vault, line));
    return RecordId::fromBytes(fieldOf(session, u"slot").bytes()).value_or(RecordId());
}

}  // namespace candour
