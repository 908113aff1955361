// Attachments with the real programs: sealed on one tablet, handed over through a store that is
// killed again and again, opened on another, taken off, fetched again, and erased with the words.
#include "tests/support/office.h"

#include <QDirIterator>

using namespace candour;
using namespace candour::test;

namespace {

constexpr char plan[] =
    R"({"type":"assessment","id":"01900000-0000-7000-8000-0000000000a1","authority":"Northmere Council","kind":"initial","return_sent":"2026-08-24","site_from":"2026-11-09","site_to":"2026-11-11","pack":"la-2026"}
{"type":"team_member","id":"01900000-0000-7000-8000-0000000000c1","name":"Anna","initials":"AW","role":"lead"}
{"type":"team_member","id":"01900000-0000-7000-8000-0000000000c2","name":"Jo","initials":"JO","role":"inspector"}
{"type":"timetable_slot","id":"01900000-0000-7000-8000-0000000000b1","day":"2026-11-09","start":"2026-11-09T10:00:00Z","end":"2026-11-09T11:00:00Z","room":"2","title":"Duty desk","kind":"one_to_one","way":"in_person","state":"planned","assigned":["01900000-0000-7000-8000-0000000000c2"]}
{"type":"session","id":"01900000-0000-7000-8000-0000000000b2","notebook":"session:01900000-0000-7000-8000-0000000000b1","slot":"01900000-0000-7000-8000-0000000000b1","title":"Duty desk","kind":"one_to_one"}
)";
constexpr char session[] = "01900000-0000-7000-8000-0000000000b2";
constexpr char words[] = "The xylophonist rang twice. ";

const QString anna = QStringLiteral("AW");
const QString jo = QStringLiteral("JO");

}  // namespace

class AttachmentsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void whatIsAttached_isNowhereInTheOpen();
    void itComesBack_asItWas();
    void whatIsNotAFile_orNotAnId_isRefused_data();
    void whatIsNotAFile_orNotAnId_isRefused();
    void aKilledCapture_leavesNothing();
    void nothingGoes_beforeItIsHandedOver();
    void aStoreThatIsKilledMeanwhile_losesNothing();
    void itsWordsAreThere_beforeItIs();
    void aColleague_opensIt();
    void whatWasHandedOver_mayGo_andComesBack();
    void aFileBesideIt_isNotTouched();
    void aDamagedFile_isSaidToBe();

  private:
    [[nodiscard]] QJsonObject attachmentOf(const QString& person, const QString& id) const {
        const Said said = m_office->ask(person, {QStringLiteral("attachments")});
        for (const QByteArray& line : said.out.split('\n')) {
            const QJsonObject row = QJsonDocument::fromJson(line).object();
            if (row[u"id"].toString() == id) return row;
        }
        return {};
    }
    [[nodiscard]] QString placeOf(const QString& person) const {
        return attachmentOf(person, m_id)[u"place"].toString();
    }
    [[nodiscard]] QByteArray fetched(const QString& person) const {
        const QString out = m_office->path(QStringLiteral("out-") + person);
        QFile::remove(out);
        const Said said =
            m_office->ask(person, {QStringLiteral("fetch"), m_id, QStringLiteral("-o"), out});
        QFile file(out);
        return said.exit == 0 && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<Office> m_office;
    QByteArray m_bytes;
    QString m_id;
};

void AttachmentsTest::initTestCase() {
    m_office = std::make_unique<Office>(QStringList{anna, jo});
    QCOMPARE(m_office->ask(anna, {QStringLiteral("apply"), QStringLiteral("-")}, plan).exit, 0);
    m_office->handOver({anna, jo});
    for (int i = 0; i < 300'000; ++i) m_bytes += words;
}

void AttachmentsTest::whatIsAttached_isNowhereInTheOpen() {
    m_id = m_office
               ->does(anna,
                      {QStringLiteral("attach"), QStringLiteral("-"), QStringLiteral("--to"),
                       QLatin1String(session), QStringLiteral("--media-type"),
                       QStringLiteral("text/plain")},
                      m_bytes)[u"id"]
               .toString();
    QVERIFY(!m_id.isEmpty());
    QCOMPARE(placeOf(anna), QStringLiteral("here"));
    int files = 0;
    for (QDirIterator each(m_office->path(anna), QDir::Files, QDirIterator::Subdirectories);
         each.hasNext();) {
        QFile file(each.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("xylophonist"), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files >= 4);
}

void AttachmentsTest::itComesBack_asItWas() {
    QCOMPARE(fetched(anna), m_bytes);
    // Never over a file that is there.
    const Said again = m_office->ask(anna, {QStringLiteral("fetch"), m_id, QStringLiteral("-o"),
                                            m_office->path(QStringLiteral("out-") + anna)});
    QCOMPARE(again.errorName(), QStringLiteral("already-there"));
}

void AttachmentsTest::whatIsNotAFile_orNotAnId_isRefused_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("error");
    const QString to = QStringLiteral("--to");
    QTest::newRow("no such file") << QStringList{QStringLiteral("attach"),
                                                 QStringLiteral("/nowhere"), to,
                                                 QLatin1String(session)}
                                  << QStringLiteral("not-found");
    QTest::newRow("no such record")
        << QStringList{QStringLiteral("attach"), QStringLiteral("-"), to,
                       QStringLiteral("01900000-0000-7000-8000-00000000ffff")}
        << QStringLiteral("not-found");
    QTest::newRow("a record that takes none")
        << QStringList{QStringLiteral("attach"), QStringLiteral("-"), to,
                       QStringLiteral("01900000-0000-7000-8000-0000000000b1")}
        << QStringLiteral("bad-input");
    QTest::newRow("sound that nobody agreed to")
        << QStringList{QStringLiteral("attach"), QStringLiteral("-"),      to,
                       QLatin1String(session),   QStringLiteral("--kind"), QStringLiteral("audio")}
        << QStringLiteral("not-allowed");
    QTest::newRow("words that are called a photograph")
        << QStringList{QStringLiteral("attach"),
                       QStringLiteral("-"),
                       to,
                       QLatin1String(session),
                       QStringLiteral("--kind"),
                       QStringLiteral("photograph"),
                       QStringLiteral("--media-type"),
                       QStringLiteral("image/jpeg")}
        << QStringLiteral("bad-input");
    QTest::newRow("no id") << QStringList{QStringLiteral("fetch"), QStringLiteral("x"),
                                          QStringLiteral("-o"), QStringLiteral("/nowhere/y")}
                           << QStringLiteral("bad-input");
}

void AttachmentsTest::whatIsNotAFile_orNotAnId_isRefused() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, error);
    const QString folder = m_office->path(anna) + QStringLiteral("/blobs");
    const auto files = [&] {
        return QDir(folder).entryList(QDir::Files).size() +
               QDir(folder + QStringLiteral("/new")).entryList(QDir::Files).size();
    };
    const auto before = files();
    const QByteArray file = arguments.contains(QStringLiteral("audio")) ? "OggS" : "words";
    QCOMPARE(m_office->ask(anna, arguments, file).errorName(), error);
    QCOMPARE(files(), before);
}

void AttachmentsTest::aKilledCapture_leavesNothing() {
    QProcess capture;
    capture.start(
        builtProgram(u"candour-cli"),
        {QStringLiteral("--vault"), m_office->path(anna), QStringLiteral("--passphrase-file"),
         m_office->path(QStringLiteral("passphrase")), QStringLiteral("attach"),
         QStringLiteral("-"), QStringLiteral("--to"), QLatin1String(session)});
    QVERIFY(capture.waitForStarted());
    const QDir captures(m_office->path(anna) + QStringLiteral("/blobs/new"));
    capture.write(m_bytes.left(1'000'000));
    const auto written = [&] {
        const auto found = captures.entryInfoList(QDir::Files);
        return !found.isEmpty() && found.front().size() > 500'000;
    };
    QTRY_VERIFY_WITH_TIMEOUT(written(), 60'000);
    capture.kill();
    QVERIFY(capture.waitForFinished());
    QVERIFY(!captures.entryList(QDir::Files).isEmpty());
    QCOMPARE(placeOf(anna), QStringLiteral("here"));  // opens the vault
    QVERIFY(captures.entryList(QDir::Files).isEmpty());
}

void AttachmentsTest::nothingGoes_beforeItIsHandedOver() {
    const QJsonObject done =
        m_office->does(anna, {QStringLiteral("purge"), QStringLiteral("--older-than"),
                              QStringLiteral("0"), QStringLiteral("--yes")});
    QCOMPARE(done[u"going"].toInt(), 0);
    QCOMPARE(done[u"staying"].toInt(), 1);
    QCOMPARE(placeOf(anna), QStringLiteral("here"));
}

void AttachmentsTest::aStoreThatIsKilledMeanwhile_losesNothing() {
    const QDir parts(m_office->path(QStringLiteral("store/blobs/part")));
    const QDir whole(m_office->path(QStringLiteral("store/blobs")));
    for (const qint64 far : {1, 1'000'000, 3'000'000}) {
        QProcess tablet;
        tablet.start(
            builtProgram(u"candour-cli"),
            {QStringLiteral("--vault"), m_office->path(anna), QStringLiteral("--passphrase-file"),
             m_office->path(QStringLiteral("passphrase")), QStringLiteral("handover")});
        const auto reached = [&] {
            const auto found = parts.entryInfoList(QDir::Files);
            return tablet.state() == QProcess::NotRunning ||
                   (!found.isEmpty() && found.front().size() >= far);
        };
        QTRY_VERIFY_WITH_TIMEOUT(reached(), 120'000);
        m_office->killStore();
        QVERIFY(tablet.waitForFinished(120'000));
        m_office->openStore();
    }
    m_office->handOver({anna});
    QCOMPARE(whole.entryList(QDir::Files).size(), 1);
    QVERIFY(attachmentOf(anna, m_id)[u"handed_over"].toBool());
}

void AttachmentsTest::itsWordsAreThere_beforeItIs() {
    // As a store whose backup brought the text back and not the file.
    const QDir whole(m_office->path(QStringLiteral("store/blobs")));
    const QString name = whole.filePath(whole.entryList(QDir::Files).front());
    QVERIFY(QFile::rename(name, name + QStringLiteral(".away")));
    m_office->handOver({jo});
    QCOMPARE(placeOf(jo), QStringLiteral("not_yet"));
    const Said early = m_office->ask(jo, {QStringLiteral("fetch"), m_id, QStringLiteral("-o"),
                                          m_office->path(QStringLiteral("early"))});
    QCOMPARE(early.errorName(), QStringLiteral("not-found"));
    QVERIFY(!QFile::exists(m_office->path(QStringLiteral("early"))));
    QVERIFY(QFile::rename(name + QStringLiteral(".away"), name));
}

void AttachmentsTest::aColleague_opensIt() {
    m_office->handOver({jo});
    QCOMPARE(placeOf(jo), QStringLiteral("here"));
    QCOMPARE(fetched(jo), m_bytes);
}

void AttachmentsTest::whatWasHandedOver_mayGo_andComesBack() {
    QStringList purge{QStringLiteral("purge"), QStringLiteral("--older-than"), QStringLiteral("0")};
    QCOMPARE(m_office->does(anna, purge)[u"going"].toInt(), 0);  // its receipt is of today
    purge += {QStringLiteral("--receipted-for"), QStringLiteral("0")};
    // Without a connection the store's time is that of the last hand-over, which brought the
    // receipt.
    QCOMPARE(m_office->does(anna, purge)[u"going"].toInt(), 0);
    m_office->handOver({anna});
    QCOMPARE(m_office->does(anna, purge)[u"going"].toInt(), 1);
    QCOMPARE(placeOf(anna), QStringLiteral("here"));  // it only said so
    QCOMPARE(m_office->does(anna, purge + QStringList{QStringLiteral("--yes")})[u"going"].toInt(),
             1);
    QCOMPARE(placeOf(anna), QStringLiteral("purged"));
    m_office->handOver({anna});
    QCOMPARE(placeOf(anna), QStringLiteral("purged"));
    const QJsonObject wanted =
        m_office->does(anna, {QStringLiteral("fetch"), m_id, QStringLiteral("--again")});
    QCOMPARE(wanted[u"attachment"].toString(), m_id);
    m_office->handOver({anna});
    QCOMPARE(fetched(anna), m_bytes);
}

void AttachmentsTest::aDamagedFile_isSaidToBe() {
    const QDir blobs(m_office->path(jo) + QStringLiteral("/blobs"));
    QFile file(blobs.filePath(blobs.entryList(QDir::Files).front()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(5'000'000) && file.putChar('x') && file.putChar('y'));
    file.close();
    const QString out = m_office->path(QStringLiteral("damaged"));
    const Said said = m_office->ask(jo, {QStringLiteral("fetch"), m_id, QStringLiteral("-o"), out});
    QCOMPARE(said.errorName(), QStringLiteral("bad-seal"));
    QVERIFY(!QFile::exists(out) && !QFile::exists(out + QStringLiteral(".part")));
    // Looked for, it is set aside, and a good copy comes.
    const Said checked = m_office->ask(jo, {QStringLiteral("verify")});
    QVERIFY(checked.exit != 0);
    QCOMPARE(placeOf(jo), QStringLiteral("damaged"));
    m_office->handOver({jo});
    QCOMPARE(placeOf(jo), QStringLiteral("here"));
    QCOMPARE(fetched(jo), m_bytes);
    QCOMPARE(m_office->ask(jo, {QStringLiteral("verify")}).exit, 0);
}

void AttachmentsTest::aFileBesideIt_isNotTouched() {
    const QString out = m_office->path(QStringLiteral("beside"));
    QFile beside(out + QStringLiteral(".part"));
    QVERIFY(beside.open(QIODevice::WriteOnly) && beside.write("somebody's") == 10);
    beside.close();
    QCOMPARE(m_office->ask(anna, {QStringLiteral("fetch"), m_id, QStringLiteral("-o"), out}).exit,
             0);
    QCOMPARE(beside.size(), 10);
    QVERIFY(QFile::exists(out));
}

QTEST_GUILESS_MAIN(AttachmentsTest)
#include "tst_attachments.moc"
