// What a tablet packs into a bundle, and for whom (PROTOCOL 23): frames as their authors signed
// them, the store's own words that prove them, and sealed attachments. What always holds: a
// colleague gets only notebooks that the store's roster gives them, and keys only where a summary
// would; packing changes nothing that anybody else sees, so it can be done again at any time.
#pragma once

#include "sync/blobfolder.h"
#include "sync/bundle.h"
#include "sync/enrolment.h"
#include "sync/ledger.h"

#include <map>
#include <optional>
#include <set>

namespace candour {

struct BundleOrder {
    /// Whose rights count; nothing: it is for the store.
    std::optional<PersonId> reader = {};
    std::vector<RecipientKey> recipients;
    /// What the store has receipted is known to have come by another way: it stays out unless this
    /// is said.
    bool everything = false;
    /// Where the recipient's chains end, as a bundle of theirs said: exactly the rest goes.
    std::optional<std::vector<Head>> known = {};
    bool attachments = true;
};

struct Packed {
    std::int64_t records = 0;  // of ours, without a receipt
    std::int64_t frames = 0;
    std::int64_t changes = 0;
    std::int64_t blobs = 0;
    std::int64_t damaged = 0;  // attachments that cannot be read here any more, and stayed out
    std::int64_t bytes = 0;
};

class BundlePacking {
  public:
    /// All outlive it.
    BundlePacking(Ledger& ledger, BlobFolder& folder, const Author& author, Random& random)
        : m_ledger(ledger), m_folder(folder), m_author(author), m_random(random) {}

    /// `alreadyThere` if the file is; a file that is half written is never left. An attachment that
    /// the disk did not keep stays out and stops nothing.
    Result<Packed> pack(const QString& path, const BundleOrder& order);

    /// The same piece by piece, for whoever has other things to do in between: what is there when
    /// it begins goes into `sink`, about a mebibyte each time, until goOn() says that it is whole.
    Status begin(BundleWriter::Sink sink, const BundleOrder& order);
    Result<bool> goOn();
    /// How much of it is done, 0 to 1.
    [[nodiscard]] double share() const;
    [[nodiscard]] const Packed& packed() const { return m_packed; }

  private:
    struct Going {
        Head head;
        std::int64_t after = 0;
        Ledger::For whom = Ledger::For::others;
    };
    /// An attachment that is read once to know that it is sound, and then once more to be copied.
    struct Copying {
        File file;
        std::int64_t at = 0;
        BlobHash hash = {};
        bool sound = false;
    };
    /// The notebooks that the recipient reads, and whether they lead there.
    using Readable = std::map<NotebookId, Ledger::For>;
    Status begin(BundleWriter writer, const BundleOrder& order);
    Result<Readable> readableBy(const BundleOrder& order);
    Result<std::optional<Ledger::For>> mayRead(const NotebookId& notebook, const PersonId& reader);
    Status findGoing(const Readable& readable, const BundleOrder& order);
    Status findBlobs(const BundleOrder& order);
    Result<std::int64_t> afterFor(const Head& head, const BundleOrder& order);
    Status addStatements(const Readable& readable, const BundleOrder& order);
    Status addHeads(const Readable& readable);
    Status addFrames(Going& one);
    Status addToBlob(const BlobRef& blob);
    void leaveOut(const BlobRef& blob);
    void nextBlob();

    Ledger& m_ledger;
    BlobFolder& m_folder;
    const Author& m_author;
    Random& m_random;
    std::optional<BundleWriter> m_writer;
    Packed m_packed;
    std::vector<Going> m_going;
    std::size_t m_chain = 0;
    std::vector<BlobRef> m_blobs;
    std::size_t m_blob = 0;
    std::unique_ptr<Copying> m_copying;
    std::int64_t m_all = 0;  // bytes to be read, as far as they can be told
    std::int64_t m_done = 0;
};

}  // namespace candour
