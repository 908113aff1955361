#include "app/vault/searchindex.h"

#include <QStringList>

#include <algorithm>
#include <limits>

namespace candour {
namespace {

constexpr qsizetype mostWords = 32;
constexpr qsizetype leastBeginning = 3;  // letters

bool canBeFound(QStringView word) {
    const auto codes = word.toUcs4();
    return std::any_of(codes.begin(), codes.end(),
                       [](char32_t code) { return QChar::isLetterOrNumber(code); });
}

}  // namespace

QString searchExpression(const QString& words) {
    QStringList terms;
    for (QString word : words.simplified().split(u' ', Qt::SkipEmptyParts)) {
        if (!canBeFound(word) || terms.size() == mostWords) continue;
        word.remove(QChar::Null);
        word.replace(u'"', u"\"\""_qs);
        terms << u'"' + word + u'"';
    }
    if (terms.isEmpty()) return {};
    // One or two letters begin far too many words to be worth finding; they are taken as a word.
    const bool begun = terms.last().size() >= 2 + leastBeginning;
    return terms.join(u' ') + (begun ? u"*"_qs : QString());
}

Status SearchIndex::create() {
    // Positions are kept so that a word with a hyphen is found as it was written. Beginnings of
    // three letters have an index of their own: merging the lists of all words that begin so would
    // take too long while somebody types. Words gather in 8 MB of memory before they are written
    // (inside one transaction), so that many at once are not merged over and over.
    return m_database.script(
        "DROP TABLE IF EXISTS search;"
        "CREATE VIRTUAL TABLE search USING fts5(words, content='', columnsize=0, prefix='3',"
        " tokenize='unicode61 remove_diacritics 2');"
        "INSERT INTO search (search, rank) VALUES ('secure-delete', 1);"
        "INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);");
}

Status SearchIndex::add(RowId record, const QString& words) {
    if (words.isEmpty()) return {};
    TRY_OK(m_database.run("INSERT INTO search (rowid, words) VALUES (?, ?)", record, words));
    return {};
}

Status SearchIndex::forget(RowId record, const QString& words) {
    if (words.isEmpty()) return {};
    TRY_OK(m_database.run("INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)",
                          record, words));
    return {};
}

Result<std::vector<SearchIndex::RowId>> SearchIndex::find(const QString& words,
                                                          std::optional<RowId> before, int limit) {
    std::vector<RowId> rows;
    const QString expression = searchExpression(words);
    if (expression.isEmpty()) return rows;
    TRY_OK(m_database.each(
        "SELECT rowid FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
        [&](const Row& row) { rows.push_back(row.integer(0)); }, expression,
        before.value_or(std::numeric_limits<RowId>::max()), limit));
    return rows;
}

Result<std::int64_t> SearchIndex::count(const QString& words) {
    const QString expression = searchExpression(words);
    if (expression.isEmpty()) return std::int64_t{0};
    TRY(const auto count, m_database.first(
                              "SELECT count(*) FROM search WHERE search MATCH ?",
                              [](const Row& row) { return row.integer(0); }, expression));
    return count.value_or(0);
}

}  // namespace candour
