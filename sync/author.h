// Whoever writes changes: a vault's id, its signing key, and its clock with what is known of it.
#pragma once

#include "platform/clock.h"
#include "sync/change.h"
#include "sync/crypto.h"

#include <cstdint>

namespace candour {

class Author {
  public:
    /// `clock` outlives the author. `bootCount` is the vault's own count of restarts of the tablet.
    Author(VaultId vault, SigningKey key, const Clock& clock, std::uint32_t bootCount)
        : m_vault(vault), m_key(std::move(key)), m_clock(clock), m_bootCount(bootCount) {}

    [[nodiscard]] const VaultId& vault() const { return m_vault; }
    [[nodiscard]] const SigningKey& key() const { return m_key; }
    [[nodiscard]] const Clock& clock() const { return m_clock; }
    [[nodiscard]] Moment now() const {
        Moment now{m_clock.utc(), m_clock.zoneOffset(), m_clock.sinceBoot(), m_bootCount, m_offset};
        // Somebody may set the clock; the store's time has gone on with the time since boot.
        if (now.store) now.store->offset -= (now.utc - now.sinceBoot) - m_bootedAt;
        return now;
    }
    /// What the store's signed time says of this tablet's clock now.
    void setStoreOffset(Moment::Offset offset) {
        m_offset = offset;
        m_bootedAt = m_clock.utc() - m_clock.sinceBoot();
    }

  private:
    VaultId m_vault;
    SigningKey m_key;
    const Clock& m_clock;
    std::uint32_t m_bootCount;
    std::optional<Moment::Offset> m_offset;
    UtcTime m_bootedAt;  // by the clock as it stood when the offset was measured
};

}  // namespace candour
