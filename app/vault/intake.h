// What may be attached, judged by how the file itself begins: neither its name nor who attaches it
// is believed. What always holds: what is sealed has one of the forms below, says so truly, and is
// no larger than its kind may be. Of a picture everything is kept, also where and when it was
// taken: it is evidence, and sealed.
#pragma once

#include "sync/blob.h"

#include <QString>

namespace candour {

class Intake {
  public:
    /// Reads as much of `plain` as it takes to know. `said` decides only between forms that begin
    /// alike, such as those of office papers; empty: nobody said. `badInput` for another form, or
    /// one that the kind of attachment cannot have.
    static Result<Intake> look(BlobSource plain, const QString& kind, const QString& said);

    [[nodiscard]] const QString& mediaType() const { return m_mediaType; }
    /// All of it, from its beginning. `tooLarge` above limits::attachment for sound, and above
    /// limits::paper for everything else.
    [[nodiscard]] BlobSource source();

  private:
    Intake(BlobSource plain, QString mediaType, std::int64_t most, SecretBytes head)
        : m_plain(std::move(plain)),
          m_mediaType(std::move(mediaType)),
          m_most(most),
          m_head(std::move(head)) {}

    BlobSource m_plain;
    QString m_mediaType;
    std::int64_t m_most;
    SecretBytes m_head;  // what was read of it
};

}  // namespace candour
