#include "tests/support/watcheddisk.h"
#include "tests/unit/vault/testvault.h"

#include <QTest>

using namespace candour;

namespace {

// A disk that takes so many more bytes and then none. Negative: as many as there are.
std::int64_t bytesLeft = -1;

bool writeUntilFull(std::int64_t size) {
    if (bytesLeft < 0) return true;
    if (size > bytesLeft) return false;
    bytesLeft -= size;
    return true;
}

}  // namespace

class DiskFullTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { watchDisk({.mayWrite = writeUntilFull}); }
    void init() { bytesLeft = -1; }
    void wheneverTheDiskFillsUp_nothingIsHalfSaved();
    void aDraftThatDoesNotFit_leavesTheOneBefore();
    void applyingAFileThatDoesNotFit_leavesNothing();
    void whatIsStruck_isNotCalledSaved_orUnsaved_wrongly();
    void anAttachmentThatIsSaved_keepsItsFile();
};

void DiskFullTest::wheneverTheDiskFillsUp_nothingIsHalfSaved() {
    TestVault test;
    const Saved slot = test.slot(u"safe"_qs);
    int refused = 0;
    for (std::int64_t room = 0; room < 60'000; room += 3'000) {
        bytesLeft = room;
        const auto saved = test.vault->put({.type = u"timetable_slot"_qs,
                                            .id = slot.name.id,
                                            .fields = {{u"subtitle"_qs, QString::number(room)}}});
        bytesLeft = -1;
        if (!saved) {
            ++refused;
            QCOMPARE(saved.error().code, Code::diskFull);
        }
        const RecordView view = test.view(slot.row);
        QCOMPARE(valueOf(view.values(), u"title").text(), u"safe"_qs);
        QCOMPARE(valueOf(view.values(), u"subtitle").text() == QString::number(room),
                 saved.has_value());
    }
    QVERIFY(refused > 0);
    test.reopen();
    QVERIFY(test.vault->verify()->faults.empty());
    QVERIFY(test.vault
                ->put({.type = u"timetable_slot"_qs,
                       .id = slot.name.id,
                       .fields = {{u"title"_qs, u"room again"_qs}}})
                .has_value());
}

void DiskFullTest::aDraftThatDoesNotFit_leavesTheOneBefore() {
    TestVault test;
    const RecordId record = RecordId::makeV7(test.clock, test.random);
    Draft draft{record, u"text"_qs, u"kept"_qs, 4, u"said"_qs, test.clock.utc(), {}};
    QVERIFY(test.vault->drafts().save(draft));
    bytesLeft = 1'000;
    draft.text = u"lost"_qs;
    QCOMPARE(test.vault->drafts().save(draft).error().code, Code::diskFull);
    bytesLeft = -1;
    QCOMPARE(test.vault->drafts().open()->front().text, u"kept"_qs);
    QVERIFY(test.vault->drafts().save(draft));
}

void DiskFullTest::applyingAFileThatDoesNotFit_leavesNothing() {
    TestVault test;
    QByteArray file;
    for (int i = 0; i < 20'000; ++i)
        file += R"({"type":"follow_up","id":"01900000-0000-7000-8000-)" +
                QByteArray::number(i).rightJustified(12, '0') +
                R"(","what":"Something to ask for","state":"open"})" + '\n';
    bytesLeft = 4'000'000;
    const auto report = test.apply(file);
    bytesLeft = -1;
    QCOMPARE(report.error().code, Code::diskFull);
    QCOMPARE(test.vault->records().count(u"follow_up"_qs).value_or(-1), 0);
    QVERIFY(test.vault->verify()->faults.empty());
    QCOMPARE(test.vault->verify()->changes, 0);
}

void DiskFullTest::whatIsStruck_isNotCalledSaved_orUnsaved_wrongly() {
    TestVault test;
    const RecordId session = test.session(test.slot().name.id).name.id;
    const auto lines = [&] { return test.vault->records().count(u"line"_qs).value_or(-1); };
    int refused = 0;
    for (std::int64_t room = 0; room < 400'000; room += 4'000) {
        const RecordName line = test.line(session, u"The xylophonist rang twice."_qs).name;
        const std::int64_t before = lines();
        bytesLeft = room;
        const auto struck = test.vault->strike(line, u"a slip"_qs);
        bytesLeft = -1;
        if (!struck) ++refused;
        QCOMPARE(lines(), struck ? before - 1 : before);
    }
    QVERIFY(refused > 0 && refused < 100);
}

void DiskFullTest::anAttachmentThatIsSaved_keepsItsFile() {
    TestVault test;
    const RecordId session = test.session(test.slot().name.id).name.id;
    int refused = 0;
    int saved = 0;
    for (std::int64_t room = 0; room < 400'000; room += 4'000) {
        // Struck words that could not be wiped yet: whoever saves next tries it again.
        const RecordName line = test.line(session, u"The xylophonist rang twice."_qs).name;
        bytesLeft = 40'000;
        (void)test.vault->strike(line, u"a slip"_qs);
        bytesLeft = room;
        const auto attached = test.vault->attach(
            [left = std::size_t{1'000}](std::span<std::uint8_t> out) mutable {
                const std::size_t size = std::min(left, out.size());
                std::fill_n(out.begin(), size, std::uint8_t{'x'});
                left -= size;
                return Result<std::size_t>(size);
            },
            {.type = u"attachment"_qs,
             .notebook = NotebookKind::team,
             .fields = {{u"kind"_qs, u"document"_qs},
                        {u"taken"_qs, test.now()},
                        {u"media_type"_qs, u"text/plain"_qs}}});
        bytesLeft = -1;
        ++(attached ? saved : refused);
        const auto rows = test.vault->attachments().list();
        QVERIFY(rows.has_value());
        QCOMPARE(static_cast<int>(rows->size()), saved);
        for (const AttachmentRow& row : *rows) QCOMPARE(row.place, FilePlace::here);
    }
    QVERIFY(refused > 0 && saved > 0);
}

QTEST_APPLESS_MAIN(DiskFullTest)
#include "tst_diskfull.moc"
