#include "app/viewmodels/reviewmodel.h"

#include "app/viewmodels/markedtext.h"
#include "app/viewmodels/wording.h"

#include <algorithm>

namespace candour {
namespace {

constexpr int shownWords = 40;  // characters of a passage in the panel's heading

}  // namespace

ReviewModel::ReviewModel(QObject* parent) : QObject(parent) {
    // A line that was chosen before it was here is explained when it comes.
    connect(&m_lines, &LineListModel::dataChanged, this,
            [this](const QModelIndex& first, const QModelIndex& last) {
                if (first.row() <= m_current && m_current <= last.row()) refreshPassage();
            });
    connect(&m_dating, &Jotting::shown, this, &ReviewModel::passageChanged);
}

// Values in
// ---------------------------------------------------------------------------------------

void ReviewModel::showChoices(const QList<ReviewChoice>& choices) {
    // A section is named once, above the first of its kind.
    QList<ReviewChoice> named = choices;
    for (qsizetype i = 1; i < named.size(); ++i)
        if (choices[i].section == choices[i - 1].section) named[i].section.clear();
    m_choices.show(named);
    m_waiting = false;
    m_problem.clear();
    Q_EMIT sheetChanged();
}

void ReviewModel::showProblem(const QString& sentence) {
    m_waiting = false;
    m_problem = sentence;
    Q_EMIT sheetChanged();
}

void ReviewModel::showWords(const ReviewWords& words) {
    m_words = words;
    m_beside.showRelations(words.relations);
    refreshPassage();
}

void ReviewModel::show(const ReviewSheet& sheet, int row) {
    m_sheet = sheet;
    m_only = 0;
    m_waiting = false;
    m_problem.clear();
    m_mayUndo = false;
    m_lines.showCount(sheet.lines);
    say({});
    turnTo(row, 0, 0);
    Q_EMIT sheetChanged();
}

void ReviewModel::showOnly(int statement, int lines) {
    m_only = statement;
    m_onlyLines = lines;
    m_lines.showCount(lines);
    turnTo(-1, 0, 0);
    Q_EMIT sheetChanged();
}

void ReviewModel::showTagged(int row, const LineRow& line, int untagged, bool mayUndo) {
    if (m_sheet) m_sheet->untagged = untagged;
    m_mayUndo = mayUndo;
    if (row == m_current) {
        m_dating.take();
        m_dateQuestion.clear();
        m_asksReason = false;
        m_refusal.clear();
    }
    m_lines.replace(row, line);
    Q_EMIT sheetChanged();
}

void ReviewModel::showRefusal(const QString& sentence) {
    m_refusal = sentence;
    Q_EMIT passageChanged();
}

void ReviewModel::showDateQuestion(const QString& tag, const QString& sentence, bool asksReason) {
    // Somebody has turned to other words meanwhile.
    if (tag != m_dating.about())
        return say(tr("A date was not taken yet, and is kept: %1").arg(sentence));
    m_dateQuestion = sentence;
    m_asksReason = asksReason;
    refreshPassage();
}

void ReviewModel::showNext(int row) {
    if (row < 0) return say(tr("Every line here that can be tagged has a tag."));
    say({});
    turnTo(row, 0, 0);
}

void ReviewModel::showAgain() {
    turnTo(-1, 0, 0);
    m_lines.showCount(m_lines.count());
}

void ReviewModel::forget() {
    m_choices.show({});
    m_sheet.reset();
    m_lines.showCount(0);
    m_waiting = true;
    m_problem.clear();
    m_only = 0;
    m_mayUndo = false;
    say({});
    turnTo(-1, 0, 0);
    m_beside.forget();
    Q_EMIT sheetChanged();
}

void ReviewModel::leave() {
    giveDate();
    m_beside.giveNote();
}

void ReviewModel::wait() {
    m_waiting = !m_sheet && m_choices.rows().isEmpty();
    m_problem.clear();
    Q_EMIT sheetChanged();
}

// What the page does
// ------------------------------------------------------------------------------

void ReviewModel::openChoice(int row) {
    if (m_choices.holds(row)) Q_EMIT choiceChosen(m_choices.rows()[row].key);
}

void ReviewModel::close() {
    giveDate();
    m_sheet.reset();
    m_lines.showCount(0);
    turnTo(-1, 0, 0);
    Q_EMIT sheetChanged();
    Q_EMIT closed();
}

void ReviewModel::choose(int row) {
    if (row < m_lines.count()) turnTo(std::max(row, -1), 0, 0);
}

void ReviewModel::select(int row, int from, int to) {
    if (row < 0 || row >= m_lines.count()) return;
    const auto line = m_lines.at(row);
    if (!line) return turnTo(row, 0, 0);
    if (from > to) std::swap(from, to);
    int start = -1;
    int end = -1;
    for (const Span& word : wordSpans(line->text)) {
        if (word.start + word.length <= from || word.start >= std::max(to, from + 1)) continue;
        if (start < 0) start = word.start;
        end = word.start + word.length;
    }
    turnTo(row, std::max(start, 0), start < 0 ? 0 : end - start);
}

void ReviewModel::tap(int row, int position) {
    if (row != m_current) return choose(row);
    if (m_length == 0) return select(row, position, position);
    if (position >= m_start && position < m_start + m_length) return clearSelection();
    select(row, std::min(position, m_start), std::max(position + 1, m_start + m_length));
}

void ReviewModel::step(int words, bool extend) {
    const auto here = line();
    if (!here) return;
    const QList<Span> all = wordSpans(here->text);
    if (all.isEmpty()) return;
    const auto last = static_cast<int>(all.size()) - 1;
    if (m_length == 0) {
        const Span& first = words > 0 ? all.first() : all.last();
        return turnTo(m_current, first.start, first.length);
    }
    int begin = 0;
    int end = last;
    for (int i = 0; i <= last; ++i) {
        if (all[i].start <= m_start) begin = i;
        if (all[i].start < m_start + m_length) end = i;
    }
    // Shift grows at its far end, and gives back what it took there.
    if (extend)
        end = std::clamp(end + words, begin, last);
    else
        begin = end = std::clamp((words > 0 ? end : begin) + words, 0, last);
    turnTo(m_current, all[begin].start, all[end].start + all[end].length - all[begin].start);
}

void ReviewModel::clearSelection() {
    turnTo(m_current, 0, 0);
}

void ReviewModel::letGo() {
    if (m_length > 0) return clearSelection();
    if (m_current >= 0) return turnTo(-1, 0, 0);
    if (m_beside.active()) return m_beside.stop();
    if (m_only > 0) return filter(0);
    if (open()) close();
}

void ReviewModel::tag(int statement) {
    const auto here = line();
    if (!here || m_beside.active()) return;
    say({});
    QStringList there;
    for (const TagMark& mark : marks())
        if (mark.statement.number == statement) there += mark.tagId;
    m_focus = there.isEmpty() ? statement : 0;
    if (!there.isEmpty()) return Q_EMIT untagRequested(m_current, there);
    if (!here->refusal.isEmpty()) return showRefusal(here->refusal);
    Q_EMIT tagRequested(m_current, {here->id, statement, m_start, m_length});
}

void ReviewModel::focusOn(int statement) {
    giveDate();
    m_focus = statement;
    m_dateQuestion.clear();
    m_asksReason = false;
    refreshPassage();
}

void ReviewModel::chooseCategory(const QString& key) {
    edit(QStringLiteral("category"), key);
}

void ReviewModel::chooseDirection(const QString& key) {
    edit(QStringLiteral("direction"), key);
}

void ReviewModel::chooseSubtopic(const QString& key) {
    const auto tag = focused();
    edit(QStringLiteral("subtopic"), tag && tag->subtopic == key ? QString() : key);
}

void ReviewModel::giveDate() {
    const auto tag = focused();
    if (!tag || !m_dating.touched() || m_dating.about() != tag->tagId) return;
    const QString typed = m_dating.text().trimmed();
    if (typed != tag->date) Q_EMIT dateGiven(m_current, tag->tagId, typed, QString());
}

void ReviewModel::chooseReason(const QString& key) {
    if (const auto tag = focused()) Q_EMIT dateGiven(m_current, tag->tagId, date(), key);
}

void ReviewModel::next(int step) {
    Q_EMIT nextRequested(m_current, step);
}

void ReviewModel::undo() {
    if (m_mayUndo) Q_EMIT undoRequested();
}

void ReviewModel::filter(int statement) {
    Q_EMIT filterRequested(statement == m_only ? 0 : statement);
}

void ReviewModel::filterByFocus() {
    if (const auto tag = focused(); tag && tag->statement.number != m_only)
        filter(tag->statement.number);
}

// What it shows
// -----------------------------------------------------------------------------------

QString ReviewModel::detail() const {
    if (!m_sheet) return {};
    const QString untagged = m_sheet->untagged == 0 ? tr("all that can be tagged have a tag")
                                                    : tr("%1 without a tag").arg(m_sheet->untagged);
    const QString counts =
        tr("%1, %2").arg(wording::count(m_sheet->lines, tr("line"), tr("lines")), untagged);
    return m_sheet->detail.isEmpty() ? counts : tr("%1 · %2").arg(m_sheet->detail, counts);
}

QString ReviewModel::onlyText() const {
    for (const Statement& one : m_words.statements)
        if (one.number == m_only)
            return tr("Only %1, %2: %3")
                .arg(one.number)
                .arg(one.word, wording::count(m_onlyLines, tr("line"), tr("lines")));
    return {};
}

QString ReviewModel::passage() const {
    const auto here = line();
    if (!here) return {};
    if (here->kind == LineListModel::Thought) return tr("Your thought");
    if (m_length == 0) return here->time.isEmpty() ? tr("Tag all of it") : tr("Tag the whole line");
    QString words = here->text.mid(m_start, m_length).simplified();
    if (words.size() > shownWords)
        words = words.left(shownWords / 2 - 2) + QStringLiteral(" … ") +
                words.right(shownWords / 2 - 2);
    return tr("Tag “%1”").arg(words);
}

QString ReviewModel::pieceDetail() const {
    const auto here = line();
    if (!here) return {};
    // An extract or an account has no time; its heading says where it belongs.
    if (here->time.isEmpty()) return here->heading;
    const QString kind = here->kind == LineListModel::Saw       ? tr("Saw")
                         : here->kind == LineListModel::Thought ? tr("Thought")
                         : here->kind == LineListModel::Moment  ? tr("Marked moment")
                                                                : tr("Said");
    return tr("%1 · %2").arg(here->time, kind);
}

QString ReviewModel::passageDetail() const {
    if (!line()) return {};
    return wording::together({pieceDetail(), m_length > 0 || line()->kind == LineListModel::Thought
                                                 ? QString()
                                                 : tr("Or select the words that matter")});
}

int ReviewModel::tagCount() const {
    const auto& all = m_statements.rows();
    return static_cast<int>(
        std::count_if(all.begin(), all.end(), [](const TagChoice& one) { return one.chosen; }));
}

QString ReviewModel::focusTitle() const {
    const auto tag = focused();
    return tag ? tr("%1 · %2").arg(tag->statement.number).arg(tag->statement.title) : QString();
}

QString ReviewModel::date() const {
    const auto tag = focused();
    if (!tag) return {};
    return m_dating.touched() ? m_dating.text() : tag->date;
}

QList<TagMark> ReviewModel::marks() const {
    QList<TagMark> found;
    if (const auto here = line())
        for (const TagMark& mark : here->marks)
            if (m_length == 0 || mark.touches(m_start, m_start + m_length)) found += mark;
    return found;
}

std::optional<TagMark> ReviewModel::focused() const {
    const QList<TagMark> here = marks();
    for (auto mark = here.rbegin(); mark != here.rend(); ++mark)
        if (mark->statement.number == m_focus) return *mark;
    return here.isEmpty() ? std::nullopt : std::optional(here.last());
}

void ReviewModel::turnTo(int row, int start, int length) {
    if (row != m_current || start != m_start || length != m_length) {
        giveDate();
        m_focus = 0;
        m_dateQuestion.clear();
        m_asksReason = false;
        m_refusal.clear();
    }
    m_current = row;
    m_start = start;
    m_length = length;
    m_lines.setOpenRow(row);
    refreshPassage();
}

void ReviewModel::refreshPassage() {
    const auto piece = line();
    m_beside.showPiece(piece && piece->state != LineListModel::Sealed
                           ? ComparedPiece{piece->id, ComparedPiece::shortOf(piece->text),
                                           pieceDetail(), piece->kind == LineListModel::Thought}
                           : ComparedPiece(),
                       piece ? piece->links : QList<LinkRow>());
    const QList<TagMark> here = marks();
    const auto focus = focused();
    m_dating.open(focus ? focus->tagId : QString());
    QList<TagChoice> statements;
    if (line())
        for (const Statement& one : m_words.statements) {
            const bool chosen = std::any_of(here.begin(), here.end(), [&](const TagMark& mark) {
                return mark.statement.number == one.number;
            });
            statements.append({one.number, one.theme, one.title, one.word, chosen,
                               focus && focus->statement.number == one.number});
        }
    m_statements.show(statements);
    m_categories.show(focus ? Option::chosenOf(m_words.categories, focus->category)
                            : QList<Option>());
    m_directions.show(focus ? Option::chosenOf(m_words.directions, focus->direction)
                            : QList<Option>());
    QList<Option> subtopics;
    if (focus)
        for (const QString& subtopic : m_words.subtopics.value(focus->statement.number))
            subtopics.append({subtopic, subtopic, subtopic == focus->subtopic});
    m_subtopics.show(subtopics);
    m_reasons.show(focus && (m_asksReason || !focus->reason.isEmpty())
                       ? Option::chosenOf(m_words.reasons, focus->reason)
                       : QList<Option>());
    Q_EMIT passageChanged();
}

void ReviewModel::edit(const QString& field, const QString& value) {
    const auto tag = focused();
    if (!tag) return;
    m_focus = tag->statement.number;
    Q_EMIT tagEdited(m_current, tag->tagId, field, value);
}

void ReviewModel::say(const QString& hint) {
    if (hint == m_hint) return;
    m_hint = hint;
    Q_EMIT hintChanged();
}

}  // namespace candour
