// The end of the day: what is still open, and a receipt to keep.
#include "app/records/sessionids.h"
#include "app/tablet/evening.h"
#include "app/vault/waiting.h"
#include "tests/unit/tablet/room.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace candour;

namespace {

/// A line that two of us have, and the page that shows what both wrote.
struct TwoOfUs {
    [[nodiscard]] Vault& vault() { return *room.test.vault; }
    void mine(const QString& field, const QString& value) {
        room.test.edit({sessionNotebookOf(room.slot), u"line"_qs, line}, field, value);
    }
    [[nodiscard]] std::optional<Dispute> dispute() {
        return must(readDispute(vault(), room.council));
    }
    void settle(const Dispute& shown, ConflictModel::Choice choice, const QString& merged = {}) {
        must(settleDispute(vault(), shown, choice, merged));
    }
    [[nodiscard]] RecordView view() { return must(vault().records().get(line)); }
    [[nodiscard]] QStringList versions(const QString& field) {
        const RecordView read = view();
        QStringList found;
        for (const Version& version : read.field(field)->versions) found << version.value->text();
        found.sort();
        return found;
    }

    Room room;
    RecordId line = *RecordId::fromString(room.say(u"Six weeks"_qs));
    Colleague joseph{room};
};

std::optional<OpenPoint> pointOf(Room& room, const QString& key) {
    for (const OpenPoint& point : must(readReview(*room.test.vault, room.council)).points)
        if (point.key == key) return point;
    return std::nullopt;
}

}  // namespace

class TestEvening : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void linesWithoutATag_areCounted_untilTheyHaveOne() {
        Room room;
        room.answer(room.company().front().participant.id, u"talk"_qs, AgreementModel::Yes);
        const QString bare = room.say(u"Waiting lists are long"_qs);
        room.say(u"Reviews are on time"_qs, {1});
        QCOMPARE(pointOf(room, u"untagged"_qs)->title, u"1 line without a tag"_qs);
        must(room.sitting->tag(0, bare, 2, true));
        QVERIFY(pointOf(room, u"untagged"_qs)->settled);
        must(room.sitting->tag(0, bare, 2, false));
        QVERIFY(!pointOf(room, u"untagged"_qs)->settled);
    }
    void emptyMoments_areCounted_writtenOnesAreNot() {
        Room room;
        QVERIFY(!pointOf(room, u"moments"_qs));
        LineDraft moment;
        moment.serial = 1;
        moment.begun = room.test.clock.utc();
        moment.kind = LineListModel::Moment;
        const QString id = must(room.sitting->finish(moment));
        QCOMPARE(pointOf(room, u"moments"_qs)->title, u"1 marked moment still empty"_qs);
        LineDraft written = moment;
        written.lineId = id;
        written.kind = LineListModel::Said;
        written.text = u"She went quiet"_qs;
        must(room.sitting->finish(written));
        QVERIFY(!pointOf(room, u"moments"_qs));
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
    void everyRecordThatWaited_canBeSeen_andWhatStayedHereIsSaid() {
        Room room;
        const VaultId me = room.test.vault->identity().vault;
        (void)room.say(u"They took the keys"_qs);
        const auto waiting = must(recordsWaiting(room.test.vault->ledger(), me));
        QCOMPARE(static_cast<qint64>(waiting.size()),
                 must(room.test.vault->ledger().unreceiptedRecords(me)));
        QVERIFY(std::is_sorted(waiting.rbegin(), waiting.rend()));
        const auto rows = must(readHandedOver(*room.test.vault, waiting));
        QCOMPARE(static_cast<std::size_t>(rows.size()), waiting.size());
        const auto line = std::find_if(rows.begin(), rows.end(), [](const EntryRow& row) {
            return row.detail.contains(u"They took the keys"_qs);
        });
        QVERIFY(line != rows.end());
        QCOMPARE(line->status, u"Kept here"_qs);
        QVERIFY(line->type.isEmpty());
        // Newest first, and no more than was asked for.
        const auto one = must(recordsWaiting(room.test.vault->ledger(), me, 1));
        QCOMPARE(one.size(), std::size_t{1});
        QCOMPARE(one.front(), waiting.front());
    }
    void tappedTwice_theirsStands_andNothingIsBlanked() {
        TwoOfUs us;
        us.mine(u"text"_qs, u"Six weeks or more"_qs);
        us.joseph.write(u"line"_qs, us.line, u"text"_qs, u"Eight weeks"_qs);
        us.joseph.meet();
        const Dispute shown = *us.dispute();
        us.settle(shown, ConflictModel::UseTheirs);
        us.settle(shown, ConflictModel::UseTheirs);
        QCOMPARE(us.versions(u"text"_qs), QStringList{u"Eight weeks"_qs});
        QVERIFY(!us.dispute());
    }
    void settledElsewhereMeanwhile_isLeftAsItIs() {
        TwoOfUs us;
        us.mine(u"text"_qs, u"Six weeks or more"_qs);
        us.joseph.write(u"line"_qs, us.line, u"text"_qs, u"Eight weeks"_qs);
        us.joseph.meet();
        const Dispute shown = *us.dispute();
        us.joseph.settle(u"line"_qs, us.line, u"text"_qs, u"Between six and eight"_qs);
        us.joseph.meet();
        us.settle(shown, ConflictModel::UseMine);
        QCOMPARE(us.versions(u"text"_qs), QStringList{u"Between six and eight"_qs});
    }
    void thirdText_thatNobodySaw_isNotReplaced() {
        TwoOfUs us;
        Colleague maya(us.room, 3);
        us.mine(u"text"_qs, u"Six weeks or more"_qs);
        us.joseph.write(u"line"_qs, us.line, u"text"_qs, u"Eight weeks"_qs);
        maya.write(u"line"_qs, us.line, u"text"_qs, u"Since Easter"_qs);
        us.joseph.meet();
        maya.meet();
        const Dispute first = *us.dispute();
        us.settle(first, ConflictModel::KeepBoth);
        const auto second = us.dispute();
        QVERIFY(second.has_value());
        QCOMPARE(second->mine.text, QString(first.mine.text + u'\n' + first.theirs.text));
        us.settle(*second, ConflictModel::KeepBoth);
        QVERIFY(!us.dispute());
        for (const QString& words :
             {u"Six weeks or more"_qs, u"Eight weeks"_qs, u"Since Easter"_qs})
            QVERIFY(us.versions(u"text"_qs).front().contains(words));
    }
    void kindThatTwoOfUsChose_isAskedToo_andLeavesTheWordsAlone() {
        TwoOfUs us;
        us.mine(u"kind"_qs, u"saw"_qs);
        us.joseph.write(u"line"_qs, us.line, u"kind"_qs, u"thought"_qs);
        us.joseph.meet();
        QCOMPARE(pointOf(us.room, u"conflict"_qs)->key, u"conflict"_qs);
        const Dispute shown = *us.dispute();
        QVERIFY(!shown.words);
        QCOMPARE(shown.mine.text, u"Six weeks\nKind: Saw"_qs);
        QCOMPARE(shown.theirs.text, u"Six weeks\nKind: Thought"_qs);
        us.settle(shown, ConflictModel::UseTheirs);
        QCOMPARE(us.versions(u"kind"_qs), QStringList{u"thought"_qs});
        QCOMPARE(us.versions(u"text"_qs), QStringList{u"Six weeks"_qs});
        QVERIFY(!pointOf(us.room, u"conflict"_qs));
    }
    void agreedLine_isThereAfterAKill_andGoesWhenItStands() {
        TwoOfUs us;
        us.mine(u"text"_qs, u"Six weeks or more"_qs);
        us.joseph.write(u"line"_qs, us.line, u"text"_qs, u"Eight weeks"_qs);
        us.joseph.meet();
        must(saveAgreedLine(us.vault(), us.line.toString(), u"Six to eight"_qs));
        us.room.restart();
        const Dispute shown = *us.dispute();
        QCOMPARE(shown.merged, u"Six to eight"_qs);
        us.settle(shown, ConflictModel::Merge, shown.merged);
        QCOMPARE(us.versions(u"text"_qs), QStringList{u"Six to eight"_qs});
        QVERIFY(must(us.vault().drafts().open()).empty());
    }
    void agreedLine_isLockedAwayWithTheLine() {
        TwoOfUs us;
        const RecordId person = us.room.company().front().participant.id;
        us.room.answer(person, u"talk"_qs, AgreementModel::Yes);
        must(saveAgreedLine(us.vault(), us.line.toString(), u"Six to eight"_qs));
        us.room.test.clock.advance(milliseconds(1'000));
        us.room.test.put({.type = u"withdrawal"_qs,
                          .fields = {{u"participant"_qs, person},
                                     {u"outcome"_qs, u"restrict"_qs},
                                     {u"time"_qs, us.room.test.now()}}});
        QVERIFY(must(us.vault().drafts().open()).empty());
    }
    void receipt_thatCannotBeSaved_saysSo() {
        Room room;
        const auto saved = saveReceipt({}, {}, u"/proc/no such place"_qs, std::chrono::minutes(0));
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, Code::readOnly);
    }
};

QTEST_APPLESS_MAIN(TestEvening)
#include "tst_evening.moc"
