// The store's side of bundles (PROTOCOL 23): takes in what a tablet packed, exactly as if it had
// been pushed, and writes a bundle back with receipts and with what that tablet does not have. What
// always holds: what the answer receipts is on disk; an answer holds nothing that a pull by the
// same person would not bring.
#pragma once

#include "sync/bundle.h"
#include "sync/store/storeapi.h"

namespace candour {

class BundleDesk {
  public:
    struct Report {
        VaultId maker;
        QString name;  // of its person
        UtcTime made;
        std::int64_t frames = 0;    // receipted
        std::int64_t blobs = 0;     // receipted
        std::int64_t answered = 0;  // changes that went into the answer
        struct Refused {
            ChainId chain;
            Error reason;
        };
        std::vector<Refused> refused;
    };

    /// All outlive it.
    BundleDesk(Shelf& shelf, StoreApi& api, const StoreKeys& keys, const Clock& clock,
               Random& random)
        : m_shelf(shelf), m_api(api), m_keys(keys), m_clock(clock), m_random(random) {}

    /// `answer` is a file that is not there yet; empty: none is written. A bundle that is taken in
    /// again is answered again.
    Result<Report> takeIn(const QString& path, const QString& answer);

  private:
    Result<Certificate> checkMaker(BundleReader& reader, const Signed<BundleEnd>& end);
    Status takePart(BundlePart part, QByteArrayView bytes);
    Status flush();
    Status takeBlob(const BlobRef& blob, const BundleReader::Rest& rest);
    Status writeAnswer(const QString& path, const Certificate& maker);
    Status addStatements(BundleWriter& writer, const Certificate& maker);
    Status addNews(BundleWriter& writer, const Certificate& maker);

    Shelf& m_shelf;
    StoreApi& m_api;
    const StoreKeys& m_keys;
    const Clock& m_clock;
    Random& m_random;
    Report m_report;
    std::vector<QByteArray> m_frames;
    std::size_t m_gathered = 0;
    std::vector<Head> m_known;  // where the maker's chains end
    std::vector<Signed<Receipt>> m_receipts;
    std::vector<Signed<BlobReceipt>> m_blobReceipts;
};

}  // namespace candour
