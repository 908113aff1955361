#include "app/viewmodels/handovermodel.h"

#include "app/viewmodels/wording.h"

using namespace Qt::StringLiterals;

namespace candour {

HandOverModel::HandOverModel(QObject* parent) : QObject(parent) {}

void HandOverModel::show(const HandOverReview& review) {
    m_review = review;
    m_points.show(review.points);
    m_counts.show(review.counts);
    turn(Review);
}

void HandOverModel::show(const HandOverProgress& progress) {
    m_progress = progress;
    if (!progress.running) m_pausing = false;
    m_sending.show(progress.steps);
    turn(Sending);
}

void HandOverModel::show(const HandOverReceipt& receipt) {
    m_receipt = receipt;
    m_progress.running = m_pausing = false;
    m_facts.show(receipt.facts);
    m_reasons.show(receipt.reasons);
    m_notes.show(receipt.notes);
    turn(Receipt);
}

void HandOverModel::showWish(const HandOverWish& wish) {
    m_wish = wish;
    Q_EMIT shown();
}

void HandOverModel::showMetered(bool metered) {
    m_metered = metered;
    Q_EMIT shown();
}

void HandOverModel::showEverything(const QList<EntryRow>& records) {
    m_everything.show(records);
    m_listing = true;
    Q_EMIT shown();
}

void HandOverModel::closeAll() {
    m_everything.show({});
    m_listing = false;
    Q_EMIT shown();
}

void HandOverModel::forget() {
    closeAll();
    show(HandOverReceipt{});
    show(HandOverProgress{});
    show(HandOverReview{});
}

void HandOverModel::start() {
    Q_EMIT startRequested();
}
void HandOverModel::pause() {
    if (!m_progress.running) return;
    if (std::exchange(m_pausing, true)) return Q_EMIT stopRequested();
    Q_EMIT shown();
    Q_EMIT pauseRequested();
}
void HandOverModel::chooseTime(int index) {
    showWish(m_wish.withTime(index));
}
void HandOverModel::chooseOverMetered(bool everything) {
    m_wish.overMetered = everything;
    Q_EMIT shown();
}
void HandOverModel::act(const QString& key, const QString& place) {
    Q_EMIT pointChosen(key, place);
}
void HandOverModel::saveReceipt() {
    Q_EMIT saveReceiptRequested();
}
void HandOverModel::copyOut() {
    Q_EMIT copyOutRequested();
}

QString HandOverModel::acceptedText() const {
    return tr("%1 of %2 accepted").arg(m_progress.accepted).arg(m_progress.records);
}

QString HandOverModel::bytesText() const {
    const QString sent = tr("%1 sent").arg(wording::bytes(m_progress.bytesSent));
    const QString received = tr("%1 received").arg(wording::bytes(m_progress.bytesReceived));
    return wording::together({m_progress.bytesSent > 0 ? sent : QString(),
                              m_progress.bytesReceived > 0 ? received : QString()});
}

qreal HandOverModel::fraction() const {
    const int all = m_progress.records + m_progress.files;
    return all > 0 ? qreal(m_progress.accepted + m_progress.filesAccepted) / all : 0;
}

QString HandOverModel::heading() const {
    if (m_receipt.held == 0)
        return m_receipt.left.isEmpty() ? tr("Everything is handed over")
                                        : tr("Everything written is handed over");
    return tr("%1 of %2 handed over").arg(m_receipt.accepted).arg(m_receipt.captured);
}

void HandOverModel::turn(Step step) {
    m_step = step;
    closeAll();
}

}  // namespace candour
