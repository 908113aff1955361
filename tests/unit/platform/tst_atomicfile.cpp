// Files that are whole or not there: what grows has its name at the end, or leaves nothing.
#include "platform/atomicfile.h"
#include "tests/support/fulldisk.h"
#include "tests/support/must.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace candour;
using Over = GrowingFile::Over;

namespace {

constexpr char during[] = "try a file";

struct Folder {
    [[nodiscard]] QString path(const QString& name) const { return folder.filePath(name); }
    [[nodiscard]] QStringList names() const {
        return QDir(folder.path()).entryList(QDir::Files, QDir::Name);
    }
    [[nodiscard]] QByteArray bytesOf(const QString& name) const {
        return must(readWhole(path(name), 1'000));
    }
    QTemporaryDir folder;
};

}  // namespace

class AtomicFileTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatGrows_hasItsNameWhenItIsWhole() {
        Folder folder;
        auto file = must(GrowingFile::begin(folder.path(u"a"_qs), Over::nothing, during));
        must(file.append("one "));
        must(file.append("two"));
        QCOMPARE(folder.names(), QStringList{u"a.part"_qs});
        must(file.finish());
        QCOMPARE(folder.names(), QStringList{u"a"_qs});
        QCOMPARE(folder.bytesOf(u"a"_qs), QByteArray("one two"));
        QCOMPARE(file.size(), std::int64_t{7});
    }
    void whatIsGivenUp_leavesNothing() {
        Folder folder;
        {
            auto file = must(GrowingFile::begin(folder.path(u"a"_qs), Over::nothing, during));
            must(file.append("one"));
            const GrowingFile moved = std::move(file);
            QCOMPARE(folder.names(), QStringList{u"a.part"_qs});
        }
        QVERIFY(folder.names().isEmpty());
    }
    void nothingIsWrittenOverUnasked() {
        Folder folder;
        must(writeAtomically(folder.path(u"a"_qs), "mine"));
        const auto begun = GrowingFile::begin(folder.path(u"a"_qs), Over::nothing, during);
        QVERIFY(!begun);
        QCOMPARE(begun.error().code, Code::alreadyThere);
        auto late = must(GrowingFile::begin(folder.path(u"b"_qs), Over::nothing, during));
        must(writeAtomically(folder.path(u"b"_qs), "mine"));
        QCOMPARE(late.finish().error().code, Code::alreadyThere);
        QCOMPARE(folder.bytesOf(u"b"_qs), QByteArray("mine"));
    }
    void whatMayBeReplaced_isThereUntilTheNewOneIsWhole() {
        Folder folder;
        must(writeAtomically(folder.path(u"a"_qs), "old"));
        auto file = must(GrowingFile::begin(folder.path(u"a"_qs), Over::whatIsThere, during));
        must(file.append("new"));
        QCOMPARE(folder.bytesOf(u"a"_qs), QByteArray("old"));
        must(file.finish());
        QCOMPARE(folder.bytesOf(u"a"_qs), QByteArray("new"));
    }
    void aPartThatWasLeftOnce_isNotInTheWay() {
        Folder folder;
        must(writeAtomically(folder.path(u"a.part"_qs), "longer than what follows"));
        auto file = must(GrowingFile::begin(folder.path(u"a"_qs), Over::nothing, during));
        must(file.append("short"));
        must(file.finish());
        QCOMPARE(folder.names(), QStringList{u"a"_qs});
        QCOMPARE(folder.bytesOf(u"a"_qs), QByteArray("short"));
    }
    void aFullDisk_isSaid_andNothingIsLeft() {
        Folder folder;
        const test::SmallDisk disk(folder.folder.path(), 1);
        QVERIFY2(disk.mounted(), "ctest gives this test mounts of its own; run it there.");
        {
            auto file = must(GrowingFile::begin(folder.path(u"a"_qs), Over::nothing, during));
            QCOMPARE(file.append(QByteArray(3'000'000, 'x')).error().code, Code::diskFull);
        }
        QVERIFY(folder.names().isEmpty());
    }
};

QTEST_APPLESS_MAIN(AtomicFileTest)
#include "tst_atomicfile.moc"
