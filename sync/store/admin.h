// What an administrator does at the store: people, assessments (their notebooks and rosters,
// nothing of their content) and enrolment codes. Each is one call on the shelf, so the command line
// and the store's own tests share it.
#pragma once

#include "platform/clock.h"
#include "platform/random.h"
#include "sync/enrolment.h"
#include "sync/store/shelf.h"
#include "sync/store/storekeys.h"

#include <QString>

#include <chrono>
#include <vector>

namespace candour::admin {

struct Assessment {
    QString title;
    NotebookId team;
    NotebookId plan;
    NotebookId identities;
    NotebookId safeguarding;
};

/// Makes the four notebooks of an assessment and signs their rosters. Everybody reads the plan;
/// those in `external` read nothing else, and are given single sessions (R22). notFound for a
/// person that the store does not know.
Result<Assessment> createAssessment(Shelf& shelf, const StoreKeys& keys, const QString& title,
                                    const PersonId& lead, const std::vector<PersonId>& members,
                                    const std::vector<PersonId>& external, const Clock& clock,
                                    Random& random);
/// Lets somebody read and write in a session that others began, such as an Expert by Experience who
/// was asked to join later. notFound for a notebook or person that is not here, notAllowed for a
/// notebook that is no session's.
Status allow(Shelf& shelf, const StoreKeys& keys, const NotebookId& session,
             const PersonId& person);
/// The assessments of this store, by their team notebooks.
Result<std::vector<Assessment>> assessments(Shelf& shelf);

/// A new single-use code for a person's tablet.
Result<EnrolmentCode> issueCode(Shelf& shelf, const PersonId& person, std::chrono::minutes validFor,
                                const Clock& clock, Random& random);

/// What a QR for enrolment says: address, fingerprint of the store's authority, and the code.
QString enrolmentLink(const QString& host, int port, const StoreKeys& keys,
                      const EnrolmentCode& code);

}  // namespace candour::admin
