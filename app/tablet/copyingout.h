// Copying out what waits for the store: where to, under which name, and the sealed file itself,
// piece by piece. Its two halves run on threads of their own, and hand each other bytes that are
// sealed already: a stick that hangs keeps no word of the vault's from the disk.
#pragma once

#include "app/handover/bundles.h"
#include "app/viewmodels/copyoutmodel.h"
#include "platform/atomicfile.h"

namespace candour {

// What needs no vault ----------------------------------------------------------------------------

/// Sticks, cards and whatever else is mounted for people, then the folder of documents.
[[nodiscard]] CopyFolder placesToCopyTo(const QString& documents);
/// The folders in it, and whether a file can be written there. `notFound` if it is not there.
Result<CopyFolder> readFolder(const QString& path);
/// "Candour Northmere Council 2027-03-09 1815.bundle": nobody's name, nothing of what is in it.
[[nodiscard]] QString copyName(const QString& authority, const QDateTime& now);
/// The file of a wish, begun. `alreadyThere` if it would be written over unasked.
Result<GrowingFile> beginCopy(const CopyWish& wish);
/// It was not copied out, for a reason that is not the stick's.
[[nodiscard]] QString whyNotSealed(const Error& error);
/// What went wrong with the file, what is there now, what to do.
[[nodiscard]] QString whyNotCarried(const Error& error);
[[nodiscard]] CopiedOut copiedOut(const Packed& packed);

/// A file on a stick, fetched to `path` piece by piece. `tooLarge` beyond what an answer can be.
Status fetchAnswer(const QString& from, const QString& path);
/// The file that an answer is fetched to, as long as it is needed. What a kill left of one before
/// goes first.
class FetchedAnswer {
  public:
    explicit FetchedAnswer(const QString& folder);
    ~FetchedAnswer();
    FetchedAnswer(const FetchedAnswer&) = delete;
    FetchedAnswer& operator=(const FetchedAnswer&) = delete;
    [[nodiscard]] const QString& path() const { return m_path; }

  private:
    QString m_path;
};
[[nodiscard]] QString whyNotTakenIn(const Error& error);
/// What an answer of the store brought, or a colleague's copy that was taken for one.
[[nodiscard]] QString answerWords(const BundleIntake::Report& report);

// On the vault's thread --------------------------------------------------------------------------

/// "48 records only on this tablet", or the files that are where no record is.
Result<QString> waitingWords(Vault& vault);

/// The bundle for the store as it is when this begins.
class CopyingOut {
  public:
    struct Piece {
        QByteArray sealed;                  // what follows in the file; perhaps nothing yet
        double share = 0;                   // how much is done with it, 0 to 1
        std::optional<Packed> packed = {};  // it was the last
    };
    /// Vault and random outlive it. `notAllowed` without a store.
    static Result<std::unique_ptr<CopyingOut>> begin(Vault& vault, Random& random);
    Result<Piece> goOn();

  private:
    CopyingOut() = default;
    QByteArray m_sealed;
    std::unique_ptr<BundlePacking> m_bundle;
};

}  // namespace candour
