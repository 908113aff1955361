// A record as a row of a list: what it is, a few words more, how it stands, and how its form opens.
#pragma once

#include "app/viewmodels/rows.h"

#include <QVariantMap>
#include <QtQml/qqmlregistration.h>

namespace candour {

struct EntryRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString type MEMBER type)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString status MEMBER status)
    Q_PROPERTY(QString sign MEMBER sign)
    Q_PROPERTY(int tone MEMBER tone)
    Q_PROPERTY(QString spoken READ spoken)
  public:
    QString id;
    QString type;  ///< of the record, to amend it; empty where nothing may be written over
    QString title;
    QString detail;
    QString status;  ///< none: empty
    QString sign;
    int tone = 0;  ///< quiet, due, good, waiting: as TonePill has them
    /// What is known already where there is no record yet: its form adds one.
    QVariantMap given = {};
    [[nodiscard]] QString spoken() const;
    bool operator==(const EntryRow&) const = default;
};

}  // namespace candour
