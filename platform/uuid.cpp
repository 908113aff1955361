#include "platform/uuid.h"

#include <QUuid>

#include <algorithm>

namespace candour {
namespace {

/// -1 for what is no hexadecimal digit.
int hexDigit(char16_t letter) {
    if (letter >= u'0' && letter <= u'9') return letter - u'0';
    const int lower = letter | 0x20;
    return lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

}  // namespace

QString Uuid::toString() const {
    return QUuid::fromRfc4122(toBytes()).toString(QUuid::WithoutBraces);
}

namespace detail {

std::optional<std::array<std::uint8_t, 16>> uuidFromString(QStringView text) {
    // An id has one spelling. QUuid takes several, and reading ids is a good part of an import.
    constexpr qsizetype dashes[] = {8, 13, 18, 23};
    if (text.size() != 36) return std::nullopt;
    std::array<std::uint8_t, 16> bytes{};
    std::size_t digits = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool dash = std::find(std::begin(dashes), std::end(dashes), i) != std::end(dashes);
        const int digit = hexDigit(text[i].unicode());
        if (dash != (text[i] == u'-') || (!dash && digit < 0)) return std::nullopt;
        if (dash) continue;
        bytes[digits / 2] = static_cast<std::uint8_t>(bytes[digits / 2] << 4 | digit);
        ++digits;
    }
    if (bytes == std::array<std::uint8_t, 16>{}) return std::nullopt;
    return bytes;
}

std::array<std::uint8_t, 16> uuidV7(const Clock& clock, Random& random) {
    auto bytes = random.take<16>();
    const auto ms = static_cast<std::uint64_t>(clock.utc().time_since_epoch().count());
    for (int i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    bytes[6] = static_cast<std::uint8_t>(0x70 | (bytes[6] & 0x0f));
    bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3f));
    return bytes;
}

}  // namespace detail
}  // namespace candour
