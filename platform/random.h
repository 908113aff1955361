// Chance is passed in, so that a simulation can be repeated. Keys come only from SystemRandom.
#pragma once

#include <QByteArray>

#include <array>
#include <cstdint>
#include <span>

namespace candour {

class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;

    template <std::size_t Size>
    std::array<std::uint8_t, Size> take() {
        std::array<std::uint8_t, Size> out{};
        fill(out);
        return out;
    }
    QByteArray bytes(int size) {
        QByteArray out(size, Qt::Uninitialized);
        fill({reinterpret_cast<std::uint8_t*>(out.data()), static_cast<std::size_t>(size)});
        return out;
    }
};

/// The operating system's generator, by way of libsodium.
class SystemRandom final : public Random {
  public:
    void fill(std::span<std::uint8_t> out) override;
};

}  // namespace candour
