#include "app/viewmodels/enrolmodel.h"

#include "app/viewmodels/wording.h"
#include "platform/limits.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace candour {

namespace {

constexpr auto least = static_cast<qsizetype>(limits::passphraseLeast);

/// The sign that is meant, or a null one for anything that stands between signs.
QChar sign(QChar typed) {
    const QChar upper = typed.toUpper();
    if (upper == u'O') return u'0';
    if (upper == u'I' || upper == u'L') return u'1';
    return u"0123456789ABCDEFGHJKMNPQRSTVWXYZ"_s.contains(upper) ? upper : QChar();
}

/// People count characters, not UTF-16 units.
qsizetype characters(const QString& text) {
    return text.toUcs4().size();
}

}  // namespace

EnrolModel::EnrolModel(QObject* parent) : QObject(parent) {}

void EnrolModel::show(const QString& address) {
    m_reading = false;
    stopWatching();
    forgetLink();
    m_code.clear();
    m_length = 0;
    m_repeated = false;
    m_progress.clear();
    m_fraction = 0;
    setProblems({}, {});
    Q_EMIT codeChanged();
    setAddress(address);
    goTo(Code);
}

void EnrolModel::showProgress(const QString& words, qreal fraction) {
    m_progress = words;
    m_fraction = fraction;
    Q_EMIT progressChanged();
}

void EnrolModel::showProblem(Step step, const QString& sentence) {
    goTo(step == Passphrase ? Passphrase : Code);
    setProblems(m_step == Code ? sentence : QString(), m_step == Passphrase ? sentence : QString());
}

void EnrolModel::readPicture(const QUrl& file) {
    if (m_reading || m_step != Code) return;
    stopWatching();
    m_reading = true;
    m_picture = file.fileName();
    forgetLink();
    setProblems({}, {});
    Q_EMIT pictureChosen(file);
}

void EnrolModel::showScanned(const QString& link, const QString& code, const QString& address) {
    m_reading = false;
    typeCode(code);
    setAddress(address);
    m_link = link;
    Q_EMIT scannedChanged();
}

void EnrolModel::showNotScanned(const QString& sentence) {
    m_reading = false;
    setProblems(sentence, {});
    Q_EMIT scannedChanged();
}

void EnrolModel::watch() {
    if (m_watching || m_reading || m_step != Code) return;
    m_watching = true;
    m_seesOther = false;
    setProblems({}, {});
    Q_EMIT watchingChanged();
}

void EnrolModel::stopWatching() {
    if (!m_watching) return;
    m_watching = false;
    m_seesOther = false;
    Q_EMIT watchingChanged();
}

void EnrolModel::lookAt(const QVariant& frame) {
    if (!m_watching || m_looking) return;
    m_looking = true;
    Q_EMIT frameSeen(frame.value<QImage>());
}

void EnrolModel::showSeen(const QString& link, const QString& code, const QString& address) {
    m_looking = false;
    if (!m_watching) return;
    stopWatching();
    m_picture.clear();
    showScanned(link, code, address);
}

void EnrolModel::showNotSeen(bool other) {
    m_looking = false;
    if (!m_watching || m_seesOther == other) return;
    m_seesOther = other;
    Q_EMIT watchingChanged();
}

void EnrolModel::forgetLink() {
    m_link.clear();
    Q_EMIT scannedChanged();
}

QString EnrolModel::scanned() const {
    if (m_link.isEmpty()) return {};
    if (m_picture.isEmpty())
        return tr(
            "Read by the camera, with the seal by which the store is known. The camera is off "
            "and no picture is kept.");
    return tr("Read from %1, with the seal by which the store is known. The picture is not kept; "
              "delete it where it is.")
        .arg(m_picture);
}

void EnrolModel::typeCode(const QString& text) {
    QString code;
    for (const QChar typed : text)
        if (const QChar meant = sign(typed); !meant.isNull()) code += meant;
    code.truncate(codeLength);
    if (code != m_code) {
        setProblems({}, {});
        forgetLink();
    }
    m_code = code;
    // Always: the field may hold more than the code took.
    Q_EMIT codeChanged();
    Q_EMIT mayContinueChanged();
}

void EnrolModel::weigh(const QString& first, const QString& second) {
    m_length = characters(first);
    m_repeated = first == second;
    if (!m_passphraseProblem.isEmpty()) setProblems({}, {});
    Q_EMIT mayContinueChanged();
}

void EnrolModel::proceed(const QString& first, const QString& second) {
    if (m_step == Code) {
        const QUrl url(m_address, QUrl::StrictMode);
        if (m_code.size() < codeLength)
            setProblems(tr("The code has sixteen letters and numbers. %1.").arg(codeLeft()), {});
        else if (url.scheme() != u"https"_s || url.host().isEmpty())
            setProblems(tr("The address begins with https:// and is beside your code."), {});
        else
            goTo(Passphrase);
        return;
    }
    if (m_step != Passphrase) return;
    weigh(first, second);
    if (m_length < least) {
        setProblems({}, tr("Use 15 characters or more. Four words is good."));
        return;
    }
    if (!m_repeated) {
        setProblems({}, tr("The two are not the same. Type the second one again."));
        return;
    }
    goTo(Fetch);
    QByteArray bytes = first.toUtf8();
    const auto secret = SecretBytes::copyOf(
        std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    bytes.fill('\0');
    Q_EMIT enrolRequested(m_code, m_address, secret);
}

void EnrolModel::back() {
    if (m_step == Passphrase) goTo(Code);
}

void EnrolModel::setAddress(const QString& address) {
    if (address == m_address) return;
    m_address = address;
    forgetLink();
    if (!m_codeProblem.isEmpty()) setProblems({}, {});
    Q_EMIT addressChanged();
    Q_EMIT mayContinueChanged();
}

QString EnrolModel::codeLeft() const {
    const qsizetype groups = (codeLength - m_code.size() + groupLength - 1) / groupLength;
    switch (groups) {
        case 0:
            return tr("The code is complete");
        case 1:
            return tr("One more group to go");
        default:
            return tr("%1 groups to go").arg(groups);
    }
}

bool EnrolModel::mayContinue() const {
    if (m_step == Code) return m_code.size() == codeLength && !m_address.isEmpty();
    return m_step == Passphrase && m_length >= least && m_repeated;
}

QString EnrolModel::passphraseLength() const {
    if (m_length < least) return tr("%1 of %2 characters").arg(m_length).arg(least);
    return m_repeated ? tr("Both are the same") : tr("Long enough. Now type it again.");
}

void EnrolModel::goTo(Step step) {
    stopWatching();
    m_step = step;
    Q_EMIT stepChanged();
    Q_EMIT mayContinueChanged();
}

void EnrolModel::setProblems(const QString& code, const QString& passphrase) {
    m_codeProblem = code;
    m_passphraseProblem = passphrase;
    Q_EMIT problemChanged();
}

}  // namespace candour
