#include "sync/wire.h"

#include "platform/limits.h"

#include <algorithm>
#include <tuple>

namespace candour::wire {
namespace {

constexpr char during[] = "read a message";

template <class Message, class Entry>
Result<Message> readMessage(QByteArrayView bytes, Message& message, cbor::Reader& reader,
                            Entry&& entry) {
    reader.map(entry);
    if (!reader.finished()) return fail(Code::badAnswer, during, std::to_string(bytes.size()));
    return std::move(message);
}

template <class Statement>
void writeSigned(cbor::Writer& writer, const std::vector<Signed<Statement>>& list) {
    writer.array(list.size());
    for (const auto& one : list) writer.raw(one.encode());
}

template <class Statement>
void readSigned(cbor::Reader& reader, std::vector<Signed<Statement>>& list) {
    for (std::size_t left = reader.array(limits::cborItems); left > 0 && !reader.failed(); --left) {
        auto one = Signed<Statement>::readFrom(reader);
        if (!one) return reader.fail();
        list.push_back(std::move(*one));
    }
}

}  // namespace

QByteArray Summary::encode() const {
    cbor::Writer writer;
    writer.map(2 + (orders.isNull() ? 0 : 1) + (missed.empty() ? 0 : 1))
        .integer(1)
        .array(notebooks.size());
    for (const Notebook& notebook : notebooks)
        writer.array(3)
            .bytes(notebook.id)
            .bytes(notebook.digest.view())
            .bytes(notebook.roster.view());
    writer.integer(2).bytes(vaults.view());
    if (!orders.isNull()) writer.integer(3).bytes(orders.view());
    if (!missed.empty()) {
        writer.integer(4).array(missed.size());
        for (const KeyId& key : missed) writer.bytes(key);
    }
    return writer.take();
}

Result<Summary> Summary::decode(QByteArrayView bytes) {
    Summary summary;
    cbor::Reader reader(bytes);
    return readMessage(bytes, summary, reader, [&](std::int64_t key) {
        switch (key) {
            case 1:
                for (std::size_t left = reader.array(limits::cborItems); left > 0; --left) {
                    Notebook notebook;
                    if (reader.array(3) != 3) reader.fail();
                    notebook.id = reader.id<NotebookId>();
                    notebook.digest = Hash::fromBytes(reader.bytes(Hash::size)).value_or(Hash());
                    notebook.roster = Hash::fromBytes(reader.bytes(Hash::size)).value_or(Hash());
                    summary.notebooks.push_back(notebook);
                }
                break;
            case 2:
                summary.vaults = Hash::fromBytes(reader.bytes(Hash::size)).value_or(Hash());
                break;
            case 3:
                summary.orders = Hash::fromBytes(reader.bytes(Hash::size)).value_or(Hash());
                break;
            case 4:
                for (std::size_t left = reader.array(limits::keysMissed);
                     left > 0 && !reader.failed(); --left)
                    summary.missed.push_back(reader.id<KeyId>());
                break;
            default:
                reader.skip();
        }
    });
}

QByteArray Difference::encode() const {
    cbor::Writer writer;
    writer.map(5 + (differing.empty() ? 0 : 1) + (ordersDiffer ? 1 : 0) + (keys.empty() ? 0 : 1) +
               (blobsLacking.empty() ? 0 : 1));
    writer.integer(1).integer(epoch);
    writer.integer(2).integer(time.time_since_epoch().count());
    writer.integer(3);
    writeSigned(writer, certificates);
    writer.integer(4);
    writeSigned(writer, rosters);
    writer.integer(5).array(heads.size());
    for (const Head& head : heads) writeHead(writer, head);
    if (!differing.empty()) {
        writer.integer(6).array(differing.size());
        for (const NotebookId& notebook : differing) writer.bytes(notebook);
    }
    if (ordersDiffer) {
        writer.integer(7);
        writeSigned(writer, orders);
    }
    if (!keys.empty()) {
        writer.integer(8).array(keys.size());
        for (const SharedKey& key : keys)
            writer.array(4)
                .bytes(key->notebook())
                .bytes(key->subject())
                .integer(key->generation())
                .bytes(viewOf(key->secret()));
    }
    if (!blobsLacking.empty()) {
        writer.integer(9).array(blobsLacking.size());
        for (const Hash& blob : blobsLacking) writer.bytes(blob.view());
    }
    return writer.take();
}

Result<Difference> Difference::decode(QByteArrayView bytes) {
    Difference difference;
    cbor::Reader reader(bytes);
    return readMessage(bytes, difference, reader, [&](std::int64_t key) {
        switch (key) {
            case 1:
                difference.epoch = static_cast<std::uint32_t>(reader.integer(0, 0xffff'ffff));
                break;
            case 2:
                difference.time = UtcTime(milliseconds(reader.integer(0, limits::utcMs)));
                break;
            case 3:
                readSigned(reader, difference.certificates);
                break;
            case 4:
                readSigned(reader, difference.rosters);
                break;
            case 5:
                for (std::size_t left = reader.array(limits::cborItems);
                     left > 0 && !reader.failed(); --left)
                    difference.heads.push_back(readHead(reader));
                break;
            case 6:
                for (std::size_t left = reader.array(limits::cborItems);
                     left > 0 && !reader.failed(); --left)
                    difference.differing.push_back(reader.id<NotebookId>());
                break;
            case 7:
                readSigned(reader, difference.orders);
                difference.ordersDiffer = true;
                break;
            case 8:
                for (std::size_t left = reader.array(limits::keysMissed);
                     left > 0 && !reader.failed(); --left) {
                    if (reader.array(4) != 4) reader.fail();
                    const auto notebook = reader.id<NotebookId>();
                    const auto subject = reader.id<SubjectId>();
                    const auto generation =
                        static_cast<std::uint32_t>(reader.integer(1, 0xffff'ffff));
                    const QByteArrayView secret = reader.bytes(SubjectKey::size);
                    if (!reader.failed())
                        difference.keys.push_back(std::make_shared<const SubjectKey>(
                            notebook, subject, generation, SecretBytes::copyOf(spanOf(secret))));
                }
                break;
            case 9:
                for (std::size_t left = reader.array(limits::cborItems);
                     left > 0 && !reader.failed(); --left)
                    difference.blobsLacking.push_back(
                        Hash::fromBytes(reader.bytes(Hash::size)).value_or(Hash()));
                break;
            default:
                reader.skip();
        }
    });
}

QByteArray PushAnswer::encode() const {
    cbor::Writer writer;
    writer.map(1).integer(1).array(answers.size());
    for (const One& one : answers) {
        writer.array(4);
        if (one.receipt)
            writer.raw(one.receipt->encode());
        else
            writer.null();
        writer.utf8(one.error).utf8(one.detail).integer(one.held);
    }
    return writer.take();
}

Result<PushAnswer> PushAnswer::decode(QByteArrayView bytes) {
    PushAnswer answer;
    cbor::Reader reader(bytes);
    return readMessage(bytes, answer, reader, [&](std::int64_t key) {
        if (key != 1) {
            reader.skip();
            return;
        }
        for (std::size_t left = reader.array(limits::cborItems); left > 0 && !reader.failed();
             --left) {
            One one;
            if (reader.array(4) != 4) reader.fail();
            if (reader.atNull()) {
                reader.null();
            } else {
                auto receipt = Signed<Receipt>::readFrom(reader);
                if (!receipt) return reader.fail();
                one.receipt = std::move(*receipt);
            }
            one.error = reader.utf8().toByteArray();
            one.detail = reader.utf8().toByteArray();
            one.held = reader.integer(0, std::int64_t{1} << 40);
            answer.answers.push_back(std::move(one));
        }
    });
}

QByteArray PullRequest::encode() const {
    cbor::Writer writer;
    writer.map(bytes > 0 ? 2 : 1).integer(1).array(wants.size());
    for (const Want& want : wants) {
        writer.array(5).bytes(want.chain.notebook).bytes(want.chain.vault);
        writer.integer(static_cast<std::int64_t>(want.chain.lane)).bytes(want.chain.branch);
        writer.integer(want.after);
    }
    if (bytes > 0) writer.integer(2).integer(bytes);
    return writer.take();
}

Result<PullRequest> PullRequest::decode(QByteArrayView bytes) {
    PullRequest request;
    cbor::Reader reader(bytes);
    return readMessage(bytes, request, reader, [&](std::int64_t key) {
        if (key == 2) {
            request.bytes = reader.integer(0, std::int64_t{1} << 40);
            return;
        }
        if (key != 1) {
            reader.skip();
            return;
        }
        for (std::size_t left = reader.array(limits::cborItems); left > 0 && !reader.failed();
             --left) {
            Want want;
            if (reader.array(5) != 5) reader.fail();
            want.chain.notebook = reader.id<NotebookId>();
            want.chain.vault = reader.id<VaultId>();
            want.chain.lane = static_cast<Lane>(reader.integer(1, 3));
            want.chain.branch = reader.id<ChangeId>();
            want.after = reader.integer(0, std::int64_t{1} << 40);
            request.wants.push_back(want);
        }
    });
}

QByteArray Statements::encode() const {
    cbor::Writer writer;
    writer.map(orders.empty() ? 2 : 3).integer(1);
    writeSigned(writer, certificates);
    writer.integer(2);
    writeSigned(writer, rosters);
    if (!orders.empty()) {
        writer.integer(3);
        writeSigned(writer, orders);
    }
    return writer.take();
}

Result<Statements> Statements::decode(QByteArrayView bytes) {
    Statements statements;
    cbor::Reader reader(bytes);
    return readMessage(bytes, statements, reader, [&](std::int64_t key) {
        switch (key) {
            case 1:
                readSigned(reader, statements.certificates);
                break;
            case 2:
                readSigned(reader, statements.rosters);
                break;
            case 3:
                readSigned(reader, statements.orders);
                break;
            default:
                reader.skip();
        }
    });
}

QByteArray TimeAnswer::encode() const {
    cbor::Writer writer;
    writer.map(2).integer(1).integer(time.time_since_epoch().count());
    writer.integer(2).bytes(nonce);
    return writer.take();
}

Result<TimeAnswer> TimeAnswer::decode(QByteArrayView bytes) {
    TimeAnswer answer;
    cbor::Reader reader(bytes);
    return readMessage(bytes, answer, reader, [&](std::int64_t key) {
        switch (key) {
            case 1:
                answer.time = UtcTime(milliseconds(reader.integer(0, limits::utcMs)));
                break;
            case 2:
                answer.nonce = reader.bytes().toByteArray();
                break;
            default:
                reader.skip();
        }
    });
}

Hash digestOf(std::vector<Signed<Certificate>> certificates) {
    std::sort(certificates.begin(), certificates.end(),
              [](const auto& a, const auto& b) { return a.value.vault < b.value.vault; });
    cbor::Writer writer;
    writer.array(certificates.size());
    for (const auto& certificate : certificates)
        writer.array(3)
            .bytes(certificate.value.vault)
            .integer(certificate.value.epoch)
            .integer(certificate.value.version);
    return Hash::of({writer.result()});
}

Hash digestOf(const Signed<Roster>& roster) {
    return Hash::of({roster.body});
}

Hash digestOf(std::vector<Signed<Order>> orders) {
    if (orders.empty()) return {};
    const auto about = [](const Signed<Order>& order) {
        return std::tie(order.value.notebook, order.value.subject);
    };
    std::sort(orders.begin(), orders.end(),
              [&](const auto& a, const auto& b) { return about(a) < about(b); });
    cbor::Writer writer;
    writer.array(orders.size());
    for (const auto& order : orders)
        writer.array(3)
            .bytes(order.value.notebook)
            .bytes(order.value.subject)
            .bytes(Hash::of({order.body}).view());
    return Hash::of({writer.result()});
}

}  // namespace candour::wire
