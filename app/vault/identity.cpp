#include "app/vault/identity.h"

#include "sync/cbor.h"

#include <sodium.h>

namespace candour {
namespace {

enum Key : std::int64_t {
    keyVault = 1,
    keySigning,
    keyBox,
    keyStanding,
    keyPerson,
    keyInitials,
    keyEnrolment,
    keyStore,
    keyStoreKey,
};

}  // namespace

Identity Identity::alone(const QString& initials, const Clock& clock, Random& random) {
    Identity made = pendingEnrolment(SecretBytes(), clock, random);
    made.standing = Standing::alone;
    made.person = PersonId::makeV7(clock, random);
    made.initials = initials;
    made.storeKey = made.signing.verifyKey();
    return made;
}

Identity Identity::pendingEnrolment(SecretBytes enrolment, const Clock& clock, Random& random) {
    return {.vault = VaultId::makeV7(clock, random),
            .signing = SigningKey::generate(random),
            .box = BoxKey::generate(random),
            .standing = Standing::pending,
            .person = {},
            .initials = {},
            .enrolment = std::move(enrolment),
            .store = {},
            .storeKey = {}};
}

SecretBytes Identity::encode() const {
    cbor::Writer writer;
    const QByteArray storeBytes = store ? store->encode() : QByteArray();
    writer.reserve(storeBytes.size() + static_cast<qsizetype>(enrolment.size()) + 512);
    writer.map(9);
    writer.integer(keyVault).bytes(vault);
    writer.integer(keySigning).bytes(viewOf(signing.seed().view()));
    writer.integer(keyBox).bytes(viewOf(box.secret().view()));
    writer.integer(keyStanding).integer(static_cast<std::int64_t>(standing));
    writer.integer(keyPerson).bytes(person);
    writer.integer(keyInitials).text(initials);
    writer.integer(keyEnrolment).bytes(viewOf(enrolment.view()));
    writer.integer(keyStore).bytes(storeBytes);
    writer.integer(keyStoreKey).bytes(storeKey.view());
    QByteArray bytes = writer.take();
    SecretBytes encoded = SecretBytes::copyOf(spanOf(bytes));
    sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return encoded;
}

Result<Identity> Identity::decode(const SecretBytes& bytes) {
    const auto secret = [](QByteArrayView view) { return SecretBytes::copyOf(spanOf(view)); };
    SecretBytes seed(32);
    SecretBytes box(32);
    SecretBytes enrolment;
    VaultId vault;
    PersonId person;
    Standing standing = Standing::alone;
    QString initials;
    QByteArray store;
    VerifyKey storeKey;
    cbor::Reader reader(viewOf(bytes.view()));
    reader.map([&](std::int64_t key) {
        switch (key) {
            case keyVault:
                vault = reader.id<VaultId>();
                break;
            case keySigning:
                if (const auto view = reader.bytes(32); !reader.failed()) seed = secret(view);
                break;
            case keyBox:
                if (const auto view = reader.bytes(32); !reader.failed()) box = secret(view);
                break;
            case keyStanding:
                standing = static_cast<Standing>(reader.integer(1, 3));
                break;
            case keyPerson:
                person = reader.id<PersonId>();
                break;
            case keyInitials:
                initials = reader.text();
                break;
            case keyEnrolment:
                enrolment = secret(reader.bytes());
                break;
            case keyStore:
                store = reader.bytes().toByteArray();
                break;
            case keyStoreKey:
                storeKey = VerifyKey::fromBytes(reader.bytes(32)).value_or(VerifyKey());
                break;
            default:
                reader.skip();
        }
    });
    if (!reader.finished() || vault.isNull()) return fail(Code::damaged, "read who the vault is");
    std::optional<StoreIdentity> known;
    if (!store.isEmpty()) {
        TRY(known, StoreIdentity::decode(store));
    }
    return Identity{.vault = vault,
                    .signing = SigningKey(std::move(seed)),
                    .box = BoxKey(std::move(box)),
                    .standing = standing,
                    .person = person,
                    .initials = initials,
                    .enrolment = std::move(enrolment),
                    .store = std::move(known),
                    .storeKey = storeKey};
}

}  // namespace candour
