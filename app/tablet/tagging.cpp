#include "app/tablet/tagging.h"

#include "app/reports/plan.h"
#include "app/rules/evidence.h"
#include "app/rules/evidencedate.h"
#include "app/tablet/jotted.h"
#include "app/tablet/lines.h"
#include "app/viewmodels/wording.h"
#include "platform/limits.h"

#include <algorithm>

namespace candour {
namespace {

const QString tagType = QStringLiteral("tag");
const QString lineType = QStringLiteral("line");

const Field& tagField(QStringView name) {
    return *recordList().type(tagType)->field(name);
}

RecordId sessionOf(const ListedRecord& line) {
    return RecordId::fromBytes(fieldOf(line, u"session").bytes()).value_or(RecordId());
}

ListedRecord listedFrom(const RecordView& view) {
    ListedRecord listed;
    listed.id = view.name.id;
    listed.row = view.row;
    listed.notebook = view.name.notebook;
    listed.values = view.values();
    return listed;
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

Result<std::vector<RowId>> rowsOf(Vault& vault, const RecordId& session,
                                  const std::optional<VaultId>& author) {
    return vault.records().rows({.type = lineType,
                                 .where = {{QStringLiteral("session"), session}},
                                 .author = author,
                                 .orderBy = QStringLiteral("at"),
                                 .withSealed = true});
}

/// Rows of lines that could have a tag and have none, of one session or of all.
Result<std::vector<RowId>> withoutTag(Vault& vault, const std::optional<RecordId>& session) {
    std::vector<RowId> all;
    for (const char* kind : {"said", "saw"}) {
        ListRequest request{.type = lineType,
                            .where = {{QStringLiteral("kind"), QString::fromLatin1(kind)}},
                            .without = ListRequest::Without{tagType, QStringLiteral("target")}};
        if (session) request.where.push_back({QStringLiteral("session"), *session});
        TRY(const auto rows, vault.records().rows(request));
        all.insert(all.end(), rows.begin(), rows.end());
    }
    return all;
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

}  // namespace

Result<QList<ReviewChoice>> reviewChoices(Vault& vault, QDate today) {
    QList<ReviewChoice> choices;
    TRY(const auto sessions, sessionsHere(vault));
    const VaultId me = vault.identity().vault;
    TRY(const auto bare, withoutTag(vault, {}));
    const std::set<RowId> untagged(bare.begin(), bare.end());
    const auto describe = [&](const std::vector<RowId>& rows, int& without) {
        without = static_cast<int>(std::count_if(
            rows.begin(), rows.end(), [&](RowId row) { return untagged.contains(row); }));
        const QString lines = wording::count(static_cast<qint64>(rows.size()), QObject::tr("line"),
                                             QObject::tr("lines"));
        return without == 0 ? QObject::tr("%1, all have a tag").arg(lines)
                            : QObject::tr("%1, %2 without a tag").arg(lines).arg(without);
    };
    std::vector<RowId> mine;
    for (const ListedRecord& session : sessions) {
        TRY(const auto rows, rowsOf(vault, session.id, {}));
        if (momentOf(session, u"started").date() == today) {
            TRY(const auto own, rowsOf(vault, session.id, me));
            mine.insert(mine.end(), own.begin(), own.end());
        }
        if (rows.empty()) continue;
        ReviewChoice choice{session.id.toString(), textOf(session, u"title"), {}, 0};
        const QString lines = describe(rows, choice.untagged);
        choice.detail = QStringLiteral("%1 · %2").arg(whenOf(session), lines);
        choices.prepend(choice);
    }
    if (!mine.empty()) {
        ReviewChoice day{{}, QObject::tr("My lines of today"), {}, 0};
        day.detail = describe(mine, day.untagged);
        choices.prepend(day);
    }
    return choices;
}

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
    return words;
}

// Opening
// ---------------------------------------------------------------------------------------

Result<std::unique_ptr<Tagging>> Tagging::open(Vault& vault, const Council& council,
                                               const RecordId& session, QDate today) {
    std::unique_ptr<Tagging> tagging(new Tagging(vault, council));
    TRY_OK(tagging->readRows(session, today));
    return tagging;
}

Status Tagging::readRows(const RecordId& session, QDate today) {
    if (session.isNull()) {
        m_sheet.title = QObject::tr("My lines of today");
        TRY(const auto sessions, sessionsHere(m_vault));
        for (const ListedRecord& one : sessions) {
            if (momentOf(one, u"started").date() != today) continue;
            TRY(const auto rows, rowsOf(m_vault, one.id, m_vault.identity().vault));
            m_all.insert(m_all.end(), rows.begin(), rows.end());
        }
    } else {
        TRY(const RecordView view, m_vault.records().get(session));
        const ListedRecord one = listedFrom(view);
        m_sheet.title = textOf(one, u"title");
        m_sheet.detail = whenOf(one);
        TRY(m_all, rowsOf(m_vault, session, {}));
    }
    m_shown = m_all;
    m_sheet.lines = static_cast<int>(m_all.size());
    TRY(const auto untagged, untaggedRows());
    m_sheet.untagged = static_cast<int>(untagged.size());
    return {};
}

Result<std::set<RowId>> Tagging::untaggedRows() {
    const std::set<RowId> ours(m_all.begin(), m_all.end());
    std::set<RowId> untagged;
    TRY(const auto rows, withoutTag(m_vault, {}));
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

Result<LineRow> Tagging::rowFor(const ListedRecord& line, bool first) {
    LineRow row;
    row.id = line.id.toString();
    row.time = wording::hourMinute(momentOf(line, u"at"));
    if (first) {
        TRY(const RecordView session, m_vault.records().get(sessionOf(line)));
        row.heading = textOf(listedFrom(session), u"title");
    }
    if (line.sealed) {
        row.text = QObject::tr("Locked away at the person's request");
        row.refusal = row.text;
        row.state = LineListModel::Sealed;
        return row;
    }
    row.kind = kindFrom(textOf(line, u"kind"));
    row.text = textOf(line, u"text");
    if (line.conflicts > 0) row.state = LineListModel::Disputed;
    if (row.kind == LineListModel::Thought)
        row.note = QObject::tr("Yours, so it does not count as evidence");
    TRY(const auto* const heard, companyOf(sessionOf(line)));
    const Heard* const speaker =
        speakerIn(*heard, RecordId::fromBytes(fieldOf(line, u"speaker").bytes()));
    row.refusal = sentenceFor(
        evidenceFrom(textOf(line, u"kind"), talkOf(*heard, speaker),
                     basisOf(textOf(line, u"basis"), !textOf(line, u"heard_from").isEmpty())));
    TRY(const auto tags,
        listAll(m_vault, {.type = tagType, .where = {{QStringLiteral("target"), line.id}}}));
    for (const ListedRecord& tag : tags) {
        TagMark mark;
        mark.tagId = tag.id.toString();
        mark.statement =
            m_council.statement(static_cast<int>(fieldOf(tag, u"statement").integer()));
        mark.category = textOf(tag, u"category");
        mark.direction = textOf(tag, u"direction");
        mark.subtopic = textOf(tag, u"subtopic");
        mark.date = textOf(tag, u"evidence_date");
        mark.reason = textOf(tag, u"date_reason");
        anchor(mark, row.text, tag);
        if (mark.length == 0) row.note = QObject::tr("The words have changed since it was tagged");
        row.tags.append(mark.statement);
        row.marks.append(mark);
    }
    return row;
}

Result<QList<LineRow>> Tagging::rows(int first, int count) {
    QList<LineRow> rows;
    const RecordType* const type = recordList().type(lineType);
    const int end = std::min(first + count, static_cast<int>(m_shown.size()));
    RecordId before;
    for (int i = std::max(first - 1, 0); i < end; ++i) {
        TRY(const auto line, m_vault.records().row(*type, m_shown[static_cast<std::size_t>(i)]));
        const RecordId session = line ? sessionOf(*line) : before;
        // Headings only where lines of several sessions stand together.
        const bool heads = m_sheet.detail.isEmpty() && session != before;
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

Result<int> Tagging::rowOf(const RecordId& line) {
    TRY(const RecordView view, m_vault.records().get(line));
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
            TRY(const auto row, m_vault.ledger().findRecord({tag.notebook, lineType, *target}));
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

Result<FieldValues> Tagging::fieldsFor(const RecordView& view, const TagWish& wish) {
    const ListedRecord line = listedFrom(view);
    const QString text = textOf(line, u"text");
    const FieldView* const written = view.field(u"text");
    if (written == nullptr || written->versions.empty() || text.trimmed().isEmpty())
        return fail(Code::badInput, "tag a line");
    const int start = wish.length > 0 ? wish.start : 0;
    const QString words = wish.length > 0 ? text.mid(start, wish.length) : text;
    const int from = wording::characters(QStringView(text).left(start));
    TRY(const auto* const heard, companyOf(sessionOf(line)));
    const Heard* const speaker =
        speakerIn(*heard, RecordId::fromBytes(fieldOf(line, u"speaker").bytes()));
    QString standing;
    if (speaker != nullptr) {
        standing = textOf(speaker->participant, u"standing");
    } else {
        TRY(const RecordView session, m_vault.records().get(sessionOf(line)));
        standing = standingFor(textOf(listedFrom(session), u"kind"));
    }
    return FieldValues{
        {QStringLiteral("target"), view.name.id},
        {QStringLiteral("target_change"), written->versions.back().change},
        {QStringLiteral("start"), from},
        {QStringLiteral("end"), from + wording::characters(words)},
        {QStringLiteral("words"), words},
        {QStringLiteral("pack"), m_council.pack.id},
        {QStringLiteral("statement"), wish.statement},
        {QStringLiteral("category"), categoryFor(standing, kindFrom(textOf(line, u"kind")))},
        {QStringLiteral("direction"), QStringLiteral("neutral")}};
}

Result<QString> Tagging::refusalOf(const FieldValues& fields) {
    const RecordLine wanted{recordList().type(tagType), {}, {}, fields};
    TRY(const auto breaches, m_vault.rules().ask([&](const Surroundings& around) {
        return breachesOf(wanted, around);
    }));
    return breaches.empty() ? QString() : breaches.front().sentence;
}

Result<Tagging::Answer> Tagging::tag(const TagWish& wish) {
    const auto id = RecordId::fromString(wish.lineId);
    if (!id) return fail(Code::notFound, "tag a line");
    TRY(const RecordView view, m_vault.records().get(*id));
    // Somebody may have answered, paused or left since the page was opened.
    m_company.clear();
    TRY(auto fields, fieldsFor(view, wish));
    TRY(const QString refusal, refusalOf(fields));
    if (!refusal.isEmpty()) return Answer{.refusal = refusal};
    TRY(const Saved saved,
        m_vault.put(
            {.type = tagType, .notebook = view.name.notebook, .fields = std::move(fields)}));
    remember({Deed::What::added, saved.name, *id});
    return answerFor(*id);
}

Result<Tagging::Answer> Tagging::untag(const QStringList& tags) {
    RecordId line;
    for (const QString& tag : tags) {
        const auto id = RecordId::fromString(tag);
        if (!id) return fail(Code::notFound, "take a tag off");
        TRY(const RecordView view, m_vault.records().get(*id));
        const ListedRecord listed = listedFrom(view);
        line = RecordId::fromBytes(fieldOf(listed, u"target").bytes()).value_or(RecordId());
        TRY_OK(m_vault.strike(view.name, QObject::tr("Taken off")));
        remember({Deed::What::removed, view.name, line, listed.values});
    }
    return answerFor(line);
}

Result<Tagging::Answer> Tagging::write(const QString& tag, FieldValues fields) {
    const auto id = RecordId::fromString(tag);
    if (!id) return fail(Code::notFound, "change a tag");
    TRY(const RecordView view, m_vault.records().get(*id));
    const ListedRecord listed = listedFrom(view);
    FieldValues before;
    for (const FieldValue& field : fields)
        before.push_back({field.name, fieldOf(listed, field.name)});
    const auto line = RecordId::fromBytes(fieldOf(listed, u"target").bytes()).value_or(RecordId());
    TRY(const Saved saved, m_vault.put({.type = tagType,
                                        .id = *id,
                                        .notebook = view.name.notebook,
                                        .fields = std::move(fields),
                                        .onConflict = OnConflict::settle,
                                        .seen = view.seen}));
    if (saved.change) remember({Deed::What::changed, view.name, line, std::move(before)});
    return answerFor(line);
}

Result<Tagging::Answer> Tagging::edit(const QString& tag, const QString& field,
                                      const QString& value) {
    return write(tag, {{field, value.isEmpty() ? cbor::Value() : cbor::Value(value)}});
}

Result<Tagging::Answer> Tagging::setDate(const QString& tag, const QString& typed,
                                         const QString& reason, QDate today) {
    const auto read = valueFromText(tagField(u"evidence_date"), typed.trimmed());
    if (!read)
        return Answer{.refusal = QObject::tr("Write it as 2025, 2025-05 or 2025-05-14; with ~ at "
                                             "the end if it is about then.")};
    const QString date = read->text();
    TRY(const auto period,
        m_vault.rules().ask([](const Surroundings& around) { return periodAmong(around); }));
    if (const auto days = daysOf(date); days && period) {
        const EvidenceDate answer = evidenceDate(*days, *period, dateReasonNamed(reason), today);
        if (!dateCounts(answer))
            return Answer{.refusal = sentenceFor(answer),
                          .asksReason = answer != EvidenceDate::notYet};
    }
    TRY(auto answer, write(tag, {{QStringLiteral("evidence_date"), *read},
                                 {QStringLiteral("date_reason"),
                                  reason.isEmpty() ? cbor::Value() : cbor::Value(reason)}}));
    TRY_OK(keepJotted(m_vault, Jotting::Use::dating, tag, {}));
    return answer;
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
    return answerFor(deed.line);
}

Status Tagging::takeBack(const Deed& deed) {
    if (deed.what == Deed::What::added) {
        TRY_OK(m_vault.strike(deed.tag, QObject::tr("Taken back")));
        return {};
    }
    // What was struck stays struck: the same tag is made again.
    PutRequest request{.type = tagType, .notebook = deed.tag.notebook, .fields = deed.before};
    if (deed.what == Deed::What::changed) request.id = deed.tag.id;
    TRY(const Saved saved, m_vault.put(request));
    for (Deed& earlier : m_deeds)
        if (earlier.tag.id == deed.tag.id) earlier.tag = saved.name;
    return {};
}

Result<Tagging::Answer> Tagging::answerFor(const RecordId& line) {
    Answer answer;
    TRY(answer.row, rowOf(line));
    if (answer.row >= 0) {
        TRY(const auto rows, this->rows(answer.row, 1));
        if (!rows.isEmpty()) answer.line = rows.first();
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
