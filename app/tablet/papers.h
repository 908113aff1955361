// The register of documents, the information return and what is still to be asked for, for their
// page; and tags on extracts. Nothing here names a person.
#pragma once

#include "app/tablet/council.h"
#include "app/viewmodels/documentsmodel.h"

namespace candour {

Result<PaperRegister> readPapers(Vault& vault, const Council& council, const Moment& now);
/// `notFound` if there is no such paper here.
Result<Paper> readPaper(Vault& vault, const Council& council, const QString& id);
/// All words of the extract, for the statement; or that tag is struck. The paper it was taken from.
Result<QString> tagExtract(Vault& vault, const Council& council, const QString& extract,
                           int statement, bool add);

}  // namespace candour
