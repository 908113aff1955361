// What a process that holds secrets does first.
#include "platform/hardening.h"

#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

using namespace candour;

class TestHardening : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void hardenedProcess_cannotBeReadOrDumped();
    void abort_leavesNoDump();
};

namespace {
/// Runs `body` in a child, and answers how the child ended.
template <class Body>
int inChild(Body body) {
    const pid_t child = fork();
    if (child == 0) _exit(body() ? 0 : 1);
    int ended = 0;
    waitpid(child, &ended, 0);
    return ended;
}
}  // namespace

void TestHardening::hardenedProcess_cannotBeReadOrDumped() {
    QCOMPARE(inChild([] {
                 rlimit limit{1, 1};
                 return harden().has_value() && prctl(PR_GET_DUMPABLE) == 0 &&
                        getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 &&
                        limit.rlim_max == 0;
             }),
             0);
}

void TestHardening::abort_leavesNoDump() {
    const int ended = inChild([] {
        if (!harden()) return false;
        std::signal(SIGABRT, SIG_DFL);  // Qt Test has one of its own
        std::abort();
        return true;
    });
    QVERIFY(WIFSIGNALED(ended));
    QCOMPARE(WTERMSIG(ended), SIGABRT);
    QVERIFY(!WCOREDUMP(ended));
}

QTEST_GUILESS_MAIN(TestHardening)
#include "tst_hardening.moc"
