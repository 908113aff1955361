// Setting up this tablet: a code of sixteen signs, the address of the central store, a passphrase
// chosen twice; then one request and the first fetch. The code is Crockford's base 32: O counts as
// 0, I and L as 1, and case does not matter.
#pragma once

#include "platform/secretbytes.h"

#include <QImage>
#include <QObject>
#include <QUrl>
#include <QVariant>
#include <QtQml/qqmlregistration.h>

namespace candour {

class EnrolModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("There is one set-up.")
    Q_PROPERTY(Step step READ step NOTIFY stepChanged)
    /// What is typed of the code, canonical, without dashes.
    Q_PROPERTY(QString code READ code NOTIFY codeChanged)
    /// "One more group to go"
    Q_PROPERTY(QString codeLeft READ codeLeft NOTIFY codeChanged)
    Q_PROPERTY(QString address READ address WRITE setAddress NOTIFY addressChanged)
    Q_PROPERTY(bool mayContinue READ mayContinue NOTIFY mayContinueChanged)
    Q_PROPERTY(QString codeProblem READ codeProblem NOTIFY problemChanged)
    Q_PROPERTY(QString passphraseProblem READ passphraseProblem NOTIFY problemChanged)
    /// "13 of 15 characters"
    Q_PROPERTY(QString passphraseLength READ passphraseLength NOTIFY mayContinueChanged)
    /// A picture is looked through for the code.
    Q_PROPERTY(bool reading READ reading NOTIFY scannedChanged)
    /// What it takes to use the camera is installed; whether there is one shows when it is used.
    Q_PROPERTY(bool cameraOffered READ cameraOffered CONSTANT)
    /// The camera is on, and what it sees is looked through for the code.
    Q_PROPERTY(bool watching READ watching NOTIFY watchingChanged)
    /// It sees a code that invites nobody to Candour.
    Q_PROPERTY(bool seesOther READ seesOther NOTIFY watchingChanged)
    /// "Read from IMG_2041.png. …", while code and address are as they were read; or empty.
    Q_PROPERTY(QString scanned READ scanned NOTIFY scannedChanged)
    /// What the last step is doing, and how far it is: 0 to 1.
    Q_PROPERTY(QString progress READ progress NOTIFY progressChanged)
    Q_PROPERTY(qreal fraction READ fraction NOTIFY progressChanged)

  public:
    enum Step { Code, Keys, Passphrase, Fetch };
    Q_ENUM(Step)

    static constexpr int codeLength = 16;
    static constexpr int groupLength = 4;

    explicit EnrolModel(QObject* parent = nullptr);

    // Values in
    /// Before the first page.
    void offerCamera() { m_cameraOffered = true; }
    /// Starts over.
    void show(const QString& address);
    void showProgress(const QString& words, qreal fraction);
    /// It failed before anything was kept: back to the code or the passphrase, with a sentence of
    /// Error::sentence().
    void showProblem(Step step, const QString& sentence);

    /// What was found in the picture: the whole of it, and its parts for the page.
    void showScanned(const QString& link, const QString& code, const QString& address);
    void showNotScanned(const QString& sentence);
    /// The same for what the camera saw. Heard only while it is on.
    void showSeen(const QString& link, const QString& code, const QString& address);
    void showNotSeen(bool other);

    // What the page does
    /// Looks for the code in a picture. Nothing of the picture is kept.
    Q_INVOKABLE void readPicture(const QUrl& file);
    /// Until a code was read, or something else is done here.
    Q_INVOKABLE void watch();
    Q_INVOKABLE void stopWatching();
    /// Looks for the code in what the camera sees, a QImage; passed over while another is looked
    /// at.
    Q_INVOKABLE void lookAt(const QVariant& frame);
    /// What the field holds now: typed, deleted or pasted, with dashes and spaces or without.
    Q_INVOKABLE void typeCode(const QString& text);
    /// The two passphrase fields, on every key; nothing of them is kept here but their lengths.
    Q_INVOKABLE void weigh(const QString& first, const QString& second);
    Q_INVOKABLE void proceed(const QString& first, const QString& second);
    Q_INVOKABLE void back();
    void setAddress(const QString& address);

    [[nodiscard]] Step step() const { return m_step; }
    [[nodiscard]] QString code() const { return m_code; }
    [[nodiscard]] QString codeLeft() const;
    [[nodiscard]] QString address() const { return m_address; }
    [[nodiscard]] bool reading() const { return m_reading; }
    [[nodiscard]] bool cameraOffered() const { return m_cameraOffered; }
    [[nodiscard]] bool watching() const { return m_watching; }
    [[nodiscard]] bool seesOther() const { return m_seesOther; }
    [[nodiscard]] QString scanned() const;
    /// What was read from a picture or by the camera, fingerprint of the store's authority
    /// included; empty once code or address were changed by hand.
    [[nodiscard]] QString link() const { return m_link; }
    [[nodiscard]] bool mayContinue() const;
    [[nodiscard]] QString codeProblem() const { return m_codeProblem; }
    [[nodiscard]] QString passphraseProblem() const { return m_passphraseProblem; }
    [[nodiscard]] QString passphraseLength() const;
    [[nodiscard]] QString progress() const { return m_progress; }
    [[nodiscard]] qreal fraction() const { return m_fraction; }

  Q_SIGNALS:
    void stepChanged();
    void codeChanged();
    void addressChanged();
    void mayContinueChanged();
    void problemChanged();
    void progressChanged();
    void scannedChanged();
    void watchingChanged();

    /// Intent: look for a code in this picture. Answer showScanned or showNotScanned.
    void pictureChosen(const QUrl& file);
    /// Intent: the same in what the camera sees. Answer showSeen or showNotSeen.
    void frameSeen(const QImage& frame);
    /// Intent: enrol. `code` is canonical. The bytes are wiped when the call returns: clone them.
    /// Answer showProgress and showProblem, or change the page.
    void enrolRequested(const QString& code, const QString& address,
                        const candour::SecretBytes& passphrase);

  private:
    void goTo(Step step);
    void setProblems(const QString& code, const QString& passphrase);
    void forgetLink();

    Step m_step = Code;
    QString m_code;
    QString m_address;
    QString m_link;
    QString m_picture;  // the name of the file; empty for the camera
    bool m_reading = false;
    bool m_cameraOffered = false;
    bool m_watching = false;
    bool m_seesOther = false;
    bool m_looking = false;  // at a frame
    qsizetype m_length = 0;
    bool m_repeated = false;
    QString m_codeProblem;
    QString m_passphraseProblem;
    QString m_progress;
    qreal m_fraction = 0;
};

}  // namespace candour
