#include "app/viewmodels/safeguardingmodel.h"

#include "app/viewmodels/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace candour {
namespace {

void toggle(QStringList& held, const QString& key) {
    if (held.removeAll(key) == 0) held.append(key);
}

}  // namespace

SafeguardingModel::SafeguardingModel(const Clock& clock, QObject* parent)
    : QObject(parent), m_clock(clock) {
    connect(this, &SafeguardingModel::shown, this, &SafeguardingModel::progressChanged);
    connect(this, &SafeguardingModel::savedChanged, this, &SafeguardingModel::progressChanged);
    refreshRows();
}

// Values in
// -----------------------------------------------------------------------------------------

void SafeguardingModel::show(AlertBook book) {
    m_book = std::move(book);
    const auto found =
        std::find_if(m_book.sheets.begin(), m_book.sheets.end(),
                     [this](const AlertSheet& sheet) { return sheet.key == m_sheet.key; });
    const bool unsaved = m_savedRevision != m_revision;
    if (found != m_book.sheets.end() && found->inLine) m_putting = false;
    if (m_sheet.key.isEmpty() && !empty()) {
        // Typed before the vault had answered: it gets its place now.
        m_sheet.key = m_book.spare;
        m_sheet.reference = m_book.spareReference;
        save();
    } else if (found == m_book.sheets.end()) {
        if (m_left && !unsaved && empty()) {
            take(*std::exchange(m_left, {}));
            save();
        } else if (!unsaved && !empty()) {
            take(fresh());
        } else if (!unsaved || m_sheet.key.isEmpty()) {
            m_sheet = fresh();
        }
    } else if (!unsaved) {
        const bool same = found->answers == m_sheet.answers;
        const bool sameTelling = found->telling == m_sheet.telling;
        m_sheet = *found;
        if (!same || !sameTelling) Q_EMIT sheetChanged();
    } else {
        m_sheet.inLine = found->inLine;
        m_sheet.recorded = found->recorded;
        m_sheet.told = found->told;
        m_sheet.received = found->received;
        m_sheet.heardBy = found->heardBy;
        m_sheet.acted = found->acted;
    }
    refresh();
}

void SafeguardingModel::showPlace(const QString& session, const QString& words) {
    m_place = session;
    m_placeWords = words;
    if (!empty()) return;
    m_sheet.session = session;
    m_sheet.origin = words;
    refresh();
}

void SafeguardingModel::showSaved(qint64 revision, UtcTime at, const QString& heardBy) {
    if (revision <= m_forgotten) {
        if (revision == m_forgotten) m_left.reset();
        return;
    }
    m_savedRevision = std::max(m_savedRevision, revision);
    m_savedText =
        tr("Saved %1").arg(wording::hourMinuteSecond(wording::local(at, m_clock.zoneOffset())));
    m_notSaved = false;
    Q_EMIT savedChanged();
    if (m_savedRevision == m_revision && heardBy != m_sheet.heardBy) {
        m_sheet.heardBy = heardBy;
        refresh();
    }
}

void SafeguardingModel::showNotSaved(qint64 revision) {
    // It is asked of the disk again with the next unlock.
    if (revision <= m_forgotten) return;
    m_notSaved = true;
    Q_EMIT savedChanged();
}

void SafeguardingModel::showTold(const QString& key, const Telling& telling) {
    if (key != m_sheet.key) return;
    m_onTheWay.removeOne(telling);
    if (isInForm(telling)) {
        m_sheet.telling = {};
        save();
    }
    Q_EMIT tellingChanged();
}

void SafeguardingModel::showNotTold(const QString& key, const Telling& telling) {
    if (key != m_sheet.key) return;
    m_onTheWay.removeOne(telling);
    // What was written in one tap has to be somewhere as well.
    if (!m_sheet.telling.open) writeAnew(telling);
    Q_EMIT tellingChanged();
}

void SafeguardingModel::showNotPut() {
    m_putting = false;
    Q_EMIT shown();
}

void SafeguardingModel::showOnline(bool online) {
    if (online == m_online) return;
    m_online = online;
    refresh();
}

void SafeguardingModel::tick() {
    if (m_notSaved) save();
    Q_EMIT shown();
}

void SafeguardingModel::forget() {
    m_book = {};
    m_place.clear();
    m_placeWords.clear();
    m_savedText.clear();
    m_notSaved = false;
    // The answers to what was asked last come after this.
    if (m_savedRevision != m_revision && !m_sheet.key.isEmpty()) m_left = m_sheet;
    m_forgotten = m_revision;
    take({});
    refresh();
}

// Which alert
// -----------------------------------------------------------------------------------------

void SafeguardingModel::open() {
    // What was heard elsewhere has an alert of its own.
    const auto unfinished =
        std::find_if(m_book.sheets.begin(), m_book.sheets.end(), [this](const AlertSheet& sheet) {
            return !sheet.inLine && (m_place.isEmpty() || sheet.session == m_place);
        });
    if (m_savedRevision != m_revision) return;
    take(unfinished != m_book.sheets.end() ? *unfinished : fresh());
    refresh();
}

void SafeguardingModel::begin() {
    if (m_savedRevision != m_revision) return;
    m_savedText.clear();
    Q_EMIT savedChanged();
    take(fresh());
    refresh();
}

void SafeguardingModel::choose(int row) {
    if (row < 0 || row >= m_book.sheets.size() || m_savedRevision != m_revision) return;
    m_savedText.clear();
    Q_EMIT savedChanged();
    take(m_book.sheets[row]);
    refresh();
}

void SafeguardingModel::goTo(int question) {
    if (question == m_question) return;
    m_question = question;
    Q_EMIT questionChanged();
}

AlertSheet SafeguardingModel::fresh() const {
    AlertSheet sheet;
    sheet.key = m_book.spare;
    sheet.reference = m_book.spareReference;
    sheet.session = m_place;
    sheet.origin = m_placeWords;
    return sheet;
}

void SafeguardingModel::take(AlertSheet sheet) {
    m_sheet = std::move(sheet);
    m_question = m_sheet.inLine ? Told : What;
    m_savedRevision = m_revision;
    m_onTheWay.clear();
    m_putting = false;
    Q_EMIT questionChanged();
    Q_EMIT sheetChanged();
}

bool SafeguardingModel::empty() const {
    return m_sheet.answers == AlertAnswers{} && m_sheet.waiting.isEmpty() &&
           m_sheet.telling == TellingDraft{} && !m_sheet.inLine;
}

// Answers
// -----------------------------------------------------------------------------------------

void SafeguardingModel::edit(const std::function<void(AlertAnswers&)>& with) {
    AlertAnswers answers = m_sheet.answers;
    with(answers);
    if (answers == m_sheet.answers) return;
    if (answers.raised == UtcTime{}) answers.raised = m_clock.utc();
    m_sheet.answers = std::move(answers);
    save();
}

void SafeguardingModel::save() {
    ++m_revision;
    if (!m_sheet.key.isEmpty()) Q_EMIT changed(m_revision, m_sheet);
    refresh();
}

void SafeguardingModel::write(const QString& what) {
    edit([&](AlertAnswers& answers) { answers.what = wording::plain(what); });
}

void SafeguardingModel::setConcern(bool concern) {
    edit([=](AlertAnswers& answers) { answers.concern = concern; });
}

void SafeguardingModel::tickHarm(int row) {
    if (!m_harms.holds(row)) return;
    edit([&](AlertAnswers& answers) { toggle(answers.harm, m_harms.rows()[row].key); });
}

void SafeguardingModel::chooseDanger(int danger) {
    edit([=](AlertAnswers& answers) { answers.danger = danger; });
}

void SafeguardingModel::setOthersAtRisk(bool others) {
    edit([=](AlertAnswers& answers) { answers.othersAtRisk = others; });
}

void SafeguardingModel::chooseWishes(int wishes) {
    edit([=](AlertAnswers& answers) { answers.wishes = wishes; });
}

void SafeguardingModel::writeWishes(const QString& words) {
    edit([&](AlertAnswers& answers) { answers.wishesWords = wording::plain(words); });
}

void SafeguardingModel::chooseCouncil(int council) {
    edit([=](AlertAnswers& answers) { answers.council = council; });
}

void SafeguardingModel::redirect(bool redirected) {
    edit([=](AlertAnswers& answers) { answers.redirected = redirected; });
    Q_EMIT sheetChanged();
}

void SafeguardingModel::writeRouteReason(const QString& reason) {
    edit([&](AlertAnswers& answers) { answers.routeReason = wording::plain(reason); });
}

void SafeguardingModel::tickCause(int row) {
    if (!m_causes.holds(row)) return;
    edit([&](AlertAnswers& answers) { toggle(answers.about, m_causes.rows()[row].key); });
}

// Telling somebody
// -----------------------------------------------------------------------------------------

void SafeguardingModel::editTelling(const std::function<void(TellingDraft&)>& with) {
    TellingDraft telling = m_sheet.telling;
    with(telling);
    if (telling == m_sheet.telling) return;
    m_sheet.telling = std::move(telling);
    save();
    Q_EMIT tellingChanged();
}

void SafeguardingModel::beginTelling() {
    goTo(Told);
    editTelling([this](TellingDraft& telling) {
        telling.open = true;
        telling.way = Phone;
        telling.time = hourMinute(m_clock.utc());
    });
    Q_EMIT sheetChanged();
}

void SafeguardingModel::dropTelling() {
    editTelling([](TellingDraft& telling) { telling = {}; });
}

void SafeguardingModel::chooseOffice(int row) {
    if (!m_offices.holds(row)) return;
    const NumberRow office = m_offices.rows()[row];
    editTelling([&](TellingDraft& telling) {
        telling.step = office.step;
        telling.whom = office.title;
    });
    Q_EMIT sheetChanged();
}

void SafeguardingModel::chooseOutcome(int outcome) {
    editTelling([=](TellingDraft& telling) { telling.outcome = outcome; });
}

void SafeguardingModel::chooseWay(int way) {
    editTelling([=](TellingDraft& telling) { telling.way = way; });
}

void SafeguardingModel::writeWhom(const QString& whom) {
    editTelling([&](TellingDraft& telling) { telling.whom = whom; });
}

void SafeguardingModel::writeTime(const QString& time) {
    editTelling([&](TellingDraft& telling) { telling.time = time; });
}

void SafeguardingModel::writeNote(const QString& note) {
    editTelling([&](TellingDraft& telling) { telling.note = wording::plain(note); });
}

void SafeguardingModel::writeReference(const QString& reference) {
    editTelling([&](TellingDraft& telling) { telling.reference = reference; });
}

/// A time of day that lies ahead was yesterday: at ten past midnight one writes 23:50.
std::optional<UtcTime> SafeguardingModel::typedTime() const {
    const UtcTime before = m_sheet.telling.at;
    if (before != UtcTime{} && m_sheet.telling.time == hourMinute(before)) return before;
    QString typed = m_sheet.telling.time.trimmed();
    typed.replace(u'.', u':');
    const QTime time = QTime::fromString(typed, u"H:mm"_s);
    if (!time.isValid()) return std::nullopt;
    QDateTime at = wording::local(m_clock.utc(), m_clock.zoneOffset());
    const QDateTime now = at;
    at.setTime(time);
    if (at > now) at = at.addDays(-1);
    return UtcTime(milliseconds(at.toMSecsSinceEpoch()));
}

QString SafeguardingModel::tellingProblem() const {
    const TellingDraft& telling = m_sheet.telling;
    if (!telling.open) return {};
    if (telling.step.isEmpty()) return tr("Choose who was told.");
    if (telling.whom.trimmed().isEmpty()) return tr("Say who it was, by role or office.");
    if (!typedTime()) return tr("Write the time as 16:34.");
    return tooLongIn(telling.whom, telling.reference, telling.note);
}

/// What the record would not take: better said here than when the alert has to go.
QString SafeguardingModel::tooLongIn(const QString& whom, const QString& reference,
                                     const QString& note) const {
    const TellingLimits& limits = m_book.limits;
    const auto over = [](const QString& text, int limit) {
        return wording::characters(text.trimmed()) > limit;
    };
    const auto most = [](int limit) {
        return wording::count(limit, tr("character"), tr("characters"));
    };
    if (over(whom, limits.whom)) return tr("Say who it was in at most %1.").arg(most(limits.whom));
    if (over(reference, limits.reference))
        return tr("The number they gave you takes at most %1.").arg(most(limits.reference));
    if (over(note, limits.note))
        return tr("This takes at most %1. Write the rest under “What was said or seen?”.")
            .arg(most(limits.note));
    return {};
}

void SafeguardingModel::tell() {
    const TellingDraft& draft = m_sheet.telling;
    const auto at = typedTime();
    if (!draft.open || !tellingProblem().isEmpty() || !at) return;
    const QString step = draft.outcome == NotReached ? u"tried"_s
                         : draft.outcome == Acted    ? u"action_confirmed"_s
                                                     : draft.step;
    const Telling telling{step,      draft.whom.trimmed(), *at,
                          draft.way, draft.note.trimmed(), draft.reference.trimmed()};
    // Of an alert in line it stays in the form, and in the draft, until the record has it.
    if (!m_sheet.inLine) m_sheet.telling = {};
    write(telling);
    Q_EMIT tellingChanged();
}

void SafeguardingModel::rang999() {
    write({u"called_999"_s, officeTitle(u"called_999"_s), m_clock.utc(), Phone, {}, {}});
}

void SafeguardingModel::write(const Telling& telling) {
    if (m_sheet.answers.raised == UtcTime{}) m_sheet.answers.raised = m_clock.utc();
    if (m_sheet.inLine) {
        for (const Telling& other : m_onTheWay)
            if (other.step == telling.step && other.whom == telling.whom) return;
        m_onTheWay.append(telling);
        AlertSheet rest = m_sheet;
        if (isInForm(telling)) rest.telling = {};
        Q_EMIT tellingChanged();
        Q_EMIT tellRequested(rest, telling);
        return;
    }
    m_sheet.waiting.append(telling);
    save();
}

void SafeguardingModel::amendTelling(int row) {
    const auto all = everyTelling();
    if (row < 0 || row >= all.size() || m_sheet.telling.open) return;
    const auto waits = m_sheet.waiting.indexOf(all[row]);
    if (waits < 0) return;
    m_sheet.waiting.removeAt(waits);
    writeAnew(all[row]);
}

bool SafeguardingModel::isInForm(const Telling& telling) const {
    const TellingDraft& draft = m_sheet.telling;
    return draft.open && draft.whom.trimmed() == telling.whom &&
           draft.note.trimmed() == telling.note && draft.reference.trimmed() == telling.reference;
}

/// Back into the form, as it was written there.
void SafeguardingModel::writeAnew(const Telling& telling) {
    goTo(Told);
    TellingDraft draft;
    draft.open = true;
    draft.outcome = telling.step == u"tried"              ? NotReached
                    : telling.step == u"action_confirmed" ? Acted
                                                          : WasTold;
    for (const NumberRow& office : m_offices.rows())
        if (office.title == telling.whom) draft.step = office.step;
    if (draft.outcome == WasTold) draft.step = telling.step;
    draft.whom = telling.whom;
    draft.time = hourMinute(telling.at);
    draft.at = telling.at;
    draft.way = telling.way;
    draft.note = telling.note;
    draft.reference = telling.reference;
    m_sheet.telling = draft;
    save();
    Q_EMIT tellingChanged();
    Q_EMIT sheetChanged();
}

void SafeguardingModel::put() {
    if (!mayPut()) return;
    if (redirected() && wording::characters(routeReason().trimmed()) > m_book.limits.routeReason)
        return goTo(Council);
    // One telling that no record takes would hold the whole alert back.
    const auto all = everyTelling();
    for (qsizetype row = 0; row < all.size(); ++row)
        if (m_sheet.waiting.contains(all[row]) &&
            !tooLongIn(all[row].whom, all[row].reference, all[row].note).isEmpty())
            return amendTelling(static_cast<int>(row));
    m_putting = true;
    Q_EMIT shown();
    Q_EMIT putRequested(m_sheet);
}

}  // namespace candour
