// The messages of the exchange as values and as canonical CBOR (PROTOCOL.md restates them). Every
// request is idempotent; none needs a session.
#pragma once

#include "sync/frame.h"
#include "sync/signed.h"

#include <QByteArray>

#include <vector>

namespace candour::wire {

inline constexpr char cborType[] = "application/vnd.candour+cbor";
/// Frames, each behind its length; every frame compressed by zstd on its own.
inline constexpr char framesType[] = "application/vnd.candour.frames";

inline constexpr char timePath[] = "/v1/time";
inline constexpr char enrolPath[] = "/v1/enrol";
inline constexpr char summaryPath[] = "/v1/summary";
inline constexpr char pushPath[] = "/v1/push";
inline constexpr char pullPath[] = "/v1/pull";
inline constexpr char statementsPath[] = "/v1/statements";
/// Attachments: created and fetched here, uploaded at the addresses below it.
inline constexpr char blobsPath[] = "/v1/blobs";
inline constexpr char blobType[] = "application/vnd.candour.blob";
/// The header in which the store receipts a blob, in base64.
inline constexpr char receiptField[] = "Candour-Receipt";
/// The header in which a tablet says which protocol it speaks, and the number of this one. A store
/// may ask for a newer one; an older one may still hand over, and nothing else.
inline constexpr char protocolField[] = "Candour-Protocol";
inline constexpr int protocol = 1;

/// What a replica holds, one digest a notebook, and what it knows of rosters and vaults.
struct Summary {
    struct Notebook {
        NotebookId id;
        Hash digest;
        Hash roster;  // of the roster as it was signed; zero without one
    };
    std::vector<Notebook> notebooks;
    Hash vaults;                // over the certificates held: see digestOf()
    Hash orders;                // over those that are carried out here; null: none
    std::vector<KeyId> missed;  // keys that others keep, or that came without their secret

    [[nodiscard]] QByteArray encode() const;
    static Result<Summary> decode(QByteArrayView bytes);
};

/// Only what differs: nothing at all when both hold the same.
struct Difference {
    std::uint32_t epoch = 1;
    UtcTime time;
    std::vector<Signed<Certificate>> certificates;
    std::vector<Signed<Roster>> rosters;
    std::vector<Head> heads;            // all heads of every notebook that differs
    std::vector<Signed<Order>> orders;  // all of theirs, if some are not carried out there
    bool ordersDiffer = false;          // also when the store has none
    /// Those of the summary that differ or that the store does not have: a chain of theirs that is
    /// not among the heads is not there at all.
    std::vector<NotebookId> differing;
    /// Of the keys that were missed, those that this reader may have.
    std::vector<SharedKey> keys = {};
    /// That changes the caller may read refer to, and that the store does not hold.
    std::vector<Hash> blobsLacking = {};

    [[nodiscard]] QByteArray encode() const;
    static Result<Difference> decode(QByteArrayView bytes);
};

/// One answer per frame that was pushed, in their order.
struct PushAnswer {
    struct One {
        std::optional<Signed<Receipt>> receipt;
        /// Without a receipt: the error's name, and the number held in that chain.
        QByteArray error;
        QByteArray detail;
        std::int64_t held = 0;
    };
    std::vector<One> answers;

    [[nodiscard]] QByteArray encode() const;
    static Result<PushAnswer> decode(QByteArrayView bytes);
};

/// The chains to send, each from after a number. The answer is frames, as many as fit.
struct PullRequest {
    struct Want {
        ChainId chain;
        std::int64_t after = 0;
    };
    std::vector<Want> wants;
    std::int64_t bytes = 0;  // aimed at in the answer; 0: as many as the store likes

    [[nodiscard]] QByteArray encode() const;
    static Result<PullRequest> decode(QByteArrayView bytes);
};

/// What the store once signed and has lost, because it was restored from a backup: given back by
/// whoever holds it. Its own signature vouches for it, so anybody may.
struct Statements {
    std::vector<Signed<Certificate>> certificates;
    std::vector<Signed<Roster>> rosters;
    std::vector<Signed<Order>> orders = {};

    [[nodiscard]] QByteArray encode() const;
    static Result<Statements> decode(QByteArrayView bytes);
};

/// The store's time, bound to the nonce of whoever asked.
struct TimeAnswer {
    static constexpr const char* label = label::time;
    UtcTime time;
    QByteArray nonce;

    [[nodiscard]] QByteArray encode() const;
    static Result<TimeAnswer> decode(QByteArrayView bytes);
};

/// One hash over certificates, sorted by vault: equal when both sides know the same versions.
Hash digestOf(std::vector<Signed<Certificate>> certificates);
/// Of a roster as it was signed: two of one version may differ after the store was restored.
Hash digestOf(const Signed<Roster>& roster);
/// The same over orders, sorted by what they are about; null if there are none.
Hash digestOf(std::vector<Signed<Order>> orders);

}  // namespace candour::wire
