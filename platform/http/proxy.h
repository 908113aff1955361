// Which way requests leave the machine. Councils' guest networks may know only a proxy, so the
// system's settings are followed, except to the machine itself. The tunnel is HTTP CONNECT: the
// proxy sees the store's name and port, and nothing inside.
#pragma once

#include <QNetworkProxyFactory>

#include <cstdint>
#include <memory>

namespace candour {

enum class Proxy : std::uint8_t { system, none };

[[nodiscard]] std::unique_ptr<QNetworkProxyFactory> proxyFactory(Proxy proxy);

}  // namespace candour
