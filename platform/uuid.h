// Sixteen bytes that name something. Derive a class per kind of thing, so that a notebook's id
// cannot be passed where a record's is meant.
#pragma once

#include "platform/clock.h"
#include "platform/random.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>

namespace candour {

class Uuid {
  public:
    static constexpr int size = 16;
    constexpr Uuid() = default;
    constexpr explicit Uuid(const std::array<std::uint8_t, 16>& bytes) : m_bytes(bytes) {}

    [[nodiscard]] const std::array<std::uint8_t, 16>& bytes() const { return m_bytes; }
    [[nodiscard]] QByteArray toBytes() const {
        return QByteArray(reinterpret_cast<const char*>(m_bytes.data()), size);
    }
    /// Borrows this id's bytes; valid while it lives.
    [[nodiscard]] QByteArrayView view() const {
        return {reinterpret_cast<const char*>(m_bytes.data()), size};
    }
    /// 36 characters, lower case: 0190b5a0-….
    [[nodiscard]] QString toString() const;
    [[nodiscard]] bool isNull() const { return m_bytes == std::array<std::uint8_t, 16>{}; }

    friend auto operator<=>(const Uuid&, const Uuid&) = default;
    friend bool operator==(const Uuid&, const Uuid&) = default;

  protected:
    std::array<std::uint8_t, 16> m_bytes{};
};

/// An id of one kind. `Tag` is never defined; it only keeps the kinds apart.
template <class Tag>
class Id final : public Uuid {
  public:
    using Uuid::Uuid;
    /// Nothing unless there are exactly sixteen bytes.
    static std::optional<Id> fromBytes(QByteArrayView bytes) {
        if (bytes.size() != size) return std::nullopt;
        std::array<std::uint8_t, 16> copy{};
        std::memcpy(copy.data(), bytes.data(), size);
        return Id(copy);
    }
    /// Accepts the 36-character form, in either case.
    static std::optional<Id> fromString(QStringView text);
    /// RFC 9562 version 7: sorts by time, random otherwise.
    static Id makeV7(const Clock& clock, Random& random);

    friend auto operator<=>(const Id&, const Id&) = default;
    friend bool operator==(const Id&, const Id&) = default;
};

namespace detail {
std::optional<std::array<std::uint8_t, 16>> uuidFromString(QStringView text);
std::array<std::uint8_t, 16> uuidV7(const Clock& clock, Random& random);
}  // namespace detail

template <class Tag>
std::optional<Id<Tag>> Id<Tag>::fromString(QStringView text) {
    if (auto bytes = detail::uuidFromString(text)) return Id(*bytes);
    return std::nullopt;
}

template <class Tag>
Id<Tag> Id<Tag>::makeV7(const Clock& clock, Random& random) {
    return Id(detail::uuidV7(clock, random));
}

}  // namespace candour

template <class Tag>
struct std::hash<candour::Id<Tag>> {
    std::size_t operator()(const candour::Id<Tag>& id) const noexcept {
        std::size_t word = 0;  // the last bytes are random in every kind of id that we make
        std::memcpy(&word, id.bytes().data() + 8, sizeof word);
        return word;
    }
};
