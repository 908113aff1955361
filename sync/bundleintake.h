// Takes a bundle in on a tablet (PROTOCOL 23). What always holds: a bundle that is not whole, not
// for us or not signed by who made it changes nothing; every frame and receipt in it is checked as
// if it had come over the line; what cannot be taken in is named, stops nothing else, and is still
// in the file; taking the same bundle in again changes nothing more.
#pragma once

#include "sync/blobfolder.h"
#include "sync/bundle.h"
#include "sync/ledger.h"

#include <functional>

namespace candour {

class BundleIntake {
  public:
    struct Parts {
        Ledger& ledger;
        BlobFolder& folder;
        const BoxKey& box;
        PersonId self;
        VaultId vault;
        VerifyKey store;
        /// Inside the edit that took it in; see HandOver::Parts.
        std::function<Status(const Imported&)> project = [](const Imported&) { return Status(); };
        std::function<Status(const Signed<Order>&)> obey;
    };
    struct Held {
        ChainId chain;
        std::int64_t from = 0;
        Error reason;
    };
    struct Report {
        VaultId maker;  // null: the store
        QString name;   // of its person, by initials
        UtcTime made;
        std::int64_t received = 0;     // changes that were not here
        std::int64_t alreadyHere = 0;  // and those that were
        std::int64_t accepted = 0;     // records that the store has receipted now
        std::int64_t blobs = 0;        // attachments that came in
        std::int64_t late = 0;         // receipts that say we had been taken off a roster
        std::int64_t foreign = 0;      // frames of notebooks that are not ours to read
        std::int64_t dropped = 0;      // of notebooks whose text was taken off this tablet
        std::int64_t askedBack = 0;    // and which of those come back, for what is new in them
        std::vector<Held> reasons;
    };

    /// What the parts refer to outlives this.
    explicit BundleIntake(Parts parts) : m_parts(std::move(parts)) {}
    Result<Report> takeIn(const QString& path);
    /// The same step by step, for a thread that has something else to do in between: a mebibyte, or
    /// one attachment, each time, until goOn() says that all of it is in.
    Status begin(const QString& path);
    Result<bool> goOn();
    [[nodiscard]] const Report& report() const { return m_report; }

  private:
    Result<bool> end();
    Status checkMaker(BundleReader& reader, const Signed<BundleEnd>& end);
    Status takePart(BundlePart part, QByteArrayView bytes);
    Status keepStatements(QByteArrayView bytes);
    /// A colleague's newer order, without what an administrator held in ours, may be of a restored
    /// store that has forgotten it. Ours is then kept, to be given back, until the store itself
    /// sends another.
    Result<bool> forgetsAHold(const Order& order);
    Status gather(QByteArrayView frame);
    Status flush();
    /// All in one edit, or nothing.
    Status takeFrames(std::span<const QByteArray> frames);
    Result<bool> isOurs(const Frame& frame);
    /// What somebody took back binds elsewhere too, though its meeting was taken off.
    Result<bool> bringsProtection(const Frame& frame);
    Status mayWrite(const Frame& frame, const Certificate& author);
    Status keepReceipt(QByteArrayView bytes);
    Status keepBlobReceipt(QByteArrayView bytes);
    Status keepBlob(const BlobRef& blob, const BundleReader::Rest& rest);

    Parts m_parts;
    Report m_report;
    std::optional<BundleReader> m_reader;
    bool m_checked = false;
    std::size_t m_step = 0;            // bytes that this one has taken
    std::vector<QByteArray> m_frames;  // read, and not taken in yet
    std::size_t m_gathered = 0;
};

}  // namespace candour
