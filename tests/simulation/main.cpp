// candour_sim: many runs of the exchange under faults, each decided by its seed and in a process of
// its own. Prints every seed that breaks a promise and how often each kind of fault happened.
#include "tests/simulation/chance.h"
#include "tests/simulation/world.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace candour;
using namespace candour::simulation;

namespace {

// What a seed has to be worth, in the middle of many.
constexpr int leastOperations = 300;
constexpr std::uint32_t leastFaults = 8;
constexpr double secondsBetweenWords = 20;

/// What the process of a run tells its parent.
struct Outcome {
    std::uint64_t seed = 0;
    std::uint64_t story = 0;
    World::Result result;
};

struct Running {
    std::uint64_t seed = 0;
    int pipe = -1;
};

// What a run writes on its standard error: the log of it, and what it breaks.
QString complaintsOf(const QString& folder) {
    return folder + u"/complaints"_qs;
}

/// What it died of, without the log.
void printEnd(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return;
    int lines = 0;
    for (const QByteArray& line : file.readAll().split('\n'))
        if ((!line.startsWith("candour: ") || line.contains("broken rule")) && ++lines < 40)
            std::printf("%s\n", line.constData());
}

class Runs {
  public:
    Runs(const Ground& ground, bool trace) : m_ground(ground), m_trace(trace) {}

    void start(std::uint64_t seed) {
        int ends[2];
        if (::pipe(ends) != 0) std::abort();
        std::fflush(nullptr);
        const pid_t child = ::fork();
        if (child < 0) std::abort();
        if (child == 0) {
            ::close(ends[0]);
            live(seed, ends[1]);
        }
        ::close(ends[1]);
        m_running[child] = {seed, ends[0]};
    }

    void awaitOne() {
        int status = 0;
        const pid_t child = ::wait(&status);
        const auto found = m_running.extract(child);
        if (found.empty()) return;
        const Running run = found.mapped();
        Outcome outcome;
        const bool whole =
            ::read(run.pipe, &outcome, sizeof outcome) == static_cast<ssize_t>(sizeof outcome);
        ::close(run.pipe);
        const bool kept = whole && WIFEXITED(status) && WEXITSTATUS(status) == 0;
        if (!kept && !m_trace) printEnd(complaintsOf(folderOf(run.seed)));
        QDir(folderOf(run.seed)).removeRecursively();
        if (!kept) {
            std::printf("seed %llu FAILED; again: candour_sim --seed %llu --trace\n",
                        static_cast<unsigned long long>(run.seed),
                        static_cast<unsigned long long>(run.seed));
            m_failed.push_back(run.seed);
            return;
        }
        m_outcomes.push_back(outcome);
    }

    [[nodiscard]] std::size_t running() const { return m_running.size(); }
    [[nodiscard]] const std::vector<std::uint64_t>& failed() const { return m_failed; }
    [[nodiscard]] std::size_t finished() const { return m_outcomes.size() + m_failed.size(); }
    void report(double seconds) const;
    /// How often everything happened. False if that is too little to call it tried.
    [[nodiscard]] bool reportCoverage(std::uint64_t least) const;

  private:
    [[nodiscard]] QString folderOf(std::uint64_t seed) const {
        return m_ground.folder + u"/run-"_qs + QString::number(seed);
    }
    [[noreturn]] void live(std::uint64_t seed, int pipe) {
        tellAloud(m_trace);
        seedLibraries(seed);
        QDir().mkpath(folderOf(seed));
        const QByteArray complaint = QFile::encodeName(complaintsOf(folderOf(seed)));
        if (!m_trace && std::freopen(complaint.constData(), "w", stderr) == nullptr) std::abort();
        Outcome outcome;
        outcome.seed = seed;
        {
            World world(seed, m_ground, folderOf(seed));
            outcome.result = world.run();
        }
        outcome.story = storyHash();
        if (m_trace) std::printf("story %016llx\n", static_cast<unsigned long long>(outcome.story));
        std::fflush(nullptr);
        const bool told =
            ::write(pipe, &outcome, sizeof outcome) == static_cast<ssize_t>(sizeof outcome);
        std::_Exit(told ? 0 : 2);
    }

    const Ground& m_ground;
    bool m_trace;
    std::map<pid_t, Running> m_running;
    std::vector<Outcome> m_outcomes;
    std::vector<std::uint64_t> m_failed;
};

template <class Number>
Number median(std::vector<Number> numbers) {
    if (numbers.empty()) return 0;
    const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
    std::nth_element(numbers.begin(), middle, numbers.end());
    return *middle;
}

/// How often something happened, and in how many of the runs.
struct Count {
    std::uint64_t times = 0;
    std::uint64_t runs = 0;
    void add(std::uint32_t inOneRun) {
        times += inOneRun;
        runs += inOneRun > 0 ? 1U : 0U;
    }
};

template <std::size_t Kinds>
bool printTable(const char* title, const std::array<const char*, Kinds>& names,
                const std::array<Count, Kinds>& counts, std::uint64_t least) {
    bool isEnough = true;
    std::printf("\n%-46s %10s %10s\n", title, "times", "in seeds");
    for (std::size_t i = 0; i < Kinds; ++i) {
        const bool tooFew = counts[i].times < least;
        isEnough = isEnough && !tooFew;
        std::printf("%-46s %10llu %10llu%s\n", names[i],
                    static_cast<unsigned long long>(counts[i].times),
                    static_cast<unsigned long long>(counts[i].runs), tooFew ? "  too few" : "");
    }
    return isEnough;
}

bool Runs::reportCoverage(std::uint64_t least) const {
    std::array<Count, faultKinds> faults;
    std::array<Count, operationKinds> operations;
    std::vector<int> done;
    std::vector<std::uint32_t> met;
    for (const Outcome& outcome : m_outcomes) {
        for (std::size_t i = 0; i < faultKinds; ++i) faults[i].add(outcome.result.faults.counts[i]);
        for (std::size_t i = 0; i < operationKinds; ++i) operations[i].add(outcome.result.done[i]);
        done.push_back(outcome.result.operations);
        met.push_back(outcome.result.faults.total());
    }
    const bool allFaults = printTable("fault", faultNames, faults, least);
    const bool allOperations = printTable("operation", operationNames, operations, least);
    const bool isLively = median(done) >= leastOperations && median(met) >= leastFaults;
    if (!isLively)
        std::printf("\nToo quiet: a median of %d operations and %u faults a seed is asked for.\n",
                    leastOperations, leastFaults);
    return allFaults && allOperations && isLively;
}

void Runs::report(double seconds) const {
    std::vector<int> operations;
    std::vector<std::uint32_t> faults;
    std::uint64_t changes = 0;
    std::uint64_t files = 0;
    int rounds = 0;
    std::uint64_t stories = 0;
    for (const Outcome& outcome : m_outcomes) {
        operations.push_back(outcome.result.operations);
        faults.push_back(outcome.result.faults.total());
        changes += outcome.result.changes;
        files += outcome.result.files;
        rounds = std::max(rounds, outcome.result.rounds);
        stories ^= outcome.story;
    }
    std::printf(
        "\n%zu seeds in %.0f s (%.1f a second), %zu failed; median of operations %d, of faults %u;"
        "\n%llu changes and %llu files saved and found again; at most %d rounds until all held the "
        "same; stories %016llx\n",
        finished(), seconds, static_cast<double>(finished()) / std::max(seconds, 0.001),
        m_failed.size(), median(operations), median(faults),
        static_cast<unsigned long long>(changes), static_cast<unsigned long long>(files), rounds,
        static_cast<unsigned long long>(stories));
    for (const std::uint64_t seed : m_failed)
        std::printf("failed: %llu\n", static_cast<unsigned long long>(seed));
}

/// Seeds that once found something: one a line, what it was behind a '#'.
std::vector<std::uint64_t> keptSeeds(const std::string& path) {
    std::vector<std::uint64_t> seeds;
    if (path.empty()) return seeds;
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly)) return seeds;
    for (const QByteArray& line : file.readAll().split('\n')) {
        bool isNumber = false;
        const auto seed = line.split('#').first().trimmed().toULongLong(&isNumber);
        if (isNumber) seeds.push_back(seed);
    }
    return seeds;
}

}  // namespace

int main(int count, char** arguments) {
    CLI::App app("Runs the exchange under faults. One seed is one run, the same every time.");
    std::string range = "1..20";
    std::string kept;
    std::uint64_t single = 0;
    std::size_t jobs = 2;
    double minutes = 0;
    bool trace = false;
    bool untilBroken = false;
    std::uint64_t coverage = 0;
    app.add_option("--seeds", range, "The seeds A..B, in their order")->capture_default_str();
    app.add_option("--seed", single, "One seed alone");
    app.add_option("--kept", kept, "A file of seeds to run first");
    app.add_option("--jobs", jobs, "Runs side by side")->capture_default_str();
    app.add_option("--minutes", minutes, "Start no more runs after so long; 0: run all");
    app.add_flag("--trace", trace, "Tell what happens");
    app.add_flag("--until-broken", untilBroken, "Start no more runs once one has failed");
    app.add_option("--coverage", coverage,
                   "Print how often each fault and operation happened; fail if one did less often");
    CLI11_PARSE(app, count, arguments);

    std::vector<std::uint64_t> seeds = keptSeeds(kept);
    const std::size_t always = seeds.size();
    if (!kept.empty() && always == 0) {
        std::fprintf(stderr, "No seeds in %s.\n", kept.c_str());
        return 2;
    }
    if (single != 0) {
        seeds.push_back(single);
    } else {
        const auto dots = range.find("..");
        const std::uint64_t first = std::strtoull(range.c_str(), nullptr, 10);
        const std::uint64_t last = dots == std::string::npos
                                       ? first
                                       : std::strtoull(range.c_str() + dots + 2, nullptr, 10);
        for (std::uint64_t seed = first; seed <= last; ++seed) seeds.push_back(seed);
    }

    // Every run is a process of its own and short: memory is asked for in large pieces and never
    // given back.
    mallopt(M_TOP_PAD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    // In memory where there is such a place: a simulated disk needs no real one.
    const QString memory = u"/dev/shm"_qs;
    const QString place = QFileInfo(memory).isWritable() ? memory : QDir::tempPath();
    const QTemporaryDir folder(place + u"/candour-sim-XXXXXX"_qs);
    seedLibraries(0);
    const Ground ground = Ground::lay(folder.path());
    Runs runs(ground, trace);
    const auto begun = std::chrono::steady_clock::now();
    const auto seconds = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    };
    double nextWord = secondsBetweenWords;
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        if (i >= always && minutes > 0 && seconds() > minutes * 60) break;
        while (runs.running() >= jobs) runs.awaitOne();
        if (untilBroken && !runs.failed().empty()) break;
        runs.start(seeds[i]);
        if (seconds() < nextWord) continue;
        nextWord += secondsBetweenWords;
        std::fprintf(stderr, "%zu of %zu seeds, %zu failed\n", runs.finished(), seeds.size(),
                     runs.failed().size());
    }
    while (runs.running() > 0) runs.awaitOne();
    const bool isCovered = coverage == 0 || runs.reportCoverage(coverage);
    runs.report(seconds());
    return runs.failed().empty() && isCovered ? 0 : 1;
}
