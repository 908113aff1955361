// A hand-over in the words of the evening page: how far it is, what it achieved, what was left.
#include "app/tablet/evening.h"
#include "app/tablet/handingover.h"
#include "tests/unit/tablet/room.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <array>

using namespace candour;

namespace {

using Early = HandOver::Early;

/// A few sealed bytes beside the room's session.
void attach(Room& room, const QString& kind) {
    const BlobSource bytes = [done = false](std::span<std::uint8_t> out) mutable {
        if (std::exchange(done, true)) return Result<std::size_t>(0);
        constexpr std::string_view picture = "\x89PNG\r\n\x1a\n";
        std::fill_n(out.begin(), 100, std::uint8_t{7});
        std::copy(picture.begin(), picture.end(), out.begin());
        return Result<std::size_t>(100);
    };
    must(room.test.vault->attach(bytes,
                                 {.type = u"attachment"_qs,
                                  .notebook = sessionNotebookOf(room.slot),
                                  .fields = {{u"session"_qs, room.sitting->session()},
                                             {u"kind"_qs, kind},
                                             {u"taken"_qs, instantValue(room.test.clock.utc(), {})},
                                             {u"media_type"_qs, u"image/png"_qs}}}));
}

}  // namespace

class TestHandingOver : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void endingEarly_saysWhyAndWhatIsLeft_data() {
        QTest::addColumn<int>("early");
        QTest::addColumn<int>("held");
        QTest::addColumn<QString>("files");
        QTest::addColumn<QString>("words");
        QTest::newRow("time over, files left")
            << int(Early::timeUsed) << 0 << u"3 photographs"_qs
            << u"12 minutes are over. Still to go: 3 photographs. Everything written is at the "
               u"store."_qs;
        QTest::newRow("paused in the words")
            << int(Early::paused) << 1 << u"1 file"_qs
            << u"You paused it. Still to go: 1 record and 1 file. What waits is safe on this "
               u"tablet."_qs;
        QTest::newRow("paused at the very end")
            << int(Early::paused) << 0 << QString()
            << u"You paused it. Everything written is at the store."_qs;
        QTest::newRow("metered")
            << int(Early::laneReached) << 1'204 << QString()
            << u"This network is paid for by the megabyte, so only alerts and "
               u"withdrawals were sent. Still to go: 1,204 records. What waits "
               u"is safe on this tablet."_qs;
    }
    void endingEarly_saysWhyAndWhatIsLeft() {
        QFETCH(int, early);
        QFETCH(int, held);
        QFETCH(QString, files);
        HandOver::Report report;
        report.early = Early(early);
        report.held = held;
        QTEST(leftWords(report, {std::chrono::minutes(12), false}, files), "words");
        report.early.reset();
        QVERIFY(leftWords(report, {}, files).isEmpty());
    }
    void filesThatBrokeOff_doNotHideThatTheWordsAreThrough() {
        HandOver::Report report;
        report.captured = report.accepted = 12;
        report.stopped = Error{Code::offline, "upload"};
        const QString words = filesStopped(report, u"3 photographs"_qs);
        QVERIFY(words.startsWith(u"The files did not all get through. "_qs));
        QVERIFY(words.contains(report.stopped->sentence()));
        QVERIFY(
            words.endsWith(u"Still to go: 3 photographs. Everything written is at the store."_qs));
        report.stopped = Error{Code::cancelled, "upload"};
        QCOMPARE(filesStopped(report, {}),
                 u"You stopped it. Everything written is at the store."_qs);
    }
    void filesThatWait_areCounted_photographsByTheirName() {
        Room room;
        room.answer(room.company().front().participant.id, u"talk"_qs, AgreementModel::Yes);
        room.answer(room.company().front().participant.id, u"photograph"_qs, AgreementModel::Yes);
        QCOMPARE(must(filesWaiting(*room.test.vault)), QString());
        attach(room, u"photograph"_qs);
        QCOMPARE(must(filesWaiting(*room.test.vault)), u"1 photograph"_qs);
        attach(room, u"document"_qs);
        QCOMPARE(must(filesWaiting(*room.test.vault)), u"2 files"_qs);
        // How many, and how much: the evening's page says it before anything is sent.
        const QString size = must(sizeOfFilesWaiting(*room.test.vault));
        QCOMPARE(size, u"2, 282 bytes"_qs);
        const auto counts = must(readReview(*room.test.vault, room.council)).counts;
        QCOMPARE(counts.last().value, size);
    }
    void progress_countsRecordsAndFiles_andGuessesNothing() {
        HandOver::Progress progress;
        progress.stage = HandOver::Progress::Stage::attachments;
        progress.records = progress.accepted = 41;
        progress.blobs.toSend = 3;
        progress.blobs.sent = 1;
        progress.blobs.toFetch = 2;
        progress.bytesSent = 5'000'000;
        const HandOverProgress early = progressOf(progress, true);
        QVERIFY(early.timeLeft.isEmpty());
        QCOMPARE(early.files, 3);
        QCOMPARE(early.filesAccepted, 1);
        QCOMPARE(early.bytesSent, 5'000'000);
        QVERIFY(early.steps.last().running);
        QCOMPARE(early.steps.last().done, 1);
        QCOMPARE(early.steps.last().total, 5);
        progress.left = milliseconds(200'000);
        QVERIFY(progressOf(progress, true).timeLeft.startsWith(u"About 3 minutes"_qs));
        progress.left = milliseconds(1'000);
        QVERIFY(progressOf(progress, true).timeLeft.startsWith(u"Less than a minute"_qs));
        QVERIFY(progressOf(progress, false).timeLeft.isEmpty());
    }
    void fileThatDidNotGetThrough_isNamed_andSoIsOneThatNeverArrived() {
        Room room;
        HandOver::Report report;
        report.blobs.faults = {{{Hash(), 3'400'000}, {Code::tooLarge, "upload"}}};
        report.blobs.notThereYet = 2;
        report.blobs.sent = 4;
        report.blobsHeld = 1;
        const HandOverReceipt receipt =
            receiptOf(report, room.council, u"North store"_qs, std::chrono::minutes(0));
        QCOMPARE(receipt.reasons.size(), 1);
        QVERIFY(receipt.reasons.front().label.contains(u"3.4 MB"_qs));
        QVERIFY(receipt.notes.front().label.startsWith(u"2 files of colleagues"_qs));
        QVERIFY(receipt.facts.contains(Fact{u"Files"_qs, u"4 accepted, 1 wait"_qs}));
    }
    void whatColleaguesWrote_andIsNotHere_isCounted() {
        Room room;
        HandOver::Report report;
        const VaultId own = room.council.myVault;
        report.onItsWay = {{{{}, own, Lane::urgent, {}}, 4, 3}, {{{}, own, Lane::rest, {}}, 14, 3}};
        const auto facts =
            receiptOf(report, room.council, u"North store"_qs, std::chrono::minutes(0)).facts;
        const auto found = std::find_if(facts.begin(), facts.end(), [](const Fact& fact) {
            return fact.label == u"Not here yet"_qs;
        });
        QVERIFY(found != facts.end());
        QVERIFY2(found->value.startsWith(u"12 entries of "_qs), qPrintable(found->value));
    }
    void whatTheStoreHadLost_andWhatWentFromHere_isSaid() {
        Room room;
        HandOver::Report report;
        const auto shown = [&] {
            return receiptOf(report, room.council, u"North store"_qs, std::chrono::minutes(0));
        };
        QVERIFY(shown().notes.isEmpty());
        const QString stays = shown().keeping;
        report.lostThere = 3;
        report.late = 1;
        report.takenOff = 2;
        const QList<Fact> notes = shown().notes;
        QCOMPARE(notes.size(), 3);
        QVERIFY(notes[0].value.contains(u"3 changes"_qs));
        QVERIFY(notes[2].label.startsWith(u"2 meetings"_qs));
        QVERIFY(shown().keeping != stays);
        // Nobody is told that the store has it again while that is not sure.
        const auto given = [&] { return shown().notes[0].value.contains(u"has given them again"); };
        QVERIFY(given());
        report.reasons = {{{}, 1, {Code::refused, "push"}}};
        QVERIFY(!given());
        report.reasons.clear();
        report.stopped = Error{Code::offline, "hand over"};
        QVERIFY(!given());
        QVERIFY(shown().notes[0].value.contains(u"3 changes"_qs));
    }
    void receipt_isSavedWithWhatWasSigned_andNoWords() {
        Room room;
        HandOver::Report report;
        report.captured = 3;
        report.accepted = 3;
        report.finished = room.test.clock.utc();
        Receipt receipt;
        receipt.received = report.finished;
        report.receipts.push_back(
            Signed<Receipt>::make(receipt, room.test.vault->identity().signing));
        const HandOverReceipt shown =
            receiptOf(report, room.council, u"North store"_qs, std::chrono::minutes(0));
        QVERIFY(shown.maySave);
        const QString folder = room.test.folder.filePath(u"Documents/Receipts"_qs);
        const QString name = must(saveReceipt(report, shown, folder, std::chrono::minutes(0)));
        QFile file(QDir(folder).filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        QVERIFY(lines.contains("Captured: 3"));
        QVERIFY(lines.contains("Held: 0"));
        const auto read = Signed<Receipt>::decode(QByteArray::fromBase64(lines.last()));
        QVERIFY(read.has_value());
        QVERIFY(read->verify(room.test.vault->identity().signing.verifyKey()));
    }
    void reasons_tellOursThatStayed_fromAColleaguesThatDidNotComeIn() {
        Room room;
        room.council.myVault = room.test.vault->identity().vault;
        const NotebookId notebook = sessionNotebookOf(room.slot);
        VaultId joseph;
        room.council.authors[joseph] = u"JO"_qs;
        HandOver::Report report;
        report.held = 1;
        report.reasons = {
            {{notebook, room.council.myVault, Lane::agreements, {}}, 7, {Code::refused, "push"}},
            {{notebook, joseph, Lane::rest, {}}, 812, {Code::forked, "pull"}}};
        const auto reasons =
            receiptOf(report, room.council, u"North store"_qs, std::chrono::minutes(0)).reasons;
        QCOMPARE(reasons.size(), 2);
        QCOMPARE(reasons[0].label, u"Agreements from entry 7 on. Kept safely here."_qs);
        QVERIFY(reasons[1].label.startsWith(u"From JO: entries from number 812 on"_qs));
        QVERIFY(reasons[1].value.contains(u"yours are not affected"_qs));
        QVERIFY(!reasons[1].value.contains(u"This tablet"_qs));
    }
    void tabletThatWentOnInTwoWays_isNamedOnce_oursFirst() {
        Room room;
        const VaultId mine = room.test.vault->identity().vault;
        const VaultId other = VaultId::makeV7(room.test.clock, room.test.random);
        room.council.myVault = mine;
        room.council.authors[other] = u"JO"_qs;
        HandOver::Report report;
        report.parted = {{NotebookId(), other, Lane::rest, {}},
                         {NotebookId(), mine, Lane::rest, {}},
                         {NotebookId(), other, Lane::urgent, {}}};
        const HandOverReceipt shown =
            receiptOf(report, room.council, u"Store"_qs, std::chrono::minutes(0));
        QCOMPARE(shown.notes.size(), 2);
        QVERIFY(shown.notes[0].label.startsWith(u"This tablet"_qs));
        QVERIFY(shown.notes[0].value.contains(u"administrator"_qs));
        QVERIFY(shown.notes[1].label.contains(u"JO"_qs));
        QVERIFY(shown.notes[1].value.contains(u"Yours are not affected"_qs));
        QVERIFY(shown.reasons.isEmpty());
        QCOMPARE(shown.held, 0);
        QVERIFY(receiptOf({}, room.council, {}, std::chrono::minutes(0)).notes.isEmpty());
    }
    void receipt_thatCannotBeSaved_saysSo() {
        Room room;
        const auto saved = saveReceipt({}, {}, u"/proc/no such place"_qs, std::chrono::minutes(0));
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, Code::readOnly);
    }
};

QTEST_APPLESS_MAIN(TestHandingOver)
#include "tst_handingover.moc"
