// A tablet with a real vault, enrolled with a TlsStore by requests that take no network; what it
// hands over goes over real TLS.
#pragma once

#include "app/handover/storelink.h"
#include "tests/support/tlsstore.h"

#include <QTest>

namespace candour::test {

struct TlsTablet {
    explicit TlsTablet(TlsStore& store, const RecordList& types = recordList())
        : ground{clock, random, types} {
        vault = enrolledVault(store, folder.filePath(QStringLiteral("vault")),
                              "correct horse battery staple", ground);
        link = must(StoreLink::open(*vault, random));
    }

    /// From now on through another port, such as a relay's.
    void reachBy(const TlsStore& store, quint16 port) {
        StoreIdentity there = store.identity();
        there.port = port;
        const VaultId self = vault->identity().vault;
        const auto certificate = must(vault->ledger().certificate(self));
        link.reset();
        must(vault->completeEnrolment(*certificate, there));
        link = must(StoreLink::open(*vault, random));
    }

    HandOver::Report handOver() {
        constexpr int patience = 60'000;  // for a machine that builds at the same time
        std::optional<HandOver::Report> report;
        link->handOver({}, [&](HandOver::Report ended) { report = std::move(ended); });
        if (!QTest::qWaitFor([&] { return report.has_value(); }, patience))
            qFatal("the hand-over did not end");
        return std::move(*report);
    }

    QTemporaryDir folder;
    SystemClock clock;
    SystemRandom random;
    Vault::Ground ground;
    std::unique_ptr<Vault> vault;
    std::unique_ptr<StoreLink> link;
};

}  // namespace candour::test
