// Sealing a payload under the key of its subject (PROTOCOL 12 to 14). Deterministic: the nonce is
// derived from header and payload, so whoever is given an opened payload seals it again to the same
// bytes. Opening recomputes nonce and key id and refuses a mismatch, which binds ciphertext to key
// and header. Destroying a subject's key erases its payloads, and every chain still verifies.
#pragma once

#include "platform/error.h"
#include "platform/secretbytes.h"
#include "sync/ids.h"

#include <QByteArray>

#include <cstdint>
#include <memory>

namespace candour {

class SubjectKey {
  public:
    static constexpr std::size_t size = 32;
    /// The key protects `subject` in `notebook`; a new agreement after a withdrawal opens the next
    /// generation.
    SubjectKey(NotebookId notebook, SubjectId subject, std::uint32_t generation, SecretBytes key);
    static SubjectKey generate(NotebookId notebook, SubjectId subject, std::uint32_t generation,
                               Random& random);

    [[nodiscard]] const KeyId& id() const { return m_id; }
    [[nodiscard]] const NotebookId& notebook() const { return m_notebook; }
    [[nodiscard]] const SubjectId& subject() const { return m_subject; }
    [[nodiscard]] std::uint32_t generation() const { return m_generation; }
    /// The 32 bytes themselves, for the key file and for frames; never for anything else.
    [[nodiscard]] std::span<const std::uint8_t> secret() const;

    /// nonce (24) ‖ ciphertext ‖ tag (16).
    [[nodiscard]] QByteArray seal(QByteArrayView header, QByteArrayView payload) const;
    /// badSeal if a byte of header, nonce or ciphertext is not what was sealed under this key.
    [[nodiscard]] Result<QByteArray> open(QByteArrayView header, QByteArrayView sealed) const;

  private:
    NotebookId m_notebook;
    SubjectId m_subject;
    std::uint32_t m_generation;
    KeyId m_id;
    SecretBytes m_keys;  // subject key ‖ encryption key ‖ nonce key, in one locked piece
};

using SharedKey = std::shared_ptr<const SubjectKey>;

}  // namespace candour
