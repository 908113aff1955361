#include "platform/http/proxy.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>

namespace candour {
namespace {

class Direct final : public QNetworkProxyFactory {
  public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery&) override {
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    }
};

class AsTheSystemSays final : public QNetworkProxyFactory {
  public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override {
        const QString host = query.peerHostName();
        if (host == u"localhost" || QHostAddress(host).isLoopback())
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

}  // namespace

std::unique_ptr<QNetworkProxyFactory> proxyFactory(Proxy proxy) {
    if (proxy == Proxy::none) return std::make_unique<Direct>();
    return std::make_unique<AsTheSystemSays>();
}

}  // namespace candour
