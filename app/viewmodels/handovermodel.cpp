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
    m_sending.show(progress.steps);
    turn(Sending);
}

void HandOverModel::show(const HandOverReceipt& receipt) {
    m_receipt = receipt;
    m_facts.show(receipt.facts);
    m_reasons.show(receipt.reasons);
    m_notes.show(receipt.notes);
    turn(Receipt);
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
    Q_EMIT pauseRequested();
}
void HandOverModel::act(const QString& key) {
    Q_EMIT pointChosen(key);
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
    if (m_progress.bytes <= 0) return {};
    return tr("%1 of %2")
        .arg(wording::bytes(m_progress.bytesSent), wording::bytes(m_progress.bytes));
}

qreal HandOverModel::fraction() const {
    return m_progress.records > 0 ? qreal(m_progress.accepted) / m_progress.records : 0;
}

QString HandOverModel::heading() const {
    if (m_receipt.held == 0) return tr("Everything is handed over");
    return tr("%1 of %2 handed over").arg(m_receipt.accepted).arg(m_receipt.captured);
}

void HandOverModel::turn(Step step) {
    m_step = step;
    closeAll();
}

}  // namespace candour
