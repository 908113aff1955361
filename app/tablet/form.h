// A form made from the record list, filled from the vault: its fields and what they offer, its
// draft, and its one change when it is saved. What always holds: what was typed is on disk before
// the page says so; saving writes only what was changed, over what was on the screen, and the draft
// goes in the same transaction.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/formmodel.h"

namespace candour {

/// The form that is open, on the vault's thread.
struct OpenForm {
    const RecordType* type = nullptr;
    RecordId record;  // of the record to be, or of the one that is amended
    bool amends = false;
    NotebookReference notebook;
    FormTexts given;             // what it was opened with
    FormTexts before;            // each field as it stood, nothing typed
    QStringList disputed;        // fields with two versions
    std::vector<ChangeId> seen;  // what was on the screen
};

struct FilledForm {
    OpenForm open;
    FormSheet sheet;
};

/// `badInput` for an unknown type, `notFound` for a record that is not here. A draft of the same
/// wish goes on where it was.
Result<FilledForm> openForm(Vault& vault, const Council& council, const FormWish& wish,
                            Random& random);
/// What the form was wanted for that was left half filled for this record; `notFound` without one.
Result<FormWish> wishOfDraft(Vault& vault, const RecordId& record);
/// Durable when it returns.
Status keepForm(Vault& vault, const OpenForm& form, const FormTexts& texts);
Status discardForm(Vault& vault, const OpenForm& form);

struct FormOutcome {
    std::optional<RecordId> saved;  // nothing: the sentences say why
    QString problem;
    FormTexts byField;
};
Result<FormOutcome> saveForm(Vault& vault, const OpenForm& form, const FormTexts& texts);

}  // namespace candour
