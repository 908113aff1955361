// A check of all that a vault holds (Vault::verify) in slices, so that what is typed meanwhile is
// on disk as fast as ever. What always holds: what it calls sound is sound; what looked like a
// fault was looked at again in one moment before it is called one.
#pragma once

#include "app/vault/vault.h"

namespace candour {

class Verification {
  public:
    /// The vault outlives it.
    explicit Verification(Vault& vault) : m_vault(vault) {}

    /// One slice; true once all was looked at and report() is whole.
    Result<bool> goOn();
    /// How much was looked at, 0 to 1.
    [[nodiscard]] double share() const;
    [[nodiscard]] const VerifyReport& report() const { return m_report; }

  private:
    enum class Part : std::uint8_t { ledgerFile, keyFile, ledger, done };

    Vault& m_vault;
    Part m_part = Part::ledgerFile;
    std::optional<Ledger::VerifyWalk> m_walk;
    VerifyReport m_report;
};

}  // namespace candour
