#include "platform/secretbytes.h"

#include "platform/check.h"
#include "platform/random.h"

#include <sodium.h>

#include <cstring>
#include <utility>

namespace candour {

SecretBytes::SecretBytes(std::size_t size) : m_size(size) {
    check(sodium_init() >= 0, "libsodium starts");
    if (size == 0) return;
    m_data = static_cast<std::uint8_t*>(sodium_malloc(size));
    check(m_data != nullptr, "there is memory for a secret");
    std::memset(m_data, 0, size);
}

SecretBytes SecretBytes::copyOf(std::span<const std::uint8_t> from) {
    SecretBytes copy(from.size());
    if (!from.empty()) std::memcpy(copy.m_data, from.data(), from.size());
    return copy;
}

SecretBytes SecretBytes::copyOf(std::string_view from) {
    return copyOf({reinterpret_cast<const std::uint8_t*>(from.data()), from.size()});
}

SecretBytes SecretBytes::random(std::size_t size, Random& random) {
    SecretBytes secret(size);
    random.fill(secret.view());
    return secret;
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

SecretBytes::~SecretBytes() {
    wipe();
}

bool SecretBytes::equals(const SecretBytes& other) const {
    return m_size == other.m_size && sodium_memcmp(m_data, other.m_data, m_size) == 0;
}

void SecretBytes::wipe() {
    if (m_data != nullptr) sodium_free(m_data);  // wipes first
    m_data = nullptr;
    m_size = 0;
}

}  // namespace candour
