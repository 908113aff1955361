// A quality statement as the screen knows it, and a tag that names it. Titles and numbers come from
// the framework pack; nothing here knows them by heart.
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace candour {

struct Statement {
    Q_GADGET
    QML_VALUE_TYPE(statement)
    Q_PROPERTY(int number MEMBER number)
    Q_PROPERTY(int theme MEMBER theme)
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(QString title MEMBER title)
  public:
    int number = 0;
    int theme = 0;  ///< 1 to 4: the hue
    QString word;   ///< "Transitions"
    QString title;  ///< "Safe systems, pathways and transitions"

    bool operator==(const Statement&) const = default;
};

}  // namespace candour
