// The tablet's own page: how this person reads, whose tablet it is, its passphrase, and the proof
// that nothing was changed. What always holds: passphrases pass through as bytes that are wiped; a
// proof that is not whole is said as plainly as one that is.
#pragma once

#include "app/viewmodels/handoverwish.h"
#include "app/viewmodels/rows.h"
#include "platform/secretbytes.h"

#include <QtQml/qqmlregistration.h>

namespace candour {

/// How a person likes to read.
struct Look {
    enum Scheme { AsSystem, Light, Dark };
    Scheme scheme = AsSystem;
    qreal textScale = 1;
    bool operator==(const Look&) const = default;
};

/// One of the things that a proof is made of.
struct ProofRow {
    Q_GADGET
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString value MEMBER value)
    Q_PROPERTY(bool sound MEMBER sound)
    Q_PROPERTY(QString spoken READ spoken)
  public:
    [[nodiscard]] QString spoken() const;

    QString title;
    QString detail;
    QString value;
    bool sound = true;
    bool operator==(const ProofRow&) const = default;
};

struct Proof {
    bool sound = true;
    QString heading;  ///< "1,284 entries, all in order"
    QString detail;   ///< "Checked at 18:20:11. …", or what to do about a break
    QList<ProofRow> rows;
    QString fingerprint;
};

struct TabletFacts {
    QString initials;
    QString standing;  ///< "Enrolled with the central store at …"
    QString store;
    QString tablet;  ///< a short code of this vault
    QString version;
    QString lock;  ///< "Locks after 5 minutes, in an interview after 10"
};

class SettingsModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A tablet has one page of settings.")
    Q_PROPERTY(int part READ part WRITE setPart NOTIFY partChanged)
    Q_PROPERTY(QStringList parts READ parts NOTIFY shown)
    Q_PROPERTY(QStringList details READ details NOTIFY shown)
    Q_PROPERTY(int scheme READ scheme NOTIFY shown)
    Q_PROPERTY(qreal textScale READ textScale NOTIFY shown)
    // What a hand-over may take, unless somebody says otherwise on the evening page
    Q_PROPERTY(QList<QString> times READ times CONSTANT)
    Q_PROPERTY(int time READ time NOTIFY shown)
    Q_PROPERTY(bool overMetered READ overMetered NOTIFY shown)
    // Proof
    Q_PROPERTY(bool checking READ checking NOTIFY shown)
    /// How much of it was looked at, 0 to 1.
    Q_PROPERTY(double share READ share NOTIFY shown)
    Q_PROPERTY(bool checked READ checked NOTIFY shown)
    Q_PROPERTY(bool sound READ sound NOTIFY shown)
    Q_PROPERTY(QString heading READ heading NOTIFY shown)
    Q_PROPERTY(QString detail READ detail NOTIFY shown)
    Q_PROPERTY(QString fingerprint READ fingerprint NOTIFY shown)
    Q_PROPERTY(QAbstractItemModel* proof READ proof CONSTANT)
    Q_PROPERTY(QString savedAs READ savedAs NOTIFY shown)
    // This tablet
    Q_PROPERTY(QAbstractItemModel* facts READ facts CONSTANT)
    // Passphrase
    Q_PROPERTY(QString passphraseProblem READ passphraseProblem NOTIFY shown)
    /// The problem is with the new one, not with the one of now.
    Q_PROPERTY(bool problemInNew READ problemInNew NOTIFY shown)
    Q_PROPERTY(QString passphraseDone READ passphraseDone NOTIFY shown)
    Q_PROPERTY(bool changing READ changing NOTIFY shown)

  public:
    enum Part { TextSize, Display, HandingOver, Passphrase, EvidenceProof, ThisTablet };
    Q_ENUM(Part)

    explicit SettingsModel(QObject* parent = nullptr);

    // Values in
    void showLook(const Look& look, bool systemDark);
    void showHandOverWish(const HandOverWish& wish);
    void showTablet(const TabletFacts& facts);
    void showChecking(double share);
    void showProof(const Proof& proof);
    void showSavedAs(const QString& path);
    void showPassphraseChanged();
    void showPassphraseProblem(const QString& sentence, bool inNew);
    /// The tablet is locked: nothing that was checked or typed stays.
    void forget();

    // What the page does
    void setPart(int part);
    Q_INVOKABLE void chooseScale(qreal scale);
    Q_INVOKABLE void chooseScheme(int scheme);
    Q_INVOKABLE void chooseTime(int index);
    Q_INVOKABLE void chooseOverMetered(bool everything);
    Q_INVOKABLE void verify();
    /// Leaves the check where it is. Nothing is said about what was not looked at.
    Q_INVOKABLE void stopChecking();
    Q_INVOKABLE void saveProof();
    /// All three leave their fields when this returns.
    Q_INVOKABLE void changePassphrase(const QString& now, const QString& next,
                                      const QString& again);

    [[nodiscard]] int part() const { return m_part; }
    [[nodiscard]] QStringList parts() const;
    [[nodiscard]] QStringList details() const;
    [[nodiscard]] int scheme() const { return m_look.scheme; }
    [[nodiscard]] qreal textScale() const { return m_look.textScale; }
    [[nodiscard]] bool dark() const {
        return m_look.scheme == Look::Dark || (m_look.scheme == Look::AsSystem && m_systemDark);
    }
    [[nodiscard]] QStringList times() const { return HandOverWish::timeWords(); }
    [[nodiscard]] int time() const { return m_wish.timeIndex(); }
    [[nodiscard]] bool overMetered() const { return m_wish.overMetered; }
    [[nodiscard]] bool checking() const { return m_checking; }
    [[nodiscard]] double share() const { return m_share; }
    [[nodiscard]] bool checked() const { return m_checked; }
    [[nodiscard]] bool sound() const { return m_proof.sound; }
    [[nodiscard]] QString heading() const { return m_proof.heading; }
    [[nodiscard]] QString detail() const { return m_proof.detail; }
    [[nodiscard]] QString fingerprint() const { return m_proof.fingerprint; }
    [[nodiscard]] QAbstractItemModel* proof() { return &m_rows; }
    [[nodiscard]] QString savedAs() const { return m_savedAs; }
    [[nodiscard]] QAbstractItemModel* facts() { return &m_facts; }
    [[nodiscard]] QString passphraseProblem() const { return m_passphraseProblem; }
    [[nodiscard]] bool problemInNew() const { return m_problemInNew; }
    [[nodiscard]] QString passphraseDone() const { return m_passphraseDone; }
    [[nodiscard]] bool changing() const { return m_changing; }

  Q_SIGNALS:
    void shown();
    void partChanged();

    /// Intent: this is how the person reads from now on. Keep it.
    void lookChosen(const candour::Look& look);
    /// Intent: hand over like this from now on. Keep it.
    void handOverWishChosen(const candour::HandOverWish& wish);
    /// Intent: check everything that is held. Answer with showChecking as it goes, and showProof.
    void verifyRequested();
    /// Intent: check no further.
    void stopRequested();
    /// Intent: write down what was checked, for somebody without this tablet.
    void saveRequested();
    /// Intent: another passphrase. The bytes are wiped when the call returns: clone what must stay.
    void passphraseRequested(const candour::SecretBytes& now, const candour::SecretBytes& next);

  private:
    Look m_look;
    bool m_systemDark = false;
    HandOverWish m_wish;
    TabletFacts m_tablet;
    int m_part = EvidenceProof;
    Proof m_proof;
    bool m_checking = false;
    double m_share = 0;
    bool m_checked = false;
    QString m_savedAs;
    QString m_passphraseProblem;
    bool m_problemInNew = false;
    QString m_passphraseDone;
    bool m_changing = false;
    Rows<ProofRow> m_rows;
    Rows<ProofRow> m_facts;
};

}  // namespace candour
