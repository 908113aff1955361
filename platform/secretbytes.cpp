#include "platform/secretbytes.h"

#include "platform/check.h"
#include "platform/random.h"

#include <sodium.h>

#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

namespace candour {
namespace {

constexpr std::size_t smallSecret = 128;  // bytes: every key of ours fits
constexpr std::size_t secretsInSlab = 32;

/// Keys come and go by the thousand, and each piece of guarded memory takes a dozen system calls
/// and four pages of which one is locked. So small secrets lie together in guarded, locked slabs;
/// each is wiped when it is given back. Slabs stay for as long as the process: what is allotted
/// here is memory, not state.
class Slabs {
  public:
    std::uint8_t* take() {
        const std::lock_guard lock(m_mutex);
        if (m_free.empty()) {
            auto* slab = static_cast<std::uint8_t*>(sodium_allocarray(secretsInSlab, smallSecret));
            check(slab != nullptr, "there is memory for secrets");
            for (std::size_t i = 0; i < secretsInSlab; ++i)
                m_free.push_back(slab + i * smallSecret);
        }
        std::uint8_t* secret = m_free.back();
        m_free.pop_back();
        return secret;
    }
    void giveBack(std::uint8_t* secret) {
        sodium_memzero(secret, smallSecret);
        const std::lock_guard lock(m_mutex);
        m_free.push_back(secret);
    }

  private:
    std::mutex m_mutex;
    std::vector<std::uint8_t*> m_free;
};

/// Never destroyed: a secret of static life may be wiped after everything else.
Slabs& slabs() {
    static auto* const all = new Slabs;
    return *all;
}

}  // namespace

SecretBytes::SecretBytes(std::size_t size) : m_size(size) {
    check(sodium_init() >= 0, "libsodium starts");
    if (size == 0) return;
    m_data = size <= smallSecret ? slabs().take() : static_cast<std::uint8_t*>(sodium_malloc(size));
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
    if (this == &other) return *this;
    wipe();  // at once, not when the other one goes
    m_data = std::exchange(other.m_data, nullptr);
    m_size = std::exchange(other.m_size, 0);
    return *this;
}

SecretBytes::~SecretBytes() {
    wipe();
}

bool SecretBytes::equals(const SecretBytes& other) const {
    return m_size == other.m_size && sodium_memcmp(m_data, other.m_data, m_size) == 0;
}

void SecretBytes::wipe() {
    if (m_data != nullptr && m_size <= smallSecret)
        slabs().giveBack(m_data);
    else if (m_data != nullptr)
        sodium_free(m_data);  // wipes first
    m_data = nullptr;
    m_size = 0;
}

}  // namespace candour
