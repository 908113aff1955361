// The form of sealed attachments: what is sealed comes back whole or not at all.
#include "platform/file.h"
#include "platform/limits.h"
#include "sync/blobfolder.h"
#include "tests/support/bytesource.h"
#include "tests/support/fakes.h"
#include "tests/support/fulldisk.h"
#include "tests/support/must.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace candour;
using test::sourceOf;

namespace {

constexpr std::int64_t step = blob::chunkBytes + blob::tagBytes;

}  // namespace

class BlobTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyLength_comesBackAsItWas_data();
    void everyLength_comesBackAsItWas();
    void onlyLengthsThatABlobCanHave_areTakenForOne();
    void anythingElseThanWhatWasSealed_isRefused_data();
    void anythingElseThanWhatWasSealed_isRefused();
    void anyBitThatFlips_isFound();
    void aWrongKey_opensNothing();
    void whatIsMoreThanTheLimit_isRefusedWhileItIsRead();
    void aCaptureThatIsGivenUp_leavesNothing();
    void aKillBeforeTheChange_leavesNothingAtTheNextStart();
    void aKillAfterTheChange_leavesItInItsPlace();
    void whatTheDiskDidNotKeep_isSetAside_untilAGoodCopyComes();
    void partsThatNobodyNeeds_go();
    void oneCaptureThatCannotBeMoved_keepsNoOtherBack();
    void aFolderThatCannotBeMade_keepsNobodyOut();
    void aFullDisk_isSaidAndLeavesNothing();

  private:
    QByteArray sealed(const QByteArray& plain, const SecretBytes& key) {
        QByteArray out;
        const auto length =
            must(sealBlob(sourceOf(plain), key, [&](QByteArrayView bytes) -> Status {
                out.append(bytes);
                return {};
            }));
        if (length != plain.size()) qFatal("not all was read");
        return out;
    }
    Result<QByteArray> opened(const QByteArray& sealedBytes, const SecretBytes& key) {
        const QString path = m_folder.filePath(QStringLiteral("blob"));
        auto file = must(File::open(path, File::Mode::create, "write a blob"));
        must(file.writeAt(0, sealedBytes));
        QByteArray plain;
        TRY_OK(openBlob(file, key, [&](QByteArrayView bytes) -> Status {
            plain.append(bytes);
            return {};
        }));
        return plain;
    }
    QStringList filesIn(const QString& folder) const { return QDir(folder).entryList(QDir::Files); }

    /// A copy of the folder as it lies there while somebody writes.
    QString asAKillLeaves(const QString& path) const {
        const QString copy = path + QStringLiteral("-after");
        (void)must(BlobFolder::open(copy));
        for (const QString& name : filesIn(path + QStringLiteral("/new")))
            if (!QFile::copy(path + QStringLiteral("/new/") + name,
                             copy + QStringLiteral("/new/") + name))
                qFatal("cannot copy a capture");
        return copy;
    }

    QTemporaryDir m_folder;
    SeededRandom m_random{7};
    SecretBytes m_key = SecretBytes::random(blob::keyBytes, m_random);
};

void BlobTest::everyLength_comesBackAsItWas_data() {
    QTest::addColumn<int>("length");
    constexpr int chunk = blob::chunkBytes;
    for (const int length : {0, 1, 1'000, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 77})
        QTest::addRow("%d bytes", length) << length;
}

void BlobTest::everyLength_comesBackAsItWas() {
    QFETCH(int, length);
    const QByteArray plain = m_random.bytes(length);
    const QByteArray bytes = sealed(plain, m_key);
    QCOMPARE(std::int64_t{bytes.size()}, blob::sealedLength(length));
    QCOMPARE(blob::plainLength(bytes.size()), std::optional<std::int64_t>(length));
    QCOMPARE(must(opened(bytes, m_key)), plain);
    if (length >= 1'000) QVERIFY(!bytes.contains(plain.left(16)));
}

void BlobTest::onlyLengthsThatABlobCanHave_areTakenForOne() {
    for (const std::int64_t length : {std::int64_t{0}, blob::headerBytes, blob::headerBytes + 16,
                                      blob::headerBytes + step + 1, blob::headerBytes + step + 17})
        QVERIFY2(!blob::plainLength(length), qPrintable(QString::number(length)));
    for (int i = 0; i < 1'000; ++i) {
        const std::int64_t plain = m_random.take<1>()[0] * 1'009 + i * 257;
        QCOMPARE(blob::plainLength(blob::sealedLength(plain)), std::optional(plain));
    }
}

void BlobTest::anythingElseThanWhatWasSealed_isRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray plain = m_random.bytes(3 * blob::chunkBytes + 500);
    const QByteArray whole = sealed(plain, m_key);
    const QByteArray other = sealed(m_random.bytes(3 * blob::chunkBytes + 500), m_key);
    const qsizetype header = blob::headerBytes;
    const auto chunk = [&](const QByteArray& of, int index) {
        return of.mid(header + index * step, step);
    };
    const QByteArray head = whole.left(header);
    QTest::newRow("the last chunk is missing") << whole.left(header + 3 * step);
    QTest::newRow("cut in the middle of a chunk") << whole.left(header + step + 1'000);
    QTest::newRow("the last byte is missing") << whole.chopped(1);
    QTest::newRow("only the header") << head;
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one byte more") << whole + 'x';
    QTest::newRow("the last chunk twice") << whole + chunk(whole, 3);
    QTest::newRow("two chunks change places")
        << head + chunk(whole, 1) + chunk(whole, 0) + chunk(whole, 2) + chunk(whole, 3);
    QTest::newRow("it begins one chunk late")
        << head + chunk(whole, 1) + chunk(whole, 2) + chunk(whole, 3);
    QTest::newRow("one chunk twice")
        << head + chunk(whole, 0) + chunk(whole, 0) + chunk(whole, 2) + chunk(whole, 3);
    QTest::newRow("a chunk of another blob of the same key")
        << head + chunk(whole, 0) + chunk(other, 1) + chunk(whole, 2) + chunk(whole, 3);
    QTest::newRow("the header of another blob of the same key")
        << other.left(header) + whole.mid(header);
}

void BlobTest::anythingElseThanWhatWasSealed_isRefused() {
    QFETCH(QByteArray, bytes);
    const auto read = opened(bytes, m_key);
    QVERIFY(!read);
    QCOMPARE(read.error().code, Code::badSeal);
}

void BlobTest::anyBitThatFlips_isFound() {
    const QByteArray whole = sealed(m_random.bytes(blob::chunkBytes + 100), m_key);
    for (int i = 0; i < 200; ++i) {
        QByteArray bytes = whole;
        const auto chance = m_random.take<4>();
        const qsizetype at = (chance[0] << 16 | chance[1] << 8 | chance[2]) % bytes.size();
        bytes[at] = static_cast<char>(bytes[at] ^ 1 << (chance[3] & 7));
        QVERIFY2(!opened(bytes, m_key), qPrintable(QString::number(at)));
    }
}

void BlobTest::aWrongKey_opensNothing() {
    const QByteArray whole = sealed("words", m_key);
    QVERIFY(!opened(whole, SecretBytes::random(blob::keyBytes, m_random)));
}

void BlobTest::whatIsMoreThanTheLimit_isRefusedWhileItIsRead() {
    std::int64_t given = 0;
    const auto endless = [&](std::span<std::uint8_t> out) -> Result<std::size_t> {
        given += static_cast<std::int64_t>(out.size());
        return out.size();
    };
    const auto read = sealBlob(endless, m_key, [](QByteArrayView) { return Status(); });
    QVERIFY(!read);
    QCOMPARE(read.error().code, Code::tooLarge);
    QVERIFY(given <= limits::attachment + 3 * blob::chunkBytes);
}

void BlobTest::aCaptureThatIsGivenUp_leavesNothing() {
    const QString path = m_folder.filePath(QStringLiteral("given-up"));
    auto folder = must(BlobFolder::open(path));
    {
        auto capture = must(folder->capture(m_random));
        must(capture.write("half of it"));
        QCOMPARE(filesIn(path + QStringLiteral("/new")).size(), 1);
    }
    QVERIFY(filesIn(path + QStringLiteral("/new")).isEmpty());
}

void BlobTest::aKillBeforeTheChange_leavesNothingAtTheNextStart() {
    const QString path = m_folder.filePath(QStringLiteral("killed"));
    auto folder = must(BlobFolder::open(path));
    auto begun = must(folder->capture(m_random));
    must(begun.write("half of it"));
    auto ended = must(folder->capture(m_random));
    must(ended.write("all of it"));
    const BlobRef blob = must(ended.finish());
    const QString found = asAKillLeaves(path);
    QCOMPARE(filesIn(found + QStringLiteral("/new")).size(), 2);
    auto opened = must(BlobFolder::open(found));
    opened->settleCaptures([](const Hash&) { return false; });
    QVERIFY(filesIn(found + QStringLiteral("/new")).isEmpty());
    QVERIFY(!opened->holds(blob));
}

void BlobTest::aKillAfterTheChange_leavesItInItsPlace() {
    const QString path = m_folder.filePath(QStringLiteral("written"));
    auto folder = must(BlobFolder::open(path));
    auto ended = must(folder->capture(m_random));
    must(ended.write("all of it"));
    const BlobRef blob = must(ended.finish());
    QCOMPARE(blob.id, Hash::of({"all of it"}));
    auto opened = must(BlobFolder::open(asAKillLeaves(path)));
    opened->settleCaptures([&](const Hash& id) { return id == blob.id; });
    QVERIFY(opened->holds(blob));
}

void BlobTest::whatTheDiskDidNotKeep_isSetAside_untilAGoodCopyComes() {
    auto folder = must(BlobFolder::open(m_folder.filePath(QStringLiteral("rotten"))));
    const BlobRef good{Hash::of({"0123456789"}), 10};
    const BlobRef bad{Hash::of({"abcdefghij"}), 10};
    const auto put = [](const QString& path, QByteArrayView bytes) {
        auto file = must(File::open(path, File::Mode::create, "write a blob"));
        must(file.writeAt(0, bytes));
    };
    put(folder->pathOf(good.id), "0123456789");
    put(folder->pathOf(bad.id), "abcdefghiX");
    const auto found = must(folder->check());
    QCOMPARE(found.sound, std::int64_t{1});
    QCOMPARE(found.damaged, std::vector<Hash>{bad.id});
    QVERIFY(folder->holds(good));
    QVERIFY(!folder->holds(bad));
    QVERIFY(folder->isDamaged(bad.id));
    QVERIFY(must(folder->check()).damaged.empty());
    const QByteArray name = BlobFolder::partName(bad.id);
    put(folder->partPath(name), "abcdefghij");
    must(folder->place(name, bad.id));
    QVERIFY(folder->holds(bad));
    QVERIFY(!folder->isDamaged(bad.id));
}

void BlobTest::partsThatNobodyNeeds_go() {
    const QString path = m_folder.filePath(QStringLiteral("parts"));
    auto folder = must(BlobFolder::open(path));
    const Hash needed = Hash::of({"needed"});
    for (const QByteArray& name :
         {BlobFolder::partName(needed), BlobFolder::partName(needed, "jo"),
          BlobFolder::partName(Hash::of({"erased"}), "jo"), QByteArray("of-an-older-version")})
        (void)must(File::open(folder->partPath(name), File::Mode::create, "write a part"));
    folder->dropParts([&](const Hash& id) { return id == needed; });
    QCOMPARE(filesIn(path + QStringLiteral("/part")).size(), 2);
}

void BlobTest::oneCaptureThatCannotBeMoved_keepsNoOtherBack() {
    const QString path = m_folder.filePath(QStringLiteral("stuck"));
    auto folder = must(BlobFolder::open(path));
    std::vector<BlobRef> blobs;
    std::vector<BlobFolder::Capture> captures;
    for (const char* words : {"one", "two"}) {
        captures.push_back(must(folder->capture(m_random)));
        must(captures.back().write(words));
        blobs.push_back(must(captures.back().finish()));
    }
    const QString found = asAKillLeaves(path);
    auto opened = must(BlobFolder::open(found));
    // Something that is no file stands in one's place.
    QVERIFY(QDir().mkpath(opened->pathOf(blobs.front().id) + QStringLiteral("/x")));
    opened->settleCaptures([](const Hash&) { return true; });
    QVERIFY(opened->holds(blobs.back()));
    QCOMPARE(filesIn(found + QStringLiteral("/new")).size(), 1);
}

void BlobTest::aFolderThatCannotBeMade_keepsNobodyOut() {
    const QString path = m_folder.filePath(QStringLiteral("odd"));
    QVERIFY(QDir().mkpath(path));
    (void)must(File::open(path + QStringLiteral("/new"), File::Mode::create, "write a file"));
    auto folder = must(BlobFolder::open(path));
    QVERIFY(!folder->capture(m_random));
    folder->settleCaptures([](const Hash&) { return true; });
    QVERIFY(must(folder->check()).damaged.empty());
}

void BlobTest::aFullDisk_isSaidAndLeavesNothing() {
    const QString path = m_folder.filePath(QStringLiteral("small"));
    const test::SmallDisk disk(path, 1);
    QVERIFY2(disk.mounted(), "ctest gives this test mounts of its own; run it there.");
    auto folder = must(BlobFolder::open(path));
    {
        auto capture = must(folder->capture(m_random));
        const auto read = sealBlob(sourceOf(m_random.bytes(3'000'000)), m_key,
                                   [&](QByteArrayView bytes) { return capture.write(bytes); });
        QVERIFY(!read);
        QCOMPARE(read.error().code, Code::diskFull);
    }
    QVERIFY(filesIn(path + QStringLiteral("/new")).isEmpty());
}

QTEST_APPLESS_MAIN(BlobTest)
#include "tst_blob.moc"
