#include "app/rules/huddle.h"

#include "app/rules/personcode.h"
#include "app/rules/plainsight.h"
#include "app/rules/recordwords.h"

#include <algorithm>

namespace candour {
namespace {

bool pointsToSomebody(const HuddleNote& note, const QStringList& codes) {
    const QString* const texts[] = {&note.theme, &note.note, &note.stillToFind};
    return std::any_of(std::begin(texts), std::end(texts), [&](const QString* text) {
        return candour::pointsToSomebody(*text, codes);
    });
}

HuddleTheme themeOf(const HuddleNote& note) {
    const int sources = independentSources(note.sources);
    return {note, sources, speaksForMany(note.theme, sources) || speaksForMany(note.note, sources)};
}

}  // namespace

QStringList codesAmong(std::span<const RecordLine> records) {
    QStringList codes;
    for (const RecordLine& record : records)
        if (record.type->name == u"participant")
            codes << personCode(textIn(record.fields, u"standing"), record.id);
    return codes;
}

bool pointsToSomebody(const QString& text, const QStringList& codes) {
    return seemsToHoldDetails(text) ||
           std::any_of(codes.begin(), codes.end(), [&](const QString& code) {
               return text.contains(code, Qt::CaseInsensitive);
           });
}

HuddleSheet huddleSheetOf(std::span<const EvidenceItem> evidence, std::span<const HuddleNote> notes,
                          const FrameworkPack& pack, const QStringList& codes) {
    HuddleSheet sheet;
    for (CoverageRow& row : coverageOf(evidence, pack)) {
        HuddleStatement statement{.number = row.statement,
                                  .title = pack.statement(row.statement)->title.text,
                                  .coverage = {},
                                  .gaps = {},
                                  .themes = {}};
        for (const CoverageCell& cell : row.cells)
            if (cell.isGap()) statement.gaps << pack.category(cell.category)->title;
        statement.coverage = std::move(row);
        sheet.statements.push_back(std::move(statement));
    }
    for (const HuddleNote& note : notes) {
        if (pointsToSomebody(note, codes)) {
            ++sheet.withheld;
            continue;
        }
        const auto statement = std::find_if(
            sheet.statements.begin(), sheet.statements.end(),
            [&](const HuddleStatement& each) { return each.number == note.statement; });
        auto& themes = statement == sheet.statements.end() ? sheet.across : statement->themes;
        themes.push_back(themeOf(note));
    }
    return sheet;
}

}  // namespace candour
