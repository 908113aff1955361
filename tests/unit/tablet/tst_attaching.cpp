// Files and handwriting beside a session, on a real vault: sealed, listed, opened from memory.
#include "app/tablet/attaching.h"
#include "app/tablet/inking.h"
#include "sync/generations.h"
#include "tests/unit/tablet/room.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace candour;

namespace {

/// A room, and a picture on a memory card outside of the vault.
struct WithCard {
    WithCard() {
        QImage image(64, 48, QImage::Format_RGB32);
        image.fill(QColor(0x12, 0x80, 0x40));
        image.save(picture());
        QFile paper(document());
        (void)paper.open(QIODevice::WriteOnly);
        paper.write("Winter plan of the duty desk");
    }
    [[nodiscard]] QString picture() const { return card.filePath(u"board.png"_qs); }
    [[nodiscard]] QString document() const { return card.filePath(u"plan.txt"_qs); }
    [[nodiscard]] Vault& vault() { return *room.test.vault; }
    [[nodiscard]] QString session() const { return room.sitting->session().toString(); }
    Status attach(const QString& file, const QString& kind, const QString& caption = {}) {
        return attachFile(vault(), {session(), QUrl::fromLocalFile(file), kind, caption},
                          vault().author().now());
    }
    [[nodiscard]] Attached list() {
        return must(readAttached(vault(), session(), vault().author().now()));
    }
    void agree(const QString& purpose, AgreementModel::Choice choice) {
        room.answer(room.company().front().participant.id, purpose, choice);
    }

    QTemporaryDir card;
    Room room;
};

bool liesInTheClear(const QString& folder, const QByteArray& words) {
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(words)) return true;
    }
    return false;
}

InkDraft sheetWith(const QString& session, int strokes, qint64 serial = 1) {
    InkSheet sheet;
    sheet.size = {800, 400};
    for (int i = 0; i < strokes; ++i)
        sheet.strokes.append({{10, float(10 * i), 0.5F, 0}, {90, float(10 * i), 0.5F, 40}});
    InkDraft draft;
    draft.session = session;
    draft.serial = serial;
    draft.revision = 1;
    draft.begun = UtcTime(milliseconds(1'804'600'000'000));
    draft.file = ink::fileOf(sheet);
    return draft;
}

}  // namespace

class TestAttaching : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void document_isSealed_listed_andNowhereInTheClear() {
        WithCard with;
        must(with.attach(with.document(), u"document"_qs, u"Winter plan"_qs));
        const Attached attached = with.list();
        QCOMPARE(attached.items.size(), 1);
        QCOMPARE(attached.items.first().title, u"Winter plan"_qs);
        QCOMPARE(attached.items.first().state, u"Only on this tablet"_qs);
        QVERIFY(attached.items.first().detail.contains(u"28 bytes"_qs));
        QVERIFY(!attached.items.first().opens);
        QVERIFY(!liesInTheClear(with.room.test.path(), "Winter plan of the duty desk"));
        // What it came from is the person's own.
        QVERIFY(QFile::exists(with.document()));
    }
    void photograph_withoutEverybodysYes_isRefused() {
        WithCard with;
        QVERIFY(with.list().noPhotograph.contains(u"Ask"_qs));
        QVERIFY(!with.attach(with.picture(), u"photograph"_qs));
        with.agree(u"photograph"_qs, AgreementModel::No);
        QVERIFY(with.list().noPhotograph.contains(u"does not want"_qs));
        QVERIFY(!with.attach(with.picture(), u"photograph"_qs));
        QVERIFY(with.list().items.isEmpty());
        with.agree(u"talk"_qs, AgreementModel::Yes);
        with.agree(u"photograph"_qs, AgreementModel::Yes);
        QVERIFY(with.list().noPhotograph.isEmpty());
        must(with.attach(with.picture(), u"photograph"_qs));
        QCOMPARE(with.list().items.size(), 1);
    }
    void picture_opensFromMemory_afterARestartToo() {
        WithCard with;
        must(with.attach(with.picture(), u"document"_qs));
        with.room.restart();
        const AttachmentItem item = with.list().items.first();
        QVERIFY(item.opens);
        const OpenedPicture picture = must(openPicture(with.vault(), item.id));
        QCOMPARE(picture.image.size(), QSize(64, 48));
        QCOMPARE(picture.image.pixelColor(5, 5), QColor(0x12, 0x80, 0x40));
        QVERIFY(!liesInTheClear(with.room.test.path(), "\x89PNG"));
    }
    void whatOnlyCallsItselfAPicture_isKept_andNotShown() {
        WithCard with;
        const QString false_ = with.card.filePath(u"false.png"_qs);
        QFile::copy(with.document(), false_);
        must(with.attach(false_, u"document"_qs));
        const auto picture = openPicture(with.vault(), with.list().items.first().id);
        QCOMPARE(picture.error().code, Code::badInput);
        QCOMPARE(with.list().items.size(), 1);
    }
    void fileThatIsNotThere_attachesNothing() {
        WithCard with;
        QCOMPARE(with.attach(u"/no/such/file.png"_qs, u"document"_qs).error().code, Code::notFound);
        QVERIFY(with.list().items.isEmpty());
    }
    void fileThatNeverArrives_isVisibleAsSuch() {
        WithCard with;
        must(with.attach(with.document(), u"document"_qs));
        Colleague joseph(with.room);
        const auto seen = [&](int days) {
            joseph.test.clock.advance(std::chrono::hours(24 * days + 1));
            return must(readAttached(*joseph.test.vault, with.session(),
                                     joseph.test.vault->author().now()))
                .items.first();
        };
        QCOMPARE(seen(0).state, u"Not here yet"_qs);
        QVERIFY(!seen(0).opens);
        QCOMPARE(seen(9).state, u"Not here yet, after 9 days"_qs);
    }
    void sheet_isADraft_untilItIsSealed_andOneAttachment() {
        WithCard with;
        InkIds ids(with.room.test.clock, with.room.test.random);
        const InkDraft draft = sheetWith(with.session(), 14);
        must(saveInk(with.vault(), ids, draft));
        QVERIFY(with.list().items.isEmpty());
        must(finishInk(with.vault(), ids, draft));
        must(finishInk(with.vault(), ids, draft));
        const Attached attached = with.list();
        QCOMPARE(attached.items.size(), 1);
        QVERIFY(attached.items.first().title.startsWith(u"Ink note, 14 strokes, "_qs));
        QVERIFY(must(with.vault().drafts().open()).empty());
        QVERIFY(attached.items.first().opens);
        QVERIFY(!must(openPicture(with.vault(), attached.items.first().id)).image.isNull());
        QVERIFY(!liesInTheClear(with.room.test.path(), "InkML"));
    }
    void sheetOfAKilledRun_comesBack_withItsUndo() {
        WithCard with;
        {
            InkIds ids(with.room.test.clock, with.room.test.random);
            InkDraft draft = sheetWith(with.session(), 3);
            draft.rubbed = {1};
            draft.steps = {0, 1, 2, -2};
            draft.about = u"The way to the desk"_qs;
            must(saveInk(with.vault(), ids, draft));
        }
        with.room.restart();
        InkIds ids(with.room.test.clock, with.room.test.random);
        const auto back = must(readInk(with.vault(), ids, with.room.sitting->session()));
        QVERIFY(back.has_value());
        QCOMPARE(back->rubbed, QList<int>{1});
        QCOMPARE(back->steps, (QList<int>{0, 1, 2, -2}));
        QCOMPARE(back->about, u"The way to the desk"_qs);
        QCOMPARE(ink::sheetFrom(back->file)->strokes.size(), 3);
        must(finishInk(with.vault(), ids, *back));
        QVERIFY(with.list().items.first().title.startsWith(u"The way to the desk (ink note, "_qs));
        QVERIFY(must(with.vault().drafts().open()).empty());
    }
    void sheetThatThisRunStillHolds_isNotShownTwice() {
        WithCard with;
        InkIds ids(with.room.test.clock, with.room.test.random);
        must(saveInk(with.vault(), ids, sheetWith(with.session(), 2)));
        QVERIFY(!must(readInk(with.vault(), ids, with.room.sitting->session())));
    }
    void twoSheetsOfAKilledRun_areBothKept() {
        WithCard with;
        {
            InkIds ids(with.room.test.clock, with.room.test.random);
            must(saveInk(with.vault(), ids, sheetWith(with.session(), 2, 1)));
            InkDraft later = sheetWith(with.session(), 5, 2);
            later.begun += std::chrono::minutes(1);
            must(saveInk(with.vault(), ids, later));
        }
        InkIds ids(with.room.test.clock, with.room.test.random);
        const auto back = must(readInk(with.vault(), ids, with.room.sitting->session()));
        QCOMPARE(ink::sheetFrom(back->file)->strokes.size(), 5);
        QCOMPARE(with.list().items.size(), 1);
        QVERIFY(with.list().items.first().title.contains(u"2 strokes"_qs));
    }
    void erasedWhileItIsDrawn_isGone() {
        WithCard with;
        with.vault().setStoreOffset({});
        const RecordId person = with.room.company().front().participant.id;
        with.agree(u"talk"_qs, AgreementModel::Yes);
        InkIds ids(with.room.test.clock, with.room.test.random);
        InkDraft draft = sheetWith(with.session(), 4);
        draft.begun = with.room.test.clock.utc();
        must(saveInk(with.vault(), ids, draft));
        with.room.test.clock.advance(std::chrono::hours(1));
        Order order;
        order.notebook = sessionNotebookOf(with.room.slot);
        order.subject = SubjectId(person.bytes());
        order.generation = generationAt(with.room.test.clock.utc());
        order.issued = with.room.test.clock.utc();
        auto edit = must(with.vault().begin());
        must(with.vault().obey(
            Signed<Order>::make(order, SigningKey::generate(with.room.test.random))));
        must(edit.commit());
        with.room.test.put({.type = u"withdrawal"_qs,
                            .fields = {{u"participant"_qs, person},
                                       {u"outcome"_qs, u"erase"_qs},
                                       {u"time"_qs, with.room.test.now()}}});
        QVERIFY(must(with.vault().drafts().open()).empty());
        QVERIFY(must(with.vault().attachments().list()).empty());
    }
    void withdrawnWhileItIsDrawn_isLockedAway_andLeavesTheDraft() {
        WithCard with;
        const RecordId person = with.room.company().front().participant.id;
        with.agree(u"talk"_qs, AgreementModel::Yes);
        InkIds ids(with.room.test.clock, with.room.test.random);
        InkDraft draft = sheetWith(with.session(), 4);
        draft.begun = with.room.test.clock.utc();
        must(saveInk(with.vault(), ids, draft));
        with.room.test.clock.advance(milliseconds(1'000));
        with.room.test.put({.type = u"withdrawal"_qs,
                            .fields = {{u"participant"_qs, person},
                                       {u"outcome"_qs, u"restrict"_qs},
                                       {u"time"_qs, with.room.test.now()}}});
        QVERIFY(must(with.vault().drafts().open()).empty());
        const auto rows = must(with.vault().attachments().list());
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows.front().place, FilePlace::withheld);
        // Its file is where files are, for whoever may open it.
        const auto blobs = must(BlobIndex(with.vault().ledger()).all());
        QCOMPARE(blobs.size(), std::size_t{1});
        QVERIFY(with.vault().blobs().holds(blobs.front().blob));
        // What the page hands over afterwards is there already.
        must(finishInk(with.vault(), ids, draft));
        QCOMPARE(must(with.vault().attachments().list()).size(), std::size_t{1});
    }

    void withdrawnWhileItIsDrawn_isTakenDown_thoughNoFileCanBeWritten() {
        WithCard with;
        const RecordId person = with.room.company().front().participant.id;
        with.agree(u"talk"_qs, AgreementModel::Yes);
        InkIds ids(with.room.test.clock, with.room.test.random);
        InkDraft draft = sheetWith(with.session(), 4);
        draft.begun = with.room.test.clock.utc();
        must(saveInk(with.vault(), ids, draft));
        with.room.test.clock.advance(milliseconds(1'000));
        const QString folder = QFileInfo(with.vault().blobs().pathOf({})).path() + u"/new"_qs;
        QVERIFY(QDir(folder).removeRecursively());
        with.room.test.put({.type = u"withdrawal"_qs,
                            .fields = {{u"participant"_qs, person},
                                       {u"outcome"_qs, u"restrict"_qs},
                                       {u"time"_qs, with.room.test.now()}}});
        QCOMPARE(must(with.vault().records().list({.type = u"withdrawal"_qs})).records.size(),
                 std::size_t{1});
        QCOMPARE(must(with.vault().attachments().list()).size(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestAttaching)
#include "tst_attaching.moc"
