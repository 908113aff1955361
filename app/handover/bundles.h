// Handing over by file, where there is no connection: what a vault packs for the store or for a
// colleague, and what it takes in. The rules are the exchange's own (sync/bundlepacking.h,
// sync/bundleintake.h).
#pragma once

#include "app/vault/vault.h"
#include "sync/bundleintake.h"
#include "sync/bundlepacking.h"

namespace candour {

struct BundleWish {
    QString to;  // "store", a colleague's initials, or the id of a tablet
    bool everything = false;
    QString knowing = {};  // a bundle of theirs: exactly what they do not have goes
    bool attachments = true;
};

/// `notAllowed` for a vault that is not set up with a store: nobody could prove whose it is.
/// `badInput` if it is not clear who is meant.
Result<Packed> packBundle(Vault& vault, Random& random, const QString& path,
                          const BundleWish& wish);
/// The same piece by piece (BundlePacking::goOn), into a file that is somebody else's to write.
/// Vault and random outlive it.
Result<std::unique_ptr<BundlePacking>> beginBundle(Vault& vault, Random& random,
                                                   BundleWriter::Sink sink, const BundleWish& wish);
/// Something here waits for the store, and could go to it in a bundle.
Result<bool> mayPackForStore(Vault& vault);

/// A bundle for the store lies somewhere, whole, as of now.
void rememberCopiedOut(Vault& vault);
/// By this tablet's clock; nothing if there never was one.
Result<std::optional<UtcTime>> lastCopiedOut(Vault& vault);

Result<BundleIntake::Report> takeInBundle(Vault& vault, const QString& path);
/// The same step by step: true once all of it is in. The vault outlives it.
Result<std::unique_ptr<BundleIntake>> beginTakingIn(Vault& vault, const QString& path);
Result<bool> takeInMore(Vault& vault, BundleIntake& intake);

}  // namespace candour
