// What makes a store this store and no other: its signing and recipient keys, its epoch, its
// certificate authority. Kept encrypted on its shelf.
#pragma once

#include "sync/crypto.h"

#include <QByteArray>
#include <QString>

namespace candour {

struct StoreKeys {
    SigningKey signing;  // receipts, rosters, certificates, time
    BoxKey recipient;
    std::uint32_t epoch = 1;  // the first part of every statement's age
    QString name;
    QByteArray authorityPem;  // the certificate authority's certificate
    SecretBytes authorityKeyPem;
    QByteArray authorityFingerprint;  // SHA-256 of the certificate, 32 bytes
};

}  // namespace candour
