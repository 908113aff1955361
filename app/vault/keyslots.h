// The head file of a vault: whose it is, the vault key wrapped once per way of unlocking (a slot),
// and what the vault knows of itself, sealed. What always holds: nothing in it can be altered
// without unlocking failing; a slot of a kind that this version does not know is kept as it is, so
// that a device secret, a PIN and a recovery key can join later; the file on disk is either the old
// one or the new one, whole.
//
// Format 1, canonical CBOR: {1: format, 2: vault id, 3: [[kind, parameters, wrapped key] …],
// 4: sealed identity}. A passphrase's parameters are [salt, passes, KiB] and its wrapping key is
// BLAKE2b-256(key = device secret or empty, label ‖ Argon2id13(passphrase)); format, vault, kind
// and parameters are associated data. (The person is not: the first slot is written before the
// store has said who it is; the certificate binds person and vault.)
#pragma once

#include "app/vault/passphrase.h"
#include "app/vault/vaultkey.h"
#include "sync/ids.h"

#include <QString>

#include <vector>

namespace candour {

/// What one guess costs. About half a second on a tablet.
struct KdfCost {
    std::uint32_t passes = 3;
    std::uint32_t memoryKiB = 256 * 1024;
};
/// A file that asks for less than this is refused, whoever wrote it.
inline constexpr KdfCost leastKdfCost{3, 64 * 1024};
/// And one that asks for more: it would only use up the tablet's memory.
inline constexpr KdfCost mostKdfCost{16, 1024 * 1024};

class KeySlots {
  public:
    /// One passphrase slot. The cost must lie between the least and the most; `tooLarge` if the
    /// tablet has not that much memory free.
    static Result<KeySlots> make(const VaultId& vault, const VaultKey& key,
                                 const Passphrase& passphrase, KdfCost cost, Random& random);
    /// `newerVersion` for a later format, `damaged` for what is no head file or costs too little.
    static Result<KeySlots> decode(QByteArrayView bytes);
    static Result<KeySlots> read(const QString& path);
    [[nodiscard]] QByteArray encode() const;
    /// Atomically: written beside, synced, renamed over, folder synced.
    Status write(const QString& path) const;

    [[nodiscard]] const VaultId& vault() const { return m_vault; }
    /// `wrongPassphrase` as well when the slot was tampered with: nobody can tell these apart.
    Result<VaultKey> unlock(const Passphrase& passphrase) const;
    /// Wraps the same key under another passphrase. Other slots stay.
    Status changePassphrase(const VaultKey& key, const Passphrase& passphrase, KdfCost cost,
                            Random& random);

    void sealIdentity(const VaultKey& key, std::span<const std::uint8_t> plain, Random& random);
    Result<SecretBytes> openIdentity(const VaultKey& key) const;

  private:
    enum class Kind : std::uint8_t { passphrase = 1, device, pin, recovery };
    struct Slot {
        std::int64_t kind = 0;
        QByteArray parameters;
        QByteArray wrapped;
    };
    explicit KeySlots(const VaultId& vault) : m_vault(vault) {}
    [[nodiscard]] QByteArray associated(const Slot& slot) const;
    [[nodiscard]] QByteArray associatedWithIdentity() const;
    Result<Slot> passphraseSlot(const VaultKey& key, const Passphrase& passphrase, KdfCost cost,
                                Random& random) const;

    VaultId m_vault;
    std::vector<Slot> m_slots;
    QByteArray m_identity;
};

}  // namespace candour
