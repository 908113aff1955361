#include "app/viewmodels/comparingmodel.h"

#include <algorithm>

namespace candour {

QList<Option> Option::chosenOf(QList<Option> options, const QString& key) {
    for (Option& option : options) option.chosen = option.key == key;
    return options;
}

ComparingModel::ComparingModel(QObject* parent) : QObject(parent) {
    connect(&m_noting, &Jotting::shown, this, &ComparingModel::pieceChanged);
}

// Values in
// ---------------------------------------------------------------------------------------

void ComparingModel::showRelations(const QList<Option>& relations) {
    m_words = relations;
    refresh();
}

void ComparingModel::showPiece(const ComparedPiece& piece, const QList<LinkRow>& links) {
    if (piece.key != m_piece.key) {
        giveNote();
        m_focus.clear();
    }
    m_piece = piece;
    m_links.show(links);
    if (active()) {
        // What is in hand is never compared with itself.
        m_other = piece.key == m_inHand.key ? ComparedPiece() : piece;
        m_refusal.clear();
    }
    refresh();
}

void ComparingModel::showCandidates(const QString& piece, const QList<ComparedPiece>& candidates) {
    if (piece != m_inHand.key) return;
    m_candidates.show(candidates);
    Q_EMIT changed();
}

void ComparingModel::showRefusal(const QString& sentence) {
    m_asked = false;
    m_refusal = sentence;
    Q_EMIT changed();
}

void ComparingModel::showCompared() {
    const QString compared = m_inHand.key;
    stop();
    if (compared != m_piece.key) Q_EMIT pieceRequested(compared);
}

void ComparingModel::forget() {
    m_piece = {};
    m_links.show({});
    m_focus.clear();
    m_noting.open({});
    stop();
    Q_EMIT pieceChanged();
}

// What the page does
// ------------------------------------------------------------------------------

void ComparingModel::begin() {
    if (!possible() || active()) return;
    giveNote();
    m_focus.clear();
    m_inHand = m_piece;
    refresh();
    Q_EMIT candidatesRequested(m_inHand.key);
}

void ComparingModel::stop() {
    m_inHand = {};
    m_other = {};
    m_asked = false;
    m_refusal.clear();
    m_candidates.show({});
    refresh();
}

void ComparingModel::choose(int candidate) {
    if (!m_candidates.holds(candidate)) return;
    m_other = m_candidates.rows()[candidate];
    m_refusal.clear();
    Q_EMIT changed();
}

void ComparingModel::relate(const QString& relation) {
    if (!active() || !hasOther() || m_asked) return;
    m_asked = true;
    m_refusal.clear();
    Q_EMIT changed();
    Q_EMIT compareRequested(m_inHand.key, m_other.key, relation);
}

void ComparingModel::focusOn(int link) {
    if (!m_links.holds(link)) return;
    giveNote();
    const QString& key = m_links.rows()[link].key;
    m_focus = key == m_focus ? QString() : key;
    refresh();
}

void ComparingModel::changeRelation(const QString& relation) {
    const LinkRow* const about = focused();
    if (about != nullptr && about->relation != relation)
        Q_EMIT linkEdited(m_piece.key, about->key, QStringLiteral("relation"), relation);
}

void ComparingModel::giveNote() {
    const LinkRow* const about = focused();
    if (about == nullptr || !m_noting.touched() || m_noting.about() != about->key) return;
    const QString typed = m_noting.text().trimmed();
    if (typed != about->note)
        Q_EMIT linkEdited(m_piece.key, about->key, QStringLiteral("note"), typed);
}

void ComparingModel::takeAway() {
    if (const LinkRow* const about = focused()) Q_EMIT linkTakenAway(m_piece.key, about->key);
}

void ComparingModel::openOther(int link) {
    if (m_links.holds(link) && !m_links.rows()[link].other.isEmpty())
        Q_EMIT pieceRequested(m_links.rows()[link].other);
}

// What it shows
// -----------------------------------------------------------------------------------

const LinkRow* ComparingModel::focused() const {
    const auto& rows = m_links.rows();
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [this](const LinkRow& row) { return row.key == m_focus; });
    return m_focus.isEmpty() || found == rows.end() ? nullptr : &*found;
}

int ComparingModel::link() const {
    const LinkRow* const about = focused();
    return about == nullptr ? -1 : static_cast<int>(about - m_links.rows().constData());
}

QString ComparingModel::note() const {
    const LinkRow* const about = focused();
    if (about == nullptr) return {};
    return m_noting.touched() ? m_noting.text() : about->note;
}

void ComparingModel::refresh() {
    const LinkRow* const about = focused();
    m_noting.open(about == nullptr ? QString() : about->key);
    m_relations.show(Option::chosenOf(m_words, about == nullptr ? QString() : about->relation));
    Q_EMIT pieceChanged();
    Q_EMIT changed();
}

}  // namespace candour
