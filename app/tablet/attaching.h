// Files beside a session, a document or a case: what is attached and where each file is, a new one
// sealed while it is read, a picture opened into memory. Nothing of a file is written unsealed.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/attachmentsmodel.h"

namespace candour {

Result<Attached> readAttached(Vault& vault, const QString& about, const Moment& now);
/// Sealed and written down when it returns; the file it came from is left as it is. `notAllowed`
/// where a rule forbids it, such as a photograph without everybody's yes.
Status attachFile(Vault& vault, const AttachWish& wish, const Moment& now);
/// `badInput` if what is in the file cannot be shown as a picture here.
Result<OpenedPicture> openPicture(Vault& vault, const QString& id);
/// The next hand-over brings it back.
Status wantFile(Vault& vault, const QString& id);

}  // namespace candour
