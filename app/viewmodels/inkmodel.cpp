#include "app/viewmodels/inkmodel.h"

#include "app/viewmodels/wording.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace candour {
namespace {

constexpr auto sendWait = 250ms;
constexpr qreal reach = 12;                 // of the rubber, in pixels
constexpr qsizetype longestStroke = 5'000;  // points; the pen then goes on in another

/// How far a place is from the line between two points.
qreal distance(QPointF at, const InkPoint& a, const InkPoint& b) {
    const QPointF from(a.x, a.y);
    const QPointF along = QPointF(b.x, b.y) - from;
    const qreal length = QPointF::dotProduct(along, along);
    const qreal share =
        length > 0 ? std::clamp(QPointF::dotProduct(at - from, along) / length, 0.0, 1.0) : 0;
    const QPointF apart = at - (from + along * share);
    return std::hypot(apart.x(), apart.y());
}

bool meets(const InkStroke& stroke, QPointF at) {
    for (qsizetype i = 0; i < stroke.size(); ++i)
        if (distance(at, stroke[std::max<qsizetype>(i - 1, 0)], stroke[i]) <= reach) return true;
    return false;
}

int seenIn(const InkSheet& sheet, const QList<int>& rubbed) {
    return static_cast<int>(sheet.strokes.size() - rubbed.size());
}

}  // namespace

QByteArray sealedInk(const InkDraft& draft) {
    auto sheet = ink::sheetFrom(draft.file);
    if (!sheet) return draft.file;
    QList<int> rubbed = draft.rubbed;
    std::sort(rubbed.begin(), rubbed.end(), std::greater());
    for (const int one : rubbed)
        if (one >= 0 && one < sheet->strokes.size()) sheet->strokes.removeAt(one);
    return ink::fileOf(*sheet);
}

QString inkWords(const InkDraft& draft, std::chrono::minutes zoneOffset) {
    const auto sheet = ink::sheetFrom(draft.file);
    return ink::words(draft.about, sheet ? seenIn(*sheet, draft.rubbed) : 0,
                      wording::hourMinute(wording::local(draft.begun, zoneOffset)));
}

InkModel::InkModel(const Clock& clock, std::unique_ptr<Delay> delay, QObject* parent)
    : QObject(parent), m_clock(clock), m_delay(std::move(delay)) {}

void InkModel::show(const QString& session, const QString& speaker,
                    const std::optional<InkDraft>& draft) {
    m_session = session;
    m_speaker = speaker;
    openNew();
    if (draft) {
        m_id = draft->id;
        m_begun = draft->begun;
        m_drawnFor = draft->speaker;
        m_about = draft->about;
        m_rubbed = draft->rubbed;
        m_steps = draft->steps;
        m_sheet = ink::sheetFrom(draft->file).value_or(InkSheet());
        for (const InkStroke& stroke : m_sheet.strokes) {
            m_traces.append(ink::traceOf(stroke));
            m_bytes += m_traces.last().size();
        }
        turn(true);
    }
    Q_EMIT changed();
    Q_EMIT aboutChanged();
}

void InkModel::showSaved(qint64 revision, UtcTime at) {
    if (revision != m_revision) return;
    m_onDisk = true;
    m_saved =
        tr("Saved %1").arg(wording::hourMinuteSecond(wording::local(at, m_clock.zoneOffset())));
    Q_EMIT savedChanged();
}

void InkModel::showNotSaved() {
    m_onDisk = false;
    m_saved = tr("Not on the disk yet. It is held here, and tried again.");
    Q_EMIT savedChanged();
}

void InkModel::showKept(const QString& session, qint64 serial) {
    m_unkept.removeIf(
        [&](const InkDraft& one) { return one.session == session && one.serial == serial; });
}

void InkModel::showNotKept() {
    m_saved = tr("Not sealed yet. It is held here, and tried again.");
    Q_EMIT savedChanged();
}

void InkModel::tick() {
    if (!m_onDisk) Q_EMIT draftChanged(draft());
    for (const InkDraft& one : QList<InkDraft>(m_unkept)) Q_EMIT sheetFinished(one);
}

void InkModel::forget() {
    m_session.clear();
    m_speaker.clear();
    m_onDisk = true;
    openNew();
    turn(false);
}

void InkModel::setSpeaker(const QString& speaker) {
    if (speaker != m_drawnFor) keep();
    m_speaker = speaker;
}

void InkModel::turn(bool open) {
    if (open == m_open || (open && m_session.isEmpty())) return;
    if (!open) keep();
    m_open = open;
    setRubbing(false);
    Q_EMIT openChanged();
}

void InkModel::begin(qreal x, qreal y, qreal pressure, qreal width, qreal height) {
    if (!m_open || m_down) return;
    if (m_bytes > ink::fullAt) keep();
    m_down = true;
    if (m_rubbing) return rub({x, y});
    beginSheet();
    if (m_sheet.strokes.isEmpty()) m_sheet.size = {width, height};
    m_sheet.strokes.append(InkStroke());
    m_steps.append(static_cast<int>(m_sheet.strokes.size()) - 1);
    add(x, y, pressure);
    Q_EMIT changed();
    touch();
}

void InkModel::extend(qreal x, qreal y, qreal pressure) {
    if (!m_down) return;
    if (m_rubbing) return rub({x, y});
    add(x, y, pressure);
    touch();
    if (m_sheet.strokes.last().size() < longestStroke) return;
    const QSizeF size = m_sheet.size;
    end();
    begin(x, y, pressure, size.width(), size.height());
}

void InkModel::add(qreal x, qreal y, qreal pressure) {
    const auto ms = static_cast<int>((m_clock.utc() - m_begun).count());
    InkStroke& stroke = m_sheet.strokes.last();
    const QPointF last =
        stroke.isEmpty() ? QPointF(-1, -1) : QPointF(stroke.last().x, stroke.last().y);
    // A pen that rests says the same place again and again.
    if (last == QPointF(static_cast<float>(x), static_cast<float>(y))) return;
    stroke.append({static_cast<float>(x), static_cast<float>(y), static_cast<float>(pressure), ms});
    Q_EMIT drawn(stroke.size() - 1);
}

void InkModel::end() {
    if (!std::exchange(m_down, false)) return;
    // What was rubbed out is on its way to the disk when the rubber lifts, as a stroke is.
    if (m_rubbing) return send();
    m_traces.append(ink::traceOf(m_sheet.strokes.last()));
    m_bytes += m_traces.last().size();
    send();
}

/// A stroke goes as a whole, and Undo brings it back.
void InkModel::rub(QPointF at) {
    for (qsizetype i = 0; i < m_sheet.strokes.size(); ++i) {
        if (isRubbed(i) || !meets(m_sheet.strokes[i], at)) continue;
        m_rubbed.append(static_cast<int>(i));
        m_steps.append(-1 - static_cast<int>(i));
        Q_EMIT changed();
        touch();
    }
}

void InkModel::undo() {
    if (m_steps.isEmpty() || m_down) return;
    const int step = m_steps.takeLast();
    if (step < 0) {
        m_rubbed.removeAll(-1 - step);
    } else {
        // Whatever was drawn later has been taken back before.
        m_sheet.strokes.removeLast();
        m_bytes -= m_traces.takeLast().size();
    }
    Q_EMIT changed();
    touch();
    send();
}

void InkModel::keep() {
    end();
    if (strokes() == 0 && m_about.trimmed().isEmpty()) {
        if (m_begun != UtcTime()) Q_EMIT sheetDropped(draft());
        return openNew();
    }
    send();
    m_unkept.append(draft());
    Q_EMIT sheetFinished(m_unkept.last());
    openNew();
}

void InkModel::leave() {
    turn(false);
    keep();
}

void InkModel::setRubbing(bool rubbing) {
    if (rubbing == m_rubbing) return;
    end();
    m_rubbing = rubbing;
    Q_EMIT rubbingChanged();
}

void InkModel::setAbout(const QString& about) {
    const QString shown = about.left(longestAbout());
    if (shown == m_about || m_session.isEmpty()) return;
    m_about = shown;
    beginSheet();
    Q_EMIT aboutChanged();
    touch();
}

int InkModel::strokes() const {
    return seenIn(m_sheet, m_rubbed);
}

QString InkModel::words() const {
    if (strokes() == 0) return tr("Empty sheet");
    return ink::words(m_about, strokes(),
                      wording::hourMinute(wording::local(m_begun, m_clock.zoneOffset())));
}

InkDraft InkModel::draft() {
    QList<QByteArray> traces = m_traces;
    // The stroke that the pen is drawing is in it as far as it has come.
    if (traces.size() < m_sheet.strokes.size()) traces.append(ink::traceOf(m_sheet.strokes.last()));
    return {m_id,     m_session,  m_serial, m_revision,
            m_begun,  m_drawnFor, m_about,  ink::fileOf(m_sheet.size, traces),
            m_rubbed, m_steps};
}

void InkModel::touch() {
    m_unsent = true;
    if (m_delay->waiting()) return;
    m_delay->start(sendWait, [this] { send(); });
}

void InkModel::send() {
    m_delay->stop();
    if (!std::exchange(m_unsent, false)) return;
    ++m_revision;
    Q_EMIT draftChanged(draft());
}

void InkModel::beginSheet() {
    if (m_begun != UtcTime()) return;
    m_begun = m_clock.utc();
    m_drawnFor = m_speaker;
}

void InkModel::openNew() {
    m_delay->stop();
    m_about.clear();
    m_sheet = {};
    m_traces.clear();
    m_rubbed.clear();
    m_steps.clear();
    m_bytes = 0;
    m_begun = {};
    m_id.clear();
    m_down = m_unsent = false;
    m_onDisk = true;
    ++m_serial;
    m_saved.clear();
    Q_EMIT changed();
    Q_EMIT savedChanged();
    Q_EMIT aboutChanged();
}

}  // namespace candour
