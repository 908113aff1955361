// Files that people bring besides tables: bundles, handwriting, pictures, framework packs and their
// wording, and what somebody is enrolled with. The first byte names the reader.
#include "app/framework/wording.h"
#include "app/handover/enroller.h"
#include "app/tablet/pictures.h"
#include "app/vault/intake.h"
#include "app/viewmodels/ink.h"
#include "platform/check.h"
#include "platform/http/message.h"
#include "sync/bundle.h"
#include "tests/support/fakes.h"
#include "tests/support/must.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <array>

using namespace candour;

namespace {

using Read = void (*)(const QByteArray&);

void handwriting(const QByteArray& bytes) {
    const auto sheet = ink::sheetFrom(bytes);
    if (!sheet) return;
    const QByteArray written = ink::fileOf(*sheet);
    const auto again = ink::sheetFrom(written);
    check(again && ink::fileOf(*again) == written, "handwriting stays itself");
    check(!ink::pictureOf(*sheet).isNull(), "handwriting can be seen");
}

void aPicture(const QByteArray& bytes) {
    const auto image = decodedPicture(bytes);
    if (!image) return;
    check(!image->isNull() && std::max(image->width(), image->height()) <= picture::longestSide,
          "what is decoded is a picture, and no larger than a screen needs");
}

void pack(const QByteArray& bytes) {
    if (const auto read = frameworkPackFromJson(bytes))
        check(checkWhole(*read).has_value(), "a pack that loads is whole");
}

void ownWording(const QByteArray& bytes) {
    static const FrameworkPack shipped = must(shippedPack(shippedPackIds().first()));
    if (const auto read = withWording(shipped, bytes))
        check(checkWhole(*read).has_value(), "a pack in other words is whole");
}

/// A link, or an address and a code as typed, one below the other.
void invitation(const QByteArray& bytes) {
    const QString text = QString::fromUtf8(bytes);
    static_cast<void>(Invitation::fromLink(text));
    static_cast<void>(Invitation::fromTyped(text.section(u'\n', 0, 0), text.section(u'\n', 1, 1)));
}

void attached(const QByteArray& bytes) {
    for (const char* kind : {"photograph", "document", "audio", "handwriting"}) {
        qsizetype at = 0;
        auto intake = Intake::look(
            [&](std::span<std::uint8_t> out) -> Result<std::size_t> {
                const auto size = std::min(out.size(), static_cast<std::size_t>(bytes.size() - at));
                std::copy_n(bytes.begin() + at, size, out.begin());
                at += static_cast<qsizetype>(size);
                return size;
            },
            QString::fromLatin1(kind), QString());
        if (!intake) continue;
        QByteArray all;
        std::array<std::uint8_t, 1'000> piece{};
        const BlobSource source = intake->source();
        for (auto got = source(piece); got && *got > 0; got = source(piece))
            all.append(reinterpret_cast<const char*>(piece.data()), static_cast<qsizetype>(*got));
        check(all == bytes, "what is attached is the whole file");
    }
}

void answeredProblem(const QByteArray& bytes) {
    HttpResponse response;
    response.status = bytes.isEmpty() ? 400 : 400 + static_cast<std::uint8_t>(bytes.front());
    response.headers.set("Content-Type", problemType);
    response.body = bytes.mid(1);
    if (const auto error = readProblem(response, "read an answer"))
        check(!error->sentence().isEmpty(), "a problem has a sentence");
}

struct Reader {
    SeededRandom random{1};
    BoxKey box = BoxKey::generate(random);
    SigningKey author = SigningKey::generate(random);
    VaultId vault = VaultId::makeV7(FakeClock(), random);
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("bundle"));

    /// As whoever takes it in does: all of it is checked first.
    bool reads(const QByteArray& bytes) {
        QFile file(path);
        check(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(),
              "a file to read");
        file.close();
        auto reader = BundleReader::open(path, box);
        if (!reader || !reader->check()) return false;
        std::array<std::uint8_t, 1'000> piece{};
        static_cast<void>(
            reader->each({[](BundlePart, QByteArrayView) { return Status(); },
                          [&](const BlobRef&, const BundleReader::Rest& rest) -> Status {
                              for (auto got = rest(piece); got && *got > 0; got = rest(piece)) {
                              }
                              return {};
                          }}));
        return true;
    }
};

Reader& reader() {
    static Reader one;
    return one;
}

void bundle(const QByteArray& bytes) {
    check(!reader().reads(bytes), "what nobody sealed to us is no bundle");
}

/// Sealed to us by whoever likes, with parts of any kind: each is a kind, a length and bytes, and a
/// blob's length is what the next byte says.
void parts(const QByteArray& bytes) {
    QByteArray file;
    const auto sink = [&](QByteArrayView piece) -> Status {
        file += piece;
        return {};
    };
    const RecipientKey recipient = reader().box.publicKey();
    auto writer = must(BundleWriter::begin(sink, {&recipient, 1}, reader().random));
    qsizetype at = 0;
    bool truthful = true;
    while (at + 2 < bytes.size()) {
        const auto kind = static_cast<BundlePart>(static_cast<std::uint8_t>(bytes[at]));
        const auto length = static_cast<std::uint8_t>(bytes[at + 1]);
        const QByteArray part = bytes.mid(at + 2, length);
        at += 2 + length;
        if (kind == BundlePart::blob) {
            const qsizetype said = at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : 0;
            truthful = truthful && said == part.size();
            must(writer.beginBlob({Hash::of({part}), said}));
            must(writer.addToBlob(part));
        } else {
            truthful = truthful && kind != BundlePart::end && kind > BundlePart{};
            must(writer.add(kind, part));
        }
    }
    must(writer.finish(reader().vault, reader().author, UtcTime()));
    check(reader().reads(file) || !truthful, "a bundle can be read by whoever it is for");
}

// A reader's place is its name in the corpus: new ones come at the end, and there is room.
constexpr std::size_t places = 16;
constexpr std::array<Read, 9> readers{
    handwriting, aPicture, pack, ownWording, invitation, attached, bundle, answeredProblem, parts};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t place = data[0] % places;
    if (place < readers.size())
        readers[place](
            QByteArray(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size - 1)));
    return 0;
}
