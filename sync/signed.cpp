#include "sync/signed.h"

#include "platform/limits.h"

#include <algorithm>

namespace candour {
namespace {

constexpr std::size_t mostMembers = 1'000;
constexpr std::int64_t lastNumber = std::int64_t{1} << 40;

/// Runs `entry` over a map's keys and answers `value` if all was read and `needed` keys were there.
template <class Statement, class Entry>
Result<Statement> readStatement(QByteArrayView bytes, std::uint32_t needed, Statement& value,
                                cbor::Reader& reader, Entry&& entry) {
    std::uint32_t seen = 0;
    reader.map([&](std::int64_t key) {
        if (key < 32) seen |= 1U << key;
        entry(key);
    });
    if (!reader.finished() || (seen & needed) != needed)
        return fail(Code::damaged, "read a signed statement", std::to_string(bytes.size()));
    return std::move(value);
}

constexpr std::uint32_t keysUpTo(int last) {
    return (1U << (last + 1)) - 2;
}

Hash readHash(cbor::Reader& reader) {
    return Hash::fromBytes(reader.bytes(Hash::size)).value_or(Hash());
}

UtcTime readTime(cbor::Reader& reader) {
    return UtcTime(milliseconds(reader.integer(0, limits::utcMs)));
}

std::uint32_t readVersion(cbor::Reader& reader) {
    return static_cast<std::uint32_t>(reader.integer(0, 0xffff'ffff));
}

template <class AnyId>
void writeIds(cbor::Writer& writer, const std::vector<AnyId>& ids) {
    writer.array(ids.size());
    for (const AnyId& id : ids) writer.bytes(id);
}

template <class AnyId>
std::vector<AnyId> readIds(cbor::Reader& reader) {
    std::vector<AnyId> ids;
    for (std::size_t left = reader.array(limits::cborItems); left > 0 && !reader.failed(); --left)
        ids.push_back(reader.id<AnyId>());
    return ids;
}

}  // namespace

void writeHead(cbor::Writer& writer, const Head& head) {
    writer.array(6).bytes(head.chain.notebook).bytes(head.chain.vault);
    writer.integer(static_cast<std::int64_t>(head.chain.lane)).bytes(head.chain.branch);
    writer.integer(head.number).bytes(head.link.view());
}

Head readHead(cbor::Reader& reader) {
    Head head;
    if (reader.array(6) != 6) reader.fail();
    head.chain.notebook = reader.id<NotebookId>();
    head.chain.vault = reader.id<VaultId>();
    head.chain.lane = static_cast<Lane>(reader.integer(1, 3));
    head.chain.branch = reader.id<ChangeId>();
    head.number = reader.integer(0, lastNumber);
    head.link = readHash(reader);
    return head;
}

QByteArray HeadStatement::encode() const {
    cbor::Writer writer;
    writer.map(2).integer(1);
    writeHead(writer, head);
    writer.integer(2).array(others.size());
    for (const Other& other : others) {
        writer.array(3).integer(static_cast<std::int64_t>(other.lane));
        writer.integer(other.number).bytes(other.link.view());
    }
    return writer.take();
}

Result<HeadStatement> HeadStatement::decode(QByteArrayView bytes) {
    HeadStatement value;
    cbor::Reader reader(bytes);
    return readStatement(bytes, keysUpTo(2), value, reader, [&](std::int64_t key) {
        switch (key) {
            case 1:
                value.head = readHead(reader);
                break;
            case 2:
                for (std::size_t left = reader.array(8); left > 0; --left) {
                    if (reader.array(3) != 3) reader.fail();
                    const auto lane = static_cast<Lane>(reader.integer(1, 3));
                    const std::int64_t number = reader.integer(0, lastNumber);
                    value.others.push_back({lane, number, readHash(reader)});
                }
                break;
            default:
                reader.skip();
        }
    });
}

QByteArray Founding::encode() const {
    cbor::Writer writer;
    writer.map(5).integer(1).bytes(notebook);
    writer.integer(2).integer(static_cast<std::int64_t>(kind));
    writer.integer(3).bytes(parent);
    writer.integer(4).bytes(founder);
    writer.integer(5).array(named.size());
    for (const PersonId& person : named) writer.bytes(person);
    return writer.take();
}

Result<Founding> Founding::decode(QByteArrayView bytes) {
    Founding value;
    cbor::Reader reader(bytes);
    return readStatement(bytes, keysUpTo(5), value, reader, [&](std::int64_t key) {
        switch (key) {
            case 1:
                value.notebook = reader.id<NotebookId>();
                break;
            case 2:
                value.kind = static_cast<NotebookKind>(reader.integer(1, 5));
                break;
            case 3:
                value.parent = reader.id<NotebookId>();
                break;
            case 4:
                value.founder = reader.id<VaultId>();
                break;
            case 5:
                for (std::size_t left = reader.array(mostMembers); left > 0; --left)
                    value.named.push_back(reader.id<PersonId>());
                break;
            default:
                reader.skip();
        }
    });
}

QByteArray Certificate::encode() const {
    cbor::Writer writer;
    writer.map(9).integer(1).bytes(vault);
    writer.integer(2).bytes(person);
    writer.integer(3).text(name);
    writer.integer(4).bytes(author.view());
    writer.integer(5).bytes(viewOf(recipient));
    writer.integer(6).integer(epoch);
    writer.integer(7).integer(version);
    writer.integer(8).boolean(revoked);
    writer.integer(9).integer(issued.time_since_epoch().count());
    return writer.take();
}

Result<Certificate> Certificate::decode(QByteArrayView bytes) {
    Certificate value;
    cbor::Reader reader(bytes);
    return readStatement(bytes, keysUpTo(9), value, reader, [&](std::int64_t key) {
        switch (key) {
            case 1:
                value.vault = reader.id<VaultId>();
                break;
            case 2:
                value.person = reader.id<PersonId>();
                break;
            case 3:
                value.name = reader.text();
                break;
            case 4:
                value.author = VerifyKey::fromBytes(reader.bytes(32)).value_or(VerifyKey());
                break;
            case 5: {
                const QByteArrayView key32 = reader.bytes(32);
                if (!reader.failed())
                    std::copy_n(spanOf(key32).begin(), 32, value.recipient.begin());
                break;
            }
            case 6:
                value.epoch = readVersion(reader);
                break;
            case 7:
                value.version = readVersion(reader);
                break;
            case 8:
                value.revoked = reader.boolean();
                break;
            case 9:
                value.issued = readTime(reader);
                break;
            default:
                reader.skip();
        }
    });
}

const Roster::Member* Roster::member(const PersonId& person) const {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const Member& member) { return member.person == person; });
    return found == members.end() ? nullptr : &*found;
}

bool Roster::wasMember(const PersonId& person) const {
    return std::find(former.begin(), former.end(), person) != former.end();
}

QByteArray Roster::encode() const {
    cbor::Writer writer;
    writer.map(former.empty() ? 7 : 8).integer(1).bytes(notebook);
    writer.integer(2).integer(static_cast<std::int64_t>(kind));
    writer.integer(3).bytes(parent);
    writer.integer(4).text(title);
    writer.integer(5).integer(epoch);
    writer.integer(6).integer(version);
    writer.integer(7).array(members.size());
    for (const Member& member : members)
        writer.array(4)
            .bytes(member.person)
            .boolean(member.lead)
            .boolean(member.writes)
            .text(member.name);
    if (!former.empty()) {
        writer.integer(8);
        writeIds(writer, former);
    }
    return writer.take();
}

Result<Roster> Roster::decode(QByteArrayView bytes) {
    Roster value;
    cbor::Reader reader(bytes);
    return readStatement(bytes, keysUpTo(7), value, reader, [&](std::int64_t key) {
        switch (key) {
            case 1:
                value.notebook = reader.id<NotebookId>();
                break;
            case 2:
                value.kind = static_cast<NotebookKind>(reader.integer(1, 5));
                break;
            case 3:
                value.parent = reader.id<NotebookId>();
                break;
            case 4:
                value.title = reader.text();
                break;
            case 5:
                value.epoch = readVersion(reader);
                break;
            case 6:
                value.version = readVersion(reader);
                break;
            case 7:
                for (std::size_t left = reader.array(mostMembers); left > 0; --left) {
                    Member member;
                    if (reader.array(4) != 4) reader.fail();
                    member.person = reader.id<PersonId>();
                    member.lead = reader.boolean();
                    member.writes = reader.boolean();
                    member.name = reader.text();
                    value.members.push_back(member);
                }
                break;
            case 8:
                value.former = readIds<PersonId>(reader);
                break;
            default:
                reader.skip();
        }
    });
}

bool Order::names(const KeyId& key) const {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool Order::names(const ChangeId& change) const {
    return std::find(changes.begin(), changes.end(), change) != changes.end();
}

QByteArray Order::encode() const {
    cbor::Writer writer;
    writer.map(10U + (restricted > 0 ? 1U : 0U) + (holds.isEmpty() ? 0U : 1U));
    writer.integer(1).bytes(notebook);
    writer.integer(2).bytes(subject);
    writer.integer(3).integer(epoch);
    writer.integer(4).integer(version);
    writer.integer(5).boolean(held);
    writer.integer(6).integer(generation);
    writer.integer(7);
    writeIds(writer, keys);
    writer.integer(8);
    writeIds(writer, changes);
    writer.integer(9);
    writeIds(writer, grounds);
    writer.integer(10).integer(issued.time_since_epoch().count());
    if (restricted > 0) writer.integer(11).integer(restricted);
    if (!holds.isEmpty()) writer.integer(12).bytes(holds);
    return writer.take();
}

Result<Order> Order::decode(QByteArrayView bytes) {
    Order value;
    cbor::Reader reader(bytes);
    return readStatement(bytes, keysUpTo(10), value, reader, [&](std::int64_t key) {
        switch (key) {
            case 1:
                value.notebook = reader.id<NotebookId>();
                break;
            case 2:
                value.subject = reader.id<SubjectId>();
                break;
            case 3:
                value.epoch = readVersion(reader);
                break;
            case 4:
                value.version = readVersion(reader);
                break;
            case 5:
                value.held = reader.boolean();
                break;
            case 6:
                value.generation = readVersion(reader);
                break;
            case 7:
                value.keys = readIds<KeyId>(reader);
                break;
            case 8:
                value.changes = readIds<ChangeId>(reader);
                break;
            case 9:
                value.grounds = readIds<ChangeId>(reader);
                break;
            case 10:
                value.issued = readTime(reader);
                break;
            case 11:
                value.restricted = readVersion(reader);
                break;
            case 12:
                value.holds = reader.bytes().toByteArray();
                break;
            default:
                reader.skip();
        }
    });
}

QByteArray Receipt::encode() const {
    cbor::Writer writer;
    writer.map(late ? 8 : 7).integer(1);
    writeHead(writer, head);
    writer.integer(2).array(blobs.size());
    for (const Hash& blob : blobs) writer.bytes(blob.view());
    writer.integer(3).boolean(unread);
    writer.integer(4).boolean(late);
    writer.integer(5).integer(received.time_since_epoch().count());
    writer.integer(6).integer(epoch);
    writer.integer(7).integer(rosterVersion);
    if (late) writer.integer(8).integer(lateFrom);
    return writer.take();
}

Result<Receipt> Receipt::decode(QByteArrayView bytes) {
    Receipt value;
    cbor::Reader reader(bytes);
    return readStatement(bytes, keysUpTo(7), value, reader, [&](std::int64_t key) {
        switch (key) {
            case 1:
                value.head = readHead(reader);
                break;
            case 2:
                for (std::size_t left = reader.array(limits::cborItems); left > 0; --left)
                    value.blobs.push_back(readHash(reader));
                break;
            case 3:
                value.unread = reader.boolean();
                break;
            case 4:
                value.late = reader.boolean();
                break;
            case 5:
                value.received = readTime(reader);
                break;
            case 6:
                value.epoch = readVersion(reader);
                break;
            case 7:
                value.rosterVersion = readVersion(reader);
                break;
            case 8:
                value.lateFrom = reader.integer(0, std::int64_t{1} << 40);
                break;
            default:
                reader.skip();
        }
    });
}

QByteArray BlobReceipt::encode() const {
    cbor::Writer writer;
    writer.map(5).integer(1).bytes(notebook);
    writer.integer(2).bytes(blob.id.view());
    writer.integer(3).integer(blob.length);
    writer.integer(4).integer(received.time_since_epoch().count());
    writer.integer(5).integer(epoch);
    return writer.take();
}

Result<BlobReceipt> BlobReceipt::decode(QByteArrayView bytes) {
    BlobReceipt value;
    cbor::Reader reader(bytes);
    return readStatement(bytes, keysUpTo(5), value, reader, [&](std::int64_t key) {
        switch (key) {
            case 1:
                value.notebook = reader.id<NotebookId>();
                break;
            case 2:
                value.blob.id = readHash(reader);
                break;
            case 3:
                value.blob.length = reader.integer(1, std::int64_t{1} << 40);
                break;
            case 4:
                value.received = readTime(reader);
                break;
            case 5:
                value.epoch = readVersion(reader);
                break;
            default:
                reader.skip();
        }
    });
}

}  // namespace candour
