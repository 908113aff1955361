// How a piece of evidence stands to others, and the pieces that are compared, as pages show them.
#pragma once

#include <QObject>

namespace candour {

/// A comparison, seen from one of its ends.
struct LinkRow {
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString relation MEMBER relation)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString words MEMBER words)
    Q_PROPERTY(QString other MEMBER other)
    Q_PROPERTY(QString note MEMBER note)
    Q_PROPERTY(QString sign MEMBER sign)
    Q_PROPERTY(QString spoken READ spoken)
  public:
    QString key;
    QString relation;     ///< as the record keeps it
    QString title;        ///< "Contradicted by"
    QString detail;       ///< "C7K2M, unpaid carer · 9 March 2027 14:06"
    QString words;        ///< of the other; empty where it has none of its own
    QString other;        ///< a piece that can be opened, or empty
    QString note;         ///< why, without anybody's words
    QString sign;         ///< a property of Icons
    bool fromOne = true;  ///< seen from the one, not from the other
    [[nodiscard]] QString spoken() const;
    bool operator==(const LinkRow&) const = default;

    static QString signFor(QStringView relation);
};

/// Something that is compared, or could be.
struct ComparedPiece {
    static constexpr qsizetype longest = 160;  // characters of its words
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString words MEMBER words)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString spoken READ spoken)
  public:
    QString key;
    QString words;         ///< in one line, the first of them where there are many
    QString detail;        ///< "C7K2M, unpaid carer · 9 March 2027 14:06"
    bool thought = false;  ///< our own
    [[nodiscard]] QString spoken() const;
    bool operator==(const ComparedPiece&) const = default;

    [[nodiscard]] static QString shortOf(const QString& words);
};

}  // namespace candour
