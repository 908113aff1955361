#include "app/vault/keyslots.h"

#include "platform/atomicfile.h"
#include "platform/check.h"
#include "platform/random.h"
#include "sync/cbor.h"
#include "sync/crypto.h"

#include <sodium.h>

#include <algorithm>

namespace candour {
namespace {

constexpr std::int64_t format = 1;
constexpr std::size_t mostSlots = 16;
constexpr qsizetype mostBytes = 64 * 1024;
constexpr qsizetype saltSize = crypto_pwhash_argon2id_SALTBYTES;
constexpr char kekLabel[] = "candour vault kek 1";
constexpr char slotLabel[] = "candour vault slot 1";
constexpr char identityLabel[] = "candour vault identity 1";

enum Key : std::int64_t { keyFormat = 1, keyVault, keySlots, keyIdentity };

struct Stretching {
    QByteArray salt;
    KdfCost cost;

    [[nodiscard]] QByteArray encode() const {
        cbor::Writer writer;
        writer.array(3).bytes(salt).integer(cost.passes).integer(cost.memoryKiB);
        return writer.take();
    }
    static Result<Stretching> decode(QByteArrayView bytes) {
        cbor::Reader reader(bytes);
        Stretching read;
        if (reader.array(3) != 3) reader.fail();
        read.salt = reader.bytes(saltSize).toByteArray();
        read.cost.passes =
            static_cast<std::uint32_t>(reader.integer(leastKdfCost.passes, mostKdfCost.passes));
        read.cost.memoryKiB = static_cast<std::uint32_t>(
            reader.integer(leastKdfCost.memoryKiB, mostKdfCost.memoryKiB));
        if (!reader.finished()) return fail(Code::damaged, "read how a passphrase is stretched");
        return read;
    }
};

Result<SecretBytes> wrappingKey(const Passphrase& passphrase, const Stretching& with,
                                const SecretBytes& device) {
    SecretBytes stretched(32);
    const SecretBytes& typed = passphrase.bytes();
    const int result = crypto_pwhash_argon2id(
        stretched.data(), stretched.size(),
        // Of nothing typed there are no bytes; libsodium wants a place all the same.
        typed.size() == 0 ? "" : reinterpret_cast<const char*>(typed.data()), typed.size(),
        spanOf(with.salt).data(), with.cost.passes, std::size_t{with.cost.memoryKiB} * 1024,
        crypto_pwhash_argon2id_ALG_ARGON2ID13);
    if (result != 0)
        return fail(Code::tooLarge, "stretch the passphrase", "not enough memory is free");
    auto hash = keyedHash256(device, {kekLabel, viewOf(stretched.view())});
    SecretBytes key = SecretBytes::copyOf(hash);
    sodium_memzero(hash.data(), hash.size());
    return key;
}

}  // namespace

QByteArray KeySlots::associated(const Slot& slot) const {
    cbor::Writer writer;
    writer.utf8(slotLabel).integer(format).bytes(m_vault).integer(slot.kind).bytes(slot.parameters);
    return writer.take();
}

QByteArray KeySlots::associatedWithIdentity() const {
    cbor::Writer writer;
    writer.utf8(identityLabel).integer(format).bytes(m_vault);
    return writer.take();
}

Result<KeySlots::Slot> KeySlots::passphraseSlot(const VaultKey& key, const Passphrase& passphrase,
                                                KdfCost cost, Random& random) const {
    check(cost.passes >= leastKdfCost.passes && cost.passes <= mostKdfCost.passes &&
              cost.memoryKiB >= leastKdfCost.memoryKiB && cost.memoryKiB <= mostKdfCost.memoryKiB,
          "the cost of a guess lies within its bounds");
    const Stretching with{random.bytes(saltSize), cost};
    Slot slot{static_cast<std::int64_t>(Kind::passphrase), with.encode(), {}};
    TRY(const SecretBytes wrapping, wrappingKey(passphrase, with, SecretBytes()));
    slot.wrapped = sealBytes(wrapping, associated(slot), key.secret().view(), random);
    return slot;
}

Result<KeySlots> KeySlots::make(const VaultId& vault, const VaultKey& key,
                                const Passphrase& passphrase, KdfCost cost, Random& random) {
    KeySlots made(vault);
    TRY(Slot slot, made.passphraseSlot(key, passphrase, cost, random));
    made.m_slots.push_back(std::move(slot));
    return made;
}

QByteArray KeySlots::encode() const {
    cbor::Writer writer;
    writer.map(4);
    writer.integer(keyFormat).integer(format);
    writer.integer(keyVault).bytes(m_vault);
    writer.integer(keySlots).array(m_slots.size());
    for (const Slot& slot : m_slots)
        writer.array(3).integer(slot.kind).bytes(slot.parameters).bytes(slot.wrapped);
    writer.integer(keyIdentity).bytes(m_identity);
    return writer.take();
}

Result<KeySlots> KeySlots::decode(QByteArrayView bytes) {
    constexpr char during[] = "read the vault's head file";
    KeySlots read{VaultId()};
    std::int64_t found = 0;
    cbor::Reader reader(bytes);
    reader.map([&](std::int64_t key) {
        switch (key) {
            case keyFormat:
                found = reader.integer(1, 1'000'000);
                break;
            case keyVault:
                read.m_vault = reader.id<VaultId>();
                break;
            case keySlots:
                for (std::size_t left = reader.array(mostSlots); left > 0; --left) {
                    if (reader.array(3) != 3) reader.fail();
                    Slot slot;
                    slot.kind = reader.integer(1, 1'000);
                    slot.parameters = reader.bytes().toByteArray();
                    slot.wrapped = reader.bytes().toByteArray();
                    read.m_slots.push_back(std::move(slot));
                }
                break;
            case keyIdentity:
                read.m_identity = reader.bytes().toByteArray();
                break;
            default:
                if (found <= format) reader.fail();
                reader.skip();
        }
        // A later format may look different from here on: only its number counts.
        if (found > format) reader.fail();
    });
    if (found > format) return fail(Code::newerVersion, during, std::to_string(found));
    if (!reader.finished() || found != format || read.m_vault.isNull() || read.m_slots.empty() ||
        read.m_identity.isEmpty())
        return fail(Code::damaged, during);
    return read;
}

Result<KeySlots> KeySlots::read(const QString& path) {
    TRY(const QByteArray bytes, readWhole(path, mostBytes));
    return decode(bytes);
}

Status KeySlots::write(const QString& path) const {
    return writeAtomically(path, encode());
}

Result<VaultKey> KeySlots::unlock(const Passphrase& passphrase) const {
    for (const Slot& slot : m_slots) {
        if (slot.kind != static_cast<std::int64_t>(Kind::passphrase)) continue;
        TRY(const Stretching with, Stretching::decode(slot.parameters));
        TRY(const SecretBytes wrapping, wrappingKey(passphrase, with, SecretBytes()));
        auto key = openBytes(wrapping, associated(slot), slot.wrapped);
        if (key && key->size() == VaultKey::size) return VaultKey(std::move(*key));
    }
    return fail(Code::wrongPassphrase, "unlock the vault");
}

Status KeySlots::changePassphrase(const VaultKey& key, const Passphrase& passphrase, KdfCost cost,
                                  Random& random) {
    TRY(Slot made, passphraseSlot(key, passphrase, cost, random));
    const auto isPassphrase = [](const Slot& slot) {
        return slot.kind == static_cast<std::int64_t>(Kind::passphrase);
    };
    std::erase_if(m_slots, isPassphrase);
    m_slots.insert(m_slots.begin(), std::move(made));
    return {};
}

void KeySlots::sealIdentity(const VaultKey& key, std::span<const std::uint8_t> plain,
                            Random& random) {
    m_identity =
        sealBytes(key.keyFor(VaultKey::Use::settings), associatedWithIdentity(), plain, random);
}

Result<SecretBytes> KeySlots::openIdentity(const VaultKey& key) const {
    auto plain =
        openBytes(key.keyFor(VaultKey::Use::settings), associatedWithIdentity(), m_identity);
    if (!plain) return fail(Code::damaged, "read who the vault is");
    return std::move(*plain);
}

}  // namespace candour
