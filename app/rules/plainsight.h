// Who somebody is, and how to reach them, lies in the identities notebook and nowhere else (R12).
// What is written in haste may hold it all the same: this finds what looks like it in the texts of
// any other record. It is only ever listed. Nothing is refused for it, and what was said is
// evidence as before.
#pragma once

#include "app/rules/breach.h"

#include <QRegularExpression>

#include <span>

namespace candour {

/// The names of cases, as whoever may open the identities notebook has read them.
class KnownNames {
  public:
    KnownNames() = default;
    /// Those of fewer than three letters are passed over: they stand in too many other words.
    explicit KnownNames(const QStringList& names);
    /// As a word or words of their own, whatever their case.
    [[nodiscard]] bool standIn(const QString& text) const;

  private:
    QRegularExpression m_any;
    bool m_none = true;
};

/// What looks like a telephone number, an e-mail address, a whole postcode or an NHS number.
bool seemsToHoldDetails(const QString& text);

/// A sentence for each text that seems to hold a telephone number, an e-mail address, a whole
/// postcode, an NHS number or one of the names; it names the field and never what stands there.
/// Nothing of a record that belongs to the identities notebook.
std::vector<Breach> inPlainSight(const RecordLine& record, const KnownNames& names = {});

/// Ten digits whose last one follows from the others, as in every NHS number.
bool isNhsNumber(QStringView tenDigits);

}  // namespace candour
