#include "app/tablet/tagging.h"

#include "app/records/timetext.h"
#include "app/reports/plan.h"
#include "app/rules/evidence.h"
#include "app/rules/evidencedate.h"
#include "app/rules/recordwords.h"
#include "app/tablet/casebook.h"
#include "app/tablet/jotted.h"
#include "app/tablet/lines.h"
#include "app/viewmodels/wording.h"
#include "platform/limits.h"

#include <algorithm>

namespace candour {
namespace {

const QString tagType = QStringLiteral("tag");
const QString lineType = QStringLiteral("line");
const QString linkType = QStringLiteral("triangulation");

const Field& tagField(QStringView name) {
    return *recordList().type(tagType)->field(name);
}

RecordId sessionOf(const ListedRecord& line) {
    return idIn(line.values, u"session");
}

int utf16From(const QString& text, std::int64_t codePoint) {
    int at = 0;
    for (std::int64_t i = 0; i < codePoint && at < text.size(); ++i)
        at += text[at].isHighSurrogate() ? 2 : 1;
    return std::min<int>(at, static_cast<int>(text.size()));
}

/// Where the tagged words stand now: where they stood, else where they are found first.
void anchor(TagMark& mark, const QString& text, const ListedRecord& tag) {
    const QString words = textOf(tag, u"words");
    mark.start = utf16From(text, fieldOf(tag, u"start").integer());
    if (QStringView(text).mid(mark.start).startsWith(words)) {
        mark.length = static_cast<int>(words.size());
        return;
    }
    const auto found = text.indexOf(words);
    mark.start = found < 0 ? 0 : static_cast<int>(found);
    mark.length = found < 0 ? 0 : static_cast<int>(words.size());
}

/// Under the words: how many of each.
QString besideWords(const QList<LinkRow>& links) {
    const auto count = [&](QStringView relation) {
        return std::count_if(links.begin(), links.end(),
                             [&](const LinkRow& link) { return link.relation == relation; });
    };
    QStringList parts;
    if (const auto supporting = count(u"supports"); supporting > 0)
        parts << QObject::tr("%1 supporting").arg(supporting);
    if (const auto contradicting = count(u"contradicts"); contradicting > 0)
        parts << QObject::tr("%1 contradicting").arg(contradicting);
    if (const auto silent = count(u"silent"); silent > 0)
        parts << QObject::tr("%1 silent").arg(silent);
    return parts.isEmpty() ? QString()
                           : QObject::tr("Compared: %1").arg(parts.join(QStringLiteral(", ")));
}

/// The end of a comparison that is not this piece; null of a tag.
RecordId farEnd(const RecordView& record, const RecordId& piece) {
    if (record.name.type != linkType) return {};
    const FieldValues values = record.values();
    const RecordId one = idIn(values, u"one");
    return one == piece ? idIn(values, u"other") : one;
}

cbor::Value orNothing(const QString& value) {
    return value.isEmpty() ? cbor::Value() : cbor::Value(value);
}

}  // namespace

ReviewWords reviewWords(const Council& council) {
    ReviewWords words;
    words.statements = council.statements();
    for (const QualityStatement& statement : council.pack.statements)
        for (const Wording& subtopic : statement.subtopics)
            words.subtopics[statement.number] += subtopic.text;
    for (const EvidenceCategory& category : council.pack.categories)
        if (category.used) words.categories.append({category.name, category.shortTitle, false});
    for (const Choice& choice : tagField(u"direction").choices)
        words.directions.append({choice.name, choice.title, false});
    for (const Choice& choice : tagField(u"date_reason").choices)
        words.reasons.append({choice.name, choice.title, false});
    for (const Choice& choice : recordList().type(linkType)->field(u"relation")->choices)
        words.relations.append({choice.name, choice.title, false});
    return words;
}

// Opening
// ---------------------------------------------------------------------------------------

Result<std::unique_ptr<Tagging>> Tagging::open(Vault& vault, const Council& council,
                                               const RecordId& holder, QDate today) {
    std::unique_ptr<Tagging> tagging(new Tagging(vault, council));
    TRY_OK(tagging->readRows(holder, today));
    return tagging;
}

Status Tagging::readRows(const RecordId& holder, QDate today) {
    TRY(PieceList list, piecesOf(m_vault, holder, today));
    m_type = recordList().type(list.type);
    m_manySessions = holder.isNull();
    m_all = std::move(list.rows);
    m_shown = m_all;
    m_sheet.title = list.title;
    m_sheet.detail = list.detail;
    m_sheet.lines = static_cast<int>(m_all.size());
    TRY(const auto untagged, untaggedRows());
    m_sheet.untagged = static_cast<int>(untagged.size());
    return {};
}

Result<std::set<RowId>> Tagging::untaggedRows() {
    const std::set<RowId> ours(m_all.begin(), m_all.end());
    std::set<RowId> untagged;
    TRY(const auto rows, withoutTag(m_vault, m_type->name));
    for (const RowId row : rows)
        if (ours.contains(row)) untagged.insert(row);
    return untagged;
}

Result<const std::vector<Heard>*> Tagging::companyOf(const RecordId& session) {
    auto known = m_company.find(session);
    if (known == m_company.end()) {
        TRY(auto heard, readHeard(m_vault, session));
        known = m_company.emplace(session, std::move(heard)).first;
    }
    return &known->second;
}

// What the page shows
// ---------------------------------------------------------------------------

Result<LineRow> Tagging::rowFor(const ListedRecord& piece, bool first) {
    LineRow row;
    row.id = piece.id.toString();
    if (m_type->name == lineType)
        TRY_OK(describeLine(piece, first, row));
    else if (m_type->name == u"extract")
        TRY_OK(describeExtract(piece, row));
    else
        TRY_OK(describeAccount(piece, row));
    if (piece.sealed) {
        row.text = QObject::tr("Locked away at the person's request");
        row.refusal = row.text;
        row.state = LineListModel::Sealed;
        return row;
    }
    if (piece.conflicts > 0) row.state = LineListModel::Disputed;
    TRY_OK(describeTags(piece, row));
    TRY(row.links, linksBeside(m_vault, piece.id));
    row.beside = besideWords(row.links);
    return row;
}

Status Tagging::describeLine(const ListedRecord& line, bool first, LineRow& row) {
    row.time = wording::hourMinute(momentOf(line, u"at"));
    if (first) {
        TRY(const RecordView session, m_vault.records().get(sessionOf(line)));
        row.heading = textIn(session.values(), u"title");
    }
    if (line.sealed) return {};
    row.kind = kindFrom(textOf(line, u"kind"));
    row.text = textOf(line, u"text");
    if (row.kind == LineListModel::Thought)
        row.note = QObject::tr("Yours, so it does not count as evidence");
    TRY(const auto* const heard, companyOf(sessionOf(line)));
    const Heard* const speaker =
        speakerIn(*heard, RecordId::fromBytes(fieldOf(line, u"speaker").bytes()));
    row.refusal = sentenceFor(
        evidenceFrom(textOf(line, u"kind"), talkOf(*heard, speaker),
                     basisOf(textOf(line, u"basis"), !textOf(line, u"heard_from").isEmpty())));
    return {};
}

Status Tagging::describeExtract(const ListedRecord& extract, LineRow& row) {
    const auto said = [&](const char* field) {
        return wordsOf(m_type->name, extract.values, QString::fromLatin1(field));
    };
    row.kind = LineListModel::Read;
    const bool figureToo = !textOf(extract, u"text").isEmpty();
    row.heading = wording::together(
        {said("page").isEmpty() ? QString() : QObject::tr("Page %1").arg(said("page")),
         said("question"), said("data_point"), figureToo ? said("figure") : QString(),
         said("basis"), said("dated")});
    if (extract.sealed) return {};
    row.text = figureToo ? textOf(extract, u"text") : textOf(extract, u"figure");
    return {};
}

Status Tagging::describeAccount(const ListedRecord& account, LineRow& row) {
    const bool paper = textOf(account, u"voice") == u"record";
    row.kind = paper ? LineListModel::Read : LineListModel::Said;
    QStringList parts;
    if (const auto stage = m_vault.records().get(idIn(account.values, u"stage")))
        parts << wordsOf(stage->name.type, stage->values(), QStringLiteral("stage"));
    parts << wordsOf(m_type->name, account.values, QStringLiteral("voice"));
    row.heading = wording::together(std::move(parts));
    if (!account.sealed) row.text = textOf(account, u"text");
    return {};
}

Result<QList<TagMark>> marksOn(Vault& vault, const Council& council, const RecordId& piece,
                               const QString& text) {
    QList<TagMark> marks;
    TRY(const auto tags,
        listAll(vault, {.type = tagType, .where = {{QStringLiteral("target"), piece}}}));
    for (const ListedRecord& tag : tags) {
        TagMark mark;
        mark.tagId = tag.id.toString();
        mark.statement = council.statement(static_cast<int>(fieldOf(tag, u"statement").integer()));
        mark.category = textOf(tag, u"category");
        mark.direction = textOf(tag, u"direction");
        mark.subtopic = textOf(tag, u"subtopic");
        mark.date = dateForPeople(textOf(tag, u"evidence_date"));
        mark.reason = textOf(tag, u"date_reason");
        anchor(mark, text, tag);
        marks.append(mark);
    }
    return marks;
}

Status Tagging::describeTags(const ListedRecord& piece, LineRow& row) {
    // Of a line its own question is cheaper, and asked of every row of a long day.
    if (m_type->name != lineType) {
        TRY(row.refusal, refusalOfTag(m_vault, {{QStringLiteral("target"), piece.id}}));
        row.note = row.refusal;
    }
    TRY(const auto marks, marksOn(m_vault, m_council, piece.id, row.text));
    for (const TagMark& mark : marks) {
        if (mark.length == 0) row.note = QObject::tr("The words have changed since it was tagged");
        row.tags.append(mark.statement);
        row.marks.append(mark);
    }
    return {};
}

Result<QList<LineRow>> Tagging::rows(int first, int count) {
    QList<LineRow> rows;
    const int end = std::min(first + count, static_cast<int>(m_shown.size()));
    RecordId before;
    for (int i = std::max(first - 1, 0); i < end; ++i) {
        TRY(const auto line, m_vault.records().row(*m_type, m_shown[static_cast<std::size_t>(i)]));
        const RecordId session = line ? sessionOf(*line) : before;
        // Headings only where lines of several sessions stand together.
        const bool heads = m_manySessions && session != before;
        before = session;
        if (i < first) continue;
        if (!line) {
            LineRow damaged;
            damaged.text = QObject::tr("Cannot be read just now");
            damaged.refusal = damaged.text;
            damaged.state = LineListModel::Damaged;
            rows.append(damaged);
            continue;
        }
        TRY(LineRow row, rowFor(*line, heads));
        rows.append(std::move(row));
    }
    return rows;
}

Result<int> Tagging::rowOf(const RecordId& piece) {
    TRY(const RecordView view, m_vault.records().get(piece));
    const auto found = std::find(m_shown.begin(), m_shown.end(), view.row);
    return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

Result<int> Tagging::showOnly(int statement) {
    if (statement == 0) {
        m_shown = m_all;
        return static_cast<int>(m_shown.size());
    }
    TRY(const auto tags,
        listAll(m_vault, {.type = tagType, .where = {{QStringLiteral("statement"), statement}}}));
    std::set<RowId> with;
    for (const ListedRecord& tag : tags)
        if (const auto target = RecordId::fromBytes(fieldOf(tag, u"target").bytes())) {
            TRY(const auto row, m_vault.ledger().findRecord({tag.notebook, m_type->name, *target}));
            if (row) with.insert(*row);
        }
    m_shown.clear();
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(m_shown),
                 [&](RowId row) { return with.contains(row); });
    return static_cast<int>(m_shown.size());
}

Result<int> Tagging::nextUntagged(int row, int step) {
    TRY(const auto untagged, untaggedRows());
    const auto count = static_cast<int>(m_shown.size());
    if (row < 0) row = step > 0 ? -1 : count;
    for (int i = 1; i <= count; ++i) {
        const int at = ((row + step * i) % count + count) % count;
        if (untagged.contains(m_shown[static_cast<std::size_t>(at)])) return at;
    }
    return -1;
}

// What the page does
// ----------------------------------------------------------------------------

Result<Tagging::Answer> Tagging::tag(const TagWish& wish) {
    const auto id = RecordId::fromString(wish.lineId);
    if (!id) return fail(Code::notFound, "tag a line");
    TRY(const RecordView view, m_vault.records().get(*id));
    // Somebody may have answered, paused or left since the page was opened.
    m_company.clear();
    TRY(auto fields, tagFields(m_vault, m_council, view, wish.statement, wish.start, wish.length));
    TRY(const QString refusal, refusalOfTag(m_vault, fields));
    if (!refusal.isEmpty()) return Answer{.refusal = refusal};
    TRY(const Saved saved,
        m_vault.put(
            {.type = tagType, .notebook = view.name.notebook, .fields = std::move(fields)}));
    remember({Deed::What::added, saved.name, *id, {}});
    return answerFor(*id);
}

Result<Tagging::Answer> Tagging::untag(const QStringList& tags) {
    Answer answer;
    for (const QString& tag : tags) {
        const auto id = RecordId::fromString(tag);
        if (!id) return fail(Code::notFound, "take a tag off");
        TRY(const RecordView view, m_vault.records().get(*id));
        TRY(answer, remove(*id, idIn(view.values(), u"target")));
    }
    return answer;
}

Result<Tagging::Answer> Tagging::remove(const RecordId& record, const RecordId& piece) {
    TRY(const RecordView view, m_vault.records().get(record));
    TRY_OK(m_vault.strike(view.name, QObject::tr("Taken off")));
    const RecordId far = farEnd(view, piece);
    remember({Deed::What::removed, view.name, piece, far, view.values()});
    return answerFor(piece, far);
}

Result<Tagging::Answer> Tagging::write(const RecordId& record, const RecordId& piece,
                                       FieldValues fields) {
    TRY(const RecordView view, m_vault.records().get(record));
    const FieldValues values = view.values();
    FieldValues before;
    for (const FieldValue& field : fields)
        before.push_back({field.name, valueOf(values, field.name)});
    TRY(const Saved saved, m_vault.put({.type = view.name.type,
                                        .id = record,
                                        .notebook = view.name.notebook,
                                        .fields = std::move(fields),
                                        .onConflict = OnConflict::settle,
                                        .seen = view.seen}));
    const RecordId far = farEnd(view, piece);
    if (saved.change) remember({Deed::What::changed, view.name, piece, far, std::move(before)});
    return answerFor(piece, far);
}

Result<Tagging::Answer> Tagging::edit(const QString& tag, const QString& field,
                                      const QString& value) {
    const auto id = RecordId::fromString(tag);
    if (!id) return fail(Code::notFound, "change a tag");
    TRY(const RecordView view, m_vault.records().get(*id));
    return write(*id, idIn(view.values(), u"target"), {{field, orNothing(value)}});
}

Result<Tagging::Answer> Tagging::setDate(const QString& tag, const QString& typed,
                                         const QString& reason, QDate today) {
    const auto read = valueFromText(tagField(u"evidence_date"), typed.trimmed());
    if (!read)
        return Answer{.refusal = QObject::tr("Write it as 2025, May 2025 or 14 May 2025; with "
                                             "“about” before it if nobody is sure.")};
    const QString date = read->text();
    TRY(const auto period,
        m_vault.rules().ask([](const Surroundings& around) { return periodAmong(around); }));
    if (const auto days = daysOf(date); days && period) {
        const EvidenceDate answer = evidenceDate(*days, *period, dateReasonNamed(reason), today);
        if (!dateCounts(answer))
            return Answer{.refusal = sentenceFor(answer),
                          .asksReason = answer != EvidenceDate::notYet};
    }
    const auto id = RecordId::fromString(tag);
    if (!id) return fail(Code::notFound, "date a tag");
    TRY(const RecordView view, m_vault.records().get(*id));
    TRY(auto answer, write(*id, idIn(view.values(), u"target"),
                           {{QStringLiteral("evidence_date"), *read},
                            {QStringLiteral("date_reason"), orNothing(reason)}}));
    TRY_OK(keepJotted(m_vault, Jotting::Use::dating, tag, {}));
    return answer;
}

// Beside other evidence
// --------------------------------------------------------------------------

Result<Tagging::Answer> Tagging::compare(const QString& one, const QString& other,
                                         const QString& relation) {
    const auto first = RecordId::fromString(one);
    const auto second = RecordId::fromString(other);
    if (!first || !second) return fail(Code::notFound, "compare evidence");
    TRY(const RecordView mine, m_vault.records().get(*first));
    TRY(const RecordView theirs, m_vault.records().get(*second));
    if (mine.sealed || theirs.sealed)
        return Answer{.refusal = QObject::tr("These words are locked away, so there is nothing to "
                                             "compare.")};
    const QString refusal = refusalToCompare(lineFrom(mine), lineFrom(theirs));
    if (!refusal.isEmpty()) return Answer{.refusal = refusal};
    TRY(const auto beside, linksBeside(m_vault, *first));
    // Silence has a direction; agreement and contradiction have none.
    const auto already = std::find_if(beside.begin(), beside.end(), [&](const LinkRow& link) {
        const bool turned = !link.fromOne && (relation == u"silent" || link.relation == u"silent");
        return link.other == other && !turned;
    });
    if (already != beside.end())
        return write(RecordId::fromString(already->key).value_or(RecordId()), *first,
                     {{QStringLiteral("relation"), relation}});
    FieldValues fields{{QStringLiteral("one"), *first},
                       {QStringLiteral("other"), *second},
                       {QStringLiteral("relation"), relation}};
    // So that the huddle has it under what both are evidence for.
    TRY(const int statement, statementOf(m_vault, m_council, *first, *second));
    if (statement > 0) fields.push_back({QStringLiteral("statement"), statement});
    if (!m_council.me.isNull()) fields.push_back({QStringLiteral("by"), m_council.me});
    TRY(const Saved saved, m_vault.put({.type = linkType, .fields = std::move(fields)}));
    remember({Deed::What::added, saved.name, *first, *second});
    return answerFor(*first, *second);
}

Result<Tagging::Answer> Tagging::editLink(const QString& end, const QString& link,
                                          const QString& field, const QString& value) {
    const auto id = RecordId::fromString(link);
    const auto piece = RecordId::fromString(end);
    if (!id || !piece) return fail(Code::notFound, "change a comparison");
    TRY(auto answer, write(*id, *piece, {{field, orNothing(value)}}));
    if (field == u"note") TRY_OK(keepJotted(m_vault, Jotting::Use::noting, link, {}));
    return answer;
}

Result<Tagging::Answer> Tagging::unlink(const QString& end, const QString& link) {
    const auto id = RecordId::fromString(link);
    const auto piece = RecordId::fromString(end);
    if (!id || !piece) return fail(Code::notFound, "take a comparison away");
    return remove(*id, *piece);
}

Result<Tagging::Answer> Tagging::undo() {
    if (m_deeds.empty()) return fail(Code::notFound, "take back a tag");
    const Deed deed = m_deeds.back();
    const Status done = takeBack(deed);
    // What can never be taken back does not stand before what was done earlier.
    const bool never =
        !done && (done.error().code == Code::conflict || done.error().code == Code::notAllowed ||
                  done.error().code == Code::notFound || done.error().code == Code::badInput);
    if (done || never) m_deeds.pop_back();
    TRY_OK(done);
    return answerFor(deed.piece, deed.far);
}

Status Tagging::takeBack(const Deed& deed) {
    if (deed.what == Deed::What::added) {
        TRY_OK(m_vault.strike(deed.record, QObject::tr("Taken back")));
        return {};
    }
    // What was struck stays struck: the same is made again.
    PutRequest request{
        .type = deed.record.type, .notebook = deed.record.notebook, .fields = deed.before};
    if (deed.what == Deed::What::changed) request.id = deed.record.id;
    TRY(const Saved saved, m_vault.put(request));
    for (Deed& earlier : m_deeds)
        if (earlier.record.id == deed.record.id) earlier.record = saved.name;
    return {};
}

Result<std::pair<int, LineRow>> Tagging::shown(const RecordId& piece) {
    TRY(const int row, rowOf(piece));
    if (row < 0) return std::pair(row, LineRow());
    TRY(const auto rows, this->rows(row, 1));
    return rows.isEmpty() ? std::pair(-1, LineRow()) : std::pair(row, rows.first());
}

Result<Tagging::Answer> Tagging::answerFor(const RecordId& piece, const RecordId& far) {
    Answer answer;
    TRY(std::tie(answer.row, answer.line), shown(piece));
    if (!far.isNull()) {
        TRY(std::tie(answer.farRow, answer.far), shown(far));
    }
    TRY(const auto untagged, untaggedRows());
    m_sheet.untagged = static_cast<int>(untagged.size());
    answer.untagged = m_sheet.untagged;
    answer.mayUndo = !m_deeds.empty();
    return answer;
}

void Tagging::remember(Deed deed) {
    m_deeds.push_back(std::move(deed));
    if (m_deeds.size() > limits::undoSteps) m_deeds.erase(m_deeds.begin());
}

}  // namespace candour
