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
                                         {u"detail"_qs, detail},
                                         {u"retry"_qs, error.worthRetrying()}})
                   .toJson(QJsonDocument::Compact);
    } else {
        text = "candour-cli: could not " + QByteArray::fromStdString(error.during) + ". " +
               error.sentence().toUtf8();
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
