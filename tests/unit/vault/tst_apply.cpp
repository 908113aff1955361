#include "app/vault/linereader.h"
#include "tests/unit/vault/testvault.h"

#include <QTest>

using namespace candour;

namespace {

/// A follow-up as a line; `id` is its last digits.
QByteArray followUp(int id, const QByteArray& what, const QByteArray& more = {}) {
    return R"({"type":"follow_up","id":"01900000-0000-7000-8000-)" +
           QByteArray::number(id).rightJustified(12, '0') + R"(","what":")" + what +
           R"(","state":"open")" + more + "}\n";
}

/// A device of any length without the memory: one line of `size` letters, then `after`.
class LongLine : public QIODevice {
  public:
    LongLine(qint64 size, QByteArray after) : m_left(size), m_after(std::move(after)) {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }

  protected:
    qint64 readData(char* data, qint64 most) override {
        const qint64 letters = std::min(most, m_left);
        memset(data, 'x', static_cast<std::size_t>(letters));
        m_left -= letters;
        if (letters > 0) return letters;
        const qint64 rest = std::min<qint64>(most, m_after.size());
        memcpy(data, m_after.constData(), static_cast<std::size_t>(rest));
        m_after.remove(0, rest);
        return rest;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

  private:
    qint64 m_left;
    QByteArray m_after;
};

}  // namespace

class ApplyTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyLine_isThereAfterwards();
    void applyingAgain_changesNothing();
    void oneBadLine_leavesNothing_data();
    void oneBadLine_leavesNothing();
    void everyFault_isNamedByItsLine();
    void aLineOf100MB_isPassedOverWithoutBeingKept();
    void whatTheExportWrites_canBeApplied();
    void stopping_leavesNothing();
    void linesOverTheEndOfABlock_areWhole();
    void aLineOfTheFile_mayReferToOneBefore();
    void aConflict_isExportedAndAppliedWithBothVersions();
    void aConflictOfNoField_isRefusedInASentence();
    void aWithdrawalAndAHold_ask_whateverTheirOrderInTheFile();
    void anApproval_inAFile_isNobodysApproval();
};

void ApplyTest::everyLine_isThereAfterwards() {
    TestVault test;
    const auto report = test.apply(followUp(1, "Rota") + "\n" + followUp(2, "Policy") + "   \n" +
                                   followUp(1, "Rota of May").trimmed());
    QVERIFY(report.has_value());
    QVERIFY(report->faults.empty());
    QCOMPARE(report->applied.created, 2);
    QCOMPARE(report->applied.changed, 1);
    test.reopen();
    QCOMPARE(test.vault->records().count(u"follow_up"_qs).value_or(-1), 2);
    QCOMPARE(test.vault->records().countHits(u"rota may"_qs).value_or(-1), 1);
    QVERIFY(test.vault->verify()->faults.empty());
}

void ApplyTest::applyingAgain_changesNothing() {
    TestVault test;
    const QByteArray file = followUp(1, "Rota") + followUp(2, "Policy");
    QVERIFY(test.apply(file)->faults.empty());
    const auto again = test.apply(file);
    QCOMPARE(again->applied.unchanged, 2);
    QCOMPARE(test.vault->verify()->changes, 2);
}

void ApplyTest::oneBadLine_leavesNothing_data() {
    QTest::addColumn<QByteArray>("bad");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const QByteArray& line, Code code) {
        QTest::newRow(name) << line << static_cast<int>(code);
    };
    row("a value of a wrong type", followUp(2, "x", R"(,"due":17)"), Code::badInput);
    row("an unknown field", followUp(2, "x", R"(,"colour":"red")"), Code::badInput);
    row("an unknown type",
        R"({"type":"dream","id":"01900000-0000-7000-8000-000000000002"})"
        "\n",
        Code::badInput);
    row("a required field missing",
        R"({"type":"follow_up","id":"01900000-0000-7000-8000-000000000002","state":"open"})"
        "\n",
        Code::badInput);
    row("invalid UTF-8", followUp(2, "\xff\xfe"), Code::badInput);
    row("a NUL byte", followUp(2, QByteArray("a\0b", 3)), Code::badInput);
    row("an escaped NUL", followUp(2, "a\\u0000b"), Code::badInput);
    row("no JSON", "what is this\n", Code::badInput);
    row("a lone surrogate", followUp(2, "\\ud800"), Code::badInput);
    row("a line beyond 1 MiB", followUp(2, QByteArray(1'100'000, 'x')), Code::tooLarge);
    row("a notebook that is not here",
        followUp(2, "x", R"(,"notebook":"01900000-0000-7000-8000-00000000000f")"), Code::notFound);
    row("a session that is not here",
        R"({"type":"participant","id":"01900000-0000-7000-8000-000000000003",)"
        R"("session":"01900000-0000-7000-8000-000000000009","standing":"staff","role":"Manager"})"
        "\n",
        Code::notFound);
}

void ApplyTest::oneBadLine_leavesNothing() {
    QFETCH(QByteArray, bad);
    QFETCH(int, code);
    TestVault test;
    const auto report = test.apply(followUp(1, "Rota") + bad + followUp(3, "Policy"));
    QVERIFY(report.has_value());
    QCOMPARE(report->faults.size(), std::size_t{1});
    QCOMPARE(report->faults.front().line, 2);
    QCOMPARE(static_cast<int>(report->faults.front().error.code), code);
    QVERIFY(!report->faults.front().error.detail.empty());
    QCOMPARE(test.vault->records().count(u"follow_up"_qs).value_or(-1), 0);
    QCOMPARE(test.vault->verify()->changes, 0);
    // And the vault goes on.
    QVERIFY(test.apply(followUp(1, "Rota"))->faults.empty());
    QVERIFY(test.vault->verify()->faults.empty());
}

void ApplyTest::everyFault_isNamedByItsLine() {
    TestVault test;
    QByteArray file;
    for (int i = 1; i <= 300; ++i)
        file += i % 2 ? followUp(i, "Rota") : followUp(i, "x", R"(,"colour":"red")");
    const auto report = test.apply(file);
    QCOMPARE(report->faults.size(), mostLineFaults);
    QCOMPARE(report->faults[0].line, 2);
    QCOMPARE(report->faults[99].line, 200);
}

void ApplyTest::aLineOf100MB_isPassedOverWithoutBeingKept() {
    TestVault test;
    LongLine device(100'000'000, "\n" + followUp(1, "Rota"));
    LineReader reader(device);
    const auto first = reader.next();
    QVERIFY((*first)->tooLong);
    QVERIFY((*first)->bytes.isEmpty());
    const auto second = reader.next();
    QCOMPARE((*second)->number, 2);
    QCOMPARE((*second)->bytes.toByteArray() + '\n', followUp(1, "Rota"));
    QVERIFY(!*reader.next());

    LongLine again(100'000'000, "\n" + followUp(1, "Rota"));
    const auto report = test.vault->apply(again);
    QCOMPARE(report->faults.size(), std::size_t{1});
    QCOMPARE(report->faults.front().error.code, Code::tooLarge);
}

void ApplyTest::whatTheExportWrites_canBeApplied() {
    TestVault test;
    const Saved slot = test.slot();
    const Saved session = test.session(slot.name.id);
    const Saved person = test.participant(session.name.id);
    test.line(session.name.id, u"“Quoted”, \\ and\na second line."_qs);
    QByteArray file;
    const auto sink = [&](QByteArrayView line) -> Status {
        file += line.toByteArray() + '\n';
        return {};
    };
    QVERIFY(test.vault->records().exportCurrent({}, IdentityFields::open, sink));
    QCOMPARE(file.count('\n'), 4);
    const auto report = test.apply(file);
    QVERIFY2(report->faults.empty(),
             report->faults.empty() ? "" : report->faults.front().error.detail.c_str());
    QCOMPARE(report->applied.unchanged, 4);
    Q_UNUSED(person)
}

void ApplyTest::stopping_leavesNothing() {
    TestVault test;
    QByteArray file;
    for (int i = 1; i <= 2 * applyProgressLines; ++i) file += followUp(i, "Rota");
    QBuffer buffer(&file);
    buffer.open(QIODevice::ReadOnly);
    const auto stopped = test.vault->apply(
        buffer, OnConflict::refuse, [](const Applied& applied) { return applied.lines < 2; });
    QCOMPARE(stopped.error().code, Code::cancelled);
    QCOMPARE(test.vault->verify()->changes, 0);
}

void ApplyTest::linesOverTheEndOfABlock_areWhole() {
    QByteArray file;
    for (int i = 0; i < 2'000; ++i) file += QByteArray(i % 700, 'a') + '\n';
    file += "last";
    QBuffer buffer(&file);
    buffer.open(QIODevice::ReadOnly);
    LineReader reader(buffer);
    for (int i = 0; i < 2'000; ++i) QCOMPARE((*reader.next())->bytes.size(), i % 700);
    QCOMPARE((*reader.next())->bytes.toByteArray(), QByteArray("last"));
    QVERIFY(!*reader.next());
    QCOMPARE(reader.position(), file.size());
}

void ApplyTest::aLineOfTheFile_mayReferToOneBefore() {
    TestVault test;
    const QByteArray slot = test.slot().name.id.toString().toLatin1();
    const auto report = test.apply(
        R"({"type":"session","id":"01900000-0000-7000-8000-000000000001","notebook":"session:)" +
        slot + R"(","title":"Talk","kind":"group"})" + '\n' +
        R"({"type":"participant","id":"01900000-0000-7000-8000-000000000002",)" +
        R"("session":"01900000-0000-7000-8000-000000000001","standing":"staff","role":"Manager"})" +
        '\n');
    QVERIFY(report->faults.empty());
    QCOMPARE(report->applied.created, 2);
}

void ApplyTest::aConflict_isExportedAndAppliedWithBothVersions() {
    TestVault test;
    const Saved slot = test.slot(u"one"_qs);
    // As if both had been written unseen of each other.
    test.put({.type = u"timetable_slot"_qs, .id = slot.name.id, .fields = {{u"room"_qs, u"7"_qs}}});
    auto edit = test.vault->begin();
    NewChange change;
    change.record = slot.name;
    change.subject = SubjectId(slot.name.notebook.bytes());
    change.written = test.vault->author().now();
    change.fields = {{u"title"_qs, u"two"_qs, {}}};
    const auto appended = test.vault->ledger().append(test.vault->author(), change);
    QVERIFY(test.vault->projection().refresh(appended->record, {appended->id}));
    QVERIFY(edit->commit());
    QByteArray file;
    QVERIFY(test.vault->records().exportCurrent(u"timetable_slot"_qs, IdentityFields::withhold,
                                                [&](QByteArrayView line) -> Status {
                                                    file = line.toByteArray();
                                                    return {};
                                                }));
    QVERIFY(file.contains(R"("conflicts":{"title":[)"));
    QVERIFY(file.contains(R"("value":"one")") && file.contains(R"("value":"two")"));
    // Applied where it comes from it changes nothing; elsewhere both versions wait for a person.
    const auto again = test.apply(file);
    QVERIFY2(again->faults.empty(),
             again->faults.empty() ? "" : again->faults.front().error.detail.c_str());
    QCOMPARE(again->applied.unchanged, 1);
    TestVault other(2);
    for (int times = 0; times < 2; ++times) QVERIFY(other.apply(file)->faults.empty());
    const auto view = other.vault->records().get(slot.name.id);
    QVERIFY(view->inConflict());
    QStringList titles;
    for (const Version& version : view->field(u"title")->versions) titles << version.value->text();
    titles.sort();
    QCOMPARE(titles, QStringList({u"one"_qs, u"two"_qs}));
    // Whatever else the file says there is read as ever.
    QCOMPARE(view->field(u"room")->versions.front().value->text(), u"7"_qs);
}

void ApplyTest::aConflictOfNoField_isRefusedInASentence() {
    TestVault test;
    for (const char* wrong : {R"("conflicts":7)", R"("conflicts":{"title":"one"})",
                              R"("conflicts":{"colour":[{"value":"one"}]})",
                              R"("conflicts":{"title":[{"vault":"x"}]})"}) {
        QByteArray line = followUp(1, "Rota");
        line.replace("}\n", "," + QByteArray(wrong) + "}\n");
        QCOMPARE(test.apply(line)->faults.size(), std::size_t{1});
    }
}

namespace {

/// Of every notebook, how often each was asked.
std::map<ControlKind, int> asked(TestVault& test) {
    std::map<ControlKind, int> found;
    const auto notebooks = test.vault->ledger().notebooks();
    for (const NotebookId& notebook : *notebooks) {
        const auto controls = test.vault->ledger().controls(notebook);
        for (const ControlChange& change : *controls) ++found[change.control.kind];
    }
    return found;
}

QByteArray about(const char* type, int id, const RecordId& participant, const char* more) {
    return R"({"type":")" + QByteArray(type) + R"(","id":"01900000-0000-7000-8000-)" +
           QByteArray::number(id).rightJustified(12, '0') + R"(",)" +
           QByteArray(more).replace("WHO", participant.toString().toUtf8()) + "}\n";
}

}  // namespace

void ApplyTest::aWithdrawalAndAHold_ask_whateverTheirOrderInTheFile() {
    TestVault test;
    const RecordName session = test.session(test.slot().name.id).name;
    const RecordId person = test.participant(session.id).name.id;
    test.said(session.id, person, u"The xylophonist rang twice."_qs);
    const QByteArray file =
        about(
            "hold", 1, person,
            R"("what":"WHO","reason":"complaint","authority":"Office","set":"2026-11-20T11:00:00Z")") +
        about("withdrawal", 2, person,
              R"("participant":"WHO","outcome":"erase","time":"2026-11-20T10:00:00Z")");
    const auto report = test.apply(file);
    QVERIFY(report && report->faults.empty());
    QCOMPARE(asked(test)[ControlKind::hold], 1);
    QCOMPARE(asked(test)[ControlKind::restrict], 1);
    QCOMPARE(asked(test)[ControlKind::withdraw], 1);
    QVERIFY(test.hits(u"xylophonist"_qs).isEmpty());
    // Once more it says nothing new, and asks nothing.
    QVERIFY(test.apply(file)->faults.empty());
    QCOMPARE(asked(test)[ControlKind::hold], 1);
    const auto released = test.apply(about(
        "hold", 1, person, R"("released":"2026-11-21T11:00:00Z","released_reason":"Settled")"));
    QVERIFY(released && released->faults.empty());
    QCOMPARE(asked(test)[ControlKind::release], 1);
}

void ApplyTest::anApproval_inAFile_isNobodysApproval() {
    TestVault test;
    const RecordName session = test.session(test.slot().name.id).name;
    const RecordId person = test.participant(session.id).name.id;
    const Saved me = test.put(
        {.type = u"team_member"_qs,
         .fields = {
             {u"name"_qs, u"Test"_qs}, {u"initials"_qs, u"TV"_qs}, {u"role"_qs, u"lead"_qs}}});
    QByteArray erasure = about(
        "erasure", 3, person,
        R"("what":"WHO","authority":"Law","reason":"Wish","requested":"2026-11-20T10:00:00Z","approved_by":["ME"],"state":"requested")");
    erasure.replace("ME", me.name.id.toString().toUtf8());
    const auto report = test.apply(erasure);
    QVERIFY(report && report->faults.empty());
    QVERIFY(!asked(test).contains(ControlKind::erase));
    // Said with one's own hand it is.
    QVERIFY(test.vault->put(
        {.type = u"erasure"_qs,
         .fields = {{u"what"_qs, cbor::Value(person)},
                    {u"authority"_qs, u"Law"_qs},
                    {u"reason"_qs, u"Wish"_qs},
                    {u"requested"_qs, test.now()},
                    {u"approved_by"_qs, cbor::Value::array({cbor::Value(me.name.id)})},
                    {u"state"_qs, u"requested"_qs}}}));
    QCOMPARE(asked(test)[ControlKind::erase], 1);
}

QTEST_APPLESS_MAIN(ApplyTest)
#include "tst_apply.moc"
