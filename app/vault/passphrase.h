// A passphrase on its way to the key derivation: normalised (NFC, so that it does not matter on
// which keyboard it was typed), in locked memory, and wiped when it goes.
#pragma once

#include "platform/error.h"
#include "platform/secretbytes.h"

#include <QString>

namespace candour {

class Passphrase {
  public:
    /// One that somebody chooses: at least limits::passphraseLeast characters. `badInput` if it is
    /// shorter, `tooLarge` beyond limits::passphrase bytes.
    static Result<Passphrase> choose(const SecretBytes& utf8);
    /// One that somebody enters to unlock: any length that could have been chosen.
    static Result<Passphrase> entered(const SecretBytes& utf8);

    [[nodiscard]] const SecretBytes& bytes() const { return m_bytes; }

  private:
    explicit Passphrase(SecretBytes bytes) : m_bytes(std::move(bytes)) {}
    SecretBytes m_bytes;
};

}  // namespace candour
