// Where something can be copied out to and under which name, and a tablet that has no store to seal
// it for.
#include "app/tablet/copyingout.h"
#include "app/tablet/day.h"
#include "app/tablet/evening.h"
#include "app/viewmodels/wording.h"
#include "tests/support/fulldisk.h"
#include "tests/unit/tablet/desk.h"
#include "tests/unit/tablet/room.h"

using namespace candour;

class TestCopyingOut : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theName_tellsAssessmentAndTime_andNothingElse() {
        const QDateTime now(QDate(2027, 3, 9), QTime(18, 15));
        QCOMPARE(copyName(u"Northmere Council"_qs, now),
                 u"Candour Northmere Council 2027-03-09 1815.bundle"_qs);
        // As any stick can have it.
        QCOMPARE(copyName(u" St. Ebb’s: Council/\\%1 "_qs, now),
                 u"Candour St Ebb s Council 1 2027-03-09 1815.bundle"_qs);
        QCOMPARE(copyName({}, now), u"Candour 2027-03-09 1815.bundle"_qs);
        QCOMPARE(copyName(QString(500, u'N'), now).size(), 60 + 31);
    }
    void theTabletItself_isThereWhenNoStickIs_andSaysWhatItIsWorth() {
        const CopyFolder places = placesToCopyTo(u"/home/anna/Documents"_qs);
        QVERIFY(places.path.isEmpty());
        QCOMPARE(places.inside.last().path, u"/home/anna/Documents"_qs);
        QVERIFY(places.inside.last().detail.contains(u"lost with it"));
    }
    void aFolder_showsItsFoldersAndTheRoomThereIs() {
        const QTemporaryDir stick;
        QVERIFY(must(readFolder(stick.path())).inside.isEmpty());
        for (const char* name : {"b", "A", ".hidden"})
            QVERIFY(QDir(stick.path()).mkdir(QString::fromLatin1(name)));
        QVERIFY(QFile(stick.filePath(u"file"_qs)).open(QIODevice::WriteOnly));
        const CopyFolder folder = must(readFolder(stick.path()));
        QCOMPARE(folder.inside.size(), 2);
        QCOMPARE(folder.inside.first().title, u"A"_qs);
        QCOMPARE(folder.inside.first().path, stick.filePath(u"A"_qs));
        QVERIFY(folder.detail.endsWith(u" free"));
        QVERIFY(folder.problem.isEmpty());
        QVERIFY(!folder.more);
    }
    void theRoomOfAStick_isSaidInGigabytes() {
        QCOMPARE(wording::bytes(12'340'000'000), u"12.3 GB"_qs);
        QCOMPARE(wording::bytes(999'900'000), u"999.9 MB"_qs);
    }
    void aFolderWithTooManyFolders_saysThatThereAreMore() {
        const QTemporaryDir stick;
        for (int i = 0; i < 501; ++i) QVERIFY(QDir(stick.path()).mkdir(QString::number(i)));
        const CopyFolder folder = must(readFolder(stick.path()));
        QCOMPARE(folder.inside.size(), 500);
        QVERIFY(folder.more);
    }
    void aFolderThatCannotBeWritten_saysSo() {
        const QTemporaryDir place;
        const test::SmallDisk stick(place.path(), 1);
        QVERIFY2(stick.mounted(), "ctest gives this test mounts of its own; run it there.");
        QVERIFY(must(readFolder(place.path())).problem.isEmpty());
        stick.setReadOnly(true);
        QVERIFY(must(readFolder(place.path())).problem.startsWith(u"Nothing can be written here"));
        const auto begun = beginCopy({place.path(), u"a.bundle"_qs});
        QVERIFY(!begun);
        QVERIFY(whyNotCarried(begun.error()).startsWith(u"Nothing can be written here"));
    }
    void aFolderThatIsGone_isNotEmpty() {
        const QTemporaryDir stick;
        QCOMPARE(readFolder(stick.filePath(u"gone"_qs)).error().code, Code::notFound);
    }
    void withoutAStore_nothingIsOffered() {
        Room room;
        room.say(u"Six weeks"_qs);
        const Moment now = room.test.vault->author().now();
        QVERIFY(!must(readDay(*room.test.vault, room.council, now)).mayCopyOut);
        const HandOverReview review = must(readReview(*room.test.vault, room.council));
        QVERIFY(review.onlyHere > 0);
        QVERIFY(!review.mayCopyOut);
        QVERIFY(review.copiedOut.isEmpty());
    }
    void withoutAStore_nothingIsCopied_andNothingIsLeft() {
        const QTemporaryDir stick;
        Desk desk;
        QVERIFY(desk.opens());
        Q_EMIT desk.models.copyOut.copyRequested({stick.path(), u"a.bundle"_qs});
        QTRY_VERIFY(desk.models.copyOut.problem().startsWith(u"It was not copied out."));
        // The page is closed: it is said where it is seen.
        QCOMPARE(desk.models.shell.notice(), desk.models.copyOut.problem());
        QTRY_VERIFY(QDir(stick.path()).isEmpty());
    }
};

QTEST_MAIN(TestCopyingOut)
#include "tst_copyingout.moc"
