// The folder in which sealed blobs lie, on a tablet and at the store: whole ones under their ids,
// and beside them what is still being made, has only come in part, or was found damaged. What
// always holds: a name that is an id has exactly those bytes behind it, as far as the disk keeps
// them; what was cut short by a kill is either gone at the next opening or goes on where it
// stopped; a whole blob goes only through RemovalGate; a part of the disk stays free.
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
    /// Makes what is missing of it, as far as the disk lets it.
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
    /// others go. Nobody has the key of those. One that cannot be moved waits for another opening.
    void settleCaptures(const std::function<bool(const Hash&)>& isWritten);

    /// As long as it should be: a blob is checked when it comes in and when it is opened.
    [[nodiscard]] bool holds(const BlobRef& blob) const;
    [[nodiscard]] QString pathOf(const Hash& id) const;
    /// How many bytes may be written here; none or fewer once only limits::diskReserve is left.
    [[nodiscard]] std::int64_t room() const;

    // What the disk did not keep -----------------------------------------------------------------

    /// Puts what is not what its id says out of the way, so that it counts as lacking and a good
    /// copy can come. It is kept until one has.
    Status setAside(const Hash& id);
    [[nodiscard]] bool isDamaged(const Hash& id) const;
    [[nodiscard]] QString damagedPath(const Hash& id) const;
    struct Checked {
        std::int64_t sound = 0;
        std::vector<Hash> damaged;  // found now, and set aside
    };
    /// Reads every byte of every blob.
    Result<Checked> check();

    // What comes in parts ------------------------------------------------------------------------

    /// Of a blob, and of whoever it comes from where several may send it.
    [[nodiscard]] static QByteArray partName(const Hash& id, const QByteArray& from = {});
    [[nodiscard]] QString partPath(const QByteArray& name) const;
    /// How much of it is here; 0 if nothing is.
    [[nodiscard]] std::int64_t partSize(const QByteArray& name) const;
    /// Gives a part its place: it is on disk, and its bytes have the id.
    Status place(const QByteArray& name, const Hash& id);
    /// A whole blob from another source than requests, such as a bundle, piece by piece; one at a
    /// time. `badSeal` if its bytes are something else. Unless it succeeds, nothing of it is here.
    using Pieces = std::function<Result<std::size_t>(std::span<std::uint8_t> out)>;
    Status takeIn(const BlobRef& blob, const Pieces& pieces);
    Status dropPart(const QByteArray& name);
    /// Drops the parts of blobs that nobody needs.
    void dropParts(const std::function<bool(const Hash&)>& isNeeded);

  private:
    friend class RemovalGate;
    explicit BlobFolder(QString path) : m_path(std::move(path)) {}
    [[nodiscard]] QString newPath(const QString& name) const;
    /// Whatever is here of it that is no part: of any length, damaged or not.
    [[nodiscard]] bool hasAnyOf(const Hash& id) const;
    /// Its change is written, and it has not taken its place yet (settleCaptures()).
    [[nodiscard]] bool isCaptured(const Hash& id) const;
    /// Removes all that hasAnyOf() tells of, durably.
    Status remove(const Hash& id);

    QString m_path;
};

}  // namespace candour
