// The statements that somebody signs: an author its heads and foundings, the store its
// certificates, rosters, orders and receipts. Every one is canonical CBOR under a label of its own,
// kept and passed on as the bytes that were signed.
#pragma once

#include "sync/change.h"
#include "sync/crypto.h"
#include "sync/ids.h"
#include "sync/notebook.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace candour {

/// A statement with the bytes that were signed. `Statement` has `label`, `encode()` and `decode()`.
template <class Statement>
struct Signed {
    Statement value;
    QByteArray body;
    QByteArray signature;

    static Signed make(Statement value, const SigningKey& key) {
        QByteArray body = value.encode();
        const Signature signature = key.sign(Statement::label, body);
        return {std::move(value), std::move(body), viewOf(signature).toByteArray()};
    }
    [[nodiscard]] bool verify(const VerifyKey& key) const {
        return key.verify(Statement::label, body, signature);
    }
    /// [body, signature]; the signature is not checked by decoding.
    [[nodiscard]] QByteArray encode() const {
        cbor::Writer writer;
        writer.array(2).bytes(body).bytes(signature);
        return writer.take();
    }
    static Result<Signed> decode(QByteArrayView bytes) {
        cbor::Reader reader(bytes);
        Result<Signed> read = readFrom(reader);
        if (read && !reader.finished()) return fail(Code::damaged, "read a signed statement");
        return read;
    }
    static Result<Signed> readFrom(cbor::Reader& reader) {
        if (reader.array(2) != 2) reader.fail();
        const QByteArrayView body = reader.bytes();
        const QByteArrayView signature = reader.bytes(sizeof(Signature));
        if (reader.failed()) return fail(Code::damaged, "read a signed statement");
        TRY(Statement value, Statement::decode(body));
        return Signed{std::move(value), body.toByteArray(), signature.toByteArray()};
    }
};

/// Names one chain: one vault's changes in one notebook and lane. A branch is named by the id of
/// its first change; null is the trunk.
struct ChainId {
    NotebookId notebook;
    VaultId vault;
    Lane lane = Lane::rest;
    ChangeId branch;
    friend auto operator<=>(const ChainId&, const ChainId&) = default;
    friend bool operator==(const ChainId&, const ChainId&) = default;
};

/// How far a chain reaches.
struct Head {
    ChainId chain;
    std::int64_t number = 0;
    Hash link;
    friend bool operator==(const Head&, const Head&) = default;
};

/// The author's word on a frame's last change and on the heads of its other lanes there.
struct HeadStatement {
    static constexpr const char* label = label::head;
    struct Other {
        Lane lane;
        std::int64_t number;
        Hash link;
    };
    Head head;
    std::vector<Other> others;

    [[nodiscard]] QByteArray encode() const;
    static Result<HeadStatement> decode(QByteArrayView bytes);
};

/// A notebook begun offline. Until the store signs roster 1, its readers and writers are the
/// founder, the lead and whoever is named here.
struct Founding {
    static constexpr const char* label = label::founding;
    NotebookId notebook;
    NotebookKind kind = NotebookKind::session;
    NotebookId parent;  // the assessment's team notebook
    VaultId founder;
    std::vector<PersonId> named;

    [[nodiscard]] QByteArray encode() const;
    static Result<Founding> decode(QByteArrayView bytes);
};

/// The store's word that a vault belongs to a person.
struct Certificate {
    static constexpr const char* label = label::certificate;
    VaultId vault;
    PersonId person;
    QString name;  // how colleagues name the person: initials
    VerifyKey author;
    std::array<std::uint8_t, 32> recipient{};  // X25519
    std::uint32_t epoch = 1;
    std::uint32_t version = 1;  // newest wins
    bool revoked = false;
    UtcTime issued;

    [[nodiscard]] QByteArray encode() const;
    static Result<Certificate> decode(QByteArrayView bytes);
};

/// Who may read and write a notebook.
struct Roster {
    static constexpr const char* label = label::roster;
    struct Member {
        PersonId person;
        bool lead = false;
        bool writes = true;
        QString name = {};  // initials, so that a plan can name people who have no tablet yet
        friend bool operator==(const Member&, const Member&) = default;
    };
    NotebookId notebook;
    NotebookKind kind = NotebookKind::team;
    NotebookId parent;  // null for a team notebook
    QString title;      // what the assessment is called; empty for a session's
    std::uint32_t epoch = 1;
    std::uint32_t version = 1;
    std::vector<Member> members;
    /// Who wrote here and was taken off: they read no more, and what comes of theirs is late.
    std::vector<PersonId> former = {};

    [[nodiscard]] const Member* member(const PersonId& person) const;
    [[nodiscard]] bool wasMember(const PersonId& person) const;
    [[nodiscard]] QByteArray encode() const;
    static Result<Roster> decode(QByteArrayView bytes);
};

/// The store's standing word on the words of one subject: whether they must be kept, and what of
/// them is erased. It follows from what people asked (control.h) and never takes an erasure back.
struct Order {
    static constexpr const char* label = label::order;
    NotebookId notebook;
    SubjectId subject;
    std::uint32_t epoch = 1;
    std::uint32_t version = 1;  // newest wins
    /// A hold stands: nothing more of it is erased.
    bool held = false;
    /// Erased is every key of this generation and of earlier ones; 0: none.
    std::uint32_t generation = 0;
    /// Those of these keys that are known to the store, so that a change under one of them is known
    /// for erased by whoever never had the key.
    std::vector<KeyId> keys;
    /// Single changes under other keys that are erased too.
    std::vector<ChangeId> changes;
    /// The control changes that it follows from.
    std::vector<ChangeId> grounds;
    UtcTime issued;
    /// Keys of this generation and of earlier ones are the lead's and the store's alone; 0: none.
    std::uint32_t restricted = 0;
    /// What an administrator held at the store itself and by whose authority, sealed to the store
    /// alone; empty: nothing. A store that was restored from a backup has it back from here.
    QByteArray holds = {};

    [[nodiscard]] bool erases() const { return generation > 0 || !changes.empty(); }
    [[nodiscard]] bool names(const KeyId& key) const;
    [[nodiscard]] bool names(const ChangeId& change) const;
    [[nodiscard]] QByteArray encode() const;
    static Result<Order> decode(QByteArrayView bytes);
};

/// The store's word that it holds a chain up to a number.
struct Receipt {
    static constexpr const char* label = label::receipt;
    Head head;
    std::vector<Hash> blobs;    // attachments held, of those the frame referred to
    bool unread = false;        // some payloads came without their key
    bool late = false;          // the author had been taken off the roster when some of it came
    std::int64_t lateFrom = 0;  // then: the first that did; 0: all of it
    UtcTime received;           // the store's clock
    std::uint32_t epoch = 1;
    std::uint32_t rosterVersion = 0;

    [[nodiscard]] QByteArray encode() const;
    static Result<Receipt> decode(QByteArrayView bytes);
};

/// The store's word that it holds an attachment whole, checked against its id. It stands apart from
/// the text's, because text leaves first; only both together count as handed over.
struct BlobReceipt {
    static constexpr const char* label = label::blobReceipt;
    NotebookId notebook;
    BlobRef blob;
    UtcTime received;  // the store's clock
    std::uint32_t epoch = 1;

    [[nodiscard]] QByteArray encode() const;
    static Result<BlobReceipt> decode(QByteArrayView bytes);
};

/// One head in a fixed form: what statements, receipts and summaries are made of.
void writeHead(cbor::Writer& writer, const Head& head);
Head readHead(cbor::Reader& reader);

}  // namespace candour
