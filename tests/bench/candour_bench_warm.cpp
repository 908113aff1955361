// Hand-overs over a connection that is open already, as a tablet makes them all day: the time and
// bytes of one that finds nothing new, and of one that has a hundred edited lines to send. The
// tablet is real and so is its store; only the unlocking lies outside.
//
//   candour_bench_warm VAULT PASSPHRASE_FILE       prints JSON
#include "app/handover/storelink.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace candour;

namespace {

constexpr int warmUps = 3;
constexpr int rounds = 15;
constexpr int edits = 100;

template <class Value>
Value sound(Result<Value> result, const char* what) {
    if (!result) {
        std::fprintf(stderr, "%s: %s\n", what, result.error().name());
        std::exit(1);
    }
    return std::move(*result);
}

struct Measured {
    double ms = 0;
    HandOver::Report report;
};

Measured handOver(StoreLink& link) {
    Measured measured;
    const auto begun = std::chrono::steady_clock::now();
    link.handOver({}, [&](HandOver::Report report) {
        measured.report = std::move(report);
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
    measured.ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
    if (measured.report.stopped) {
        std::fprintf(stderr, "stopped: %s\n", measured.report.stopped->name());
        std::exit(1);
    }
    return measured;
}

void edit(Vault& vault, const std::vector<ListedRecord>& lines, int round) {
    std::vector<PutRequest> requests;
    for (const ListedRecord& line : lines)
        requests.push_back(
            {.type = u"line"_qs,
             .id = line.id,
             .notebook = line.notebook,
             .fields = {{u"text"_qs, valueOf(line.values, u"text").text().section(u'|', 0, 0) +
                                         u"| said once more, round %1"_qs.arg(round)}}});
    const Status saved = vault.putAll(requests);
    if (!saved) sound<int>(tl::unexpected<Error>(saved.error()), "edit");
}

QJsonObject median(std::vector<Measured> all) {
    std::sort(all.begin(), all.end(),
              [](const Measured& a, const Measured& b) { return a.ms < b.ms; });
    const Measured& middle = all[all.size() / 2];
    return {{u"ms"_qs, middle.ms},
            {u"bytes"_qs, qint64{middle.report.bytesSent + middle.report.bytesReceived}},
            {u"round_trips"_qs, qint64{middle.report.roundTrips}},
            {u"accepted"_qs, qint64{middle.report.accepted}}};
}

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    if (argc != 3) {
        std::fputs("candour_bench_warm VAULT PASSPHRASE_FILE\n", stderr);
        return 2;
    }
    SystemClock clock;
    SystemRandom random;
    QFile file(QString::fromLocal8Bit(argv[2]));
    if (!file.open(QIODevice::ReadOnly)) return 2;
    const QByteArray typed = file.readAll().trimmed();
    const auto passphrase =
        sound(Passphrase::entered(SecretBytes::copyOf(spanOf(typed))), "passphrase");
    auto vault = sound(
        Vault::open(QString::fromLocal8Bit(argv[1]), passphrase, {clock, random, recordList()}),
        "unlock");
    auto link = sound(StoreLink::open(*vault, random), "reach the store");
    for (int i = 0; i < warmUps; ++i) handOver(*link);
    std::vector<Measured> nothing;
    for (int i = 0; i < rounds; ++i) nothing.push_back(handOver(*link));
    const auto lines =
        sound(vault->records().list({.type = u"line"_qs, .limit = edits}), "list lines").records;
    std::vector<Measured> edited;
    for (int i = 0; i < rounds; ++i) {
        edit(*vault, lines, i);
        edited.push_back(handOver(*link));
    }
    const auto notebooks = sound(vault->ledger().notebooks(), "list notebooks").size();
    const auto vaults = sound(vault->ledger().certificates(), "list tablets").size();
    link.reset();
    const QJsonObject said{{u"notebooks"_qs, qint64(notebooks)},
                           {u"vaults"_qs, qint64(vaults)},
                           {u"no_change"_qs, median(std::move(nothing))},
                           {u"hundred_edits"_qs, median(std::move(edited))}};
    std::printf("%s\n", QJsonDocument(said).toJson(QJsonDocument::Compact).constData());
}
