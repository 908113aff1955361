#include "tests/support/pseudotranslator.h"

#include <algorithm>

namespace candour::northmere {
namespace {

constexpr QStringView plain = u"aeiouyAEIOUYcnsz";
constexpr QStringView accented = u"àéîöüýÀÉÎÖÜÝçñšž";
constexpr QStringView filler = u"ö üd ýšt àlm ér ";

}  // namespace

QString PseudoTranslator::translate(const char*, const char* source, const char*, int) const {
    const QString text = QString::fromUtf8(source);
    // Names of formats and of icons are no words.
    if (text.isEmpty() ||
        !std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLower(); }))
        return text;
    QString longer;
    bool place = false;  // "%1" stays as it is
    for (const QChar sign : text) {
        const auto at = plain.indexOf(sign);
        longer += at < 0 || place ? sign : accented[at];
        place = sign == u'%';
    }
    const auto more = std::max<qsizetype>(1, text.size() * 2 / 5);
    longer += u' ';
    for (qsizetype i = 0; i < more; ++i) longer += filler[i % filler.size()];
    return longer.trimmed();
}

}  // namespace candour::northmere
