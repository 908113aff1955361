// A word that can be ticked, among others.
#pragma once

#include <QObject>

namespace candour {

struct WordChip {
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(bool chosen MEMBER chosen)
  public:
    QString key;
    QString word;
    bool chosen = false;
    bool operator==(const WordChip&) const = default;
};

}  // namespace candour
