// What every report begins with: the assessment, its framework pack, its team, and how the records
// of a vault are read whole. The functions of this folder fill the plain structs of app/rules from
// records, for `candour-cli` and for the pages of the window alike. They change nothing, answer in
// values, and say what is missing; they are called on the vault's thread.
#pragma once

#include "app/framework/frameworkshelf.h"
#include "app/rules/assessmentdates.h"
#include "app/vault/recordreader.h"

#include <QDate>

#include <map>

namespace candour {

struct Plan {
    RecordId assessment;  // null: no plan is here yet
    FieldValues fields;   // the assessment's
    /// The assessment's. Without one it is the newest that ships.
    FrameworkPack pack;
    std::map<RecordId, QString> initials;  // of every team member

    [[nodiscard]] const QString& authority() const { return valueOf(fields, u"authority").text(); }
    /// Our team member's record; null if nobody of the team has these initials.
    [[nodiscard]] RecordId memberCalled(const QString& whose) const;
    /// "HM"; a question mark for somebody who is not in the plan here.
    [[nodiscard]] QString initialsOf(const RecordId& member) const;
};

/// The packs that ship and those that came with records.
Result<FrameworkShelf> readShelf(RecordReader& records);

/// `packInstead` is a framework pack's id, in place of the assessment's own. `notFound` if the pack
/// is not on the shelf: by another one everything would be counted wrongly.
Result<Plan> readPlan(RecordReader& records, const FrameworkShelf& shelf,
                      const QString& packInstead = {});

/// Every page of a list, one after the other.
Result<std::vector<ListedRecord>> everyListed(RecordReader& records, ListRequest request);
/// The current values of every record of these types, for rules that look at many.
Result<std::vector<RecordLine>> everyLine(RecordReader& records, const QStringList& types);

}  // namespace candour
