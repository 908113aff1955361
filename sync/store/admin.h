// What an administrator does at the store: people, assessments (their notebooks and rosters,
// nothing of their content) and enrolment codes. Each is one call on the shelf, so the command line
// and the store's own tests share it.
#pragma once

#include "platform/clock.h"
#include "platform/random.h"
#include "sync/enrolment.h"
#include "sync/store/shelf.h"
#include "sync/store/storeapi.h"
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
/// Takes somebody off a session: they are sent no more of it, and what they still hand over is kept
/// as late. notFound if they are not in it, notAllowed for a lead and for a notebook that is no
/// session's.
Status disallow(Shelf& shelf, const StoreKeys& keys, const NotebookId& session,
                const PersonId& person);
/// A legal hold on a subject, or on all of a notebook and of what hangs from it: nothing of it is
/// erased until it is released here. notFound for a notebook or hold that is not here.
Result<StoreHold> setHold(Shelf& shelf, StoreApi& api, const NotebookId& notebook,
                          const SubjectId& subject, const QString& authority, const Clock& clock,
                          Random& random);
Status releaseHold(Shelf& shelf, StoreApi& api, const RecordId& hold, const QString& authority,
                   const Clock& clock);

/// Takes somebody off every roster of an assessment: they are sent nothing more, and what they
/// still hand over is kept as late. notAllowed for the only lead.
Status remove(Shelf& shelf, const StoreKeys& keys, const NotebookId& team, const PersonId& person);
/// On the team, or back on it; sessions that others had are let in one by one (allow).
Status add(Shelf& shelf, const StoreKeys& keys, const NotebookId& team, const PersonId& person);

struct TabletRow {
    VaultId vault;
    QString name;    // of its person
    UtcTime issued;  // its certificate: enrolled then or, if revoked, taken out of use
    bool revoked = false;
    std::optional<UtcTime> heard = {};  // if revoked: when it first asked since
};
/// Every tablet that was ever enrolled.
Result<std::vector<TabletRow>> tablets(Shelf& shelf);
/// Takes a tablet out of use. It is sent nothing more; what it still holds is taken, as late, and
/// once all of it is here it empties itself. notFound for one that is not enrolled. Twice is once.
Status revoke(Shelf& shelf, const StoreKeys& keys, const VaultId& vault, const Clock& clock);

/// What became of one erasure: since when the store's word for it stands, and which of the tablets
/// that may have had the words have said that they and their keys are gone: of members, of former
/// ones, and of whoever wrote there.
struct ErasureCertificate {
    struct Tablet {
        VaultId vault;
        QString name;  // of its person
        bool revoked = false;
        std::optional<UtcTime> confirmed = {};
    };
    Order order;
    bool here = false;  // the store itself holds no key of it any more
    std::vector<Tablet> tablets;

    [[nodiscard]] bool complete() const;
};
/// One for every order that erases.
Result<std::vector<ErasureCertificate>> erasures(Shelf& shelf);

/// The assessments of this store, by their team notebooks.
Result<std::vector<Assessment>> assessments(Shelf& shelf);

/// A new single-use code for a person's tablet.
Result<EnrolmentCode> issueCode(Shelf& shelf, const PersonId& person, std::chrono::minutes validFor,
                                const Clock& clock, Random& random);

/// What a QR for enrolment says: address, fingerprint of the store's authority, and the code.
QString enrolmentLink(const QString& host, int port, const StoreKeys& keys,
                      const EnrolmentCode& code);

}  // namespace candour::admin
