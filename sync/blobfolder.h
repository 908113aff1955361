// The folder in which sealed blobs lie, on a tablet and at the store: whole ones under their ids,
// and beside them what is still being made or has only come in part. What always holds: a name that
// is an id has exactly those bytes behind it; what was cut short by a kill is either gone at the
// next opening or goes on where it stopped; a whole blob goes only through RemovalGate.
#pragma once

#include "platform/file.h"
#include "platform/random.h"
#include "sync/change.h"

#include <QString>

#include <functional>
#include <memory>

namespace candour {

class BlobFolder {
  public:
    /// Makes what is missing of it.
    static Result<std::unique_ptr<BlobFolder>> open(const QString& path);

    /// A blob that is being captured: nobody has its key yet but who writes it. It goes when this
    /// does, unless it was settled.
    class Capture {
      public:
        Capture(Capture&&) noexcept;
        Capture& operator=(Capture&&) = delete;
        Capture(const Capture&) = delete;
        ~Capture();
        Status write(QByteArrayView bytes);
        /// Ends the writing: the bytes are on disk, under a name that settleCaptures() knows. Its
        /// change can be written now.
        Result<BlobRef> finish();
        /// Its change is written: the blob takes its place.
        Status settle();

      private:
        friend class BlobFolder;
        struct State;
        explicit Capture(std::unique_ptr<State> state);
        std::unique_ptr<State> m_state;
    };
    Result<Capture> capture(Random& random);
    /// For the next opening after a kill: captures whose change was written take their place, the
    /// others go. Nobody has the key of those.
    Status settleCaptures(const std::function<bool(const Hash&)>& isWritten);

    /// As long as it should be: a blob is checked when it comes in and when it is opened.
    [[nodiscard]] bool holds(const BlobRef& blob) const;
    [[nodiscard]] QString pathOf(const Hash& id) const;

    // What comes in parts, named by whoever fetches it or is sent it ----------------------------

    [[nodiscard]] QString partPath(const QByteArray& name) const;
    /// How much of it is here; 0 if nothing is.
    [[nodiscard]] std::int64_t partSize(const QByteArray& name) const;
    /// Checks the part against the blob's id and length and gives it its place. `badSeal` if it is
    /// something else: then it is gone, and may begin again.
    Status complete(const QByteArray& name, const BlobRef& blob);
    Status dropPart(const QByteArray& name);
    /// Parts that nobody has gone on with since `before`.
    Status dropPartsOlderThan(UtcTime before);

  private:
    friend class RemovalGate;
    explicit BlobFolder(QString path) : m_path(std::move(path)) {}
    [[nodiscard]] QString newPath(const QString& name) const;
    Status remove(const Hash& id);

    QString m_path;
};

}  // namespace candour
