#include "platform/uuid.h"

#include <QUuid>

namespace candour {

QString Uuid::toString() const {
    return QUuid::fromRfc4122(toBytes()).toString(QUuid::WithoutBraces);
}

namespace detail {

std::optional<std::array<std::uint8_t, 16>> uuidFromString(QStringView text) {
    // QUuid also takes braces and is lenient about the rest; an id has one spelling.
    if (text.size() != 36 || text.startsWith(u'{')) return std::nullopt;
    const QUuid parsed = QUuid::fromString(text);
    if (parsed.isNull() ||
        parsed.toString(QUuid::WithoutBraces).compare(text, Qt::CaseInsensitive) != 0)
        return std::nullopt;
    const QByteArray raw = parsed.toRfc4122();
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), raw.constData(), bytes.size());
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
