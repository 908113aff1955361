// Pictures from others, decoded in memory: what is attached, and what an enrolment code is read
// from. Fewer decoders are fewer ways in, so only the common forms are, and nothing larger than a
// screen needs is made of them.
#pragma once

#include "platform/error.h"

#include <QImage>
#include <QString>

namespace candour {

namespace picture {

inline constexpr qsizetype largestFile = 64 * 1024 * 1024;
inline constexpr int longestSide = 4'096;  // of what is decoded

}  // namespace picture

/// "image/png" and the others that are decoded here.
[[nodiscard]] bool isPictureForm(const QString& mediaType);
/// By what is in it, whatever it is called. `badInput` if it is no picture of such a form.
Result<QImage> decodedPicture(const QByteArray& file);

/// What a code in a picture invites to.
struct ScannedInvitation {
    QString link;  // all of it, with the authority's fingerprint
    QString code;
    QString address;
};
/// `notFound` if there is no code in it that can be read, `codeUnknown` if it is another's.
Result<ScannedInvitation> invitationIn(const QImage& picture);
/// The same for a file; `badInput` if it is no picture.
Result<ScannedInvitation> invitationIn(const QString& path);

}  // namespace candour
