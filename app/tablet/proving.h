// The proof that nothing on this tablet was changed, removed or put in later, in sentences; and a
// file of it that holds no words of anybody.
#pragma once

#include "app/tablet/council.h"
#include "app/vault/verification.h"
#include "app/viewmodels/settingsmodel.h"

namespace candour {

/// Every link, statement and seal that is held, recomputed slice by slice: as long in all as
/// reading everything.
class Proving {
  public:
    /// The vault outlives it.
    explicit Proving(Vault& vault)
        : m_vault(vault), m_verification(vault), m_began(vault.author().now().utc) {}

    /// One slice more. The proof, once it is whole.
    Result<std::optional<Proof>> goOn(const Council& council);
    [[nodiscard]] double share() const { return m_verification.share(); }

  private:
    Status addFacts(Proof& proof, const std::vector<Head>& heads, const Council& council,
                    const Moment& now);

    Vault& m_vault;
    Verification m_verification;
    UtcTime m_began;
};

/// What a report means, in sentences.
[[nodiscard]] Proof proofOf(const VerifyReport& report, const Council& council);
/// Where each chain ends, with what was checked: whoever has the changes can recompute it without
/// Candour. The file's name, in `folder`.
Result<QString> saveProof(Vault& vault, const Council& council, const Proof& proof,
                          const QString& folder, const Moment& now);
TabletFacts tabletFacts(const Vault& vault);

}  // namespace candour
