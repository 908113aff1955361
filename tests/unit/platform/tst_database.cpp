// The cipher database on real files: what is on disk, what a failing disk looks like, and what a
// commit promises.
#include "platform/database/database.h"
#include "platform/database/migrations.h"
#include "platform/random.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace candour;

extern "C" int sqlite3_key_v2(sqlite3* db, const char* zDbName, const void* pKey, int nKey);

namespace {

constexpr char canary[] = "Mrs Okafor waited nine weeks for her ramp";
constexpr Migration versions[] = {
    {1, "lines", "CREATE TABLE line(id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT"},
    {2, "tags", "CREATE TABLE tag(line INTEGER REFERENCES line(id), name TEXT) STRICT"}};

std::string nameOf(const Status& status) {
    return status ? "fine" : status.error().name();
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// Runs `body` in a child process, so that what it does to its rights and limits stays there.
template <class Body>
bool holdsInChild(Body body) {
    const pid_t child = fork();
    if (child == 0) _exit(body() ? 0 : 1);
    int ended = 0;
    waitpid(child, &ended, 0);
    return WIFEXITED(ended) && WEXITSTATUS(ended) == 0;
}

}  // namespace

class TestDatabase : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void init();
    void files_showNothing();
    void deletedWords_leaveNoTrace_afterACheckpoint();
    void everyKindOfValue_travelsThereAndBack();
    void wrongKey_opensNothing_andChangesNothing();
    void plaintextFile_isRefused_untouched();
    void emptyFile_isDamaged_notNew();
    void create_neverOverwrites_andOpen_neverCreates();
    void newerVersion_isRefused_untouched();
    void migration_thatRanBefore_isNotRunAgain();
    void transaction_withoutCommit_leavesNothing();
    void commit_survivesAKill();
    void commit_ofWhatTheDiskMadeSqliteUndo_isAnError_andNoBug();
    void whatAKillLeftInTheLog_isInTheFileOnceItWasOpened();
    void withoutRoomForWhatIsInTheLog_itOpensAllTheSame();
    void query_mayRunInsideItself();
    void query_withASemicolon_mayRunAgain();
    void errorOfAVisitor_endsTheQuery();
    void spoiltFile_isFoundByVerify_data();
    void spoiltFile_isFoundByVerify();
    void verify_ofASoundFile_isFine_andKeepsItsHardening();
    void fullDisk_isSaid_andKeepsWhatWasCommitted();
    void failingDisk_isSaid_andKeepsWhatWasCommitted();
    void readOnlyFolder_isSaid();
    void hardened_refusesAttach();

  private:
    Result<std::unique_ptr<Database>> open(Database::Options::Mode mode) const {
        return Database::open({.path = m_path, .key = m_key, .mode = mode});
    }
    [[nodiscard]] std::unique_ptr<Database> create() const {
        auto database = std::move(*open(Database::Options::Mode::create));
        return migrate(*database, versions) ? std::move(database) : nullptr;
    }
    [[nodiscard]] std::string openingSays(Database::Options::Mode mode) const {
        const auto database = open(mode);
        return database ? "fine" : database.error().name();
    }
    static std::int64_t lines(Database& database) {
        return database
            .first("SELECT count(*) FROM line", [](const Row& row) { return row.integer(0); })
            .value()
            .value();
    }
    /// By a process that was killed with another transaction open.
    void leaveInTheLog(int committed);
    static Status add(Database& database, int count, const QString& words) {
        TRY(Transaction transaction, database.begin());
        for (int i = 0; i < count; ++i)
            TRY_OK(database.run("INSERT INTO line(words) VALUES(?)", words));
        return transaction.commit();
    }

    SystemRandom m_random;
    SecretBytes m_key = SecretBytes::random(32, m_random);
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestDatabase::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("notes.db"));
}

void TestDatabase::files_showNothing() {
    const auto database = create();
    QVERIFY(add(*database, 500, QString::fromLatin1(canary)));
    const auto check = [&] {
        for (const char* suffix : {"", "-wal", "-shm"}) {
            const QByteArray bytes = bytesOf(m_path + QString::fromLatin1(suffix));
            QVERIFY(!bytes.contains("Okafor"));
            QVERIFY(!bytes.contains("SQLite format"));
            QVERIFY(!bytes.contains("CREATE TABLE"));
        }
    };
    QVERIFY(bytesOf(m_path + QStringLiteral("-wal")).size() > 0);
    check();
    QVERIFY(database->checkpoint());
    QCOMPARE(bytesOf(m_path + QStringLiteral("-wal")).size(), 0);
    check();
}

void TestDatabase::deletedWords_leaveNoTrace_afterACheckpoint() {
    // Looked at from outside: the file's pages, decrypted with the same key.
    const auto decrypted = [&] {
        sqlite3* handle = nullptr;
        const QByteArray spec =
            "x'" + QByteArray(reinterpret_cast<const char*>(m_key.data()), 32).toHex() + "'";
        sqlite3_open_v2(m_path.toUtf8().constData(), &handle, SQLITE_OPEN_READWRITE, nullptr);
        sqlite3_key_v2(handle, "main", spec.constData(), static_cast<int>(spec.size()));
        sqlite3_exec(handle, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
        sqlite3_int64 size = 0;
        unsigned char* image = sqlite3_serialize(handle, "main", &size, 0);
        const QByteArray pages(reinterpret_cast<const char*>(image), size);
        sqlite3_free(image);
        sqlite3_close(handle);
        return pages;
    };
    const auto database = create();
    QVERIFY(add(*database, 500, QString::fromLatin1(canary)));
    QVERIFY(database->checkpoint());
    QVERIFY(decrypted().contains("Okafor"));
    QCOMPARE(database->run("DELETE FROM line").value(), 500);
    QVERIFY(database->checkpoint());
    const QByteArray pages = decrypted();
    QVERIFY(pages.contains("CREATE TABLE"));
    QVERIFY(!pages.contains("Okafor"));
}

void TestDatabase::everyKindOfValue_travelsThereAndBack() {
    const auto database = create();
    QVERIFY(database->script("CREATE TABLE any(i, r, t, b, n, o)"));
    const QByteArray blob("a\0b", 3);
    const QString text = QStringLiteral("Zażółć 👩🏽‍🦽");
    const std::optional<int> none;
    QCOMPARE(database
                 ->run("INSERT INTO any VALUES(?,?,?,?,?,?)", std::int64_t{1} << 62, 0.5, text,
                       blob, nullptr, none)
                 .value(),
             1);
    QCOMPARE(database->run("INSERT INTO any(t, b) VALUES(?,?)", QString(), QByteArray()).value(),
             1);
    int rows = 0;
    QVERIFY(database->each("SELECT * FROM any", [&](const Row& row) {
        if (rows++ == 0) {
            QCOMPARE(row.integer(0), std::int64_t{1} << 62);
            QCOMPARE(row.real(1), 0.5);
            QCOMPARE(row.text(2), text);
            QCOMPARE(row.blob(3), blob);
            QVERIFY(row.isNull(4) && row.isNull(5));
        } else {
            QVERIFY(!row.isNull(2) && !row.isNull(3));  // empty is not nothing
            QCOMPARE(row.text(2), QString());
            QCOMPARE(row.blob(3).size(), 0);
        }
    }));
    QCOMPARE(rows, 2);
}

void TestDatabase::wrongKey_opensNothing_andChangesNothing() {
    create().reset();
    const QByteArray before = bytesOf(m_path);
    const SecretBytes other = SecretBytes::random(32, m_random);
    const auto database = Database::open({.path = m_path, .key = other});
    QVERIFY(!database);
    QCOMPARE(database.error().code, Code::damaged);
    QCOMPARE(bytesOf(m_path), before);
    QCOMPARE(openingSays(Database::Options::Mode::open), std::string("fine"));
}

void TestDatabase::plaintextFile_isRefused_untouched() {
    sqlite3* handle = nullptr;
    QCOMPARE(sqlite3_open(m_path.toUtf8().constData(), &handle), SQLITE_OK);
    QCOMPARE(sqlite3_exec(handle, "CREATE TABLE line(words)", nullptr, nullptr, nullptr),
             SQLITE_OK);
    sqlite3_close(handle);
    const QByteArray before = bytesOf(m_path);
    QVERIFY(before.startsWith("SQLite format 3"));
    QCOMPARE(openingSays(Database::Options::Mode::open), std::string("plaintext"));
    QCOMPARE(bytesOf(m_path), before);
}

void TestDatabase::emptyFile_isDamaged_notNew() {
    write(m_path, {});
    QCOMPARE(openingSays(Database::Options::Mode::open), std::string("damaged"));
    write(m_path, "short");
    QCOMPARE(openingSays(Database::Options::Mode::open), std::string("damaged"));
    write(m_path, QByteArray(4096, '\0'));
    QCOMPARE(openingSays(Database::Options::Mode::open), std::string("damaged"));
}

void TestDatabase::create_neverOverwrites_andOpen_neverCreates() {
    QCOMPARE(openingSays(Database::Options::Mode::open), std::string("not-found"));
    QVERIFY(!QFile::exists(m_path));
    write(m_path, "somebody's");
    QCOMPARE(openingSays(Database::Options::Mode::create), std::string("already-there"));
    QCOMPARE(bytesOf(m_path), QByteArray("somebody's"));
}

void TestDatabase::newerVersion_isRefused_untouched() {
    create().reset();
    const QByteArray before = bytesOf(m_path);
    {
        const auto database = open(Database::Options::Mode::open).value();
        const auto status = migrate(*database, std::span(versions).first(1));
        QCOMPARE(nameOf(status), std::string("newer-version"));
        QCOMPARE(status.error().detail, std::string("2"));
    }
    QCOMPARE(bytesOf(m_path), before);
}

void TestDatabase::migration_thatRanBefore_isNotRunAgain() {
    {
        const auto database = open(Database::Options::Mode::create).value();
        QVERIFY(migrate(*database, std::span(versions).first(1)));
        QVERIFY(add(*database, 3, QStringLiteral("kept")));
    }
    const auto database = open(Database::Options::Mode::open).value();
    QVERIFY(migrate(*database, versions));
    QVERIFY(migrate(*database, versions));
    QCOMPARE(lines(*database), 3);
    QVERIFY(database->run("INSERT INTO tag VALUES(1, 'x')"));
}

void TestDatabase::transaction_withoutCommit_leavesNothing() {
    const auto database = create();
    {
        const auto transaction = database->begin();
        QVERIFY(transaction);
        QVERIFY(database->run("INSERT INTO line(words) VALUES('x')"));
        QVERIFY(database->inTransaction());
        QCOMPARE(lines(*database), 1);
    }
    QVERIFY(!database->inTransaction());
    QCOMPARE(lines(*database), 0);
    QVERIFY(add(*database, 1, QStringLiteral("y")));
    QVERIFY(!database->inTransaction());
    QCOMPARE(lines(*database), 1);
}

void TestDatabase::commit_ofWhatTheDiskMadeSqliteUndo_isAnError_andNoBug() {
    const auto database = create();
    {
        auto transaction = database->begin().value();
        QVERIFY(database->run("INSERT INTO line(words) VALUES('x')"));
        // As SQLite does by itself after some failures of a disk.
        QVERIFY(database->script("ROLLBACK"));
        QCOMPARE(transaction.commit().error().code, Code::diskFailed);
    }
    QVERIFY(!database->inTransaction());
    QCOMPARE(lines(*database), 0);
    QVERIFY(add(*database, 1, QStringLiteral("y")));
}

void TestDatabase::leaveInTheLog(int committed) {
    create().reset();
    const pid_t child = fork();
    if (child == 0) {
        const auto database = open(Database::Options::Mode::open).value();
        if (!add(*database, committed, QString(1'000, u'x'))) _exit(1);
        const auto transaction = database->begin();
        if (!database->run("INSERT INTO line(words) VALUES('not committed')")) _exit(1);
        kill(getpid(), SIGKILL);
    }
    int ended = 0;
    waitpid(child, &ended, 0);
    QVERIFY(WIFSIGNALED(ended));
}

void TestDatabase::commit_survivesAKill() {
    leaveInTheLog(7);
    const auto database = open(Database::Options::Mode::open).value();
    QCOMPARE(lines(*database), 7);
    QVERIFY(database->verify());
}

/// It may never have been synced: whoever says that it is there has to have done so first.
void TestDatabase::whatAKillLeftInTheLog_isInTheFileOnceItWasOpened() {
    leaveInTheLog(7);
    QTemporaryDir elsewhere;
    const QString copy = elsewhere.filePath(QStringLiteral("copy.db"));
    const auto inTheFileAlone = [&] {
        QFile::remove(copy);
        if (!QFile::copy(m_path, copy)) return std::int64_t{-1};
        return lines(*Database::open({copy, m_key, Database::Options::Mode::open}).value());
    };
    QCOMPARE(inTheFileAlone(), 0);
    const auto database = open(Database::Options::Mode::open).value();
    QCOMPARE(inTheFileAlone(), 7);
}

void TestDatabase::withoutRoomForWhatIsInTheLog_itOpensAllTheSame() {
    leaveInTheLog(300);
    QVERIFY(holdsInChild([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{200'000, 200'000};
        setrlimit(RLIMIT_FSIZE, &limit);
        const auto database = open(Database::Options::Mode::open);
        return database && lines(**database) == 300;
    }));
    QCOMPARE(lines(*open(Database::Options::Mode::open).value()), 300);
}

void TestDatabase::query_mayRunInsideItself() {
    const auto database = create();
    QVERIFY(add(*database, 3, QStringLiteral("x")));
    constexpr auto sql = "SELECT id FROM line WHERE id >= ? ORDER BY id";
    QStringList seen;
    const auto walk = [&](const auto& self, std::int64_t from) -> Status {
        return database->each(
            sql,
            [&](const Row& row) -> Status {
                seen += QString::number(row.integer(0));
                return self(self, row.integer(0) + 1);
            },
            from);
    };
    for (int round = 0; round < 2; ++round) {
        seen.clear();
        QVERIFY(walk(walk, 1));
        QCOMPARE(seen.join(u' '), QStringLiteral("1 2 3 3 2 3 3"));
    }
}

void TestDatabase::query_withASemicolon_mayRunAgain() {
    const auto database = create();
    for (int i = 0; i < 3; ++i)
        QVERIFY(database->run("INSERT INTO line(words) VALUES(?);\n", QStringLiteral("x")));
    QCOMPARE(lines(*database), 3);
}

void TestDatabase::errorOfAVisitor_endsTheQuery() {
    const auto database = create();
    QVERIFY(add(*database, 3, QStringLiteral("x")));
    int seen = 0;
    const Status status = database->each("SELECT id FROM line", [&](const Row&) -> Status {
        ++seen;
        return fail(Code::cancelled, "look");
    });
    QCOMPARE(nameOf(status), std::string("cancelled"));
    QCOMPARE(seen, 1);
    QVERIFY(database->run("DELETE FROM line"));  // the query holds nothing any more
}

void TestDatabase::spoiltFile_isFoundByVerify_data() {
    QTest::addColumn<int>("page");  // counted from 0; -1 is the last
    QTest::addColumn<bool>("cut");
    QTest::newRow("a bit in the first page") << 0 << false;
    QTest::newRow("a bit in the second page") << 1 << false;
    QTest::newRow("a bit in the last page") << -1 << false;
    QTest::newRow("the last page cut off") << -1 << true;
    QTest::newRow("half the file cut off") << 10 << true;
}

void TestDatabase::spoiltFile_isFoundByVerify() {
    QFETCH(int, page);
    QFETCH(bool, cut);
    {
        const auto database = create();
        QVERIFY(add(*database, 2'000, QString::fromLatin1(canary)));
    }
    QByteArray bytes = bytesOf(m_path);
    const qsizetype pages = bytes.size() / 4096;
    QVERIFY(pages > 20);
    const qsizetype at = (page < 0 ? pages + page : page) * 4096;
    if (cut)
        bytes.truncate(at);
    else
        bytes[at + 1'000] = static_cast<char>(bytes[at + 1'000] ^ 4);
    write(m_path, bytes);
    const auto database = open(Database::Options::Mode::open);
    if (database)
        QCOMPARE(nameOf((*database)->verify()), std::string("damaged"));
    else
        QCOMPARE(database.error().code, Code::damaged);
    QCOMPARE(bytesOf(m_path).size(), bytes.size());
}

void TestDatabase::verify_ofASoundFile_isFine_andKeepsItsHardening() {
    const auto database = create();
    QVERIFY(add(*database, 100, QStringLiteral("x")));
    QVERIFY(database->verify());
    QVERIFY(database->script("PRAGMA user_version"));  // not hardened yet, and still not
    database->harden();
    QVERIFY(database->verify());
    QVERIFY(holdsInChild([&] {
        std::signal(SIGABRT, SIG_DFL);
        return database->script("SELECT 1").has_value();
    }));
}

void TestDatabase::fullDisk_isSaid_andKeepsWhatWasCommitted() {
    const auto database = create();
    QVERIFY(add(*database, 10, QStringLiteral("before")));
    QVERIFY(database->script("PRAGMA max_page_count=20"));
    const QString words(1'000, u'x');
    QCOMPARE(nameOf(add(*database, 1'000, words)), std::string("disk-full"));
    QVERIFY(!database->inTransaction());
    QCOMPARE(lines(*database), 10);
    QVERIFY(database->script("PRAGMA max_page_count=10000"));
    QVERIFY(add(*database, 1'000, words));
    QCOMPARE(lines(*database), 1'010);
    QVERIFY(database->verify());
}

void TestDatabase::failingDisk_isSaid_andKeepsWhatWasCommitted() {
    {
        const auto database = create();
        QVERIFY(add(*database, 10, QStringLiteral("before")));
    }
    // The kernel refuses to let any file grow: real failing writes, into the log and into the file.
    QVERIFY(holdsInChild([&] {
        const auto database = open(Database::Options::Mode::open).value();
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{200'000, 200'000};
        setrlimit(RLIMIT_FSIZE, &limit);
        const QString words(1'000, u'x');
        const Status status = add(*database, 1'000, words);
        return !status && status.error().code == Code::diskFailed && lines(*database) == 10 &&
               add(*database, 1, words).has_value() && lines(*database) == 11;
    }));
    const auto database = open(Database::Options::Mode::open).value();
    QCOMPARE(lines(*database), 11);
    QVERIFY(database->verify());
}

void TestDatabase::readOnlyFolder_isSaid() {
    create().reset();
    const QByteArray before = bytesOf(m_path);
    const QByteArray folder = m_folder->path().toUtf8();
    QCOMPARE(chmod(folder.constData(), 0555), 0);
    QCOMPARE(chmod(m_path.toUtf8().constData(), 0444), 0);
    // Root may write anywhere, so it looks through the eyes of somebody else.
    QVERIFY(holdsInChild([&] {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) return false;
        const auto there = open(Database::Options::Mode::open);
        const auto fresh = Database::open({.path = m_folder->filePath(QStringLiteral("other.db")),
                                           .key = m_key,
                                           .mode = Database::Options::Mode::create});
        return !there && there.error().code == Code::readOnly && !fresh &&
               fresh.error().code == Code::readOnly;
    }));
    QCOMPARE(chmod(folder.constData(), 0755), 0);
    QCOMPARE(bytesOf(m_path), before);
}

void TestDatabase::hardened_refusesAttach() {
    const QString elsewhere = m_folder->filePath(QStringLiteral("copy.db"));
    const auto database = create();
    database->harden();
    // It is a bug to try, so it stops the process.
    for (const char* sql : {"ATTACH '%1' AS copy KEY ''", "PRAGMA key='x'"}) {
        const QByteArray text = QString::fromLatin1(sql).replace(u"%1"_qs, elsewhere).toUtf8();
        const pid_t child = fork();
        if (child == 0) {
            std::signal(SIGABRT, SIG_DFL);
            (void)database->script(text.constData());
            _exit(0);
        }
        int ended = 0;
        waitpid(child, &ended, 0);
        QVERIFY2(WIFSIGNALED(ended) && WTERMSIG(ended) == SIGABRT, sql);
    }
    QVERIFY(!QFile::exists(elsewhere));
    QVERIFY(database->run("INSERT INTO line(words) VALUES('still works')"));
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
