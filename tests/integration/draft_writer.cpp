// Writes drafts into a vault for ever, and says "saved N" after each that is on disk, "finished N"
// after each that became a change. tst_kill ends it with SIGKILL at any moment.
//   draft_writer FOLDER FIRST          the passphrase comes on standard input
#include "tests/integration/draft_writer.h"

#include "app/vault/vault.h"

#include <QFile>

#include <cstdio>

using namespace candour;

namespace {

[[noreturn]] void stop(const char* what, const Error& error) {
    std::fprintf(stderr, "%s: %s %s\n", what, error.name(), error.detail.c_str());
    std::exit(1);
}

void say(const char* what, int number) {
    std::printf("%s %d\n", what, number);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly)) return 2;
    const QByteArray typed = input.readLine().trimmed();
    const auto passphrase =
        Passphrase::entered(SecretBytes::copyOf(std::string_view(typed.data(), typed.size())));
    const SystemClock clock;
    SystemRandom random;
    auto vault = Vault::open(QString::fromLocal8Bit(argv[1]), *passphrase, {clock, random});
    if (!vault) stop("open", vault.error());
    for (int number = std::atoi(argv[2]);; ++number) {
        const Draft draft = killtest::draftNumber(number);
        if (auto saved = (*vault)->drafts().save(draft); !saved) stop("save", saved.error());
        say("saved", number);
        if (number % killtest::finishEvery != 0) continue;
        auto finished = (*vault)->finish(
            draft, {.type = u"follow_up"_qs,
                    .id = draft.record,
                    .fields = {{u"what"_qs, draft.text}, {u"state"_qs, u"open"_qs}}});
        if (!finished) stop("finish", finished.error());
        say("finished", number);
    }
}
