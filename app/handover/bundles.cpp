#include "app/handover/bundles.h"

#include "platform/log.h"

#include <algorithm>

namespace candour {
namespace {

constexpr char packing[] = "make a bundle";

Result<const Identity*> enrolled(const Vault& vault, const char* during) {
    const Identity& identity = vault.identity();
    if (identity.standing != Identity::Standing::enrolled || !identity.store)
        return fail(Code::notAllowed, during, "This tablet is not set up with a store.");
    return &identity;
}

/// Every tablet of the one person that is meant, or the one tablet.
Result<std::vector<Certificate>> tabletsOf(Vault& vault, const QString& who) {
    TRY(const auto certificates, vault.ledger().certificates());
    const auto id = VaultId::fromString(who);
    std::vector<Certificate> found;
    for (const auto& one : certificates) {
        const Certificate& tablet = one.value;
        if (tablet.revoked || tablet.vault == vault.identity().vault) continue;
        if (id ? tablet.vault == *id : tablet.name.compare(who, Qt::CaseInsensitive) == 0)
            found.push_back(tablet);
    }
    if (found.empty())
        return fail(Code::notFound, packing, "Nobody of that name is known on this tablet.");
    if (std::any_of(found.begin(), found.end(), [&](const Certificate& tablet) {
            return tablet.person != found.front().person;
        }))
        return fail(Code::badInput, packing,
                    "Several people have these initials. Say whose tablet, by its id.");
    return found;
}

/// What a bundle of theirs says of where their chains end.
Result<std::vector<Head>> headsIn(const QString& path, const BoxKey& box) {
    TRY(BundleReader reader, BundleReader::open(path, box));
    TRY_OK(reader.check());
    std::vector<Head> heads;
    TRY_OK(reader.each({[&](BundlePart part, QByteArrayView bytes) -> Status {
                            if (part != BundlePart::heads) return {};
                            TRY(heads, decodeHeads(bytes));
                            return {};
                        },
                        [](const BlobRef&, const BundleReader::Rest&) { return Status(); }}));
    return heads;
}

bool isForStore(const BundleWish& wish) {
    return wish.to.compare(QStringLiteral("store"), Qt::CaseInsensitive) == 0;
}

Result<BundleOrder> orderFor(Vault& vault, const BundleWish& wish) {
    TRY(const Identity* const identity, enrolled(vault, packing));
    BundleOrder order;
    order.everything = wish.everything;
    order.attachments = wish.attachments;
    if (isForStore(wish)) {
        order.recipients.push_back(identity->store->recipient);
    } else {
        TRY(const auto tablets, tabletsOf(vault, wish.to));
        order.reader = tablets.front().person;
        for (const Certificate& tablet : tablets) order.recipients.push_back(tablet.recipient);
    }
    if (!wish.knowing.isEmpty()) {
        TRY(order.known, headsIn(wish.knowing, identity->box));
    }
    return order;
}

}  // namespace

Result<Packed> packBundle(Vault& vault, Random& random, const QString& path,
                          const BundleWish& wish) {
    TRY(const BundleOrder order, orderFor(vault, wish));
    TRY(const Packed packed,
        BundlePacking(vault.ledger(), vault.blobs(), vault.author(), random).pack(path, order));
    if (isForStore(wish)) rememberCopiedOut(vault);
    return packed;
}

Result<std::unique_ptr<BundlePacking>> beginBundle(Vault& vault, Random& random,
                                                   BundleWriter::Sink sink,
                                                   const BundleWish& wish) {
    TRY(const BundleOrder order, orderFor(vault, wish));
    auto bundle =
        std::make_unique<BundlePacking>(vault.ledger(), vault.blobs(), vault.author(), random);
    TRY_OK(bundle->begin(std::move(sink), order));
    return bundle;
}

Result<bool> mayPackForStore(Vault& vault) {
    if (!enrolled(vault, packing)) return false;
    TRY(const std::int64_t records, vault.onlyHere());
    return records > 0;
}

/// A time that was not kept is no reason to say that nothing was copied.
void rememberCopiedOut(Vault& vault) {
    const auto kept = vault.ledger().database().run(
        "INSERT OR REPLACE INTO vault_state (name, value) VALUES ('copied_out', ?)",
        vault.author().now().utc.time_since_epoch().count());
    if (!kept) log::warning("when it was copied out was not kept", {{"code", kept.error().code}});
}

Result<std::optional<UtcTime>> lastCopiedOut(Vault& vault) {
    return vault.ledger().database().first(
        "SELECT value FROM vault_state WHERE name = 'copied_out'",
        [](const Row& row) { return UtcTime(milliseconds(row.integer(0))); });
}

Result<BundleIntake::Report> takeInBundle(Vault& vault, const QString& path) {
    TRY(const auto intake, beginTakingIn(vault, path));
    while (true) {
        TRY(const bool whole, takeInMore(vault, *intake));
        if (whole) return intake->report();
    }
}

Result<std::unique_ptr<BundleIntake>> beginTakingIn(Vault& vault, const QString& path) {
    TRY(const Identity* const identity, enrolled(vault, "take in a bundle"));
    auto intake = std::make_unique<BundleIntake>(
        BundleIntake::Parts{.ledger = vault.ledger(),
                            .folder = vault.blobs(),
                            .box = identity->box,
                            .self = identity->person,
                            .vault = identity->vault,
                            .store = identity->storeKey,
                            .project = [&](const Imported& came) { return vault.project(came); },
                            .obey = [&](const Signed<Order>& order) { return vault.obey(order); }});
    TRY_OK(intake->begin(path));
    return intake;
}

Result<bool> takeInMore(Vault& vault, BundleIntake& intake) {
    const auto whole = intake.goOn();
    // Rosters may have changed, and with them what may be written where.
    vault.notebooks().forget();
    if (!whole || *whole) TRY_OK(vault.wipeLocked());
    return whole;
}

}  // namespace candour
