#include "app/viewmodels/settingsmodel.h"

#include "app/viewmodels/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace candour {
namespace {

SecretBytes secretFrom(const QString& typed) {
    QByteArray bytes = typed.toUtf8();
    SecretBytes secret = SecretBytes::copyOf(
        std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    bytes.fill('\0');
    return secret;
}

}  // namespace

QString ProofRow::spoken() const {
    return wording::spoken({title, value, detail});
}

SettingsModel::SettingsModel(QObject* parent) : QObject(parent) {}

void SettingsModel::showLook(const Look& look, bool systemDark) {
    m_look = look;
    m_look.textScale = std::clamp(m_look.textScale, 1.0, 2.0);
    m_systemDark = systemDark;
    Q_EMIT shown();
}

void SettingsModel::showHandOverWish(const HandOverWish& wish) {
    m_wish = wish;
    Q_EMIT shown();
}

void SettingsModel::showTablet(const TabletFacts& facts) {
    m_tablet = facts;
    m_facts.show({{tr("Whose it is"), facts.standing, facts.initials, true},
                  {tr("Central store"), facts.store, {}, true},
                  {tr("This tablet"), tr("How the store knows it"), facts.tablet, true},
                  {tr("Lock"), facts.lock, {}, true},
                  {tr("Candour"), tr("Version"), facts.version, true}});
    Q_EMIT shown();
}

void SettingsModel::showChecking(double share) {
    m_checking = true;
    m_share = share;
    m_checked = false;
    m_savedAs.clear();
    Q_EMIT shown();
}

void SettingsModel::showProof(const Proof& proof) {
    m_checking = false;
    m_checked = true;
    m_proof = proof;
    m_rows.show(proof.rows);
    Q_EMIT shown();
}

void SettingsModel::showSavedAs(const QString& path) {
    m_savedAs = path;
    Q_EMIT shown();
}

void SettingsModel::showPassphraseChanged() {
    m_changing = false;
    m_passphraseProblem.clear();
    m_passphraseDone = tr("The passphrase is changed. The old one no longer opens this tablet.");
    Q_EMIT shown();
}

void SettingsModel::showPassphraseProblem(const QString& sentence, bool inNew) {
    m_problemInNew = inNew;
    m_changing = false;
    m_passphraseDone.clear();
    m_passphraseProblem = sentence;
    Q_EMIT shown();
}

void SettingsModel::forget() {
    m_checking = m_checked = m_changing = false;
    m_proof = {};
    m_rows.show({});
    m_savedAs.clear();
    m_passphraseProblem.clear();
    m_passphraseDone.clear();
    m_tablet = {};
    m_facts.show({});
    Q_EMIT shown();
}

void SettingsModel::setPart(int part) {
    if (part == m_part) return;
    m_part = part;
    m_passphraseProblem.clear();
    m_passphraseDone.clear();
    Q_EMIT partChanged();
    Q_EMIT shown();
}

void SettingsModel::chooseScale(qreal scale) {
    m_look.textScale = std::clamp(scale, 1.0, 2.0);
    Q_EMIT shown();
    Q_EMIT lookChosen(m_look);
}

void SettingsModel::chooseScheme(int scheme) {
    m_look.scheme = static_cast<Look::Scheme>(scheme);
    Q_EMIT shown();
    Q_EMIT lookChosen(m_look);
}

void SettingsModel::chooseTime(int index) {
    showHandOverWish(m_wish.withTime(index));
    Q_EMIT handOverWishChosen(m_wish);
}

void SettingsModel::chooseOverMetered(bool everything) {
    m_wish.overMetered = everything;
    Q_EMIT shown();
    Q_EMIT handOverWishChosen(m_wish);
}

void SettingsModel::verify() {
    if (!m_checking) Q_EMIT verifyRequested();
}

void SettingsModel::stopChecking() {
    if (!m_checking) return;
    m_checking = false;
    Q_EMIT shown();
    Q_EMIT stopRequested();
}

void SettingsModel::saveProof() {
    if (m_checked) Q_EMIT saveRequested();
}

void SettingsModel::changePassphrase(const QString& now, const QString& next,
                                     const QString& again) {
    if (m_changing) return;
    if (now.isEmpty()) return showPassphraseProblem(tr("Type your passphrase now first."), false);
    if (next != again)
        return showPassphraseProblem(tr("The two new ones are not the same. Type them again."),
                                     true);
    const SecretBytes before = secretFrom(now);
    const SecretBytes after = secretFrom(next);
    m_changing = true;
    m_passphraseProblem.clear();
    m_passphraseDone.clear();
    Q_EMIT shown();
    Q_EMIT passphraseRequested(before, after);
}

QStringList SettingsModel::parts() const {
    return {tr("Text size"),           tr("Display"),        tr("Handing over"),
            tr("Lock and passphrase"), tr("Evidence proof"), tr("This tablet")};
}

QStringList SettingsModel::details() const {
    const QStringList schemes{tr("As the system"), tr("Light"), tr("Dark")};
    return {tr("%1%").arg(qRound(m_look.textScale * 100)),
            schemes.value(m_look.scheme),
            times().value(time()),
            tr("Change it here"),
            m_checking      ? tr("Checking")
            : !m_checked    ? tr("Not checked yet")
            : m_proof.sound ? tr("All in order")
                            : tr("Something is not in order"),
            m_tablet.initials};
}

}  // namespace candour
