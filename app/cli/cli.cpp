#include "app/cli/cli.h"

#include "platform/limits.h"

#include <QFile>
#include <QJsonDocument>

#include <sodium.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace candour::cli {
namespace {

struct Row {
    Exit exit;
    const char* meaning;
};

constexpr Row exits[] = {
    {Exit::ok, "done"},
    {Exit::failed, "something else went wrong; the sentence says what"},
    {Exit::usage, "the command line was not understood"},
    {Exit::badInput, "a value, a line or a file breaks a rule; nothing was changed"},
    {Exit::passphrase, "the passphrase did not match"},
    {Exit::notFound, "the vault, record, notebook or file is not there"},
    {Exit::conflict, "two versions exist and a person has to decide (--settle)"},
    {Exit::network, "the store could not be reached or did not accept it; all is still here"},
    {Exit::damaged, "a file or chain is not what was written"},
    {Exit::disk, "the disk is full or failing, or the folder cannot be written to"},
    {Exit::inUse, "another process has the vault open"},
    {Exit::newerVersion, "written by a newer Candour; untouched"},
    {Exit::notAllowed, "a rule of the notes or a roster forbids it"},
};

/// Switches the terminal's echo off while it lives.
class Silence {
  public:
    Silence() : m_valid(::tcgetattr(STDIN_FILENO, &m_before) == 0) {
        if (!m_valid) return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~Silence() {
        if (m_valid) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        std::fputc('\n', stderr);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

  private:
    termios m_before{};
    bool m_valid;
};

/// The first line, without its end, straight into locked memory.
Result<SecretBytes> readSecretLine(int descriptor) {
    SecretBytes buffer(limits::passphrase + 2);
    std::size_t size = 0;
    while (size < buffer.size()) {
        const ssize_t got = ::read(descriptor, buffer.data() + size, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(Code::diskFailed, "read the passphrase");
        if (got == 0 || buffer.data()[size] == '\n') break;
        ++size;
    }
    if (size > 0 && buffer.data()[size - 1] == '\r') --size;
    return SecretBytes::copyOf(std::span(buffer.data(), size));
}

Result<SecretBytes> askFor(const char* prompt) {
    std::fputs(prompt, stderr);
    const Silence silence;
    return readSecretLine(STDIN_FILENO);
}

}  // namespace

Exit exitOf(Code code) {
    switch (code) {
        case Code::badInput:
        case Code::tooLarge:
        case Code::alreadyThere:
            return Exit::badInput;
        case Code::wrongPassphrase:
            return Exit::passphrase;
        case Code::notFound:
        case Code::missingKey:
            return Exit::notFound;
        case Code::conflict:
            return Exit::conflict;
        case Code::offline:
        case Code::timedOut:
        case Code::storeNotGenuine:
        case Code::captivePortal:
        case Code::storeFailed:
        case Code::refused:
        case Code::codeUnknown:
        case Code::codeExpired:
        case Code::codeUsed:
        case Code::clockWrong:
        case Code::badAnswer:
        case Code::unknownVault:
            return Exit::network;
        case Code::damaged:
        case Code::plaintext:
        case Code::brokenChain:
        case Code::badSignature:
        case Code::badSeal:
        case Code::forked:
            return Exit::damaged;
        case Code::diskFull:
        case Code::diskFailed:
        case Code::readOnly:
            return Exit::disk;
        case Code::inUse:
            return Exit::inUse;
        case Code::newerVersion:
            return Exit::newerVersion;
        case Code::notAllowed:
            return Exit::notAllowed;
        case Code::unsupported:
        case Code::cancelled:
            break;
    }
    return Exit::failed;
}

std::string exitTable() {
    std::string table = "Exit codes:\n";
    for (const Row& row : exits) {
        const std::string number = std::to_string(static_cast<int>(row.exit));
        table += std::string(4 - number.size(), ' ') + number + "  " + row.meaning + "\n";
    }
    return table;
}

Status print(const QByteArray& bytes) {
    const auto size = static_cast<std::size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) != size)
        return fail(errno == ENOSPC ? Code::diskFull : Code::diskFailed, "write the output");
    return {};
}

Status printLine(const QByteArray& line) {
    TRY_OK(print(line));
    return print("\n");
}

Status printJson(const QJsonObject& object) {
    return printLine(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void complain(const Error& error, bool json) {
    const QString detail = QString::fromStdString(error.detail);
    QByteArray text;
    if (json) {
        text = QJsonDocument(QJsonObject{{u"error"_qs, QString::fromLatin1(error.name())},
                                         {u"sentence"_qs, error.sentence()},
                                         {u"during"_qs, QString::fromStdString(error.during)},
                                         {u"detail"_qs, detail}})
                   .toJson(QJsonDocument::Compact);
    } else {
        text = error.sentence().toUtf8();
        if (!detail.isEmpty()) text += " (" + detail.toUtf8() + ")";
    }
    std::fprintf(stderr, "%s\n", text.constData());
}

Result<SecretBytes> readPassphrase(const Shared& shared, Ask ask) {
    if (shared.passphraseFile == "-") return readSecretLine(STDIN_FILENO);
    if (!shared.passphraseFile.empty()) {
        QFile file(QString::fromStdString(shared.passphraseFile));
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return fail(Code::notFound, "read the passphrase file");
        return readSecretLine(file.handle());
    }
    if (::isatty(STDIN_FILENO) == 0)
        return fail(Code::badInput, "read the passphrase",
                    "There is no terminal to ask at: give --passphrase-file FILE, or - for "
                    "standard input.");
    TRY(SecretBytes first, askFor("Passphrase: "));
    if (ask == Ask::once) return first;
    TRY(const SecretBytes second, askFor("The same again: "));
    if (!first.equals(second))
        return fail(Code::badInput, "choose a passphrase", "The two differ.");
    return first;
}

Result<std::unique_ptr<Vault>> openVault(const Shared& shared, const Vault::Ground& ground) {
    if (shared.vault.empty())
        return fail(Code::badInput, "open the vault", "Say which: --vault DIR.");
    const QString folder = QString::fromStdString(shared.vault);
    if (!QFile::exists(folder))
        return fail(Code::notFound, "open the vault", "There is no vault in that folder.");
    TRY(const SecretBytes typed, readPassphrase(shared, Ask::once));
    TRY(const Passphrase passphrase, Passphrase::entered(typed));
    return Vault::open(folder, passphrase, ground);
}

}  // namespace candour::cli
