#include "sync/change.h"

#include "platform/limits.h"

#include <algorithm>
#include <cstring>

namespace candour {
namespace {

enum HeaderKey : std::int64_t {
    keySuite = 1,
    keyNotebook,
    keyVault,
    keyLane,
    keyNumber,
    keyType,
    keyRecord,
    keySubjectKey,
    keyFields,
    keyBlobs,
    keyUtc,
    keyZone,
    keySinceBoot,
    keyBootCount,
    keyStoreOffset,
};

constexpr std::int64_t minutesInDay = 24 * 60;

}  // namespace

bool fieldNameBefore(const QString& a, const QString& b) {
    if (a.size() != b.size()) return a.size() < b.size();
    return a < b;
}

QByteArray Header::encode() const {
    std::vector<const FieldHead*> sorted;
    sorted.reserve(fields.size());
    for (const FieldHead& field : fields) sorted.push_back(&field);
    std::sort(sorted.begin(), sorted.end(),
              [](auto* a, auto* b) { return fieldNameBefore(a->name, b->name); });

    cbor::Writer writer;
    writer.reserve(256);
    writer.map(13 + (blobs.empty() ? 0 : 1) + (written.store ? 1 : 0));
    writer.integer(keySuite).integer(suite);
    writer.integer(keyNotebook).bytes(notebook);
    writer.integer(keyVault).bytes(vault);
    writer.integer(keyLane).integer(static_cast<std::int64_t>(lane));
    writer.integer(keyNumber).integer(number);
    writer.integer(keyType).text(type);
    writer.integer(keyRecord).bytes(record);
    writer.integer(keySubjectKey).bytes(key);
    writer.integer(keyFields).map(sorted.size());
    for (const FieldHead* field : sorted) {
        writer.text(field->name).array(field->replaces.size());
        for (const ChangeId& id : field->replaces) writer.bytes(id);
    }
    if (!blobs.empty()) {
        writer.integer(keyBlobs).array(blobs.size());
        for (const BlobRef& blob : blobs)
            writer.array(2).bytes(blob.id.view()).integer(blob.length);
    }
    writer.integer(keyUtc).integer(written.utc.time_since_epoch().count());
    writer.integer(keyZone).integer(written.zoneOffset.count());
    writer.integer(keySinceBoot).integer(written.sinceBoot.count());
    writer.integer(keyBootCount).integer(written.bootCount);
    if (written.store) {
        writer.integer(keyStoreOffset).array(2);
        writer.integer(written.store->offset.count()).integer(written.store->uncertainty.count());
    }
    return writer.take();
}

Result<Header> Header::decode(QByteArrayView bytes) {
    constexpr char during[] = "read a change's header";
    if (bytes.size() > static_cast<qsizetype>(limits::header)) return fail(Code::tooLarge, during);
    Header header;
    header.suite = 0;
    std::uint32_t seen = 0;
    cbor::Reader reader(bytes);
    reader.map([&](std::int64_t key) {
        if (key < 32) seen |= 1U << key;
        switch (key) {
            case keySuite:
                header.suite = static_cast<int>(reader.integer(1, 1'000));
                break;
            case keyNotebook:
                header.notebook = reader.id<NotebookId>();
                break;
            case keyVault:
                header.vault = reader.id<VaultId>();
                break;
            case keyLane:
                header.lane = static_cast<Lane>(reader.integer(1, 3));
                break;
            case keyNumber:
                header.number = reader.integer(1, std::int64_t{1} << 40);
                break;
            case keyType:
                header.type = reader.text();
                break;
            case keyRecord:
                header.record = reader.id<RecordId>();
                break;
            case keySubjectKey:
                header.key = reader.id<KeyId>();
                break;
            case keyFields:
                reader.textMap([&](QByteArrayView name) {
                    FieldHead field{QString::fromUtf8(name), {}};
                    const std::size_t count = reader.array(limits::replacesPerField);
                    field.replaces.reserve(count);
                    for (std::size_t i = 0; i < count; ++i)
                        field.replaces.push_back(reader.id<ChangeId>());
                    if (name.isEmpty() || name.size() > static_cast<qsizetype>(limits::nameLength))
                        reader.fail();
                    header.fields.push_back(std::move(field));
                });
                break;
            case keyBlobs: {
                const std::size_t count = reader.array(limits::fieldsPerChange);
                for (std::size_t i = 0; i < count; ++i) {
                    if (reader.array(2) != 2) reader.fail();
                    const auto id = Hash::fromBytes(reader.bytes(Hash::size));
                    const std::int64_t length = reader.integer(0, std::int64_t{1} << 40);
                    if (id) header.blobs.push_back({*id, length});
                }
                break;
            }
            case keyUtc:
                header.written.utc = UtcTime(milliseconds(reader.integer(0, limits::utcMs)));
                break;
            case keyZone:
                header.written.zoneOffset =
                    std::chrono::minutes(reader.integer(-minutesInDay, minutesInDay));
                break;
            case keySinceBoot:
                header.written.sinceBoot = milliseconds(reader.integer(0, limits::utcMs));
                break;
            case keyBootCount:
                header.written.bootCount =
                    static_cast<std::uint32_t>(reader.integer(0, 0xffff'ffff));
                break;
            case keyStoreOffset: {
                if (reader.array(2) != 2) reader.fail();
                const milliseconds offset(reader.integer(-limits::utcMs, limits::utcMs));
                const milliseconds uncertainty(reader.integer(0, limits::utcMs));
                header.written.store = Moment::Offset{offset, uncertainty};
                break;
            }
            default:
                reader.skip();
        }
    });
    constexpr std::uint32_t needed = ((1U << (keyBootCount + 1)) - 2) & ~(1U << keyBlobs);
    if (!reader.finished() || (seen & needed) != needed || header.type.isEmpty() ||
        header.type.size() > static_cast<qsizetype>(limits::nameLength) ||
        header.fields.size() > limits::fieldsPerChange)
        return fail(Code::damaged, during);
    return header;
}

ChangeId changeIdOf(const Hash& link) {
    return ChangeId::fromBytes(link.view().first(ChangeId::size)).value_or(ChangeId());
}

ChangeId Change::id() const {
    return changeIdOf(link);
}

Hash linkAfter(const Hash& previous, QByteArrayView header, const Hash& payloadHash) {
    return Hash::of({previous.view(), header, payloadHash.view()});
}

QByteArray encodePayload(const std::vector<cbor::Value>& values) {
    cbor::Writer writer;
    writer.array(values.size());
    for (const cbor::Value& value : values) writer.value(value);
    return writer.take();
}

Result<std::vector<cbor::Value>> decodePayload(QByteArrayView bytes) {
    cbor::Reader reader(bytes);
    std::vector<cbor::Value> values(reader.array(limits::fieldsPerChange));
    for (cbor::Value& value : values) value = reader.value();
    if (!reader.finished()) return fail(Code::damaged, "read a change's values");
    return values;
}

}  // namespace candour
