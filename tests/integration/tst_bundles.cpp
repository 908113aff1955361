// Handing over by file, with the real programs: what somebody wrote reaches a colleague and the
// store on a stick, receipts come back the same way, and a bundle that is cut, changed, for
// somebody else or from elsewhere is named and changes nothing.
#include "tests/support/fulldisk.h"
#include "tests/support/office.h"

#include <QDirIterator>
#include <QRandomGenerator>
#include <QtEndian>

using namespace candour::test;

namespace {

constexpr char plan[] =
    R"({"type":"assessment","id":"01900000-0000-7000-8000-0000000000a1","authority":"Northmere Council","kind":"initial","return_sent":"2026-08-24","site_from":"2026-11-09","site_to":"2026-11-11","pack":"la-2026"}
{"type":"team_member","id":"01900000-0000-7000-8000-0000000000c1","name":"Anna","initials":"AW","role":"lead"}
{"type":"team_member","id":"01900000-0000-7000-8000-0000000000c2","name":"Jo","initials":"JO","role":"inspector"}
{"type":"timetable_slot","id":"01900000-0000-7000-8000-0000000000b1","day":"2026-11-09","start":"2026-11-09T10:00:00Z","end":"2026-11-09T11:00:00Z","room":"2","title":"Duty desk","kind":"one_to_one","way":"in_person","state":"planned","assigned":["01900000-0000-7000-8000-0000000000c2"]}
)";
constexpr char meeting[] =
    R"({"type":"session","id":"01900000-0000-7000-8000-0000000000b2","notebook":"session:01900000-0000-7000-8000-0000000000b1","slot":"01900000-0000-7000-8000-0000000000b1","title":"Duty desk","kind":"one_to_one"}
)";
constexpr char session[] = "01900000-0000-7000-8000-0000000000b2";

const QString anna = QStringLiteral("AW");
const QString jo = QStringLiteral("JO");
const QString helen = QStringLiteral("HM");

QByteArray lineSaying(const QByteArray& words) {
    static int number = 0;
    return R"({"type":"line","id":"01900000-0000-7000-8000-00000000)" +
           QByteArray::number(0x1000 + ++number, 16) + R"(","session":")" + session +
           R"(","at":"2026-11-09T10:04:00Z","kind":"saw","text":")" + words + "\"}\n";
}

/// The same at every run.
QByteArray letters(int count) {
    static QRandomGenerator dice(20'261'122);
    QByteArray words;
    while (words.size() < count) words += static_cast<char>('a' + dice.bounded(26));
    return words;
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

}  // namespace

class BundlesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void whatSomebodyWrote_reachesAColleagueByFile();
    void theSameFileAgain_changesNothing();
    void aMeetingThatTheStoreHasNotHeardOf_comesWithItsFounding();
    void aBundleThatIsNotWhole_changesNothing_data();
    void aBundleThatIsNotWhole_changesNothing();
    void aBundleForSomebodyElse_isNotOpened();
    void aBundleFromAnotherStore_isNotBelieved();
    void whatFollowsSomethingThatNeverCame_isNamed();
    void receiptsComeBackByFile();
    void theStoreTakesTheSameFileAgain();
    void theAnswerBringsWhatTheTabletLacks();
    void theStoreTakesOneInWhileItServes();
    void anAttachmentTravelsToo();
    void aColleagueCarriesItToTheStore();
    void knowingWhatTheyHave_onlyTheRestGoes();
    void nothingIsWrittenOver();
    void aFullStick_isNamed_andNothingHalfIsLeft();
    void killedWhileTaking_theSameFileIsTakenAgain_data();
    void killedWhileTaking_theSameFileIsTakenAgain();
    void noWordLiesOpen();

  private:
    /// The path of a new bundle.
    QString made(const QString& person, const QString& to, const QStringList& more = {}) {
        const QString path = m_office->path(QStringLiteral("bundle-%1").arg(++m_made));
        m_said =
            m_office->does(person, QStringList{QStringLiteral("bundle"), QStringLiteral("make"),
                                               path, QStringLiteral("--for"), to} +
                                       more);
        return path;
    }
    [[nodiscard]] Said take(const QString& person, const QString& path) const {
        return m_office->ask(person, {QStringLiteral("bundle"), QStringLiteral("take"), path});
    }
    QJsonObject takes(const QString& person, const QString& path) const {
        const Said said = take(person, path);
        if (said.exit != 0) qFatal("%s", said.err.constData());
        return said.json();
    }
    /// The path of its answer.
    QString storeTakes(const QString& path) {
        const QString answer = m_office->path(QStringLiteral("answer-%1").arg(++m_made));
        const Said said = m_office->store({QStringLiteral("bundle"), QStringLiteral("take"), path,
                                           QStringLiteral("--answer"), answer});
        if (said.exit != 0) qFatal("%s", said.err.constData());
        m_said = said.json();
        return answer;
    }

    QTemporaryDir m_mounts;
    std::unique_ptr<SmallDisk> m_stick;
    std::unique_ptr<Office> m_office;
    QJsonObject m_said;  // of what was made or taken last
    QString m_first;     // a bundle of Jo's for Anna
    int m_made = 0;
};

void BundlesTest::initTestCase() {
    m_stick = std::make_unique<SmallDisk>(m_mounts.path(), 8);
    m_office = std::make_unique<Office>(QStringList{anna, jo, helen});
    m_office->applies(anna, plan);
    m_office->handOver({anna, jo, helen});
    // From here on there is no connection, until a test says so.
    m_office->killStore();
}

void BundlesTest::whatSomebodyWrote_reachesAColleagueByFile() {
    m_office->applies(jo, QByteArray(meeting) + lineSaying("Wombats at ten"));
    m_first = made(jo, anna);
    QCOMPARE(m_said[u"changes"].toInt(), 2);
    QVERIFY(!bytesOf(m_first).contains("Wombats"));
    const QJsonObject taken = takes(anna, m_first);
    QCOMPARE(taken[u"maker"].toString(), jo);
    QCOMPARE(taken[u"received"].toInt(), 2);
    QVERIFY(m_office->lines(anna).contains("Wombats at ten"));
    // A colleague's word is no receipt: it still counts as on Jo's tablet only.
    QCOMPARE(taken[u"accepted"].toInt(), 0);
    const Said said = m_office->ask(jo, {QStringLiteral("status")});
    QVERIFY2(said.exit == 0, said.err);
}

void BundlesTest::theSameFileAgain_changesNothing() {
    const QByteArray before = m_office->lines(anna);
    const QJsonObject taken = takes(anna, m_first);
    QCOMPARE(taken[u"received"].toInt(), 0);
    QCOMPARE(taken[u"already_here"].toInt(), 2);
    QCOMPARE(m_office->lines(anna), before);
}

void BundlesTest::aMeetingThatTheStoreHasNotHeardOf_comesWithItsFounding() {
    // Anna leads, so she may write on in it, though no roster says so yet.
    m_office->applies(anna, lineSaying("Numbats at noon"));
    takes(jo, made(anna, jo));
    QVERIFY(m_office->lines(jo).contains("Numbats at noon"));
    // Helen is not in it, and is given nothing of it.
    (void)made(jo, helen, {QStringLiteral("--all")});
    const QString forHelen = m_office->path(QStringLiteral("bundle-%1").arg(m_made));
    takes(helen, forHelen);
    QVERIFY(!m_office->lines(helen).contains("ombats"));
}

void BundlesTest::aBundleThatIsNotWhole_changesNothing_data() {
    QTest::addColumn<QByteArray>("what");
    for (const char* what : {"cut at the last byte", "cut in the middle", "cut in its beginning",
                             "one byte changed", "something after it", "two chunks swapped",
                             "nothing in it", "another file", "a later version"})
        QTest::newRow(what) << QByteArray(what);
}

void BundlesTest::aBundleThatIsNotWhole_changesNothing() {
    QFETCH(QByteArray, what);
    // More than two chunks, in words that nothing can shorten.
    QByteArray some;
    for (int i = 0; i < (what == "two chunks swapped" ? 24 : 1); ++i)
        some += lineSaying("Quol" + letters(12'000));
    m_office->applies(jo, some);
    const QString whole = made(jo, anna);
    QByteArray bytes = bytesOf(whole);
    if (what == "cut at the last byte") bytes.chop(1);
    if (what == "cut in the middle") bytes.truncate(bytes.size() / 2);
    if (what == "cut in its beginning") bytes.truncate(40);
    if (what == "one byte changed") bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
    if (what == "something after it") bytes += 'x';
    if (what == "nothing in it") bytes.clear();
    if (what == "another file") bytes = QByteArray(2'000, 'a');
    if (what == "a later version") {
        // The format's number follows the map's head and its first key.
        const qsizetype at = bytes.indexOf('\n') + 1 + 4 + 2;
        QCOMPARE(int(bytes[at]), 1);
        bytes[at] = 2;
    }
    if (what == "two chunks swapped") {
        constexpr qsizetype chunk = 64 * 1024 + 17;
        const qsizetype line = bytes.indexOf('\n') + 1;
        const qsizetype first = line + 4 + qFromBigEndian<qint32>(bytes.constData() + line) + 24;
        QVERIFY(bytes.size() > first + 2 * chunk);
        const QByteArray one = bytes.mid(first, chunk);
        bytes.replace(first, chunk, bytes.mid(first + chunk, chunk));
        bytes.replace(first + chunk, chunk, one);
    }
    const QString path = m_office->path(QStringLiteral("spoilt"));
    write(path, bytes);
    const QByteArray before = m_office->lines(anna);
    const Said said = take(anna, path);
    QCOMPARE(said.errorName(), what == "a later version" ? QStringLiteral("newer-version")
                                                         : QStringLiteral("bad-input"));
    QVERIFY(!said.error()[u"detail"].toString().isEmpty());
    QCOMPARE(m_office->lines(anna), before);
    QVERIFY(!said.err.contains("Quol"));
    // The whole one is as good as before.
    QCOMPARE(take(anna, whole).exit, 0);
}

void BundlesTest::aBundleForSomebodyElse_isNotOpened() {
    const Said said = take(helen, m_first);
    QCOMPARE(said.errorName(), QStringLiteral("missing-key"));
    const Said store = m_office->store({QStringLiteral("bundle"), QStringLiteral("take"), m_first});
    QCOMPARE(store.errorName(), QStringLiteral("missing-key"));
}

void BundlesTest::aBundleFromAnotherStore_isNotBelieved() {
    const Office other({anna, jo});
    const QString path = m_office->path(QStringLiteral("other"));
    // Somebody of another store, who has come by our store's key.
    other.does(jo, {QStringLiteral("bundle"), QStringLiteral("make"), path, QStringLiteral("--for"),
                    anna});
    // It is not even sealed to us: their Anna has another key.
    QCOMPARE(take(anna, path).errorName(), QStringLiteral("missing-key"));
}

void BundlesTest::whatFollowsSomethingThatNeverCame_isNamed() {
    // Helen has nothing of the meeting; the store lets her in, Jo's first words go by file, and the
    // next bundle holds what follows them alone.
    m_office->openStore();
    m_office->handOver({jo, anna});
    const QString notebook =
        m_office->does(anna, {QStringLiteral("get"), QLatin1String(session)})[u"notebook"]
            .toString();
    const Said allowed =
        m_office->store({QStringLiteral("admin"), QStringLiteral("session"),
                         QStringLiteral("allow"), QStringLiteral("--notebook"), notebook,
                         QStringLiteral("--person"), m_office->idOf(helen)});
    QVERIFY2(allowed.exit == 0, allowed.err);
    m_office->handOver({jo});
    m_office->killStore();
    m_office->applies(jo, lineSaying("Dunnarts at dusk"));
    const Said said = take(helen, made(jo, helen));
    QCOMPARE(said.errorName(), QStringLiteral("broken-chain"));
    QVERIFY(!m_office->lines(helen).contains("Dunnarts"));
    takes(helen, made(jo, helen, {QStringLiteral("--all")}));
    QVERIFY(m_office->lines(helen).contains("Dunnarts at dusk"));
    QVERIFY(m_office->lines(helen).contains("Wombats at ten"));
}

void BundlesTest::receiptsComeBackByFile() {
    const QString path = made(jo, QStringLiteral("store"));
    QCOMPARE(m_said[u"records"].toInt(), 1);
    const QString answer = storeTakes(path);
    QVERIFY(m_said[u"frames"].toInt() >= 1);
    QCOMPARE(m_said[u"refused"].toArray().size(), 0);
    const QJsonObject taken = takes(jo, answer);
    QCOMPARE(taken[u"maker"].toString(), QStringLiteral("the store"));
    QCOMPARE(taken[u"accepted"].toInt(), 1);
    // Nothing is left to send.
    (void)made(jo, QStringLiteral("store"));
    QCOMPARE(m_said[u"records"].toInt(), 0);
    QCOMPARE(m_said[u"changes"].toInt(), 0);
    QCOMPARE(m_office->ask(jo, {QStringLiteral("verify")}).exit, 0);
    QCOMPARE(m_office->store({QStringLiteral("verify")}).exit, 0);
}

void BundlesTest::theStoreTakesTheSameFileAgain() {
    m_office->applies(jo, lineSaying("Bettongs at breakfast"));
    const QString path = made(jo, QStringLiteral("store"));
    storeTakes(path);
    const QString again = storeTakes(path);
    // The first answer got lost; the second is as good.
    QCOMPARE(takes(jo, again)[u"accepted"].toInt(), 1);
}

void BundlesTest::theAnswerBringsWhatTheTabletLacks() {
    m_office->applies(anna, lineSaying("Potoroos at tea"));
    takes(anna, storeTakes(made(anna, QStringLiteral("store"))));
    QVERIFY(!m_office->lines(jo).contains("Potoroos"));
    const QString answer = storeTakes(made(jo, QStringLiteral("store")));
    QVERIFY(m_said[u"answered"].toInt() >= 1);
    QVERIFY(takes(jo, answer)[u"received"].toInt() >= 1);
    QVERIFY(m_office->lines(jo).contains("Potoroos at tea"));
    // And nothing of what is not theirs.
    const Said export_ = m_office->ask(helen, {QStringLiteral("list"), QStringLiteral("line")});
    QVERIFY(!export_.out.contains("Potoroos"));
}

void BundlesTest::theStoreTakesOneInWhileItServes() {
    m_office->openStore();
    m_office->handOver({anna, jo});
    m_office->applies(jo, lineSaying("Quokkas at quarter past"));
    const QString path = made(jo, QStringLiteral("store"));
    takes(jo, storeTakes(path));
    // The one that serves has noticed, and goes on in the same chain.
    m_office->applies(jo, lineSaying("Bilbies after that"));
    const QJsonObject report = m_office->does(jo, {QStringLiteral("handover")});
    QCOMPARE(report[u"accepted"].toInt(), 1);
    QCOMPARE(report[u"held"].toInt(), 0);
    m_office->handOver({anna});
    QVERIFY(m_office->lines(anna).contains("Quokkas at quarter past"));
    QVERIFY(m_office->lines(anna).contains("Bilbies after that"));
    m_office->killStore();
    m_office->openStore();
    QCOMPARE(m_office->store({QStringLiteral("verify")}).exit, 0);
    m_office->killStore();
}

void BundlesTest::anAttachmentTravelsToo() {
    const QByteArray bytes = QByteArray("The xylophonist rang twice. ").repeated(20'000);
    const QString id = m_office
                           ->does(jo,
                                  {QStringLiteral("attach"), QStringLiteral("-"),
                                   QStringLiteral("--to"), QLatin1String(session)},
                                  bytes)[u"id"]
                           .toString();
    const QString path = made(jo, QStringLiteral("store"));
    QCOMPARE(m_said[u"attachments"].toInt(), 1);
    takes(jo, storeTakes(path));
    QCOMPARE(m_said[u"attachments"].toInt(), 1);
    (void)made(jo, QStringLiteral("store"));
    QCOMPARE(m_said[u"attachments"].toInt(), 0);
    takes(anna, made(jo, anna, {QStringLiteral("--all")}));
    const QString out = m_office->path(QStringLiteral("out"));
    m_office->does(anna, {QStringLiteral("fetch"), id, QStringLiteral("-o"), out});
    QCOMPARE(bytesOf(out), bytes);
}

void BundlesTest::aColleagueCarriesItToTheStore() {
    m_office->applies(jo, lineSaying("Pademelons past four"));
    takes(anna, made(jo, anna));
    // Jo's tablet falls into the river. Anna has what Jo wrote, and the store does not.
    const QString answer = storeTakes(made(anna, QStringLiteral("store")));
    takes(anna, answer);
    m_office->openStore();
    m_office->enrol(jo, QStringLiteral("JO-new"));
    QVERIFY(m_office->lines(QStringLiteral("JO-new")).contains("Pademelons past four"));
    m_office->killStore();
}

void BundlesTest::knowingWhatTheyHave_onlyTheRestGoes() {
    takes(jo, made(anna, jo, {QStringLiteral("--all")}));
    const QString theirs = made(jo, anna, {QStringLiteral("--all")});
    m_office->applies(anna, lineSaying("Antechinus at eight"));
    const QString path = made(anna, jo, {QStringLiteral("--knowing"), theirs});
    QCOMPARE(m_said[u"changes"].toInt(), 1);
    QCOMPARE(takes(jo, path)[u"received"].toInt(), 1);
    QVERIFY(m_office->lines(jo).contains("Antechinus at eight"));
}

void BundlesTest::nothingIsWrittenOver() {
    const QString path = made(jo, anna);
    const QByteArray before = bytesOf(path);
    const Said said = m_office->ask(jo, {QStringLiteral("bundle"), QStringLiteral("make"), path,
                                         QStringLiteral("--for"), anna});
    QCOMPARE(said.errorName(), QStringLiteral("already-there"));
    QCOMPARE(bytesOf(path), before);
    const Said nobody = m_office->ask(
        jo, {QStringLiteral("bundle"), QStringLiteral("make"), path + QStringLiteral("-2"),
             QStringLiteral("--for"), QStringLiteral("XX")});
    QCOMPARE(nobody.errorName(), QStringLiteral("not-found"));
    QVERIFY(!QFile::exists(path + QStringLiteral("-2")));
}

void BundlesTest::aFullStick_isNamed_andNothingHalfIsLeft() {
    QVERIFY2(m_stick->mounted(), "It takes the right to mount.");
    QByteArray some;
    for (int i = 0; i < 24; ++i) some += lineSaying("Kowari " + letters(12'000));
    m_office->applies(jo, some);
    const QString path = m_mounts.filePath(QStringLiteral("jo.bundle"));
    const QStringList make{QStringLiteral("bundle"), QStringLiteral("make"), path,
                           QStringLiteral("--for"), QStringLiteral("store")};
    m_stick->fill(64 * 1024);
    const Said full = m_office->ask(jo, make);
    QCOMPARE(full.errorName(), QStringLiteral("disk-full"));
    QVERIFY(full.error()[u"retry"].toBool());
    QCOMPARE(QDir(m_mounts.path()).entryList(QDir::Files), QStringList{QStringLiteral("ballast")});
    m_stick->makeRoom();
    m_office->does(jo, make);
    // The store takes it in, and has no room for its answer; the next one says as much.
    m_stick->fill(0);
    const Said answered = m_office->store({QStringLiteral("bundle"), QStringLiteral("take"), path,
                                           QStringLiteral("--answer"), path + u'2'});
    QCOMPARE(answered.errorName(), QStringLiteral("disk-full"));
    QVERIFY(!QFile::exists(path + u'2'));
    m_stick->makeRoom();
    QCOMPARE(takes(jo, storeTakes(path))[u"accepted"].toInt(), 24);
}

void BundlesTest::killedWhileTaking_theSameFileIsTakenAgain_data() {
    QTest::addColumn<int>("delay");
    for (const int delay : {0, 40}) QTest::addRow("after %d ms", delay) << delay;
}

void BundlesTest::killedWhileTaking_theSameFileIsTakenAgain() {
    QFETCH(const int, delay);
    QByteArray some;
    for (int i = 0; i < 100; ++i) some += lineSaying("Phascogale " + letters(2'000));
    m_office->applies(jo, some);
    const QString path = made(jo, anna, {QStringLiteral("--all")});
    const QString log = m_office->path(anna) + QStringLiteral("/ledger.db-wal");
    const auto before = QFileInfo(log).size();
    (void)runProgram(
        builtProgram(u"candour-cli"),
        {QStringLiteral("--vault"), m_office->path(anna), QStringLiteral("--passphrase-file"),
         m_office->path(QStringLiteral("passphrase")), QStringLiteral("bundle"),
         QStringLiteral("take"), path},
        {.started = [&](QProcess& process) {
            while (process.state() == QProcess::Running && QFileInfo(log).size() <= before)
                process.waitForFinished(1);
            process.waitForFinished(delay);
            process.kill();
        }});
    QCOMPARE(m_office->ask(anna, {QStringLiteral("verify")}).exit, 0);
    takes(anna, path);
    // All of them: a list shows the first only.
    const QByteArray now = m_office
                               ->ask(anna, {QStringLiteral("export"), QStringLiteral("--type"),
                                            QStringLiteral("line")})
                               .out;
    for (const QByteArray& line : some.split('\n')) {
        const QString id = QJsonDocument::fromJson(line).object()[u"id"].toString();
        QVERIFY2(now.contains(id.toUtf8()), line.left(80));
    }
    QCOMPARE(m_office->ask(anna, {QStringLiteral("verify")}).exit, 0);
    takes(jo, storeTakes(made(jo, QStringLiteral("store"))));
}

/// Of all that was said here, in any file of any tablet, of the store, or on the way.
void BundlesTest::noWordLiesOpen() {
    int looked = 0;
    for (const QString& folder : {m_office->path({}), m_mounts.path()})
        for (QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
             files.hasNext();) {
            const QString path = files.next();
            if (path == m_office->path(QStringLiteral("out"))) continue;  // written by wish
            const QByteArray bytes = bytesOf(path);
            for (const char* word : {"Wombats", "Quol", "Dunnarts", "Quokkas", "Pademelons",
                                     "Kowari", "Phascogale", "xylophonist", "Duty desk"})
                QVERIFY2(!bytes.contains(word), qPrintable(path));
            ++looked;
        }
    QVERIFY(looked > 20);
}

QTEST_GUILESS_MAIN(BundlesTest)
#include "tst_bundles.moc"
