// The names of things in the ledger. Each kind is a type of its own.
#pragma once

#include "platform/uuid.h"

namespace candour {

using NotebookId = Id<struct NotebookTag>;  // unit of replication and access
using VaultId = Id<struct VaultTag>;        // one person on one tablet: an author
using PersonId = Id<struct PersonTag>;      // who works with Candour, never who is heard
using RecordId = Id<struct RecordTag>;      // version 7, made by its first author
using ChangeId = Id<struct ChangeTag>;      // first 16 bytes of the change's link
using KeyId = Id<struct KeyTag>;            // of a subject key
/// What a subject key protects: usually the record id of a participant, session or case.
using SubjectId = Id<struct SubjectTag>;

}  // namespace candour
