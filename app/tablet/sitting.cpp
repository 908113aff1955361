#include "app/tablet/sitting.h"

#include "app/records/sessionids.h"
#include "app/rules/agreed.h"
#include "app/rules/evidence.h"
#include "app/rules/prompts.h"
#include "app/tablet/lines.h"
#include "app/tablet/seen.h"
#include "app/viewmodels/wording.h"

#include <algorithm>

namespace candour {
namespace {

using Kind = LineListModel::Kind;

constexpr QStringView textField = u"text";

}  // namespace

Sitting::Sitting(Vault& vault, const Council& council, ListedRecord slot, const Clock& clock,
                 Random& random)
    : m_vault(vault),
      m_council(council),
      m_clock(clock),
      m_random(random),
      m_slot(std::move(slot)),
      m_session(sessionRecordOf(m_slot.id)) {}

Result<std::unique_ptr<Sitting>> Sitting::open(Vault& vault, const Council& council,
                                               const RecordId& slot, const Clock& clock,
                                               Random& random) {
    TRY(ListedRecord planned, readListed(vault, slot));
    std::unique_ptr<Sitting> sitting(
        new Sitting(vault, council, std::move(planned), clock, random));
    TRY_OK(sitting->begin());
    TRY_OK(sitting->room());
    TRY_OK(sitting->readRows());
    return sitting;
}

Status Sitting::begin() {
    TRY(const auto sessions, listAll(m_vault, {.type = QStringLiteral("session"),
                                               .where = {{QStringLiteral("slot"), m_slot.id}}}));
    if (sessions.empty()) {
        PutRequest session{
            .type = QStringLiteral("session"), .id = m_session, .notebook = SessionOf{m_slot.id}};
        session.fields = {
            {QStringLiteral("slot"), m_slot.id},
            {QStringLiteral("title"), textOf(m_slot, u"title")},
            {QStringLiteral("kind"), textOf(m_slot, u"kind")},
            {QStringLiteral("started"), instantValue(m_clock.utc(), m_clock.zoneOffset())}};
        if (const QString way = textOf(m_slot, u"way"); !way.isEmpty()) {
            session.fields.push_back({QStringLiteral("way"), way});
            session.fields.push_back({QStringLiteral("private_dwelling"), way == u"home_visit"});
        }
        if (!m_council.me.isNull())
            session.fields.push_back({QStringLiteral("writing"), m_council.me});
        for (const char* field : {"case"})
            if (const auto& value = fieldOf(m_slot, QString::fromLatin1(field)); !value.isNull())
                session.fields.push_back({QString::fromLatin1(field), value});
        if (const auto& present = fieldOf(m_slot, u"assigned"); !present.items().empty())
            session.fields.push_back({QStringLiteral("present"), present});
        TRY_OK(m_vault.put(session));
    }
    TRY_OK(readCompany());
    if (!m_heard.empty()) return {};
    PutRequest participant{.type = QStringLiteral("participant"), .notebook = SessionOf{m_slot.id}};
    participant.fields = {
        {QStringLiteral("session"), m_session},
        {QStringLiteral("standing"), standingFor(textOf(m_slot, u"kind"))},
        {QStringLiteral("role"), textOf(m_slot, u"title")},
        {QStringLiteral("only_holder"), fieldOf(m_slot, u"only_holder").boolean()}};
    TRY_OK(m_vault.put(participant));
    return readCompany();
}

Status Sitting::readRows() {
    TRY(m_rows, m_vault.records().rows({.type = QStringLiteral("line"),
                                        .where = {{QStringLiteral("session"), m_session}},
                                        .orderBy = QStringLiteral("at"),
                                        .withSealed = true}));
    return {};
}

Status Sitting::readCompany() {
    TRY(m_heard, readHeard(m_vault, m_session));
    return {};
}

const Heard* Sitting::speakerOf(const ListedRecord& line) const {
    return speakerIn(m_heard, RecordId::fromBytes(fieldOf(line, u"speaker").bytes()));
}

Result<std::optional<RecordId>> Sitting::agreementFirst() {
    TRY_OK(readCompany());
    TRY(const bool home, m_vault.rules().ask([&](const Surroundings& around) {
        const auto session = around.record(m_session);
        return session ? isInAHome(*session, around) : textOf(m_slot, u"way") == u"home_visit";
    }));
    for (const Heard& heard : m_heard)
        if (!noteMayOpen(home, textOf(heard.participant, u"standing"), heard.talk()))
            return heard.participant.id;
    return std::optional<RecordId>();
}

// Who is there
// ----------------------------------------------------------------------------------------

Result<QList<PersonRow>> Sitting::people() {
    TRY_OK(readCompany());
    return peopleRows(m_heard, m_chosen);
}

Status Sitting::addPerson(const QString& role) {
    TRY_OK(candour::addPerson(m_vault, m_slot, m_session, role));
    return readCompany();
}

Result<RoomState> Sitting::room() {
    TRY(RoomState room, readRoom(m_vault, m_slot, m_session));
    m_headcount = 0;
    for (const RoleRow& role : room.roles) m_headcount += role.count;
    return room;
}

Status Sitting::addRole(const QString& role) {
    return candour::addRole(m_vault, m_slot, m_session, role);
}

Status Sitting::setHeadcount(const QString& key, int count) {
    TRY_OK(candour::setHeadcount(m_vault, m_slot, key, count));
    TRY_OK(room());
    return {};
}

Status Sitting::setTally(const QString& line, const Tally& tally) {
    return candour::setTally(m_vault, m_slot, line, tally);
}

Status Sitting::pause(bool paused) {
    TRY_OK(readCompany());
    TRY_OK(recordPause(m_vault, m_council, m_slot, m_heard, paused, m_vault.author().now()));
    return readCompany();
}

bool Sitting::writtenWhilePaused(const QDateTime& at) const {
    const qint64 ms = at.toMSecsSinceEpoch();
    for (const Heard& heard : m_heard) {
        std::vector<AgreementEvent> before;
        for (const AgreementEvent& event : heard.events)
            if (event.utcMs <= ms) before.push_back(event);
        if (agreementFor(before, Purpose::talk).state == AgreementState::paused) return true;
    }
    return false;
}

// What the page shows
// ------------------------------------------------------------------------------

Result<QList<AgreedItem>> Sitting::agreed() {
    TRY_OK(readCompany());
    return agreedBy(m_heard, speakerIn(m_heard, m_chosen));
}

Result<bool> Sitting::mayTag() {
    TRY_OK(readCompany());
    return mayTagWordsOf(m_heard, speakerIn(m_heard, m_chosen));
}

Result<QList<Prompt>> Sitting::prompts() {
    TRY(const auto ticks, listAll(m_vault, {.type = QStringLiteral("prompt_tick"),
                                            .where = {{QStringLiteral("session"), m_session}}}));
    std::vector<PromptTap> taps;
    for (const ListedRecord& tick : ticks)
        taps.push_back({textOf(tick, u"prompt"), fieldOf(tick, u"ticked").boolean()});
    std::vector<TaggedWords> words;
    TRY(const auto tags, listAll(m_vault, {.type = QStringLiteral("tag"),
                                           .notebook = sessionNotebookOf(m_slot.id)}));
    for (const ListedRecord& tag : tags)
        words.push_back(
            {static_cast<int>(fieldOf(tag, u"statement").integer()), textOf(tag, u"words")});
    const QStringList covered = coveredPrompts(m_council.pack, words, taps);
    QList<Prompt> prompts;
    bool current = true;
    for (const QualityStatement& statement : m_council.pack.statements)
        for (const LineOfEnquiry& line : statement.prompts) {
            Prompt prompt{line.key, line.text, line.ask, covered.contains(line.key), false};
            if (!prompt.covered && current) {
                prompt.current = true;
                current = false;
            }
            prompts.append(prompt);
        }
    return prompts;
}

/// We are from outside, and neither the timetable nor the store gives us this meeting.
Result<bool> Sitting::isTheirs(const NotebookId& notebook) {
    if (!m_council.external || m_council.includesMe(fieldOf(m_slot, u"assigned"))) return false;
    TRY(const auto roster, m_vault.ledger().roster(notebook));
    return !roster || roster->value.member(m_vault.identity().person) == nullptr;
}

Result<CaptureState> Sitting::state() {
    CaptureState state;
    TRY(const RecordView view, m_vault.records().get(m_session));
    ListedRecord session;
    session.values = view.values();
    state.title = textOf(m_slot, u"title");
    if (const QString more = textOf(m_slot, u"subtitle"); !more.isEmpty())
        state.title += QStringLiteral(", ") + more.first(1).toLower() + more.sliced(1);
    state.detail =
        QObject::tr("%1 · Started %2 · %3")
            .arg(textOf(m_slot, u"room"), wording::hourMinute(momentOf(session, u"started")),
                 m_council.names(fieldOf(m_slot, u"assigned")));
    QStringList first;
    if (fieldOf(session, u"private_dwelling").boolean())
        first += QObject::tr("By invitation. You may be asked to leave.");
    TRY(const bool theirs, isTheirs(view.name.notebook));
    if (theirs)
        first += QObject::tr(
            "Not assigned to you. What you write goes to the assessment lead; what "
            "others write here is not sent to you.");
    state.firstLine = first.join(u' ');
    for (const Heard& heard : m_heard)
        if (fieldOf(heard.participant, u"only_holder").boolean())
            state.warning = QObject::tr(
                "Only person in this role, so we cannot promise they will not be recognised");
    TRY(state.agreed, agreed());
    TRY(state.mayTag, mayTag());
    const auto paused = pausedSince();
    state.paused = paused.has_value();
    state.pausedSince = paused.value_or(UtcTime{});
    TRY(state.prompts, prompts());
    state.statements = m_council.statements();
    state.session = m_session.toString();
    state.longest = recordList().type(u"line")->field(textField)->limit;
    const Field* setting = recordList().type(u"session")->field(u"setting");
    const auto& chosen = fieldOf(session, u"setting").items();
    for (const Choice& choice : setting->choices)
        state.setting.append(
            {choice.name, choice.title,
             std::find(chosen.begin(), chosen.end(), cbor::Value(choice.name)) != chosen.end()});
    TRY(const ListPage recent, m_vault.records().list({.type = QStringLiteral("tag"),
                                                       .orderBy = QStringLiteral("created"),
                                                       .descending = true,
                                                       .limit = 60}));
    for (const ListedRecord& tag : recent.records) {
        const auto number = static_cast<int>(fieldOf(tag, u"statement").integer());
        if (!state.lastUsed.contains(number) && state.lastUsed.size() < 6)
            state.lastUsed.append(number);
    }
    for (const Statement& one : state.statements)
        if (state.lastUsed.size() < 6 && !state.lastUsed.contains(one.number))
            state.lastUsed.append(one.number);
    TRY_OK(restore(state));
    return state;
}

Status Sitting::restore(CaptureState& state) {
    TRY(const auto drafts, m_vault.drafts().open());
    for (const Draft& draft : drafts) {
        const auto extra = cbor::Value::decode(draft.extra);
        if (!extra || draft.field != textField ||
            RecordId::fromBytes(extra->at(u"session").bytes()) != m_session)
            continue;
        LineDraft line;
        line.serial = state.nextSerial++;
        line.revision = extra->at(u"revision").integer();
        line.begun = draft.firstKey;
        line.kind = kindFrom(draft.kind);
        line.text = draft.text;
        line.caret = draft.caret;
        line.paused = extra->at(u"paused").boolean();
        line.speaker = extra->at(u"speaker").text();
        line.seen = seenIn(extra->at(u"seen"));
        if (const QString before = extra->at(u"kind_before").text(); !before.isEmpty())
            line.kindBefore = kindFrom(before);
        for (const cbor::Value& tag : extra->at(u"tags").items())
            line.tags.append(static_cast<int>(tag.integer()));
        m_ids[line.serial] = draft.record;
        TRY(const auto row, m_vault.ledger().findRecord({sessionNotebookOf(m_slot.id),
                                                         QStringLiteral("line"), draft.record}));
        if (row) {
            line.lineId = draft.record.toString();
            const auto found = std::find(m_rows.begin(), m_rows.end(), *row);
            if (found != m_rows.end()) state.draftRow = static_cast<int>(found - m_rows.begin());
        }
        TRY(const auto steps, m_vault.drafts().steps(draft.record));
        state.undo.clear();
        for (const UndoStep& step : steps) {
            state.undo.append({step.text, step.caret, kindFrom(step.kind)});
            line.undoStep = step.number;
            line.undoTop = state.undo.last();
        }
        // Drafts lie oldest first: the newest is the one with the caret. An older one can only be
        // left from a crash between two lines, and becomes a line of its own. Where that cannot be,
        // whatever the reason, it stays a draft and is shown: the session opens all the same.
        if (state.draft && !finish(*state.draft)) state.refused.append(*state.draft);
        state.draft = line;
    }
    if (state.draft) {
        state.speaker = state.draft->speaker;
        m_chosen = RecordId::fromString(state.speaker);
    }
    return {};
}

Result<LineRow> Sitting::rowFor(const ListedRecord& line) {
    LineRow row;
    row.id = line.id.toString();
    if (line.sealed) {
        row.time = wording::hourMinute(momentOf(line, u"at"));
        row.text = QObject::tr("Locked away at the person's request");
        row.state = LineListModel::Sealed;
        return row;
    }
    row.kind = kindFrom(textOf(line, u"kind"));
    row.time = wording::hourMinute(momentOf(line, u"at"));
    row.text = textOf(line, textField);
    const QDateTime written = momentOf(line, u"written_at");
    // When it was written down matters to a pause, not when it was said.
    if (writtenWhilePaused(written.isValid() ? written : momentOf(line, u"at")))
        row.note = QObject::tr("Written while paused");
    if (written.isValid())
        row.note = wording::together(
            {QObject::tr("Written %1 about %2").arg(wording::hourMinute(written), row.time),
             row.note});
    row.tally = tallyOf(line);
    TRY(const auto seen, m_vault.records().seen(line.row));
    row.seen = seenOf(seen);
    if (line.conflicts > 0) row.state = LineListModel::Disputed;
    TRY(const auto tags, listAll(m_vault, {.type = QStringLiteral("tag"),
                                           .where = {{QStringLiteral("target"), line.id}}}));
    for (const ListedRecord& tag : tags)
        row.tags.append(
            m_council.statement(static_cast<int>(fieldOf(tag, u"statement").integer())));
    return row;
}

Result<QList<LineRow>> Sitting::rows(int first, int count) {
    QList<LineRow> rows;
    const RecordType* type = recordList().type(u"line");
    const int end = std::min(first + count, lineCount());
    for (int i = std::max(first, 0); i < end; ++i) {
        TRY(const auto line, m_vault.records().row(*type, m_rows[static_cast<std::size_t>(i)]));
        if (!line) {
            LineRow damaged;
            damaged.text = QObject::tr("Cannot be read just now");
            damaged.state = LineListModel::Damaged;
            rows.append(damaged);
            continue;
        }
        TRY(LineRow row, rowFor(*line));
        rows.append(std::move(row));
    }
    return rows;
}

// What the page does
// ----------------------------------------------------------------------------------

RecordId Sitting::idOf(const LineDraft& draft) {
    if (const auto id = RecordId::fromString(draft.lineId)) return *id;
    RecordId& id = m_ids[draft.serial];
    if (id.isNull()) id = RecordId::makeV7(m_clock, m_random);
    return id;
}

Draft Sitting::draftFrom(const LineDraft& line, const RecordId& id) const {
    std::vector<cbor::Value> tags;
    for (const int tag : line.tags) tags.emplace_back(tag);
    return {
        .record = id,
        .field = textField.toString(),
        .text = line.text,
        .caret = line.caret,
        .kind = kindName(line.kind),
        .firstKey = line.begun,
        .extra = cbor::Value::map({{QStringLiteral("session"), m_session},
                                   {QStringLiteral("revision"), line.revision},
                                   {QStringLiteral("paused"), line.paused},
                                   {QStringLiteral("speaker"), line.speaker},
                                   {QStringLiteral("seen"), packedSeen(line.seen)},
                                   {QStringLiteral("kind_before"),
                                    line.kindBefore ? kindName(*line.kindBefore) : QString()},
                                   {QStringLiteral("tags"), cbor::Value::array(std::move(tags))}})
                     .encode()};
}

Result<UtcTime> Sitting::save(const LineDraft& draft) {
    const RecordId id = idOf(draft);
    TRY_OK(m_vault.drafts().save(
        draftFrom(draft, id),
        {draft.undoStep, draft.undoTop.text, draft.undoTop.caret, kindName(draft.undoTop.kind)}));
    return m_clock.utc();
}

PutRequest Sitting::requestFor(const LineDraft& draft, const RecordId& id) {
    PutRequest request{.type = QStringLiteral("line"), .id = id, .notebook = SessionOf{m_slot.id}};
    const bool amending = !draft.lineId.isEmpty();
    const bool empty = draft.text.trimmed().isEmpty();
    const Kind kind = empty ? Kind::Moment : draft.kind;
    request.fields = {{textField.toString(), draft.text}};
    if (!amending || draft.kindBefore != kind)
        request.fields.push_back({QStringLiteral("kind"), kindName(kind)});
    if (amending) {
        request.seen = changesOf(draft.seen);
        return request;
    }
    request.fields.push_back({QStringLiteral("session"), m_session});
    request.fields.push_back(
        {QStringLiteral("at"),
         instantValue(begunAt(draft.begun, m_vault.author().now()), m_clock.zoneOffset())});
    const QString trimmed = draft.text.trimmed();
    if (draft.kind == Kind::Said && m_headcount > 0 && !empty)
        for (const FieldValue& count : fieldsOf(Tally::of(m_headcount)))
            request.fields.push_back(count);
    if (draft.kind == Kind::Said) {
        request.fields.push_back(
            {QStringLiteral("quote"), trimmed.startsWith(u'“') || trimmed.startsWith(u'"')});
        if (const Heard* heard = speakerIn(m_heard, RecordId::fromString(draft.speaker)))
            request.fields.push_back({QStringLiteral("speaker"), heard->participant.id});
    }
    return request;
}

PutRequest Sitting::tagRequest(const RecordId& line, const ChangeId& change, const QString& words,
                               LineListModel::Kind kind, int statement,
                               const Heard* speaker) const {
    const QString standing = speaker != nullptr ? textOf(speaker->participant, u"standing")
                                                : standingFor(textOf(m_slot, u"kind"));
    return {.type = QStringLiteral("tag"),
            .notebook = SessionOf{m_slot.id},
            .fields = {{QStringLiteral("target"), line},
                       {QStringLiteral("target_change"), change},
                       {QStringLiteral("start"), 0},
                       {QStringLiteral("end"), wording::characters(words)},
                       {QStringLiteral("words"), words},
                       {QStringLiteral("pack"), m_council.pack.id},
                       {QStringLiteral("statement"), statement},
                       {QStringLiteral("category"), categoryFor(standing, kind)},
                       {QStringLiteral("direction"), QStringLiteral("neutral")}}};
}

Result<QString> Sitting::finish(const LineDraft& draft) {
    const RecordId id = idOf(draft);
    const bool amending = !draft.lineId.isEmpty();
    TRY_OK(readCompany());
    const Heard* const speaker = speakerIn(m_heard, RecordId::fromString(draft.speaker));
    const bool tagging = mayTagWordsOf(m_heard, speaker);
    const Vault::With tags = [&](const Saved& saved) {
        std::vector<PutRequest> requests;
        if (amending || !tagging || !saved.change || draft.text.trimmed().isEmpty() ||
            draft.kind == Kind::Thought)
            return requests;
        for (const int statement : draft.tags)
            requests.push_back(
                tagRequest(id, *saved.change, draft.text, draft.kind, statement, speaker));
        return requests;
    };
    auto finished = m_vault.finish(draftFrom(draft, id), requestFor(draft, id), tags);
    // A tag that a rule forbids never keeps the words from being kept.
    if (!finished && finished.error().code == Code::notAllowed && !draft.tags.isEmpty())
        finished = m_vault.finish(draftFrom(draft, id), requestFor(draft, id));
    TRY(const Saved saved, std::move(finished));
    if (saved.created) m_rows.push_back(saved.row);
    return id.toString();
}

Status Sitting::drop(const LineDraft& draft) {
    return m_vault.drafts().discard(idOf(draft), textField.toString());
}

Status Sitting::tag(qint64 serial, const QString& lineId, int statement, bool add) {
    const RecordId id = RecordId::fromString(lineId).value_or(m_ids.value(serial));
    TRY(const RecordView view, m_vault.records().get(id));
    if (add) {
        ListedRecord line;
        line.values = view.values();
        TRY_OK(readCompany());
        const Heard* const speaker = speakerOf(line);
        if (talkOf(m_heard, speaker) != AgreementState::given)
            return fail(Code::notAllowed, "tag a line");
        const FieldView* text = view.field(textField);
        if (text == nullptr || text->versions.empty()) return fail(Code::badInput, "tag a line");
        TRY_OK(m_vault.put(tagRequest(id, text->versions.back().change, textOf(line, textField),
                                      kindFrom(textOf(line, u"kind")), statement, speaker)));
        return {};
    }
    TRY(const auto tags, listAll(m_vault, {.type = QStringLiteral("tag"),
                                           .where = {{QStringLiteral("target"), id},
                                                     {QStringLiteral("statement"), statement}}}));
    for (const ListedRecord& tag : tags)
        TRY_OK(m_vault.strike({tag.notebook, QStringLiteral("tag"), tag.id},
                              QObject::tr("Taken off")));
    return {};
}

Status Sitting::chooseSetting(const QString& key, bool chosen) {
    TRY(const RecordView view, m_vault.records().get(m_session));
    std::vector<cbor::Value> items;
    if (const FieldView* field = view.field(u"setting");
        field != nullptr && !field->versions.empty())
        if (const auto& value = field->versions.back().value) items = value->items();
    std::erase(items, cbor::Value(key));
    if (chosen) items.emplace_back(key);
    // A set is stored in the list's own order.
    const Field* entry = recordList().type(u"session")->field(u"setting");
    std::vector<cbor::Value> ordered;
    for (const Choice& choice : entry->choices)
        if (std::find(items.begin(), items.end(), cbor::Value(choice.name)) != items.end())
            ordered.emplace_back(choice.name);
    TRY_OK(m_vault.put(
        {.type = QStringLiteral("session"),
         .id = m_session,
         .notebook = SessionOf{m_slot.id},
         .fields = {{QStringLiteral("setting"), cbor::Value::array(std::move(ordered))}}}));
    return {};
}

Status Sitting::tickPrompt(const QString& key, bool covered) {
    TRY(const auto ticks, listAll(m_vault, {.type = QStringLiteral("prompt_tick"),
                                            .where = {{QStringLiteral("session"), m_session},
                                                      {QStringLiteral("prompt"), key}}}));
    PutRequest request{.type = QStringLiteral("prompt_tick"), .notebook = SessionOf{m_slot.id}};
    request.fields = {{QStringLiteral("ticked"), covered}};
    if (ticks.empty()) {
        request.fields.push_back({QStringLiteral("session"), m_session});
        request.fields.push_back({QStringLiteral("prompt"), key});
    } else {
        request.id = ticks.front().id;
    }
    TRY_OK(m_vault.put(request));
    return {};
}

}  // namespace candour
