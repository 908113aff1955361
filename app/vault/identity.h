// Who a vault is: its two key pairs, and how far it has come with the central store. The keys are
// made in memory before there is a vault (sync/PROTOCOL.md, 32): generate() → choose a
// passphrase → Vault::create() writes them → one request uses up the code → completeEnrolment().
#pragma once

#include "platform/clock.h"
#include "sync/crypto.h"
#include "sync/enrolment.h"
#include "sync/ids.h"
#include "sync/signed.h"

#include <QString>

namespace candour {

struct Identity {
    enum class Standing : std::uint8_t {
        alone = 1,  // made without a store: to try out, to test; it signs for itself
        pending,    // the code may have been used up; the same request finishes it
        enrolled,
    };

    VaultId vault;
    SigningKey signing;  // author
    BoxKey box;          // recipient
    Standing standing = Standing::alone;
    PersonId person;
    QString initials;  // how colleagues name the person
    /// While pending: whatever sends the same enrolment request again, code included.
    SecretBytes enrolment;
    /// Once enrolled: the store as it was proven then.
    std::optional<StoreIdentity> store;
    /// What certificates, rosters and receipts are signed with: the store's key, or one's own when
    /// alone.
    VerifyKey storeKey;

    /// A vault of its own, without a store.
    static Identity alone(const QString& initials, const Clock& clock, Random& random);
    /// Fresh keys for an enrolment that begins.
    static Identity pendingEnrolment(SecretBytes enrolment, const Clock& clock, Random& random);

    [[nodiscard]] SecretBytes encode() const;
    static Result<Identity> decode(const SecretBytes& bytes);
};

}  // namespace candour
