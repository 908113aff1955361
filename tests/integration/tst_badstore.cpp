// What networks, stores, codes and clocks do to candour-cli. The real programs meet over real TLS;
// whatever stands in the store's place holds its port, and its certificate where that is the worst
// case. After every failure the same tablet hands over to the true store: captured = accepted.
#include "platform/tls/authority.h"
#include "sync/store/embeddedshelf.h"
#include "tests/support/certificates.h"
#include "tests/support/must.h"
#include "tests/support/program.h"
#include "tests/support/rawserver.h"

#include <QDir>
#include <QJsonArray>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTimer>

#include <csignal>

using namespace candour;
using namespace candour::test;

namespace {

constexpr char head[] = "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.candour+cbor\r\n";
constexpr qint64 megabyte = 1024 * 1024;
constexpr qint64 twoGigabytes = 2048 * megabyte;

QByteArray sized(const QByteArray& start, const QByteArray& body) {
    return start + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// "VmHWM" of a process, in KiB.
qint64 peakMemory(qint64 process) {
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly)) return 0;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith("VmHWM:")) return line.simplified().split(' ')[1].toLongLong();
    return 0;
}

/// Begins the peak afresh, so that it does not hide behind the key derivation's 256 MiB.
void forgetPeak(qint64 process) {
    QFile file(QStringLiteral("/proc/%1/clear_refs").arg(process));
    if (file.open(QIODevice::WriteOnly)) file.write("5");
}

}  // namespace

class BadStoreTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void cleanup() { closeStore(); }
    void cleanupTestCase();
    void whateverAnswers_theHandOverIsFinishedLater_data();
    void whateverAnswers_theHandOverIsFinishedLater();
    void whateverAnswers_theEnrolmentIsFinishedLater_data();
    void whateverAnswers_theEnrolmentIsFinishedLater();
    void twoGigabytes_takeNoMemory_data();
    void twoGigabytes_takeNoMemory();
    void aBadCode_isNamedAndLeavesNothing();
    void aClockYearsOff_stopsNothing_data();
    void aClockYearsOff_stopsNothing();
    void aClockAYearBack_atEnrolment_isSaid();
    void aPortThatIsTaken_isNamed();
    void aStoreThatMoved_isFoundAgain();
    void aFlippedBitInTheStore_isFoundWhereverItIs_data();
    void aFlippedBitInTheStore_isFoundWhereverItIs();

  private:
    Said cli(const QString& vault, const QStringList& arguments,
             const Surroundings& around = {}) const {
        return runProgram(
            builtProgram(u"candour-cli"),
            QStringList{QStringLiteral("--vault"), vault, QStringLiteral("--passphrase-file"),
                        path("passphrase"), QStringLiteral("--json")} +
                arguments,
            around);
    }
    Said store(const QStringList& arguments, const Surroundings& around = {}) const {
        return runProgram(
            builtProgram(u"candour-store"),
            QStringList{QStringLiteral("--dir"), path("store"), QStringLiteral("--json")} +
                arguments,
            around);
    }
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    void openStore();
    void closeStore();
    QString issueCode(const Surroundings& around = {}) const;
    Said enrol(const QString& vault, const QString& codeFile,
               const Surroundings& around = {}) const {
        return cli(vault, {QStringLiteral("enrol"), QStringLiteral("--code-file"), codeFile},
                   around);
    }
    void writeNote(const QString& vault, const Surroundings& around = {}) const;
    void handsOverAll(const QString& vault, const Surroundings& around = {}) const;
    void refuses(const Said& said, int exit, const QString& name) const;
    std::unique_ptr<RawServer> standIn(const QString& kind) const;

    QTemporaryDir m_folder;
    QString m_vault;
    QString m_person;
    quint16 m_port = 0;
    QProcess m_store;
    TlsIdentity m_own;       // under the store's own authority
    TlsIdentity m_stranger;  // under another
};

void BadStoreTest::openStore() {
    const QString ready = path("ready");
    QFile::remove(ready);
    m_store.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_store.start(builtProgram(u"candour-store"),
                  {QStringLiteral("--dir"), path("store"), QStringLiteral("serve"),
                   QStringLiteral("--host"), QStringLiteral("127.0.0.1"), QStringLiteral("--port"),
                   QString::number(m_port), QStringLiteral("--ready-file"), ready});
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(ready); }, 60'000));
    QFile file(ready);
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_port =
        static_cast<quint16>(QJsonDocument::fromJson(file.readAll()).object()[u"port"].toInt());
}

void BadStoreTest::closeStore() {
    if (m_store.state() == QProcess::NotRunning) return;
    m_store.terminate();
    QVERIFY(m_store.waitForFinished(60'000));
}

QString BadStoreTest::issueCode(const Surroundings& around) const {
    static const char* const name = "code";
    const Said said =
        store({QStringLiteral("admin"), QStringLiteral("code"), QStringLiteral("issue"),
               QStringLiteral("--person"), m_person, QStringLiteral("--host"),
               QStringLiteral("127.0.0.1"), QStringLiteral("--port"), QString::number(m_port),
               QStringLiteral("--out"), path(name)},
              around);
    if (said.exit != 0) qFatal("no code: %s", said.err.constData());
    return path(name);
}

void BadStoreTest::writeNote(const QString& vault, const Surroundings& around) const {
    const Said said = cli(vault,
                          {QStringLiteral("put"), QStringLiteral("follow_up"),
                           QStringLiteral("what=Ask for the rota"), QStringLiteral("state=open")},
                          around);
    QVERIFY2(said.exit == 0, said.err.constData());
}

void BadStoreTest::handsOverAll(const QString& vault, const Surroundings& around) const {
    const Said said = cli(vault, {QStringLiteral("handover")}, around);
    QVERIFY2(said.exit == 0, said.err.constData());
    const QJsonObject report = said.json();
    QVERIFY(report[u"captured"].toInt() > 0);
    QCOMPARE(report[u"accepted"], report[u"captured"]);
    QCOMPARE(report[u"held"].toInt(), 0);
    QCOMPARE(cli(vault, {QStringLiteral("verify")}).exit, 0);
}

void BadStoreTest::refuses(const Said& said, int exit, const QString& name) const {
    QVERIFY2(said.exit == exit, said.err + said.out);
    QCOMPARE(said.errorName(), name);
    const QString sentence = said.error()[u"sentence"].toString();
    QVERIFY(sentence.size() > 20 && sentence.endsWith(u'.') && !sentence.contains(u'\n'));
}

void BadStoreTest::initTestCase() {
    QFile passphrase(path("passphrase"));
    QVERIFY(passphrase.open(QIODevice::WriteOnly) &&
            passphrase.write("correct horse battery staple\n") > 0);
    passphrase.close();
    QCOMPARE(
        store({QStringLiteral("init"), QStringLiteral("--name"), QStringLiteral("Teams")}).exit, 0);
    m_person = store({QStringLiteral("admin"), QStringLiteral("person"), QStringLiteral("add"),
                      QStringLiteral("--name"), QStringLiteral("AW")})
                   .json()[u"id"]
                   .toString();
    QCOMPARE(store({QStringLiteral("admin"), QStringLiteral("assessment"), QStringLiteral("create"),
                    QStringLiteral("--title"), QStringLiteral("Northmere"),
                    QStringLiteral("--lead"), m_person})
                 .exit,
             0);
    const SystemClock clock;
    SystemRandom random;
    {
        const auto shelf = must(EmbeddedShelf::open(path("store"), random));
        const auto authority = must(CertificateAuthority::fromPem(shelf->keys().authorityPem,
                                                                  shelf->keys().authorityKeyPem));
        m_own = must(authority.issue({"127.0.0.1"}, clock, random));
    }
    m_stranger = issue(clock, random).identity;
    openStore();  // finds its port
    closeStore();
    m_vault = path("vault");
    const QString code = issueCode();
    openStore();
    const Said said = enrol(m_vault, code);
    QVERIFY2(said.exit == 0, said.err.constData());
    QCOMPARE(cli(m_vault, {QStringLiteral("handover")}).exit, 0);
    closeStore();
}

void BadStoreTest::cleanupTestCase() {
    const Said said = store({QStringLiteral("verify")});
    QVERIFY2(said.exit == 0, said.err.constData());
}

/// Whatever answers at the store's port; nothing for a port that nobody holds.
std::unique_ptr<RawServer> BadStoreTest::standIn(const QString& kind) const {
    const auto trusted = [&](RawServer::Script script) {
        return std::make_unique<RawServer>(m_own, std::move(script), false, m_port);
    };
    const auto answer = [&](const QByteArray& bytes) {
        return trusted(RawServer::answering(bytes, true));
    };
    if (kind == u"stranger")
        return std::make_unique<RawServer>(m_stranger, RawServer::answering(sized(head, "never")),
                                           false, m_port);
    if (kind == u"500") return answer(sized("HTTP/1.1 500 Oh\r\n", {}));
    if (kind == u"garbage") return answer("\x01\x02 nonsense \xff\r\n\r\n and more\r\n\r\n");
    if (kind == u"nonsense") return answer(sized(head, "\xff\xff\xff no CBOR at all"));
    if (kind == u"portal")
        return std::make_unique<RawServer>(
            RawServer::Script([](QTcpSocket& socket, const QByteArray&) {
                socket.write(sized("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
                                   "<html>Welcome, please sign in</html>"));
            }),
            m_port);
    if (kind == u"page")
        return answer(sized("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", "<html>Hi</html>"));
    if (kind == u"endless")
        return trusted([](QTcpSocket& socket, const QByteArray& received) {
            if (!received.contains("\r\n\r\n") || socket.property("begun").toBool()) return;
            socket.setProperty("begun", true);
            socket.write(QByteArray(head) + "Transfer-Encoding: chunked\r\n\r\n");
            auto* drip = new QTimer(&socket);
            connect(drip, &QTimer::timeout, &socket, [&socket] { socket.write("1\r\nx\r\n"); });
            drip->start(10);
        });
    return nullptr;
}

void BadStoreTest::whateverAnswers_theHandOverIsFinishedLater_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* title, const char* kind, const char* name) {
        QTest::newRow(title) << QString::fromLatin1(kind) << QString::fromLatin1(name);
    };
    row("nobody", "none", "offline");
    row("a wrong certificate", "stranger", "store-not-genuine");
    row("HTTP 500", "500", "store-failed");
    row("garbage for HTTP", "garbage", "offline");
    row("garbage in good HTTP", "nonsense", "bad-answer");
    row("a captive portal", "portal", "captive-portal");
    row("a page under the store's own certificate", "page", "captive-portal");
    row("a body that never ends", "endless", "timed-out");
}

void BadStoreTest::whateverAnswers_theHandOverIsFinishedLater() {
    QFETCH(QString, kind);
    QFETCH(QString, name);
    writeNote(m_vault);
    {
        const auto bad = standIn(kind);
        // Ten minutes are the limit: the program's clock runs a hundred times faster.
        const auto around =
            kind == u"endless" ? atAnotherTime(QStringLiteral("+0 x100")) : Surroundings{};
        const Said said = cli(m_vault, {QStringLiteral("handover")}, around);
        refuses(said, 7, name);
        QVERIFY(said.json()[u"captured"].toInt() > 0);
        QCOMPARE(said.json()[u"accepted"].toInt(), 0);
        QCOMPARE(said.json()[u"held"], said.json()[u"captured"]);
        if (kind == u"stranger") QCOMPARE(bad->received(), 0);
    }
    openStore();
    handsOverAll(m_vault);
}

void BadStoreTest::whateverAnswers_theEnrolmentIsFinishedLater_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("waits");  // a vault is there, for the same request to finish
    const auto row = [](const char* title, const char* kind, const char* name, bool waits) {
        QTest::newRow(title) << QString::fromLatin1(kind) << QString::fromLatin1(name) << waits;
    };
    row("nobody", "none", "offline", false);
    row("a wrong certificate", "stranger", "store-not-genuine", false);
    row("HTTP 500", "500", "store-failed", true);
    row("garbage for HTTP", "garbage", "offline", true);
    row("garbage in good HTTP", "nonsense", "store-not-genuine", false);
    row("a captive portal", "portal", "captive-portal", false);
    row("a page under the store's own certificate", "page", "captive-portal", true);
    row("a body that never ends", "endless", "timed-out", true);
}

void BadStoreTest::whateverAnswers_theEnrolmentIsFinishedLater() {
    QFETCH(QString, kind);
    QFETCH(QString, name);
    QFETCH(bool, waits);
    const QString vault = m_folder.filePath(QStringLiteral("new-") + kind);
    const QString code = issueCode();
    {
        const auto bad = standIn(kind);
        const auto around =
            kind == u"endless" ? atAnotherTime(QStringLiteral("+0 x100")) : Surroundings{};
        refuses(enrol(vault, code, around), 7, name);
        QCOMPARE(QDir(vault).exists(), waits);
        QVERIFY(!QDir(vault + QStringLiteral(".new")).exists());
    }
    openStore();
    const Said said = enrol(vault, code);
    QVERIFY2(said.exit == 0, said.err.constData());
    QCOMPARE(cli(vault, {QStringLiteral("handover")}).exit, 0);
    writeNote(vault);
    handsOverAll(vault);
}

void BadStoreTest::twoGigabytes_takeNoMemory_data() {
    QTest::addColumn<bool>("announced");
    QTest::newRow("announced") << true;
    QTest::newRow("in pieces without end") << false;
}

void BadStoreTest::twoGigabytes_takeNoMemory() {
    QFETCH(bool, announced);
    writeNote(m_vault);
    qint64 process = 0;
    qint64 before = 0;
    qint64 most = 0;
    qint64 sent = 0;
    {
        RawServer server(
            m_own,
            [&](QTcpSocket& socket, const QByteArray& received) {
                if (!received.contains("\r\n\r\n") || socket.property("begun").toBool()) return;
                socket.setProperty("begun", true);
                forgetPeak(process);
                before = peakMemory(process);
                socket.write(QByteArray(head) +
                             (announced ? "Content-Length: " + QByteArray::number(twoGigabytes)
                                        : QByteArray("Transfer-Encoding: chunked")) +
                             "\r\n\r\n");
                auto* pump = new QTimer(&socket);
                const QByteArray piece = announced
                                             ? QByteArray(megabyte, 'x')
                                             : "100000\r\n" + QByteArray(megabyte, 'x') + "\r\n";
                connect(pump, &QTimer::timeout, &socket, [&, piece] {
                    most = std::max(most, peakMemory(process));
                    auto& tls = static_cast<QSslSocket&>(socket);
                    if (tls.encryptedBytesToWrite() + tls.bytesToWrite() < megabyte &&
                        sent < twoGigabytes)
                        sent += socket.write(piece);
                });
                pump->start(0);
            },
            false, m_port);
        const Said said =
            cli(m_vault, {QStringLiteral("handover")},
                {.environment = {{QStringLiteral("ASAN_OPTIONS"),
                                  qEnvironmentVariable("ASAN_OPTIONS") +
                                      QStringLiteral(":quarantine_size_mb=1")}},
                 .started = [&](QProcess& started) { process = started.processId(); }});
        refuses(said, 7, QStringLiteral("bad-answer"));
    }
    QVERIFY(before > 0 && most > 0);
    // The limit of an answer is 16 MiB; the rest is what Qt, TLS and a sanitizer add to it. (What
    // is freed would otherwise stay with the sanitizer for a while.)
    QVERIFY2(most - before < 96 * 1024, qPrintable(QString::number(most - before)));
    QVERIFY2(sent < 128 * megabyte, qPrintable(QString::number(sent)));
    openStore();
    handsOverAll(m_vault);
}

void BadStoreTest::aBadCode_isNamedAndLeavesNothing() {
    const QString vault = path("another");
    const auto refusedCode = [&](const QString& file, const char* name) {
        refuses(enrol(vault, file), 7, QLatin1String(name));
        QVERIFY(!QDir(vault).exists());
    };
    const auto written = [&](const QByteArray& bytes) {
        QFile file(path("typed"));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) < 0) qFatal("cannot write");
        return file.fileName();
    };
    const QString expired = issueCode(atAnotherTime(QStringLiteral("-1d")));
    openStore();
    refusedCode(expired, "code-expired");
    closeStore();

    QFile file(issueCode());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray link = file.readAll().trimmed();
    openStore();
    const QString used = written(link);
    QCOMPARE(enrol(path("first"), used).exit, 0);
    refusedCode(used, "code-used");
    QByteArray wrong = link;
    const qsizetype at = wrong.indexOf("code=") + 5;
    wrong[at] = wrong[at] == 'A' ? 'B' : 'A';
    refusedCode(written(wrong), "code-unknown");
    refusedCode(written(link.first(at + 6)), "code-unknown");
    refusedCode(written("candour:nonsense"), "code-unknown");
    closeStore();
}

void BadStoreTest::aClockYearsOff_stopsNothing_data() {
    QTest::addColumn<QString>("time");
    QTest::newRow("a year back") << QStringLiteral("-365d");
    QTest::newRow("a year ahead") << QStringLiteral("+365d");
    QTest::newRow("two years ahead, beyond the certificate") << QStringLiteral("+730d");
}

void BadStoreTest::aClockYearsOff_stopsNothing() {
    QFETCH(QString, time);
    const Surroundings wrong = atAnotherTime(time);
    openStore();
    writeNote(m_vault, wrong);
    handsOverAll(m_vault, wrong);
    // Set right again, nothing is out of order.
    writeNote(m_vault);
    handsOverAll(m_vault);
}

void BadStoreTest::aClockAYearBack_atEnrolment_isSaid() {
    const QString vault = path("back");
    const QString code = issueCode();
    openStore();
    refuses(enrol(vault, code, atAnotherTime(QStringLiteral("-365d"))), 7,
            QStringLiteral("clock-wrong"));
    const Said said = enrol(vault, code);
    QVERIFY2(said.exit == 0, said.err.constData());
    closeStore();
}

void BadStoreTest::aPortThatIsTaken_isNamed() {
    const auto other = standIn(QStringLiteral("portal"));
    const Said said =
        store({QStringLiteral("serve"), QStringLiteral("--port"), QString::number(m_port)});
    refuses(said, 10, QStringLiteral("in-use"));
    QVERIFY(said.error()[u"detail"].toString().contains(QString::number(m_port)));
    QVERIFY(store({QStringLiteral("--help")}).out.contains("  10  another program"));
}

void BadStoreTest::aStoreThatMoved_isFoundAgain() {
    const quint16 usual = std::exchange(m_port, 0);
    openStore();
    writeNote(m_vault);
    const auto move = [&] {
        const Said said = cli(m_vault, {QStringLiteral("store"), QStringLiteral("--address"),
                                        QStringLiteral("127.0.0.1:%1").arg(m_port)});
        QVERIFY2(said.exit == 0, said.err.constData());
        QVERIFY(said.json()[u"address"].toString().endsWith(QString::number(m_port)));
    };
    refuses(cli(m_vault, {QStringLiteral("handover")}), 7, QStringLiteral("offline"));
    move();
    handsOverAll(m_vault);
    closeStore();
    // Another store at that place is no other than a stranger.
    const auto stranger = standIn(QStringLiteral("stranger"));
    writeNote(m_vault);
    refuses(cli(m_vault, {QStringLiteral("handover")}), 7, QStringLiteral("store-not-genuine"));
    m_port = usual;
    move();
}

void BadStoreTest::aFlippedBitInTheStore_isFoundWhereverItIs_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("percent");
    for (const char* file : {"ledger.db", "keys.db", "admin.db"})
        for (const int percent : {0, 1, 37, 71, 99})
            QTest::addRow("%s at %d %%", file, percent) << QString::fromLatin1(file) << percent;
}

void BadStoreTest::aFlippedBitInTheStore_isFoundWhereverItIs() {
    QFETCH(QString, name);
    QFETCH(int, percent);
    QFile file(path("store") + u'/' + name);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray good = file.readAll();
    const qsizetype at = good.size() * percent / 100;
    const auto put = [&](char byte) {
        return file.seek(at) && file.write(&byte, 1) == 1 && file.flush();
    };
    QVERIFY(put(static_cast<char>(good[at] ^ 0x10)));
    const Said said = store({QStringLiteral("verify")});
    QVERIFY(put(good[at]));
    refuses(said, 8, QStringLiteral("damaged"));
}

QTEST_GUILESS_MAIN(BadStoreTest)
#include "tst_badstore.moc"
