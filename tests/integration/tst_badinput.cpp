// What people, files and disks do to candour-cli: for each one clear sentence, the right exit code,
// nothing lost and nothing half applied. The real program on a real folder; the full disk is one.
#include "tests/support/fulldisk.h"
#include "tests/support/program.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QJsonArray>
#include <QTemporaryDir>

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

using namespace candour::test;

namespace {

const QString words = QStringLiteral("correct horse battery staple\n");

QByteArray line(int number, const QByteArray& what = "Ask for the rota") {
    return R"({"type":"follow_up","id":"01900000-0000-7000-8000-)" +
           QByteArray::number(number).rightJustified(12, '0') + R"(","what":")" + what +
           R"(","state":"open"})" + '\n';
}

/// So many bytes a file and no more, where there is no disk of our own to fill.
std::function<void()> filesUpTo(rlim_t bytes) {
    return [bytes] {
        const rlimit limit{bytes, bytes};
        ::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &limit);
    };
}

}  // namespace

class BadInputTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void theWrongPassphrase_changesNothing();
    void aBadFileOfTheVault_isNamedAndLeftAlone_data();
    void aBadFileOfTheVault_isNamedAndLeftAlone();
    void aFlippedBit_isFoundWhereverItIs_data();
    void aFlippedBit_isFoundWhereverItIs();
    void aBadLine_isNumberedAndNothingIsApplied_data();
    void aBadLine_isNumberedAndNothingIsApplied();
    void aHundredMegabytesOnOneLine_areRefused();
    void aFullDisk_losesNothing();
    void aFullDisk_appliesNothingOfAFile();
    void aFullDisk_leavesNoHalfVault();
    void aFolderThatCannotBeWritten_isNamed();

  private:
    [[nodiscard]] Said cli(const QStringList& arguments, const Surroundings& around = {}) const {
        return runProgram(
            builtProgram(u"candour-cli"),
            QStringList{QStringLiteral("--vault"), m_vault, QStringLiteral("--passphrase-file"),
                        m_passphrase, QStringLiteral("--json")} +
                arguments,
            around);
    }
    [[nodiscard]] Said put(const QString& what, const Surroundings& around = {}) const {
        return cli({QStringLiteral("put"), QStringLiteral("follow_up"),
                    QStringLiteral("what=") + what, QStringLiteral("state=open")},
                   around);
    }
    [[nodiscard]] qsizetype followUps() const {
        return cli({QStringLiteral("list"), QStringLiteral("follow_up")}).out.count('\n');
    }
    [[nodiscard]] QByteArray read(const QString& name) const {
        QFile file(m_vault + u'/' + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QString& name, const QByteArray& bytes) const {
        QFile file(m_vault + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a file");
    }
    /// Everything that makes the vault, but for its lock.
    [[nodiscard]] QByteArray fingerprint() const {
        QByteArray all;
        for (const char* name : {"vault.head", "ledger.db", "keys.db"})
            all += read(QLatin1String(name));
        return QCryptographicHash::hash(all, QCryptographicHash::Sha256);
    }
    void refuses(const Said& said, int exit, const QString& name) const;

    QTemporaryDir m_folder;
    std::unique_ptr<SmallDisk> m_disk;
    QString m_vault;
    QString m_passphrase;
};

void BadInputTest::initTestCase() {
    m_disk = std::make_unique<SmallDisk>(m_folder.filePath(QStringLiteral("disk")), 8);
    if (!m_disk->mounted())
        qWarning(
            "=== NO RIGHT TO MOUNT HERE: the full disk is played by a limit on the size of files "
            "(RLIMIT_FSIZE), the read-only one by permissions ===");
    m_passphrase = m_folder.filePath(QStringLiteral("passphrase"));
    QFile file(m_passphrase);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(words.toUtf8()) > 0);
    file.close();
    m_vault = m_folder.filePath(QStringLiteral("disk/vault"));
    const Said made = cli({QStringLiteral("create")});
    QVERIFY2(made.exit == 0, made.err.constData());
    QCOMPARE(put(QStringLiteral("safe")).exit, 0);
}

/// Whatever was done to it: the vault is whole again for the next test, and says so.
void BadInputTest::cleanup() {
    const Said checked = cli({QStringLiteral("verify")});
    QVERIFY2(checked.exit == 0, checked.err.constData());
}

void BadInputTest::refuses(const Said& said, int exit, const QString& name) const {
    QVERIFY2(said.exit == exit, said.err + said.out);
    QCOMPARE(said.errorName(), name);
    const QString sentence = said.error()[u"sentence"].toString();
    QVERIFY(sentence.size() > 20 && sentence.endsWith(u'.') && !sentence.contains(u'\n'));
}

void BadInputTest::theWrongPassphrase_changesNothing() {
    const QByteArray before = fingerprint();
    const Said said = runProgram(
        builtProgram(u"candour-cli"),
        {QStringLiteral("--vault"), m_vault, QStringLiteral("--passphrase-file"),
         QStringLiteral("-"), QStringLiteral("--json"), QStringLiteral("put"),
         QStringLiteral("follow_up"), QStringLiteral("what=x"), QStringLiteral("state=open")},
        {.input = "correct horse battery stable\n"});
    refuses(said, 4, QStringLiteral("wrong-passphrase"));
    QCOMPARE(fingerprint(), before);
}

void BadInputTest::aBadFileOfTheVault_isNamedAndLeftAlone_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* title, const char* file, const char* fault, int exit,
                        const char* name) {
        QTest::newRow(title) << QString::fromLatin1(file) << QString::fromLatin1(fault) << exit
                             << QString::fromLatin1(name);
    };
    row("a newer version", "vault.head", "newer", 11, "newer-version");
    for (const char* file : {"ledger.db", "keys.db"}) {
        const QByteArray title(file);
        row(title + " cut in half", file, "half", 8, "damaged");
        row(title + " without its last byte", file, "last", 8, "damaged");
        row(title + " emptied", file, "empty", 8, "damaged");
        row(title + " in plaintext", file, "plaintext", 8, "plaintext");
    }
    for (const char* file : {"vault.head", "ledger.db", "keys.db"})
        row(QByteArray(file) + " gone", file, "gone", 8, "damaged");
    row("vault.head cut in half", "vault.head", "half", 8, "damaged");
    row("vault.head emptied", "vault.head", "empty", 8, "damaged");
}

void BadInputTest::aBadFileOfTheVault_isNamedAndLeftAlone() {
    QFETCH(QString, file);
    QFETCH(QString, fault);
    QFETCH(int, exit);
    QFETCH(QString, name);
    const QByteArray good = read(file);
    QByteArray bad = good;
    if (fault == u"newer") bad[2] = 2;
    if (fault == u"half") bad.truncate(bad.size() / 2);
    if (fault == u"last") bad.chop(1);
    if (fault == u"empty") bad.clear();
    if (fault == u"plaintext") bad.replace(0, 16, QByteArray("SQLite format 3\0", 16));
    write(file, bad);
    if (fault == u"gone") QVERIFY(QFile::remove(m_vault + u'/' + file));
    const QByteArray before = fingerprint();
    const Said said = cli({QStringLiteral("verify")});
    const QByteArray after = fingerprint();
    write(file, good);
    refuses(said, exit, name);
    // A last page that is short shows only when all of them are checked, once the vault is open.
    if (fault != u"last") QCOMPARE(after, before);
}

void BadInputTest::aFlippedBit_isFoundWhereverItIs_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("percent");
    for (const char* file : {"ledger.db", "keys.db"})
        for (const int percent : {0, 1, 37, 71, 99})
            QTest::newRow(file + QByteArray(" at ") + QByteArray::number(percent) + " %")
                << QString::fromLatin1(file) << percent;
}

void BadInputTest::aFlippedBit_isFoundWhereverItIs() {
    QFETCH(QString, file);
    QFETCH(int, percent);
    const QByteArray good = read(file);
    QByteArray bad = good;
    const qsizetype at = good.size() * percent / 100;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    write(file, bad);
    const Said said = cli({QStringLiteral("verify")});
    write(file, good);
    refuses(said, 8, QStringLiteral("damaged"));
}

void BadInputTest::aBadLine_isNumberedAndNothingIsApplied_data() {
    QTest::addColumn<QByteArray>("bad");
    QTest::newRow("a type that is none") << QByteArray(R"({"type":"dream","what":"x"})");
    QTest::newRow("a number for a text") << line(7).replace("\"Ask for the rota\"", "17");
    QTest::newRow("a value of no choice") << line(7).replace("\"open\"", "\"ajar\"");
    QTest::newRow("a list for a record") << QByteArray("[1,2]");
    QTest::newRow("an unknown field") << line(7).replace("\"what\"", "\"colour\"");
    QTest::newRow("invalid UTF-8") << line(7, "caf\xe9");
    QTest::newRow("half a character") << line(7, "caf\xc3");
    QTest::newRow("a NUL") << line(7, QByteArray("a\0b", 3));
    QTest::newRow("an escaped NUL") << line(7, "a\\u0000b");
    QTest::newRow("no JSON") << QByteArray("{\"type\":");
}

void BadInputTest::aBadLine_isNumberedAndNothingIsApplied() {
    QFETCH(QByteArray, bad);
    const qsizetype before = followUps();
    const QByteArray file = line(1) + line(2) + bad.trimmed() + '\n' + line(3);
    const Said said = cli({QStringLiteral("apply"), QStringLiteral("-")}, {.input = file});
    refuses(said, 3, QStringLiteral("bad-input"));
    QVERIFY(said.error()[u"detail"].toString().startsWith(u"Line 3. Nothing"));
    const QJsonArray faults = said.json()[u"faults"].toArray();
    QCOMPARE(faults.size(), 1);
    QCOMPARE(faults[0][u"line"].toInt(), 3);
    QVERIFY(!faults[0][u"detail"].toString().isEmpty());
    QCOMPARE(followUps(), before);
}

void BadInputTest::aHundredMegabytesOnOneLine_areRefused() {
    const qsizetype before = followUps();
    QFile file(m_folder.filePath(QStringLiteral("long.ndjson")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(line(1) + line(2, QByteArray(100 * 1024 * 1024, 'x')));
    file.close();
    const Said said = cli({QStringLiteral("apply"), file.fileName()});
    refuses(said, 3, QStringLiteral("too-large"));
    QVERIFY(said.error()[u"detail"].toString().startsWith(u"Line 2."));
    QCOMPARE(followUps(), before);
}

void BadInputTest::aFullDisk_losesNothing() {
    qsizetype kept = followUps();
    int refused = 0;
    for (const qint64 room : {0, 8, 24, 48, 96}) {
        const QString what = QStringLiteral("with %1 KiB left").arg(room);
        Said said;
        if (m_disk->mounted()) {
            m_disk->fill(room * 1024);
            said = put(what);
            m_disk->makeRoom();
        } else {
            said = put(what, {.beforeExec = filesUpTo(static_cast<rlim_t>(room * 1024))});
        }
        if (said.exit != 0) {
            ++refused;
            refuses(
                said, 9,
                m_disk->mounted() ? QStringLiteral("disk-full") : QStringLiteral("disk-failed"));
        } else {
            ++kept;
        }
        QCOMPARE(followUps(), kept);
        QCOMPARE(cli({QStringLiteral("verify")}).exit, 0);
    }
    QVERIFY(refused > 0);
}

void BadInputTest::aFullDisk_appliesNothingOfAFile() {
    const qsizetype before = followUps();
    QByteArray lines;
    for (int i = 1; i <= 20'000; ++i) lines += line(i);
    Surroundings around{.input = lines};
    if (!m_disk->mounted()) around.beforeExec = filesUpTo(4'000'000);
    const Said said = cli({QStringLiteral("apply"), QStringLiteral("-")}, around);
    refuses(said, 9,
            m_disk->mounted() ? QStringLiteral("disk-full") : QStringLiteral("disk-failed"));
    QCOMPARE(followUps(), before);
    QCOMPARE(cli({QStringLiteral("apply"), QStringLiteral("-")}, {.input = line(1)}).exit, 0);
    QCOMPARE(followUps(), before + 1);
}

void BadInputTest::aFullDisk_leavesNoHalfVault() {
    const QString whole = std::exchange(m_vault, m_folder.filePath(QStringLiteral("disk/second")));
    Said said;
    if (m_disk->mounted()) {
        m_disk->fill(64 * 1024);
        said = cli({QStringLiteral("create")});
        m_disk->makeRoom();
    } else {
        said = cli({QStringLiteral("create")}, {.beforeExec = filesUpTo(64 * 1024)});
    }
    const bool there = QDir(m_vault).exists();
    const Said again = cli({QStringLiteral("create")});
    QDir(m_vault).removeRecursively();
    m_vault = whole;
    refuses(said, 9,
            m_disk->mounted() ? QStringLiteral("disk-full") : QStringLiteral("disk-failed"));
    QVERIFY(!there);
    QVERIFY2(again.exit == 0, again.err.constData());
}

void BadInputTest::aFolderThatCannotBeWritten_isNamed() {
    if (!m_disk->mounted() && ::geteuid() == 0)
        QFAIL("root can write everywhere, and no disk can be mounted read-only here");
    const QByteArray before = fingerprint();
    const QString disk = m_folder.filePath(QStringLiteral("disk"));
    const auto lockUp = [&](bool on) {
        if (m_disk->mounted()) return m_disk->setReadOnly(on);
        const auto owner = QFile::ReadOwner | QFile::ExeOwner;
        for (const QString& folder : {disk, m_vault})
            QFile::setPermissions(folder, on ? owner : owner | QFile::WriteOwner);
        for (const char* name : {"vault.head", "ledger.db", "keys.db", "lock"})
            QFile::setPermissions(
                m_vault + u'/' + QLatin1String(name),
                on ? QFile::Permissions(QFile::ReadOwner) : QFile::ReadOwner | QFile::WriteOwner);
    };
    lockUp(true);
    const Said written = put(QStringLiteral("nowhere"));
    const QString whole = std::exchange(m_vault, disk + QStringLiteral("/second"));
    const Said made = cli({QStringLiteral("create")});
    m_vault = whole;
    lockUp(false);
    refuses(written, 9, QStringLiteral("read-only"));
    refuses(made, 9, QStringLiteral("read-only"));
    QCOMPARE(fingerprint(), before);
}

QTEST_GUILESS_MAIN(BadInputTest)
#include "tst_badinput.moc"
