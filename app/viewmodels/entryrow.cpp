#include "app/viewmodels/entryrow.h"

#include "app/viewmodels/wording.h"

namespace candour {

QString EntryRow::spoken() const {
    return wording::together({title, detail, status}, QStringLiteral(", "));
}

}  // namespace candour
