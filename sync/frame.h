// A frame: up to limits::frameChanges changes of one chain as they travel, complete in themselves
// (PROTOCOL 17 to 20). It carries the subject keys that its changes need and the author's signed
// statement of where it ends. Links are not sent: the receiver recomputes them, and the statement
// proves the result. On the wire a frame is canonical CBOR, compressed by zstd.
#pragma once

#include "sync/keyfile.h"
#include "sync/sealing.h"
#include "sync/signed.h"

#include <optional>
#include <vector>

namespace candour {

struct Frame {
    struct Item {
        QByteArray header;
        QByteArray payload;  // as `form` says
        PayloadForm form = PayloadForm::opened;
    };
    /// A subject key in the open: it travels inside TLS, beside the payloads that it seals. Of one
    /// that was destroyed, or that others keep, what it protected and its id.
    struct Key {
        SubjectId subject;
        std::uint32_t generation = 1;
        QByteArray secret;  // empty: not in the open
        KeyId id = {};      // then
        /// Of one that others keep: as it is sealed to them. Nothing: it was destroyed.
        std::optional<std::vector<SealedKey>> kept = {};

        [[nodiscard]] bool destroyed() const { return secret.isEmpty() && !kept; }
    };

    ChainId chain;
    std::int64_t first = 1;  // number of the first item
    Hash follows;            // link of the change before it
    std::optional<Signed<Founding>> founding;
    std::vector<Key> keys;
    std::vector<Item> items;
    Signed<HeadStatement> statement;
    /// The store's word that it holds all of this, where whoever sends it has one: so every replica
    /// can prove what it holds of others, and knows what came late.
    std::optional<Signed<Receipt>> receipt = {};

    /// Where it ends. Its author may have signed that before the chain parted, without a branch.
    [[nodiscard]] Head end() const {
        return {chain, statement.value.head.number, statement.value.head.link};
    }
};

[[nodiscard]] QByteArray encodeFrame(const Frame& frame);
/// Takes out a receipt that the store did not sign, or that is about something else.
void dropFalseReceipt(Frame& frame, const VerifyKey& store);
/// Checks sizes, counts and form, not signatures or links: that is the ledger's part.
Result<Frame> decodeFrame(QByteArrayView compressed);

/// The same frame for one recipient: its keys and open payloads are sealed to them, so that it may
/// go through hands that must not read it. Its links and its statement stay what they were.
Result<Frame> sealedFor(Frame frame, const RecipientKey& recipient, Random& random);
/// Opens whatever in it is sealed to us: payloads and keys. What is not ours, or cannot be opened,
/// stays as it is.
void openSealed(Frame& frame, const BoxKey& recipient);

/// Several frames in one body: each behind its length in four bytes, most significant first.
void appendFrame(QByteArray& body, const QByteArray& frame);
Result<std::vector<QByteArrayView>> splitFrames(QByteArrayView body);

}  // namespace candour
