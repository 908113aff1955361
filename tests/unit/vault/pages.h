// What lies beneath a vault: the pages of its file in the clear.
#pragma once

#include "tests/unit/vault/testvault.h"

#include <sqlite3.h>

extern "C" int sqlite3_key_v2(sqlite3* db, const char* name, const void* key, int size);

namespace candour {

/// Every page of a locked vault's ledger, or of its key file, in the clear, free ones included, as
/// only its key gives them.
inline QByteArray decryptedPages(const QString& folder, std::string_view passphrase,
                                 VaultKey::Use use = VaultKey::Use::database) {
    const auto slots = KeySlots::read(folder + u"/vault.head"_qs);
    const auto key = slots->unlock(passphraseOf(passphrase));
    const SecretBytes raw = key->keyFor(use);
    sqlite3* handle = nullptr;
    const bool keys = use == VaultKey::Use::keyFile;
    const QByteArray path = (folder + (keys ? u"/keys.db"_qs : u"/ledger.db"_qs)).toUtf8();
    if (sqlite3_open_v2(path.constData(), &handle, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
        qFatal("cannot open the file");
    const QByteArray spec =
        "x'" + QByteArray(reinterpret_cast<const char*>(raw.data()), 32).toHex() + "'";
    sqlite3_key_v2(handle, "main", spec.constData(), static_cast<int>(spec.size()));
    sqlite3_int64 size = 0;
    unsigned char* pages = sqlite3_serialize(handle, "main", &size, 0);
    if (pages == nullptr) qFatal("cannot read the pages");
    QByteArray all(reinterpret_cast<const char*>(pages), static_cast<qsizetype>(size));
    sqlite3_free(pages);
    sqlite3_close_v2(handle);
    return all;
}
inline QByteArray decryptedPages(const TestVault& test) {
    return decryptedPages(test.path(), TestVault::words);
}

}  // namespace candour
