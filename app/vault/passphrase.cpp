#include "app/vault/passphrase.h"

#include "platform/limits.h"

#include <QStringDecoder>

#include <sodium.h>

#include <algorithm>

namespace candour {
namespace {

constexpr char during[] = "read a passphrase";

/// Wipes text that had to pass through Qt.
class Wiped {
  public:
    explicit Wiped(QString text) : m_text(std::move(text)) {}
    ~Wiped() {
        sodium_memzero(m_text.data(), static_cast<std::size_t>(m_text.size()) * sizeof(QChar));
    }
    Wiped(const Wiped&) = delete;
    Wiped& operator=(const Wiped&) = delete;
    [[nodiscard]] const QString& text() const { return m_text; }

  private:
    QString m_text;
};

struct Normalised {
    SecretBytes bytes;
    std::size_t characters = 0;
};

Result<Normalised> normalise(const SecretBytes& utf8) {
    if (utf8.size() > limits::passphrase) return fail(Code::tooLarge, during);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const Wiped typed(decoder.decode(QByteArrayView(utf8.data(), utf8.size())));
    if (decoder.hasError()) return fail(Code::badInput, during, "it is not UTF-8");
    const Wiped composed(typed.text().normalized(QString::NormalizationForm_C));
    QByteArray bytes = composed.text().toUtf8();
    Normalised result;
    result.bytes = SecretBytes::copyOf(std::string_view(bytes.constData(), bytes.size()));
    result.characters =
        static_cast<std::size_t>(std::count_if(composed.text().begin(), composed.text().end(),
                                               [](QChar c) { return !c.isLowSurrogate(); }));
    sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return result;
}

}  // namespace

Result<Passphrase> Passphrase::choose(const SecretBytes& utf8) {
    TRY(Normalised normalised, normalise(utf8));
    if (normalised.characters < limits::passphraseLeast)
        return fail(Code::badInput, "choose a passphrase",
                    "It needs at least " + std::to_string(limits::passphraseLeast) +
                        " characters; several words are easiest to remember.");
    return Passphrase(std::move(normalised.bytes));
}

Result<Passphrase> Passphrase::entered(const SecretBytes& utf8) {
    TRY(Normalised normalised, normalise(utf8));
    return Passphrase(std::move(normalised.bytes));
}

}  // namespace candour
