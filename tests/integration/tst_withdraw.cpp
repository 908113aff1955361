// Somebody takes back what they said: through the real program, from the first listing to the file
// on the disk. What lies in the file is read with the vault's own key.
#include "tests/support/program.h"
#include "tests/unit/vault/pages.h"

#include <QJsonArray>

using namespace candour;
using namespace candour::test;

namespace {

constexpr char session[] = "01900000-0000-7000-8000-0000000000b2";
constexpr char person[] = "01900000-0000-7000-8000-0000000000b3";
constexpr char line[] = "01900000-0000-7000-8000-0000000000b5";
constexpr char tag[] = "01900000-0000-7000-8000-0000000000b6";
constexpr char note[] = "01900000-0000-7000-8000-0000000000b7";

/// One person who said one thing, which was tagged and became part of a theme.
constexpr char meeting[] =
    R"({"type":"assessment","id":"01900000-0000-7000-8000-0000000000a1","authority":"Northmere Council","kind":"initial","return_sent":"2026-08-24","site_from":"2026-11-09","site_to":"2026-11-11","pack":"la-2026"}
{"type":"timetable_slot","id":"01900000-0000-7000-8000-0000000000b1","day":"2026-11-09","start":"2026-11-09T10:00:00Z","end":"2026-11-09T11:00:00Z","room":"2","title":"Duty desk","kind":"one_to_one","way":"in_person","state":"planned"}
{"type":"session","id":"01900000-0000-7000-8000-0000000000b2","notebook":"session:01900000-0000-7000-8000-0000000000b1","slot":"01900000-0000-7000-8000-0000000000b1","title":"Duty desk","kind":"one_to_one"}
{"type":"participant","id":"01900000-0000-7000-8000-0000000000b3","session":"01900000-0000-7000-8000-0000000000b2","standing":"staff","role":"Social worker"}
{"type":"agreement","id":"01900000-0000-7000-8000-0000000000b4","participant":"01900000-0000-7000-8000-0000000000b3","purpose":"talk","event":"given","source":"confirmed_by_cqc","time":"2026-11-09T10:00:00Z"}
{"type":"line","id":"01900000-0000-7000-8000-0000000000b5","session":"01900000-0000-7000-8000-0000000000b2","at":"2026-11-09T10:04:00Z","kind":"said","speaker":"01900000-0000-7000-8000-0000000000b3","text":"The xylophonist rang twice."}
{"type":"tag","id":"01900000-0000-7000-8000-0000000000b6","target":"01900000-0000-7000-8000-0000000000b5","start":0,"end":15,"words":"The xylophonist","pack":"la-2026","statement":1,"category":"staff","direction":"strength"}
{"type":"theme_note","id":"01900000-0000-7000-8000-0000000000b7","theme":"Calls come back","pack":"la-2026","statement":1,"cites":["01900000-0000-7000-8000-0000000000b6"],"day":"2026-11-09"}
)";

}  // namespace

class WithdrawTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void itIsListedFirst_andNothingIsDone();
    void theWordsAreGone_fromListsSearchAndEveryWayOut();
    void theyCountNowhere();
    void whenItWas_canStillBeRead();
    void theyAreGoneFromTheFile();
    void strikingIt_opensThemAgain();
    void whereTheyWantItErased_thatIsAskedFor_andTakenBackWithTheWish();
    void singleWords_areNotErasedByThemselves();

  private:
    Said ask(const QStringList& arguments, const QByteArray& input = {}) const;
    QJsonObject json(const QStringList& arguments) const;
    /// Tags that count as evidence.
    int counted() const;

    std::unique_ptr<TestVault> m_test;
    QString m_passphrase;
    QString m_withdrawal;
};

Said WithdrawTest::ask(const QStringList& arguments, const QByteArray& input) const {
    return runProgram(
        builtProgram(u"candour-cli"),
        QStringList{u"--vault"_qs, m_test->path(), u"--passphrase-file"_qs, m_passphrase} +
            arguments,
        {.input = input});
}

QJsonObject WithdrawTest::json(const QStringList& arguments) const {
    return ask(QStringList{u"--json"_qs} + arguments).json();
}

int WithdrawTest::counted() const {
    return json({u"coverage"_qs})[u"tags_that_count"].toInt();
}

void WithdrawTest::initTestCase() {
    m_test = std::make_unique<TestVault>();
    m_test->lock();
    m_passphrase = m_test->folder.filePath(u"passphrase"_qs);
    QFile file(m_passphrase);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(std::string(TestVault::words)) + '\n');
    file.close();
    const Said applied = ask({u"apply"_qs, u"-"_qs}, meeting);
    QVERIFY2(applied.exit == 0, applied.err.constData());
    QCOMPARE(counted(), 1);
}

void WithdrawTest::itIsListedFirst_andNothingIsDone() {
    const QStringList asked{u"withdraw"_qs, QLatin1String(person), u"--outcome"_qs, u"restrict"_qs};
    const QJsonObject reach = json(asked);
    QCOMPARE(reach[u"covered"].toArray(), QJsonArray{QLatin1String(line)});
    QStringList rests;
    for (const QJsonValue& one : reach[u"rests_on_it"].toArray()) rests << one[u"id"].toString();
    QCOMPARE(rests, (QStringList{QLatin1String(tag), QLatin1String(note)}));
    const Said said = ask(asked);
    QVERIFY(said.out.contains("Nothing was changed."));
    QVERIFY(!said.out.contains("xylophonist"));
    QVERIFY(ask({u"search"_qs, u"xylophonist"_qs}).out.contains(line));
}

void WithdrawTest::theWordsAreGone_fromListsSearchAndEveryWayOut() {
    const Said done =
        ask({u"withdraw"_qs, QLatin1String(person), u"--outcome"_qs, u"restrict"_qs, u"--yes"_qs});
    QVERIFY2(done.exit == 0, done.err.constData());
    QVERIFY(done.out.contains("It goes first at the next hand-over."));
    m_withdrawal = QString::fromLatin1(ask({u"list"_qs, u"withdrawal"_qs}).out.left(36));
    const QList<QStringList> doors = {
        {u"list"_qs, u"line"_qs},          {u"list"_qs, u"tag"_qs},
        {u"search"_qs, u"xylophonist"_qs}, {u"get"_qs, QLatin1String(line)},
        {u"get"_qs, QLatin1String(tag)},   {u"export"_qs, u"--identity"_qs},
        {u"export"_qs, u"--history"_qs}};
    for (const QStringList& door : doors)
        for (const QStringList& way : {door, QStringList{u"--json"_qs} + door}) {
            const Said said = ask(way);
            QVERIFY2(said.exit == 0, said.err.constData());
            QVERIFY2(!said.out.contains("lophonist"), qPrintable(way.join(u' ')));
        }
    // The history still proves itself: every change is in it, sealed.
    const QByteArray history = ask({u"export"_qs, u"--history"_qs}).out;
    QVERIFY(history.contains(line));
    QCOMPARE(ask({u"verify"_qs}).exit, 0);
}

void WithdrawTest::theyCountNowhere() {
    QCOMPARE(counted(), 0);
    const QString page = m_test->folder.filePath(u"evidence.html"_qs);
    QCOMPARE(ask({u"evidence"_qs, u"--out"_qs, page}).exit, 0);
    QFile html(page);
    QVERIFY(html.open(QIODevice::ReadOnly));
    QVERIFY(!html.readAll().contains("lophonist"));
    QVERIFY(!ask({u"huddle"_qs}).out.contains("lophonist"));
}

void WithdrawTest::whenItWas_canStillBeRead() {
    const QJsonObject got = json({u"get"_qs, QLatin1String(line)});
    QVERIFY(got[u"sealed"].toBool());
    QCOMPARE(got[u"fields"][u"session"].toString(), QLatin1String(session));
    QVERIFY(got[u"fields"][u"at"].toString().startsWith(u"2026-11-09T10:04"));
    QVERIFY(!got[u"fields"].toObject().contains(u"text"));
}

void WithdrawTest::theyAreGoneFromTheFile() {
    const QByteArray pages = decryptedPages(*m_test);
    QVERIFY(pages.contains("Duty desk"));
    QVERIFY(!pages.contains("lophonist"));
}

void WithdrawTest::strikingIt_opensThemAgain() {
    QCOMPARE(ask({u"strike"_qs, m_withdrawal, u"--reason"_qs, u"They changed their mind"_qs}).exit,
             0);
    QVERIFY(ask({u"search"_qs, u"xylophonist"_qs}).out.contains(line));
    QVERIFY(ask({u"export"_qs, u"--history"_qs}).out.contains("xylophonist"));
    QCOMPARE(counted(), 1);
}

void WithdrawTest::whereTheyWantItErased_thatIsAskedFor_andTakenBackWithTheWish() {
    const Said said = ask({u"--json"_qs, u"withdraw"_qs, QLatin1String(person), u"--outcome"_qs,
                           u"erase"_qs, u"--yes"_qs});
    QVERIFY2(said.exit == 0, said.err.constData());
    const QJsonObject wish =
        QJsonDocument::fromJson(said.out.trimmed().split('\n').last()).object();
    const auto asked = [&] { return json({u"erasures"_qs})[u"erasures"].toArray(); };
    QCOMPARE(asked().size(), 1);
    QCOMPARE(asked()[0][u"erasure"], wish[u"erasure"]);
    QCOMPARE(asked()[0][u"what"].toString(), QLatin1String(person));
    QCOMPARE(asked()[0][u"state"].toString(), u"waiting"_qs);
    // It would go on by itself, whatever became of the wish.
    QVERIFY(
        ask({u"strike"_qs, wish[u"withdrawal"].toString(), u"--reason"_qs, u"They want it back"_qs})
            .exit == 0);
    QCOMPARE(asked()[0][u"state"].toString(), u"taken_back"_qs);
    QCOMPARE(counted(), 1);
}

void WithdrawTest::singleWords_areNotErasedByThemselves() {
    const Said said = ask({u"--json"_qs, u"withdraw"_qs, QLatin1String(person), u"--outcome"_qs,
                           u"erase"_qs, u"--line"_qs, QLatin1String(line), u"--yes"_qs});
    QCOMPARE(said.errorName(), u"bad-input"_qs);
    QCOMPARE(counted(), 1);
}

QTEST_GUILESS_MAIN(WithdrawTest)
#include "tst_withdraw.moc"
