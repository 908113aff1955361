// Kills a writing process at random moments: nothing that it acknowledged may be lost, nothing may
// be there twice, and what it was writing is there whole or not at all.
#include "app/vault/vault.h"
#include "tests/integration/draft_writer.h"
#include "tests/support/built.h"
#include "tests/support/fakes.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace candour;

namespace {

constexpr char words[] = "nothing is ever lost";
constexpr std::uint64_t seed = 20270309;
constexpr int rounds = 100;

Passphrase passphrase() {
    return std::move(*Passphrase::entered(SecretBytes::copyOf(words)));
}

struct Acknowledged {
    int saved = 0;
    int finished = 0;
};

/// Lets the writer acknowledge `count` times, kills it, and reads what it still had said.
Acknowledged runAndKill(const QString& folder, int first, int count) {
    QProcess writer;
    writer.start(test::builtProgram(u"draft_writer"), {folder, QString::number(first)});
    writer.write(QByteArray(words) + "\n");
    QByteArray said;
    while (said.count('\n') < count && writer.waitForReadyRead(60'000))
        said += writer.readAllStandardOutput();
    ::kill(static_cast<pid_t>(writer.processId()), SIGKILL);
    writer.waitForFinished(60'000);
    said += writer.readAllStandardOutput();
    if (said.count('\n') < count)
        qFatal("the writer stopped by itself: %s", writer.readAllStandardError().constData());
    Acknowledged acknowledged;
    said.truncate(said.lastIndexOf('\n') + 1);
    for (const QByteArray& line : said.split('\n')) {
        if (line.startsWith("saved ")) acknowledged.saved = line.mid(6).toInt();
        if (line.startsWith("finished ")) acknowledged.finished = line.mid(9).toInt();
    }
    return acknowledged;
}

}  // namespace

class KillTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whateverWasAcknowledged_survivesAKill();
};

void KillTest::whateverWasAcknowledged_survivesAKill() {
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("vault"));
    const SystemClock clock;
    SystemRandom random;
    QVERIFY(Vault::lock(
        std::move(*Vault::create(path, passphrase(), Identity::alone(u"KT"_qs, clock, random),
                                 {clock, random}, leastKdfCost))));
    SeededRandom dice(seed);
    int next = 1;
    std::int64_t lines = 0;
    for (int round = 0; round < rounds; ++round) {
        const int count = 1 + dice.take<1>()[0] % 24;
        const Acknowledged told = runAndKill(path, next, count);
        auto vault = Vault::open(path, passphrase(), {clock, random});
        QVERIFY2(vault.has_value(), vault ? "" : vault.error().name());
        const auto open = (*vault)->drafts().open();
        QVERIFY(open.has_value());
        const auto count2 = (*vault)->records().count(u"follow_up"_qs);
        QVERIFY(count2.has_value());
        // It may have done one thing more than it could say: the next keystroke, or the finish.
        QVERIFY2(open->size() <= 1, qPrintable(u"round %1"_qs.arg(round)));
        int last = 0;
        if (!open->empty()) {
            last = open->front().extra.toInt();
            QVERIFY(last == told.saved || last == told.saved + 1);
            QVERIFY(open->front() == killtest::draftNumber(last) ||
                    (open->front().text == killtest::draftNumber(last).text &&
                     open->front().caret == killtest::draftNumber(last).caret));
            QVERIFY(last > told.finished);
        } else {
            last = told.saved;
            QCOMPARE(last % killtest::finishEvery, 0);
        }
        lines = last / killtest::finishEvery;
        if (last % killtest::finishEvery == 0 && !open->empty()) --lines;  // not finished yet
        QCOMPARE(*count2, lines);
        QVERIFY(told.finished <= lines * killtest::finishEvery);
        if (round % 20 == 19) QVERIFY((*vault)->verify()->faults.empty());
        // The next round goes on behind it; what is open is written again.
        next = open->empty() ? last + 1 : last;
    }
    QVERIFY(lines > 20);
}

QTEST_GUILESS_MAIN(KillTest)
#include "tst_kill.moc"
