#include "app/rules/plainsight.h"

#include "app/rules/recordwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace candour {
namespace {

constexpr auto quickly = QRegularExpression::CaseInsensitiveOption;

/// Of the United Kingdom, however it is grouped: ten or eleven digits from 0, or as many behind
/// +44. Stops and slashes stand in dates and figures, so they group nothing here.
bool holdsTelephone(const QString& text) {
    static const QRegularExpression number(
        u"(?<![\\w+-])(?:\\+44[\\s-]?(?:\\(0\\)[\\s-]?)?[1-9]|\\(?0[1-35789])"
        "(?:[\\s()-]{0,2}\\d){8,9}(?![\\s-]?\\d)(?!\\w)"_qs);
    return number.match(text).hasMatch();
}

bool holdsEmail(const QString& text) {
    static const QRegularExpression address(u"[\\w.+'-]+@[\\w-]+(?:\\.[\\w-]+)+"_qs);
    return address.match(text).hasMatch();
}

/// With one of the areas that there are. "S4 1st" is an ordinal, and what has five signs without a
/// space may be one of our codes of people.
bool holdsPostcode(const QString& text) {
    static const QRegularExpression code(
        u"(?<![\\w-])(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|"
        "H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|"
        "S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
        "(?:\\d{1,2}|\\d[A-HJKPSTUW])\\s*\\d(?!st|nd|rd|th|hr)[ABD-HJLNP-UW-Z]{2}(?![\\w-])"_qs,
        quickly);
    for (auto found = code.globalMatch(text); found.hasNext();)
        if (found.next().capturedLength() > 5) return true;
    return false;
}

bool holdsNhsNumber(const QString& text) {
    static const QRegularExpression number(
        u"(?<![\\w.,-])(\\d{3})([ -]?)(\\d{3})\\2(\\d{4})(?![\\w-])(?![.,]\\d)"_qs);
    for (auto found = number.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        if (isNhsNumber(QString(match.captured(1) + match.captured(3) + match.captured(4))))
            return true;
    }
    return false;
}

struct Detail {
    bool (*stands)(const QString& text);
    const char* what;
};
constexpr Detail details[] = {
    {holdsTelephone, QT_TRANSLATE_NOOP("Breach", "a telephone number")},
    {holdsEmail, QT_TRANSLATE_NOOP("Breach", "an e-mail address")},
    {holdsPostcode, QT_TRANSLATE_NOOP("Breach", "a postcode")},
    {holdsNhsNumber, QT_TRANSLATE_NOOP("Breach", "an NHS number")},
};

QString translated(const char* text) {
    return QCoreApplication::translate("Breach", text);
}

}  // namespace

bool isNhsNumber(QStringView tenDigits) {
    int sum = 0;
    for (int place = 0; place < 9; ++place) sum += (10 - place) * tenDigits[place].digitValue();
    const int last = (11 - sum % 11) % 11;
    // All the same digit adds up too, and is nobody's.
    return last == tenDigits[9].digitValue() && tenDigits.count(tenDigits[0]) < 10;
}

KnownNames::KnownNames(const QStringList& names) {
    QStringList any;
    for (const QString& name : names) {
        QStringList words = name.simplified().split(u' ', Qt::SkipEmptyParts);
        if (words.join(QString()).size() < 3) continue;
        for (QString& word : words) word = QRegularExpression::escape(word);
        any << words.join(u"\\s+"_qs);
    }
    m_none = any.isEmpty();
    m_any = QRegularExpression(u"(?<!\\w)(?:"_qs + any.join(u'|') + u")(?!\\w)"_qs,
                               quickly | QRegularExpression::UseUnicodePropertiesOption);
}

bool KnownNames::standIn(const QString& text) const {
    return !m_none && m_any.match(text).hasMatch();
}

bool seemsToHoldDetails(const QString& text) {
    return std::any_of(std::begin(details), std::end(details),
                       [&](const Detail& detail) { return detail.stands(text); });
}

std::vector<Breach> inPlainSight(const RecordLine& record, const KnownNames& names) {
    std::vector<Breach> found;
    if (record.type->notebook == NotebookKind::identities) return found;
    for (const Field& field : record.type->fields) {
        if (!field.isText() || !field.isProjected()) continue;
        const QString& text = textIn(record.fields, field.name);
        QStringList what;
        for (const Detail& detail : details)
            if (detail.stands(text)) what << translated(detail.what);
        if (names.standIn(text))
            what << translated(
                QT_TRANSLATE_NOOP("Breach", "the name of somebody whose case it is"));
        if (what.isEmpty()) continue;
        found.push_back(
            {u"R12"_qs,
             translated(QT_TRANSLATE_NOOP(
                            "Breach",
                            "“%1” seems to hold %2. Such details lie in the notebook of names "
                            "only: write them there, and say it here by role or number."))
                 .arg(field.title, what.join(translated(QT_TRANSLATE_NOOP("Breach", " and ")))),
             false, true});
    }
    return found;
}

}  // namespace candour
