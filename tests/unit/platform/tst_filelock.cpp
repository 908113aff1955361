// One process at a time.
#include "platform/filelock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <optional>

using namespace candour;

class TestFileLock : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void second_isInUse_untilTheFirstGoes();
    void otherProcess_isInUse_untilItIsKilled();
    void leftoverFile_locksNobodyOut();
    void movedLock_isStillOne();
    void missingFolder_isNotFound();
    void link_isNotFollowed();

  private:
    static std::string take(const QString& path) {
        const auto lock = FileLock::take(path);
        return lock ? "taken" : lock.error().name();
    }
    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(QStringLiteral("vault.lock"));
};

void TestFileLock::second_isInUse_untilTheFirstGoes() {
    {
        const auto first = FileLock::take(m_path);
        QVERIFY(first);
        QCOMPARE(take(m_path), std::string("in-use"));
    }
    QCOMPARE(take(m_path), std::string("taken"));
}

void TestFileLock::otherProcess_isInUse_untilItIsKilled() {
    int ready[2];
    QCOMPARE(pipe(ready), 0);
    const pid_t other = fork();
    if (other == 0) {
        const auto lock = FileLock::take(m_path);
        const char said = lock ? 'y' : 'n';
        if (write(ready[1], &said, 1) != 1) _exit(1);
        pause();
        _exit(0);
    }
    char said = 0;
    QCOMPARE(read(ready[0], &said, 1), 1);
    QCOMPARE(said, 'y');
    QCOMPARE(take(m_path), std::string("in-use"));
    kill(other, SIGKILL);
    waitpid(other, nullptr, 0);
    QCOMPARE(take(m_path), std::string("taken"));
    close(ready[0]);
    close(ready[1]);
}

void TestFileLock::leftoverFile_locksNobodyOut() {
    QFile left(m_path);
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.write("4711");
    left.close();
    QCOMPARE(take(m_path), std::string("taken"));
}

void TestFileLock::movedLock_isStillOne() {
    auto first = FileLock::take(m_path);
    QVERIFY(first);
    std::optional<FileLock> moved(std::move(*first));
    QCOMPARE(take(m_path), std::string("in-use"));
    *moved = FileLock::take(m_folder.filePath(QStringLiteral("other.lock"))).value();
    QCOMPARE(take(m_path), std::string("taken"));  // the old one was given back at once
    *moved = FileLock::take(m_path).value();
    QCOMPARE(take(m_path), std::string("in-use"));
    moved.reset();
    QCOMPARE(take(m_path), std::string("taken"));
}

void TestFileLock::missingFolder_isNotFound() {
    QCOMPARE(take(m_folder.filePath(QStringLiteral("none/vault.lock"))), std::string("not-found"));
}

void TestFileLock::link_isNotFollowed() {
    const QString target = m_folder.filePath(QStringLiteral("elsewhere"));
    const QString link = m_folder.filePath(QStringLiteral("link.lock"));
    QVERIFY(QFile::link(target, link));
    QCOMPARE(take(link), std::string("read-only"));
    QVERIFY(!QFile::exists(target));
}

QTEST_GUILESS_MAIN(TestFileLock)
#include "tst_filelock.moc"
