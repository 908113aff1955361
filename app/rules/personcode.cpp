#include "app/rules/personcode.h"

namespace candour {
namespace {

QChar letterFor(QStringView standing) {
    if (standing == u"person") return u'P';
    if (standing == u"carer") return u'C';
    if (standing == u"advocate") return u'A';
    if (standing == u"staff") return u'S';
    if (standing == u"leader") return u'H';  // head of something: L looks like 1
    if (standing == u"partner") return u'N';
    if (standing == u"provider") return u'V';
    if (standing == u"councillor") return u'M';  // member
    return u'X';
}

}  // namespace

QString personCode(QStringView standing, RecordId participant) {
    static constexpr char16_t symbols[] = u"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const auto& bytes = participant.bytes();
    const std::uint32_t bits =
        std::uint32_t{bytes[13]} << 16 | std::uint32_t{bytes[14]} << 8 | bytes[15];
    QString code = letterFor(standing);
    for (int shift = 15; shift >= 0; shift -= 5) code += QChar(symbols[bits >> shift & 31]);
    return code;
}

}  // namespace candour
