#include "app/viewmodels/linkrow.h"

#include "app/viewmodels/wording.h"

namespace candour {

QString LinkRow::signFor(QStringView relation) {
    if (relation == u"supports") return QStringLiteral("link");
    return relation == u"contradicts" ? QStringLiteral("differ") : QStringLiteral("circle");
}

QString LinkRow::spoken() const {
    return wording::spoken({title, detail, words, note});
}

QString ComparedPiece::shortOf(const QString& words) {
    const QString line = words.simplified();
    return line.size() <= longest ? line : line.left(longest - 1) + QChar(0x2026);
}

QString ComparedPiece::spoken() const {
    return wording::spoken({words, detail});
}

}  // namespace candour
