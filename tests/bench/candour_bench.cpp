// Measures what the vault promises and prints one table: applying many lines, disk used, unlocking
// to the first query, search, and saving a draft. Everything is real: SQLCipher, chain, seals,
// projection, index, fsync.
//   candour_bench [LINES] [FOLDER] [apply]
// 100000 lines in a temporary folder, unless told; `apply` stops after the first figures.
#include "app/records/sessionids.h"
#include "app/vault/vault.h"

#include <QBuffer>
#include <QDirIterator>
#include <QTemporaryDir>

#include <sodium.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>

using namespace candour;

namespace {

using Stopwatch = std::chrono::steady_clock;

double msSince(Stopwatch::time_point start) {
    return std::chrono::duration<double, std::milli>(Stopwatch::now() - start).count();
}

template <class Value>
Value sound(Result<Value> result, const char* what) {
    if (!result) {
        std::fprintf(stderr, "%s: %s %s\n", what, result.error().name(),
                     result.error().detail.c_str());
        std::exit(1);
    }
    return std::move(*result);
}

void sound(const Status& status, const char* what) {
    if (!status) {
        std::fprintf(stderr, "%s: %s\n", what, status.error().name());
        std::exit(1);
    }
}

void row(const char* what, double value, const char* unit, const char* target = "") {
    std::printf("%-46s %12.2f %-8s %s\n", what, value, unit, target);
    std::fflush(stdout);
}

double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// Words as they fall in English: a few very common ones, a long tail (Zipf), the same every time.
class Prose {
  public:
    QByteArray word() {
        const double u = (static_cast<double>(next() % 1'000'000) + 1) / 1'000'000;
        const auto rank = static_cast<int>(std::pow(vocabulary, u));
        return wordOf(rank);
    }
    static QByteArray wordOf(int rank) {
        static constexpr const char* common[] = {"the", "and", "care", "to", "they", "of",
                                                 "was", "a",   "in",   "we", "for",  "that"};
        if (rank <= 12) return common[rank - 1];
        static constexpr const char* heads[] = {"b", "c", "d",  "f",  "g",  "h",  "k", "l",
                                                "m", "n", "pr", "qu", "st", "tr", "w", "z"};
        static constexpr const char* vowels[] = {"a", "e", "i", "o", "u", "ea", "ou", "ay"};
        QByteArray word;
        for (int left = rank; left > 0; left /= 128)
            word += QByteArray(heads[left % 16]) + vowels[left / 16 % 8];
        return word;
    }
    std::uint64_t next() {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return m_state >> 33;
    }

  private:
    static constexpr double vocabulary = 30'000;
    std::uint64_t m_state = 42;
};

QByteArray idText(std::uint64_t ms, std::uint64_t number) {
    std::array<std::uint8_t, 16> bytes{};
    for (int i = 0; i < 6; ++i)
        bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    const Hash hash = Hash::of({QByteArrayView(reinterpret_cast<const char*>(&number), 8)});
    std::copy_n(hash.bytes().begin(), 10, bytes.begin() + 6);
    bytes[6] = static_cast<std::uint8_t>(0x70 | (bytes[6] & 0x0f));
    bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3f));
    return RecordId(bytes).toString().toLatin1();
}

constexpr std::uint64_t firstMs = 1'804'582'800'000;
constexpr int linesASubject = 5;
constexpr int linesASession = 200;

/// Sessions with a participant for every five lines; about 300 bytes a line.
QByteArray ndjson(int lines) {
    QByteArray file;
    file.reserve(static_cast<qsizetype>(lines) * 330);
    Prose prose;
    QByteArray session;
    QByteArray speaker;
    std::uint64_t serial = 0;
    for (int i = 0; i < lines; ++i) {
        const std::uint64_t ms = firstMs + static_cast<std::uint64_t>(i) * 20;
        if (i % linesASession == 0) {
            session = idText(ms, ++serial);
            file += R"({"type":"session","id":")" + session +
                    R"(","title":"Duty desk","kind":"group"})" + '\n';
        }
        if (i % linesASubject == 0) {
            speaker = idText(ms, ++serial);
            file += R"({"type":"participant","id":")" + speaker + R"(","session":")" + session +
                    R"(","standing":"staff","role":"Social worker"})" + '\n';
        }
        QByteArray text;
        while (text.size() < 118) text += (text.isEmpty() ? "" : " ") + prose.word();
        file += R"({"type":"line","id":")" + idText(ms, ++serial) + R"(","session":")" + session +
                R"(","at":"2027-03-09T09:)" +
                QByteArray::number(10 + i / 60 % 50).rightJustified(2, '0') + ':' +
                QByteArray::number(i % 60).rightJustified(2, '0') +
                R"(+00:00","kind":"said","speaker":")" + speaker + R"(","text":")" + text + "\"}\n";
    }
    return file;
}

double folderBytes(const QString& folder) {
    double bytes = 0;
    QDirIterator walk(folder, QDir::Files | QDir::Hidden);
    while (walk.hasNext()) {
        walk.next();
        bytes += static_cast<double>(walk.fileInfo().size());
    }
    return bytes;
}

void benchSearch(Vault& vault) {
    // Rare words, words in about 1 % of lines, the most common ones, and beginnings of words.
    std::vector<QString> queries{u"the"_qs, u"and"_qs, u"care"_qs,     u"th"_qs,        u"t"_qs,
                                 u"ca"_qs,  u"a"_qs,   u"the care"_qs, u"care the w"_qs};
    for (int rank = 20'000; rank < 20'040; ++rank)
        queries.push_back(QString::fromLatin1(Prose::wordOf(rank)));
    for (int rank = 100; rank < 140; ++rank)
        queries.push_back(QString::fromLatin1(Prose::wordOf(rank)));
    for (int rank = 200; rank < 210; ++rank)
        queries.push_back(QString::fromLatin1(Prose::wordOf(rank) + " the"));
    std::vector<double> times;
    std::vector<double> counts;
    double slowest = 0;
    QString slowestWords;
    for (int round = 0; round < 3; ++round)
        for (const QString& words : queries) {
            const auto start = Stopwatch::now();
            const FoundPage page = sound(vault.records().search(words), "search");
            times.push_back(msSince(start));
            if (times.back() > slowest) {
                slowest = times.back();
                slowestWords = words;
            }
            const auto counting = Stopwatch::now();
            sound(vault.records().countHits(words), "count");
            counts.push_back(msSince(counting));
        }
    row("search, first 50 newest first, p50", percentile(times, 0.5), "ms");
    row("search, first 50 newest first, p95", percentile(times, 0.95), "ms", "<= 20");
    row("search, slowest", slowest, "ms", qPrintable(slowestWords));
    row("count of hits, p95", percentile(counts, 0.95), "ms");
}

void benchDrafts(Vault& vault, const Clock& clock, Random& random) {
    const RecordId record = RecordId::makeV7(clock, random);
    std::vector<double> times;
    QString text;
    for (int i = 0; i < 3'000; ++i) {
        text = i % 120 == 0 ? QString() : text + u'x';
        const auto start = Stopwatch::now();
        sound(vault.drafts().save(
                  {record, u"text"_qs, text, i % 120, u"said"_qs, clock.utc(), QByteArray()}),
              "draft");
        times.push_back(msSince(start));
    }
    row("draft saved, p50", percentile(times, 0.5), "ms");
    row("draft saved, p99", percentile(times, 0.99), "ms", "<= 20");
    std::vector<double> lines;
    for (int i = 0; i < 300; ++i) {
        const auto start = Stopwatch::now();
        sound(vault.put(
                  {.type = u"follow_up"_qs,
                   .fields = {{u"what"_qs, u"Ask for the rota"_qs}, {u"state"_qs, u"open"_qs}}}),
              "put");
        lines.push_back(msSince(start));
    }
    row("one record written, p99", percentile(lines, 0.99), "ms");
}

}  // namespace

int main(int argc, char** argv) {
    const int lines = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const QTemporaryDir temporary;
    const QString folder =
        argc > 2 ? QString::fromLocal8Bit(argv[2]) : temporary.filePath(u"vault"_qs);
    const SystemClock clock;
    SystemRandom random;
    const auto passphrase =
        sound(Passphrase::choose(SecretBytes::copyOf("correct horse battery staple")), "words");
    auto vault = sound(Vault::create(folder, passphrase, Identity::alone(u"BE"_qs, clock, random),
                                     {clock, random}, leastKdfCost, u"Bench"_qs),
                       "create");
    QByteArray file = ndjson(lines);
    QBuffer buffer(&file);
    buffer.open(QIODevice::ReadOnly);
    std::printf("%d lines, %.1f MB of NDJSON\n", lines, static_cast<double>(file.size()) / 1e6);
    const std::clock_t cpu = std::clock();
    const auto start = Stopwatch::now();
    const ApplyReport report = sound(vault->apply(buffer), "apply");
    const double applied = msSince(start);
    if (!report.faults.empty()) {
        std::fprintf(stderr, "line %lld: %s\n", static_cast<long long>(report.faults.front().line),
                     report.faults.front().error.detail.c_str());
        return 1;
    }
    row("apply", applied / 1'000, "s");
    row("apply, processor", static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC, "s");
    row("apply, records a second", static_cast<double>(report.applied.lines) / applied * 1'000,
        "/s", ">= 25000");
    row("files on disk / NDJSON", folderBytes(folder) / static_cast<double>(file.size()), "x",
        "<= 3.5");
    sound(Vault::lock(std::move(vault)), "lock");
    if (argc > 3) return 0;  // for a profiler

    const auto unlocking = Stopwatch::now();
    vault = sound(Vault::open(folder, passphrase, {clock, random}), "open");
    const double opened = msSince(unlocking);
    const auto listing = Stopwatch::now();
    sound(vault->records().list(
              {.type = u"line"_qs, .orderBy = u"at"_qs, .descending = true, .limit = 50}),
          "list");
    row("unlock, least cost of a guess included", opened, "ms");
    row("first query after unlocking", msSince(listing), "ms", "<= 300 with Today");
    benchSearch(*vault);
    benchDrafts(*vault, clock, random);
    const auto verifying = Stopwatch::now();
    const VerifyReport checked = sound(vault->verify(), "verify");
    row("verify", msSince(verifying) / 1'000, "s");
    row("faults", static_cast<double>(checked.faults.size()), "");
    return 0;
}
