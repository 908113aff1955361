#include "app/tablet/huddling.h"

#include "app/reports/coveragereport.h"
#include "app/rules/recordwords.h"
#include "app/rules/taggedevidence.h"
#include "app/rules/triangulation.h"
#include "app/tablet/tomorrow.h"
#include "app/viewmodels/wording.h"

#include <algorithm>

namespace candour {
namespace {

const QString noteType = QStringLiteral("theme_note");
const QString linkType = QStringLiteral("triangulation");

struct Written {
    const char* field;
    QString ThemeDraft::*text;
};
constexpr Written written[] = {{"theme", &ThemeDraft::theme},
                               {"note", &ThemeDraft::note},
                               {"still_to_find", &ThemeDraft::find}};

/// The drafts of the one theme that is being written.
Result<std::vector<Draft>> themeDrafts(Vault& vault) {
    TRY(auto drafts, vault.drafts().open());
    std::erase_if(drafts, [](const Draft& draft) { return draft.kind != noteType; });
    return drafts;
}

/// What was tagged in lines of that day.
std::vector<EvidenceItem> heardOn(QDate day, std::span<const RecordLine> lines,
                                  std::span<const TaggedEvidence> evidence) {
    const Surroundings around = among(lines);
    std::vector<EvidenceItem> items;
    for (const TaggedEvidence& one : evidence) {
        if (!one.counts) continue;
        const auto target = around.record(idIn(one.tag->fields, u"target"));
        if (target && dayIn(target->fields, u"at") == day) items.push_back(one.item);
    }
    return items;
}

QString heardText(const CoverageRow& today) {
    if (today.sources == 0) return QObject::tr("Nothing heard today");
    const QString sources =
        wording::count(today.sources, QObject::tr("source today"), QObject::tr("sources today"));
    if (today.strengths == 0 && today.shortfalls == 0) return sources;
    return QObject::tr("%1: strengths from %2, shortfalls from %3")
        .arg(sources)
        .arg(today.strengths)
        .arg(today.shortfalls);
}

QString directionWord(const QString& direction) {
    const Field* field = recordList().type(noteType)->field(u"direction");
    for (const Choice& choice : field->choices)
        if (choice.name == direction) return choice.title;
    return {};
}

Result<HuddleThought> thoughtFrom(Vault& vault, const HuddleTheme& theme) {
    HuddleThought thought{theme.note.theme, theme.note.note, theme.note.stillToFind, {}, {}, false};
    QStringList parts{directionWord(theme.note.direction)};
    if (theme.sources > 0)
        parts << QObject::tr("rests on %1")
                     .arg(wording::count(theme.sources, QObject::tr("independent source"),
                                         QObject::tr("independent sources")));
    thought.detail = wording::together(std::move(parts));
    if (theme.oneVoiceAsMany)
        thought.warning = QObject::tr("It reads like many people, and one source told us.");
    if (!thought.find.isEmpty()) {
        TRY(thought.planned, isPlanned(vault, thought.find));
    }
    return thought;
}

/// Of evidence only: a thought of ours that something contradicts is nobody's contradiction. A note
/// that points to somebody is left out, and that there is a contradiction is not.
QMap<int, QStringList> contradictions(std::span<const RecordLine> lines) {
    QMap<int, QStringList> found;
    const QStringList codes = codesAmong(lines);
    for (const Comparison& one : comparisonsAmong(lines)) {
        if (!one.contradicts()) continue;
        found[one.statement] += one.note.isEmpty() || pointsToSomebody(one.note, codes)
                                    ? QObject::tr("Two pieces of evidence contradict each other.")
                                    : one.note;
    }
    return found;
}

}  // namespace

Result<HuddleState> readHuddlePage(Vault& vault, const Council& council, QDate today) {
    HuddleState state;
    state.day = wording::day(today);
    TRY(const HuddleSheet sheet, readHuddle(vault.records(), council.pack, today));
    TRY(const auto lines, everyLine(vault.records(), typesOfEvidence() + QStringList{linkType}));
    const auto evidence = taggedEvidence(lines);
    const auto heard = coverageOf(heardOn(today, lines, evidence), council.pack);
    const auto differ = contradictions(lines);
    if (sheet.withheld > 0)
        state.withheld =
            QObject::tr("%1 left out because it points to somebody.")
                .arg(wording::count(sheet.withheld, QObject::tr("note"), QObject::tr("notes")));
    for (std::size_t i = 0; i < sheet.statements.size(); ++i) {
        const HuddleStatement& statement = sheet.statements[i];
        HuddleLine line{statement.number,
                        council.statement(statement.number).theme,
                        statement.title,
                        heardText(heard[i]),
                        heard[i].sources == 0,
                        {},
                        differ.value(statement.number),
                        {}};
        if (!statement.gaps.isEmpty())
            line.gaps =
                QObject::tr("No source yet: %1").arg(statement.gaps.join(QStringLiteral(", ")));
        for (const HuddleTheme& theme : statement.themes) {
            TRY(const HuddleThought thought, thoughtFrom(vault, theme));
            line.thoughts.append(thought);
        }
        state.lines.append(line);
    }
    HuddleLine across;
    across.title = QObject::tr("Across all statements");
    across.differ = differ.value(0);
    for (const HuddleTheme& theme : sheet.across) {
        TRY(const HuddleThought thought, thoughtFrom(vault, theme));
        across.thoughts.append(thought);
    }
    if (!across.thoughts.isEmpty() || !across.differ.isEmpty()) state.lines.append(across);
    return state;
}

// The theme that is being written -----------------------------------------------------------------

Result<ThemeDraft> readThemeDraft(Vault& vault) {
    ThemeDraft theme;
    TRY(const auto drafts, themeDrafts(vault));
    for (const Draft& draft : drafts) {
        // Between a finished theme and its drafts' end the tablet was killed.
        if (vault.records().get(draft.record)) {
            TRY_OK(vault.drafts().discard(draft.record, draft.field));
            continue;
        }
        for (const Written& one : written)
            if (draft.field == QLatin1String(one.field)) theme.*one.text = draft.text;
        if (const auto extra = cbor::Value::decode(draft.extra)) {
            theme.statement = static_cast<int>(extra->at(u"statement").integer());
            theme.direction = extra->at(u"direction").text();
        }
    }
    return theme;
}

Status saveThemeDraft(Vault& vault, const ThemeDraft& theme, const Clock& clock, Random& random) {
    TRY(const auto drafts, themeDrafts(vault));
    const RecordId id = drafts.empty() ? RecordId::makeV7(clock, random) : drafts.front().record;
    const QByteArray extra = cbor::Value::map({{QStringLiteral("statement"), theme.statement},
                                               {QStringLiteral("direction"), theme.direction}})
                                 .encode();
    for (const Written& one : written) {
        const QString field = QString::fromLatin1(one.field);
        const QString& text = theme.*one.text;
        const auto before = std::find_if(drafts.begin(), drafts.end(),
                                         [&](const Draft& draft) { return draft.field == field; });
        if (text.isEmpty()) {
            if (before != drafts.end()) TRY_OK(vault.drafts().discard(id, field));
            continue;
        }
        if (before != drafts.end() && before->text == text && before->extra == extra) continue;
        TRY_OK(vault.drafts().save({.record = id,
                                    .field = field,
                                    .text = text,
                                    .caret = static_cast<int>(text.size()),
                                    .kind = noteType,
                                    .firstKey = clock.utc(),
                                    .extra = extra}));
    }
    return {};
}

Status addTheme(Vault& vault, const Council& council, const ThemeDraft& theme, QDate today,
                const Clock& clock, Random& random) {
    TRY(const auto drafts, themeDrafts(vault));
    PutRequest request{.type = noteType};
    request.id = drafts.empty() ? RecordId::makeV7(clock, random) : drafts.front().record;
    request.fields = {{QStringLiteral("day"), today.toString(Qt::ISODate)},
                      {QStringLiteral("pack"), council.pack.id}};
    for (const Written& one : written)
        if (const QString text = (theme.*one.text).trimmed(); !text.isEmpty())
            request.fields.push_back({QString::fromLatin1(one.field), text});
    if (theme.statement > 0)
        request.fields.push_back({QStringLiteral("statement"), theme.statement});
    if (!theme.direction.isEmpty())
        request.fields.push_back({QStringLiteral("direction"), theme.direction});
    if (!council.me.isNull()) request.fields.push_back({QStringLiteral("by"), council.me});
    TRY_OK(vault.put(request));
    // A kill before the drafts go finds the same words in both places, and loses none.
    for (const Draft& draft : drafts) TRY_OK(vault.drafts().discard(draft.record, draft.field));
    return {};
}

}  // namespace candour
