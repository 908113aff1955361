#include "app/tablet/pieces.h"

#include "app/rules/accounts.h"
#include "app/rules/evidencepiece.h"
#include "app/rules/recordwords.h"
#include "app/tablet/casebook.h"
#include "app/tablet/company.h"
#include "app/tablet/lines.h"
#include "app/viewmodels/wording.h"

#include <algorithm>
#include <set>

namespace candour {
namespace {

constexpr char during[] = "open words for review";
constexpr qsizetype mostCandidates = 40;

const QString lineType = QStringLiteral("line");
const QString extractType = QStringLiteral("extract");
const QString accountType = QStringLiteral("stage_account");
const QString tagType = QStringLiteral("tag");

Result<std::vector<RowId>> linesOf(Vault& vault, const RecordId& session,
                                   const std::optional<VaultId>& author) {
    return vault.records().rows({.type = lineType,
                                 .where = {{QStringLiteral("session"), session}},
                                 .author = author,
                                 .orderBy = QStringLiteral("at"),
                                 .withSealed = true});
}

QString whenOf(const ListedRecord& session) {
    const QDateTime started = momentOf(session, u"started");
    if (!started.isValid()) return {};
    const QDateTime finished = momentOf(session, u"finished");
    const QString from =
        QStringLiteral("%1 %2").arg(wording::day(started.date()), wording::hourMinute(started));
    return finished.isValid() ? QObject::tr("%1 to %2").arg(from, wording::hourMinute(finished))
                              : from;
}

/// Sessions that began, by their start.
Result<std::vector<ListedRecord>> sessionsHere(Vault& vault) {
    TRY(auto sessions,
        listAll(vault, {.type = QStringLiteral("session"), .orderBy = QStringLiteral("started")}));
    std::erase_if(sessions, [](const ListedRecord& session) {
        return !momentOf(session, u"started").isValid();
    });
    return sessions;
}

QString paperTitle(const FieldValues& paper) {
    return wording::together({textIn(paper, u"number"), textIn(paper, u"title")});
}

QString caseTitle(const FieldValues& trackedCase) {
    return QObject::tr("Case %1").arg(textIn(trackedCase, u"number"));
}

// Choices ----------------------------------------------------------------------------------------

/// How many of these rows have no tag, and both in words.
class Counting {
  public:
    static Result<Counting> of(Vault& vault, const QString& type) {
        TRY(const auto bare, withoutTag(vault, type));
        Counting counting;
        counting.m_bare.insert(bare.begin(), bare.end());
        return counting;
    }
    [[nodiscard]] int untagged(const std::vector<RowId>& rows) const {
        return static_cast<int>(std::count_if(rows.begin(), rows.end(),
                                              [this](RowId row) { return m_bare.contains(row); }));
    }
    [[nodiscard]] QString words(const std::vector<RowId>& rows, const QString& one,
                                const QString& many) const {
        const QString all = wording::count(static_cast<qint64>(rows.size()), one, many);
        const int without = untagged(rows);
        return without == 0 ? QObject::tr("%1, all have a tag").arg(all)
                            : QObject::tr("%1, %2 without a tag").arg(all).arg(without);
    }

  private:
    std::set<RowId> m_bare;
};

Result<QList<ReviewChoice>> meetings(Vault& vault, QDate today) {
    QList<ReviewChoice> choices;
    const QString section = QObject::tr("Meetings");
    const QString one = QObject::tr("line");
    const QString many = QObject::tr("lines");
    TRY(const auto sessions, sessionsHere(vault));
    TRY(const Counting counting, Counting::of(vault, lineType));
    std::vector<RowId> mine;
    for (const ListedRecord& session : sessions) {
        TRY(const auto rows, linesOf(vault, session.id, {}));
        if (momentOf(session, u"started").date() == today) {
            TRY(const auto own, linesOf(vault, session.id, vault.identity().vault));
            mine.insert(mine.end(), own.begin(), own.end());
        }
        if (rows.empty()) continue;
        choices.prepend(
            {session.id.toString(), textOf(session, u"title"),
             QStringLiteral("%1 · %2").arg(whenOf(session), counting.words(rows, one, many)),
             counting.untagged(rows), section});
    }
    if (!mine.empty())
        choices.prepend({{},
                         QObject::tr("My lines of today"),
                         counting.words(mine, one, many),
                         counting.untagged(mine),
                         section});
    return choices;
}

/// Pieces of one type by the record that holds them.
Result<std::map<RecordId, std::vector<RowId>>> byHolder(Vault& vault, const QString& type,
                                                        const QString& field) {
    std::map<RecordId, std::vector<RowId>> rows;
    TRY(const auto all, listAll(vault, {.type = type, .withSealed = true}));
    for (const ListedRecord& one : all) rows[idIn(one.values, field)].push_back(one.row);
    rows.erase(RecordId());
    return rows;
}

struct Shelf {
    QString section;
    QString type;
    QString field;  // by which a piece says what holds it
    QString one;
    QString many;
};

Result<QList<ReviewChoice>> onShelf(Vault& vault, const Shelf& shelf) {
    QList<ReviewChoice> choices;
    TRY(const Counting counting, Counting::of(vault, shelf.type));
    TRY(const auto held, byHolder(vault, shelf.type, shelf.field));
    for (const auto& [holder, rows] : held) {
        // Held elsewhere, or taken back with everything that was taken from it.
        const auto view = vault.records().get(holder);
        if (!view || view->type == nullptr || view->sealed) continue;
        const bool paper = shelf.type == extractType;
        const FieldValues values = view->values();
        choices.append({holder.toString(), paper ? paperTitle(values) : caseTitle(values),
                        wording::together({paper ? view->type->singular : QString(),
                                           counting.words(rows, shelf.one, shelf.many)}),
                        counting.untagged(rows), shelf.section});
    }
    std::sort(choices.begin(), choices.end(), [](const ReviewChoice& a, const ReviewChoice& b) {
        return QString::localeAwareCompare(a.title, b.title) < 0;
    });
    return choices;
}

// Lists ------------------------------------------------------------------------------------------

Result<PieceList> dayOf(Vault& vault, QDate today) {
    PieceList list{QObject::tr("My lines of today"), {}, lineType, {}};
    TRY(const auto sessions, sessionsHere(vault));
    for (const ListedRecord& one : sessions) {
        if (momentOf(one, u"started").date() != today) continue;
        TRY(const auto rows, linesOf(vault, one.id, vault.identity().vault));
        list.rows.insert(list.rows.end(), rows.begin(), rows.end());
    }
    return list;
}

/// By the stages of the journey, the voices of each in their order.
Result<std::vector<RowId>> accountsOf(Vault& vault, const RecordId& trackedCase) {
    const FieldValues theirs = {{QStringLiteral("case"), trackedCase}};
    TRY(const auto stages, listAll(vault, {.type = QStringLiteral("journey_stage"),
                                           .where = theirs,
                                           .orderBy = QStringLiteral("began")}));
    TRY(auto accounts, listAll(vault, {.type = accountType, .where = theirs, .withSealed = true}));
    const auto place = [&](const ListedRecord& account) {
        const auto stage = std::find_if(stages.begin(), stages.end(), [&](const auto& each) {
            return each.id == idIn(account.values, u"stage");
        });
        return std::pair(stage - stages.begin(), voices().indexOf(textOf(account, u"voice")));
    };
    std::stable_sort(accounts.begin(), accounts.end(),
                     [&](const auto& a, const auto& b) { return place(a) < place(b); });
    std::vector<RowId> rows;
    for (const ListedRecord& account : accounts) rows.push_back(account.row);
    return rows;
}

// Tags -------------------------------------------------------------------------------------------

/// Papers show processes; a survey is what those who were asked have said.
QString categoryOfPaper(const FieldValues& paper) {
    const QString audience = textIn(paper, u"audience");
    if (audience == u"carers" || audience == u"people") return QStringLiteral("people");
    if (audience == u"staff") return QStringLiteral("staff");
    if (audience == u"providers" || audience == u"partners") return QStringLiteral("partners");
    return QStringLiteral("processes");
}

QString categoryOfVoice(const QString& voice) {
    if (voice == u"record") return QStringLiteral("processes");
    return categoryFor(voice == u"practitioner" ? QStringLiteral("staff") : voice,
                       LineListModel::Said);
}

Result<QString> categoryOf(Vault& vault, const ListedRecord& piece, const QString& type) {
    if (type == accountType) return categoryOfVoice(textOf(piece, u"voice"));
    if (type == extractType) {
        TRY(const RecordView paper, vault.records().get(idIn(piece.values, u"source")));
        return categoryOfPaper(paper.values());
    }
    const RecordId session = idIn(piece.values, u"session");
    TRY(const auto heard, readHeard(vault, session));
    const Heard* const speaker =
        speakerIn(heard, RecordId::fromBytes(fieldOf(piece, u"speaker").bytes()));
    QString standing;
    if (speaker != nullptr) {
        standing = textOf(speaker->participant, u"standing");
    } else {
        TRY(const RecordView meeting, vault.records().get(session));
        standing = standingFor(textIn(meeting.values(), u"kind"));
    }
    return categoryFor(standing, kindFrom(textOf(piece, u"kind")));
}

// Comparisons ------------------------------------------------------------------------------------

/// The links that have one of these at an end.
Result<std::vector<ListedRecord>> linksAt(Vault& vault, const std::vector<RecordId>& ends) {
    std::vector<ListedRecord> links;
    std::set<RecordId> seen;
    for (const RecordId& end : ends)
        for (const char* field : {"one", "other"}) {
            TRY(auto found, listAll(vault, {.type = QStringLiteral("triangulation"),
                                            .where = {{QString::fromLatin1(field), end}}}));
            for (ListedRecord& link : found)
                if (seen.insert(link.id).second) links.push_back(std::move(link));
        }
    return links;
}

/// Those that a piece is tagged with; of one pack only, where it is given.
Result<std::set<std::int64_t>> statementsOf(Vault& vault, const RecordId& piece,
                                            const FrameworkPack* pack = nullptr) {
    std::set<std::int64_t> statements;
    TRY(const auto tags,
        listAll(vault, {.type = tagType, .where = {{QStringLiteral("target"), piece}}}));
    for (const ListedRecord& tag : tags)
        if (pack == nullptr || pack->readsNumbersOf(textOf(tag, u"pack")))
            statements.insert(fieldOf(tag, u"statement").integer());
    return statements;
}

bool isHere(Vault& vault, const RecordId& id) {
    const auto view = vault.records().get(id);
    return view && !view->sealed && !view->struck;
}

bool opens(const RecordLine& piece) {
    const QString& type = piece.type->name;
    return type == lineType || type == extractType || type == accountType;
}

LinkRow rowFrom(const Comparison& comparison, const RecordId& seenFrom,
                const Surroundings& around) {
    const bool fromOne = comparison.one.id == seenFrom;
    const RecordLine& far = fromOne ? comparison.other : comparison.one;
    const ComparedPiece other = comparedFrom(far, around);
    LinkRow row;
    row.key = comparison.link.toString();
    row.relation = nameOf(comparison.relation);
    row.title = fromOne ? wordsFromOne(comparison.relation) : wordsFromOther(comparison.relation);
    row.detail = other.detail;
    row.words = other.words;
    row.other = opens(far) ? other.key : QString();
    row.note = comparison.note;
    row.sign = LinkRow::signFor(row.relation);
    row.fromOne = fromOne;
    return row;
}

}  // namespace

// Choices and lists -----------------------------------------------------------------------------

Result<QList<ReviewChoice>> reviewChoices(Vault& vault, QDate today) {
    TRY(auto choices, meetings(vault, today));
    TRY(const auto papers, onShelf(vault, {QObject::tr("Papers, surveys and figures"), extractType,
                                           QStringLiteral("source"), QObject::tr("extract"),
                                           QObject::tr("extracts")}));
    TRY(const auto cases,
        onShelf(vault, {QObject::tr("Tracked cases"), accountType, QStringLiteral("case"),
                        QObject::tr("account"), QObject::tr("accounts")}));
    return choices + papers + cases;
}

Result<PieceList> piecesOf(Vault& vault, const RecordId& holder, QDate today) {
    if (holder.isNull()) return dayOf(vault, today);
    TRY(const RecordView view, vault.records().get(holder));
    if (view.type == nullptr) return fail(Code::notFound, during);
    const ListedRecord listed = listedFrom(view);
    PieceList list;
    if (view.name.type == u"session") {
        list = {textOf(listed, u"title"), whenOf(listed), lineType, {}};
        TRY(list.rows, linesOf(vault, holder, {}));
    } else if (view.name.type == u"tracked_case") {
        list = {caseTitle(listed.values),
                QObject::tr("Accounts, by the stages of the journey"),
                accountType,
                {}};
        TRY(list.rows, accountsOf(vault, holder));
    } else if (recordList().type(extractType)->field(u"source")->targets.contains(view.name.type)) {
        list = {paperTitle(listed.values), view.type->singular, extractType, {}};
        TRY(list.rows, vault.records().rows({.type = extractType,
                                             .where = {{QStringLiteral("source"), holder}},
                                             .withSealed = true}));
    } else {
        return fail(Code::notFound, during);
    }
    return list;
}

Result<RecordId> holderOf(Vault& vault, const RecordId& piece) {
    TRY(const RecordView view, vault.records().get(piece));
    const char* const field = view.name.type == lineType      ? "session"
                              : view.name.type == extractType ? "source"
                                                              : "case";
    const RecordId holder = idIn(view.values(), QString::fromLatin1(field));
    if (holder.isNull()) return fail(Code::notFound, during);
    return holder;
}

Result<std::vector<RowId>> withoutTag(Vault& vault, const QString& type) {
    ListRequest request{.type = type,
                        .without = ListRequest::Without{tagType, QStringLiteral("target")}};
    if (type != lineType) return vault.records().rows(request);
    std::vector<RowId> all;
    for (const char* kind : {"said", "saw"}) {
        request.where = {{QStringLiteral("kind"), QString::fromLatin1(kind)}};
        TRY(const auto rows, vault.records().rows(request));
        all.insert(all.end(), rows.begin(), rows.end());
    }
    return all;
}

ListedRecord listedFrom(const RecordView& view) {
    ListedRecord listed;
    listed.id = view.name.id;
    listed.row = view.row;
    listed.notebook = view.name.notebook;
    listed.values = view.values();
    return listed;
}

RecordLine lineFrom(const RecordView& view) {
    return {view.type, view.name.id, view.name.notebook, view.values()};
}

// Tags -------------------------------------------------------------------------------------------

Result<FieldValues> tagFields(Vault& vault, const Council& council, const RecordView& piece,
                              int statement, int start, int length) {
    const RecordLine line = lineFrom(piece);
    const QString field = wordsField(line);
    const QString& text = textIn(line.fields, field);
    const FieldView* const written = piece.field(field);
    if (written == nullptr || written->versions.empty() || text.trimmed().isEmpty())
        return fail(Code::badInput, "tag words");
    if (length <= 0) start = 0;
    const QString words = length > 0 ? text.mid(start, length) : text;
    const int from = wording::characters(QStringView(text).left(start));
    TRY(const QString category, categoryOf(vault, listedFrom(piece), piece.name.type));
    return FieldValues{{QStringLiteral("target"), piece.name.id},
                       {QStringLiteral("target_change"), written->versions.back().change},
                       {QStringLiteral("start"), from},
                       {QStringLiteral("end"), from + wording::characters(words)},
                       {QStringLiteral("words"), words},
                       {QStringLiteral("pack"), council.pack.id},
                       {QStringLiteral("statement"), statement},
                       {QStringLiteral("category"), category},
                       {QStringLiteral("direction"), QStringLiteral("neutral")}};
}

Result<QString> refusalOfTag(Vault& vault, const FieldValues& fields) {
    const RecordLine wanted{recordList().type(tagType), {}, {}, fields};
    TRY(const auto breaches,
        vault.rules().ask([&](const Surroundings& around) { return breachesOf(wanted, around); }));
    const auto stands = std::find_if(breaches.begin(), breaches.end(),
                                     [](const Breach& breach) { return breach.refuses(); });
    return stands == breaches.end() ? QString() : stands->sentence;
}

// Comparisons ------------------------------------------------------------------------------------

ComparedPiece comparedFrom(const RecordLine& piece, const Surroundings& around) {
    const EvidencePiece about = evidencePiece(piece, around);
    ComparedPiece shown;
    shown.key = piece.id.toString();
    shown.words = ComparedPiece::shortOf(textIn(piece.fields, wordsField(piece)));
    shown.detail = wording::together({about.who, about.when});
    shown.thought = about.thought;
    return shown;
}

Result<QList<LinkRow>> linksBeside(Vault& vault, const RecordId& piece) {
    std::vector<RecordId> ends{piece};
    TRY(const auto tags,
        listAll(vault, {.type = tagType, .where = {{QStringLiteral("target"), piece}}}));
    for (const ListedRecord& tag : tags) ends.push_back(tag.id);
    TRY(const auto links, linksAt(vault, ends));
    const RecordType* const type = recordList().type(u"triangulation");
    QList<LinkRow> rows;
    for (const ListedRecord& link : links) {
        const RecordLine line{type, link.id, link.notebook, link.values};
        TRY(const auto row, vault.rules().ask([&](const Surroundings& around) {
            const auto comparison = comparisonFrom(line, around);
            return comparison && isHere(vault, comparison->one.id) &&
                           isHere(vault, comparison->other.id)
                       ? std::optional(rowFrom(*comparison, piece, around))
                       : std::nullopt;
        }));
        if (row) rows.append(*row);
    }
    return rows;
}

Result<int> statementOf(Vault& vault, const Council& council, const RecordId& one,
                        const RecordId& other) {
    TRY(const auto mine, statementsOf(vault, one, &council.pack));
    TRY(const auto theirs, statementsOf(vault, other, &council.pack));
    std::vector<std::int64_t> common;
    std::set_intersection(mine.begin(), mine.end(), theirs.begin(), theirs.end(),
                          std::back_inserter(common));
    if (!common.empty()) return static_cast<int>(common.front());
    const auto& either = mine.empty() ? theirs : mine;
    return either.empty() ? 0 : static_cast<int>(*either.begin());
}

Result<QList<ComparedPiece>> candidatesFor(Vault& vault, const RecordId& piece) {
    TRY(const auto statements, statementsOf(vault, piece));
    std::set<RecordId> seen{piece};
    std::vector<RecordId> others;
    for (const std::int64_t statement : statements) {
        TRY(const auto tags,
            listAll(vault, {.type = tagType, .where = {{QStringLiteral("statement"), statement}}}));
        for (auto tag = tags.rbegin(); tag != tags.rend(); ++tag)
            if (const RecordId target = idIn(tag->values, u"target"); seen.insert(target).second)
                others.push_back(target);
    }
    QList<ComparedPiece> candidates;
    for (const RecordId& other : others) {
        if (candidates.size() == mostCandidates) break;
        if (!isHere(vault, other)) continue;
        TRY(const auto shown, vault.rules().ask([&](const Surroundings& around) {
            const auto record = around.record(other);
            return record ? std::optional(comparedFrom(*record, around)) : std::nullopt;
        }));
        if (shown) candidates.append(*shown);
    }
    return candidates;
}

}  // namespace candour
