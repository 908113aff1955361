#include "app/viewmodels/capturemodel.h"

#include "app/viewmodels/wording.h"
#include "platform/limits.h"

using namespace Qt::StringLiterals;

namespace candour {

namespace {
constexpr int tagButtonCount = 6;

/// One sign was typed at the caret.
bool isKey(const LineDraft& before, const QString& text, int caret) {
    return text.size() == before.text.size() + 1 && caret == before.caret + 1;
}

/// An ordinary key goes on with the word before it; a space, a cut, a paste or a leap begins the
/// next step, so that Undo takes back words, not letters.
bool continuesWord(const LineDraft& before, const QString& text, int caret) {
    return isKey(before, text, caret) && !text[before.caret].isSpace();
}
}  // namespace

CaptureModel::CaptureModel(const Clock& clock, std::unique_ptr<Delay> delay, QObject* parent)
    : QObject(parent), m_clock(clock), m_delay(std::move(delay)) {
    connect(&m_lines, &LineListModel::openRowChanged, this, &CaptureModel::amendingChanged);
}

CaptureModel::~CaptureModel() = default;

void CaptureModel::show(CaptureState state) {
    setAside();
    m_state = std::move(state);
    m_nextSerial = m_state.nextSerial;
    m_agreed.show(m_state.agreed);
    m_setting.show(m_state.setting);
    m_statements.show(m_state.statements);
    m_tagButtons.show(statementsOf(
        m_state.lastUsed.first(std::min<qsizetype>(tagButtonCount, m_state.lastUsed.size()))));
    m_savedState = NothingYet;
    m_savedTime.clear();
    showPrompts(m_state.prompts);
    Q_EMIT shown();
    Q_EMIT pausedChanged();
    Q_EMIT savedChanged();
    takeUnkept();
    if (m_state.draft)
        open(*m_state.draft, m_state.undo, m_state.draftRow);
    else
        openNew();
}

/// What was typed since the sitting was left would go to the next one: it waits here for its own.
void CaptureModel::setAside() {
    m_unsent = false;
    for (Unkept& line : m_unkept)
        if (line.asked > 0) line.refused = true;
    if (m_draftOnDisk || m_state.session.isEmpty() || m_draft.text.trimmed().isEmpty()) return;
    if (!amending() || !unchanged()) m_unkept += Unkept{m_draft, m_state.session, 0, true, false};
}

/// Lines of this session that are no records yet: those it comes with, and those that the disk
/// refused when it was open before. They get numbers of now: the old ones are taken.
void CaptureModel::takeUnkept() {
    // What is on disk is found there by its session.
    m_unkept.removeIf([](const Unkept& line) { return line.onDisk || !line.refused; });
    for (Unkept& line : m_unkept)
        if (line.session == m_state.session) line.draft.serial = m_nextSerial++;
    for (const LineDraft& draft : m_state.refused)
        m_unkept += Unkept{draft, m_state.session, 0, false, true};
    for (const Unkept& line : m_unkept) {
        if (line.session != m_state.session) continue;
        m_revision = std::max(m_revision, line.draft.revision);
        LineRow row = rowOf(line.draft, {});
        if (!row.id.isEmpty()) row.note = tr("A change that is not kept yet");
        m_lines.append(row);
        showNotSaved();
    }
}

void CaptureModel::showLinesAgain(int count) {
    const int open = m_lines.openRow();
    m_lines.showCount(count);
    if (open >= 0 && open < count) m_lines.setOpenRow(open);
    for (const Unkept& line : m_unkept)
        if (line.session == m_state.session && line.draft.lineId.isEmpty())
            m_lines.append(rowOf(line.draft, {}));
}

void CaptureModel::forget() {
    m_lines.showCount(0);
    show({});
    m_undo.clear();
}

bool CaptureModel::holdsUnsaved() const {
    return std::any_of(m_unkept.begin(), m_unkept.end(),
                       [](const Unkept& line) { return !line.onDisk; });
}

void CaptureModel::showAgreed(const QList<AgreedItem>& agreed, bool mayTag) {
    m_state.agreed = agreed;
    m_state.mayTag = mayTag;
    m_agreed.show(agreed);
    Q_EMIT shown();
}

void CaptureModel::showPrompts(const QList<Prompt>& prompts) {
    m_prompts.show(prompts);
    Q_EMIT promptsChanged();
}

void CaptureModel::showPaused(bool paused, UtcTime since) {
    if (paused == m_state.paused && (!paused || since == m_state.pausedSince)) return;
    m_state.paused = paused;
    m_state.pausedSince = since;
    m_draft.paused = paused;
    Q_EMIT pausedChanged();
}

void CaptureModel::showSaved(qint64 revision, UtcTime at) {
    if (revision == m_draft.revision) m_draftOnDisk = true;
    for (Unkept& line : m_unkept)
        if (line.draft.revision == revision) line.onDisk = true;
    // One revision says nothing about other words, after a failure.
    if (!m_unkept.isEmpty() || (m_savedState == NotSaved && !m_draftOnDisk)) return;
    m_savedState = Saved;
    m_savedTime = wording::hourMinuteSecond(wording::local(at, m_clock.zoneOffset()));
    Q_EMIT savedChanged();
}

void CaptureModel::showNotSaved() {
    m_savedState = NotSaved;
    Q_EMIT savedChanged();
}

void CaptureModel::showLineKept(qint64 serial, const QString& lineId) {
    // Opened and finished again in the meantime, it has one more answer to come.
    if (Unkept* const line = unkept(serial); line != nullptr && --line->asked <= 0)
        m_unkept.removeAt(line - m_unkept.data());
    if (m_draft.serial == serial) m_draft.lineId = lineId;  // it was opened again in the meantime
    const int row = m_lines.rowOf(serial);
    auto line = m_lines.at(row);
    if (!line) return;
    line->id = lineId;
    line->state = LineListModel::Kept;
    m_lines.replace(row, *line);
}

bool CaptureModel::showLineNotKept(qint64 serial) {
    showNotSaved();
    Unkept* const line = unkept(serial);
    if (line == nullptr) return false;
    --line->asked;
    return !std::exchange(line->refused, true);
}

void CaptureModel::tick() {
    if (m_savedState != NotSaved) return;
    handAgain();
    if (!m_draftOnDisk) m_unsent = true;
    send();
}

CaptureModel::Unkept* CaptureModel::unkept(qint64 serial) {
    for (Unkept& line : m_unkept)
        if (line.draft.serial == serial && line.session == m_state.session) return &line;
    return nullptr;
}

/// The line is this model's until it is a record.
void CaptureModel::hand(const LineDraft& draft) {
    Unkept* const known = unkept(draft.serial);
    if (known == nullptr) m_unkept += Unkept{{}, m_state.session};
    Unkept& line = known != nullptr ? *known : m_unkept.last();
    const bool asItStands = draft.serial == m_draft.serial && m_draftOnDisk;
    line.onDisk = asItStands || (line.onDisk && line.draft.revision == draft.revision);
    line.draft = draft;
    ++line.asked;
    if (draft.kind == LineListModel::Moment)
        Q_EMIT momentMarked(draft);
    else
        Q_EMIT lineFinished(draft);
}

/// What was refused, but for the line that is open: its newer words come with its end.
void CaptureModel::handAgain() {
    const QList<Unkept> lines = m_unkept;
    for (const Unkept& line : lines) {
        if (line.asked > 0 || line.session != m_state.session ||
            line.draft.serial == m_draft.serial)
            continue;
        // Should it be refused for good, its words are on disk at least.
        if (!line.onDisk) Q_EMIT draftChanged(line.draft);
        hand(line.draft);
    }
}

void CaptureModel::edit(const QString& typed, int caret) {
    const QString text = wording::plain(typed);
    if (text == m_draft.text && caret == m_draft.caret) return;
    if (text == m_draft.text) {
        m_draft.caret = caret;
        m_stepOpen = false;  // the caret moved: what follows is a step of its own
        touch();
        return;
    }
    if (tooLong(text)) {
        setHint(tr("A line holds at most %1, so nothing was added. Press Enter, and go on or paste "
                   "in parts.")
                    .arg(wording::count(m_state.longest, tr("character"), tr("characters"))));
        // Once the paste has ended: set in the middle of it, the field would lose its caret.
        QMetaObject::invokeMethod(this, &CaptureModel::draftReset, Qt::QueuedConnection);
        return;
    }
    if (!m_stepOpen || !continuesWord(m_draft, text, caret)) remember();
    m_stepOpen = isKey(m_draft, text, caret);
    if (m_draft.begun == UtcTime{}) {
        m_draft.begun = m_clock.utc();
        Q_EMIT lineTimeChanged();
    }
    m_draft.text = text;
    m_draft.caret = caret;
    setHint({});
    touch();
}

/// What is too long already can still be made shorter.
bool CaptureModel::tooLong(const QString& text) const {
    if (text.size() <= m_state.longest || text.size() <= m_draft.text.size()) return false;
    return wording::characters(text) > m_state.longest;
}

void CaptureModel::setKind(LineListModel::Kind kind) {
    if (kind == m_draft.kind) return;
    if (!m_draft.text.isEmpty()) remember();
    m_draft.kind = kind;
    if (kind == LineListModel::Thought && !m_draft.tags.isEmpty()) {
        m_draft.tags.clear();
        Q_EMIT lineTagsChanged();
    }
    Q_EMIT kindChanged();
    if (!m_draft.text.isEmpty()) touch();
}

void CaptureModel::finishLine() {
    if (amending() && unchanged()) {
        m_unsent = false;
        // What was open again before it was a record is handed over as it was.
        if (const Unkept* const before = unkept(m_draft.serial))
            hand(LineDraft(before->draft));
        else
            Q_EMIT draftDropped(m_draft);
        openNew();
        return;
    }
    if (m_draft.text.trimmed().isEmpty()) return;
    send();
    hand(m_draft);
    const int row = m_lines.openRow();
    if (amending())
        m_lines.replace(row, rowOf(m_draft, m_lines.at(row).value_or(LineRow{})));
    else
        m_lines.append(rowOf(m_draft, {}));
    openNew();
}

/// An emptied line keeps the words it had: taking them away is striking, which asks for a reason.
bool CaptureModel::unchanged() const {
    const auto before = m_lines.at(m_lines.openRow());
    if (m_draft.text.trimmed().isEmpty()) return true;
    return before && before->text == m_draft.text && before->kind == m_draft.kind &&
           before->tags == statementsOf(m_draft.tags);
}

void CaptureModel::weigh(int row, Tally::Voice voice, bool more) {
    auto line = m_lines.at(row);
    if (!line || line->id.isEmpty() || line->tally.total() == 0) return;
    const Tally tally = more ? line->tally.withMore(voice) : line->tally.withFewer(voice);
    if (tally == line->tally) return;
    line->tally = tally;
    m_lines.replace(row, *line);
    Q_EMIT tallyChanged(line->id, tally);
}

void CaptureModel::reopen(int row) {
    const auto line = m_lines.at(row);
    if (!line || line->state == LineListModel::Sealed || line->state == LineListModel::Damaged)
        return;
    finishLine();
    LineDraft draft;
    draft.serial = line->serial != 0 ? line->serial : m_nextSerial++;
    if (const Unkept* const before = unkept(draft.serial)) {
        draft.begun = before->draft.begun;
        draft.speaker = before->draft.speaker;
    }
    draft.lineId = line->id;
    draft.kind = line->kind == LineListModel::Moment ? LineListModel::Said : line->kind;
    draft.text = line->text;
    draft.caret = static_cast<int>(line->text.size());
    for (const Statement& tag : line->tags) draft.tags += tag.number;
    draft.kindBefore = line->kind;
    draft.seen = line->seen;
    open(draft, {}, row);
}

void CaptureModel::markMoment() {
    LineDraft moment;
    moment.serial = m_nextSerial++;
    moment.revision = ++m_revision;
    moment.begun = m_clock.utc();
    moment.kind = LineListModel::Moment;
    moment.paused = m_state.paused;
    hand(moment);
    m_lines.append(rowOf(moment, {}));
}

void CaptureModel::tag(int statement) {
    if (m_state.paused) {
        setHint(tr("Paused. You can tag again once you go on."));
        return;
    }
    if (!m_state.mayTag) {
        setHint(tr("You can tag once Talk with us is Yes."));
        return;
    }
    if (m_draft.text.trimmed().isEmpty() && !amending()) {
        tagFinished(m_lines.count() - 1, statement);
        return;
    }
    if (m_draft.kind == LineListModel::Thought) {
        setHint(tr("This is yours, so it cannot be evidence. Link it to a line instead."));
        return;
    }
    if (!m_draft.tags.removeOne(statement)) m_draft.tags += statement;
    setHint({});
    Q_EMIT lineTagsChanged();
    touch();
}

void CaptureModel::tagFinished(int row, int statement) {
    auto line = m_lines.at(row);
    // A moment has no words yet: the line before it is the last finished one.
    while (line && line->kind == LineListModel::Moment) line = m_lines.at(--row);
    if (!line) return;
    if (line->kind == LineListModel::Thought) {
        setHint(tr("This is yours, so it cannot be evidence. Link it to a line instead."));
        return;
    }
    const auto named = statementsOf({statement});
    if (named.isEmpty()) return;
    const bool add = !line->tags.removeOne(named.first());
    if (add) line->tags += named.first();
    m_lines.replace(row, *line);
    setHint({});
    if (Unkept* const waiting = unkept(line->serial); waiting != nullptr && waiting->asked == 0) {
        // There is no record to tag yet: the tag goes with the line.
        if (!waiting->draft.tags.removeOne(statement)) waiting->draft.tags += statement;
        return;
    }
    Q_EMIT tagRequested(line->serial, line->id, statement, add);
}

void CaptureModel::undo() {
    if (m_undo.isEmpty()) return;
    const DraftStep step = m_undo.takeLast();
    --m_draft.undoStep;
    m_draft.undoTop = m_undo.isEmpty() ? DraftStep{} : m_undo.last();
    m_draft.text = step.text;
    m_draft.caret = step.caret;
    m_draft.kind = step.kind;
    m_stepOpen = false;
    Q_EMIT kindChanged();
    Q_EMIT canUndoChanged();
    Q_EMIT draftReset();
    touch();
}

void CaptureModel::chooseSetting(int row) {
    if (!m_setting.holds(row)) return;
    WordChip chip = m_setting.rows()[row];
    chip.chosen = !chip.chosen;
    m_setting.replace(row, chip);
    Q_EMIT settingChosen(chip.key, chip.chosen);
}

void CaptureModel::tickPrompt(int row) {
    if (!m_prompts.holds(row)) return;
    Prompt prompt = m_prompts.rows()[row];
    prompt.covered = !prompt.covered;
    m_prompts.replace(row, prompt);
    Q_EMIT promptsChanged();
    Q_EMIT promptTicked(prompt.key, prompt.covered);
}

void CaptureModel::setPaused(bool paused) {
    if (paused == m_state.paused) return;
    finishLine();
    showPaused(paused, m_clock.utc());
    Q_EMIT pauseChosen(paused);
}

void CaptureModel::setSpeaker(const QString& key) {
    if (key == m_state.speaker) return;
    finishLine();
    m_state.speaker = key;
    m_draft.speaker = key;
}

void CaptureModel::leave() {
    finishLine();
    send();
    handAgain();
}

QString CaptureModel::agreedSummary() const {
    if (m_state.agreed.isEmpty()) return tr("Not asked yet");
    QStringList words;
    for (const AgreedItem& item : m_state.agreed)
        if (item.answer == AgreedItem::Yes) words += item.word;
    // Whether they talk with us is said whatever the answer is.
    if (m_state.agreed.first().answer != AgreedItem::Yes)
        words.prepend(m_state.agreed.first().word);
    return words.join(u" · "_s);
}

bool CaptureModel::asked() const {
    return !m_state.agreed.isEmpty() && m_state.agreed.first().answer != AgreedItem::NotAsked;
}

QString CaptureModel::pausedText() const {
    if (!m_state.paused) return {};
    return m_state.pausedSince == UtcTime{} ? tr("Paused")
                                            : tr("Paused %1").arg(timeOf(m_state.pausedSince));
}

QString CaptureModel::promptNow() const {
    for (const Prompt& prompt : m_prompts.rows())
        if (prompt.current) return prompt.title;
    return {};
}

QString CaptureModel::promptCount() const {
    qsizetype covered = 0;
    for (const Prompt& prompt : m_prompts.rows()) covered += prompt.covered ? 1 : 0;
    return tr("%1 of %2 covered").arg(covered).arg(m_prompts.rows().size());
}

QString CaptureModel::lineTime() const {
    if (const auto line = m_lines.at(m_lines.openRow())) return line->time;
    return m_draft.begun == UtcTime{} ? QString() : timeOf(m_draft.begun);
}

QString CaptureModel::savedText() const {
    switch (m_savedState) {
        case NothingYet:
            return {};
        case Saved:
            return tr("Saved %1").arg(m_savedTime);
        case NotSaved:
            return tr("Not saved yet, trying again. Your words are held here.");
    }
    return {};
}

void CaptureModel::open(const LineDraft& draft, const QList<DraftStep>& undo, int row) {
    m_draft = draft;
    m_draft.paused = m_state.paused;
    m_nextSerial = std::max(m_nextSerial, draft.serial + 1);
    m_revision = std::max(m_revision, draft.revision);
    m_undo = undo;
    m_stepOpen = false;
    m_draftOnDisk = true;
    m_lines.setOpenRow(row);
    setHint({});
    Q_EMIT kindChanged();
    Q_EMIT lineTimeChanged();
    Q_EMIT lineTagsChanged();
    Q_EMIT canUndoChanged();
    Q_EMIT draftReset();
}

void CaptureModel::openNew() {
    LineDraft draft;
    draft.serial = m_nextSerial++;
    draft.kind = m_draft.kind;  // people go on in the same voice
    draft.speaker = m_state.speaker;
    m_delay->stop();  // its first key leaves at once
    open(draft, {}, -1);
}

void CaptureModel::touch() {
    m_draft.revision = ++m_revision;
    m_draftOnDisk = false;
    m_unsent = true;
    if (!m_delay->waiting()) send();
}

void CaptureModel::send() {
    if (!m_unsent) return;
    m_unsent = false;
    m_delay->start(limits::draftEvery, [this] { send(); });
    Q_EMIT draftChanged(m_draft);
}

void CaptureModel::remember() {
    m_undo += DraftStep{m_draft.text, m_draft.caret, m_draft.kind};
    if (m_undo.size() > static_cast<qsizetype>(limits::undoSteps)) m_undo.removeFirst();
    ++m_draft.undoStep;
    m_draft.undoTop = m_undo.last();
    Q_EMIT canUndoChanged();
}

void CaptureModel::setHint(const QString& hint) {
    if (hint == m_hint) return;
    m_hint = hint;
    Q_EMIT hintChanged();
}

LineRow CaptureModel::rowOf(const LineDraft& draft, LineRow row) const {
    row.serial = draft.serial;
    row.id = draft.lineId;
    row.kind = draft.kind;
    if (row.time.isEmpty()) row.time = timeOf(draft.begun);
    row.text = draft.text;
    row.tags = statementsOf(draft.tags);
    row.state = LineListModel::Waiting;
    if (row.text.trimmed().isEmpty() || draft.kind != LineListModel::Said)
        row.tally = {};
    else if (row.tally.total() == 0 && draft.lineId.isEmpty())
        row.tally = Tally::of(m_headcount);
    if (draft.paused && row.note.isEmpty()) row.note = tr("Written while paused");
    return row;
}

QString CaptureModel::timeOf(UtcTime time) const {
    return wording::hourMinute(wording::local(time, m_clock.zoneOffset()));
}

QList<Statement> CaptureModel::statementsOf(const QList<int>& numbers) const {
    QList<Statement> found;
    for (const int number : numbers)
        for (const Statement& statement : m_state.statements)
            if (statement.number == number) found += statement;
    return found;
}

}  // namespace candour
