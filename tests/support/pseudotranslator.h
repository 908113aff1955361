// A language that nobody speaks: every translated string 40 % longer and with accents. What is
// shown in plain letters was never given to a translator; what is cut has no room for German.
#pragma once

#include <QTranslator>

namespace candour::northmere {

class PseudoTranslator final : public QTranslator {
  public:
    using QTranslator::QTranslator;
    [[nodiscard]] QString translate(const char* context, const char* source,
                                    const char* disambiguation, int n) const override;
    [[nodiscard]] bool isEmpty() const override { return false; }
};

}  // namespace candour::northmere
