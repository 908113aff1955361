// Memory for keys and passphrases: locked, fenced by guard pages, never copied by accident, wiped
// when it goes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace candour {

class Random;

class SecretBytes {
  public:
    SecretBytes() = default;
    /// Zeroed memory of that size.
    explicit SecretBytes(std::size_t size);
    /// Copies `from`; wiping the original is the caller's part.
    static SecretBytes copyOf(std::span<const std::uint8_t> from);
    static SecretBytes copyOf(std::string_view from);
    static SecretBytes random(std::size_t size, Random& random);

    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes();

    /// An explicit copy, for the few places that need one.
    [[nodiscard]] SecretBytes clone() const { return copyOf(view()); }
    [[nodiscard]] std::uint8_t* data() { return m_data; }
    [[nodiscard]] const std::uint8_t* data() const { return m_data; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] std::span<const std::uint8_t> view() const { return {m_data, m_size}; }
    [[nodiscard]] std::span<std::uint8_t> view() { return {m_data, m_size}; }
    /// Compares in constant time.
    [[nodiscard]] bool equals(const SecretBytes& other) const;
    void wipe();

  private:
    std::uint8_t* m_data = nullptr;
    std::size_t m_size = 0;
};

}  // namespace candour
