#include "app/import/cellvalue.h"

#include "app/import/councilwords.h"
#include "app/records/timetext.h"

#include <QDate>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace candour {
namespace {

std::vector<int> numbersIn(const QString& text) {
    static const QRegularExpression digits(u"[0-9]{1,9}"_qs);
    std::vector<int> numbers;
    for (auto found = digits.globalMatch(text); found.hasNext();)
        numbers.push_back(found.next().captured().toInt());
    return numbers;
}

/// "67", "65-84", "85+" and "<18" among options that are bands, such as age_65_84 and age_85, which
/// is open. A year of birth is no age, and a band that reaches over two of ours is neither.
const Choice* bandOf(const Field& field, const QString& cell) {
    constexpr int oldest = 130;
    const std::vector<int> wanted = numbersIn(cell);
    const QString text = cell.trimmed();
    const bool below = text.startsWith(u'<');
    const bool isDate = wanted.size() > 2 || text.contains(u'/');
    if (wanted.empty() || isDate || wanted.front() > oldest || !(below || text[0].isDigit()))
        return nullptr;
    const int from = below ? 0 : wanted.front();
    const int to = below ? wanted.front() - 1 : wanted.back();
    const bool open = text.contains(u'+') || text.contains(u"over") || text.contains(u"older");
    for (const Choice& choice : field.choices) {
        const std::vector<int> band = numbersIn(choice.name);
        if (band.empty()) continue;
        const bool bandIsOpen = band.size() == 1;
        if (open ? bandIsOpen && from == band.front()
                 : band.front() <= from && (bandIsOpen || to <= band.back()))
            return &choice;
    }
    return nullptr;
}

}  // namespace

const Choice* optionOf(const Field& field, const QString& cell) {
    const QString word = bareWord(cell);
    const QString called = optionCalled(field.name, word);
    const auto found =
        std::find_if(field.choices.begin(), field.choices.end(), [&](const Choice& choice) {
            return word == bareWord(choice.name) || word == bareWord(choice.title) ||
                   called == choice.name;
        });
    return found == field.choices.end() ? bandOf(field, cell) : &*found;
}

QString optionsOf(const Field& field) {
    QStringList titles;
    for (const Choice& choice : field.choices) titles << choice.title;
    return titles.join(u", "_qs);
}

QStringList entriesOf(const QString& cell) {
    static const QRegularExpression apart(u"[,;\n]"_qs);
    QStringList entries;
    for (const QString& each : cell.split(apart, Qt::SkipEmptyParts))
        if (!each.trimmed().isEmpty()) entries << each.trimmed();
    return entries;
}

QString bareWord(const QString& text) {
    QString word;
    for (const QChar letter : text)
        if (letter.isLetterOrNumber()) word += letter.toLower();
    return word;
}

std::optional<bool> yesOrNo(const QString& cell) {
    const QString word = bareWord(cell);
    for (const QString& yes : {u"yes"_qs, u"y"_qs, u"true"_qs, u"1"_qs, u"x"_qs})
        if (word == yes) return true;
    for (const QString& no : {u""_qs, u"no"_qs, u"n"_qs, u"false"_qs, u"0"_qs})
        if (word == no) return false;
    return std::nullopt;
}

std::optional<QString> councilDate(const QString& cell) {
    const QString text = cell.simplified();
    if (auto stored = dateFromText(text)) return stored;
    // A spreadsheet's date with a time of day: the day is what counts.
    if (text.size() > 11 && (text[10] == u' ' || text[10] == u'T'))
        if (auto stored = dateFromText(text.first(10))) return stored;
    const QLocale english(QLocale::English, QLocale::UnitedKingdom);
    for (const auto* form :
         {u"d/M/yyyy", u"d.M.yyyy", u"d-M-yyyy", u"d MMMM yyyy", u"d MMM yyyy", u"d-MMM-yyyy"}) {
        const QDate day = english.toDate(text, QString::fromUtf16(form));
        if (day.isValid()) return dateFromText(day.toString(Qt::ISODate));
    }
    for (const auto* form : {u"d/M/yy", u"d-MMM-yy"}) {
        const QDate day = english.toDate(text, QString::fromUtf16(form)).addYears(100);
        if (day.isValid()) return dateFromText(day.toString(Qt::ISODate));
    }
    for (const auto* form : {u"MMMM yyyy", u"MMM yyyy", u"M/yyyy"}) {
        const QDate day = english.toDate(text, QString::fromUtf16(form));
        if (day.isValid()) return dateFromText(day.toString(u"yyyy-MM"_qs));
    }
    return std::nullopt;
}

Result<cbor::Value> cellValue(const Field& field, const QString& cell) {
    const auto wrong = [&](const QString& rule) {
        return fail(Code::badInput, "read a cell", rule.toStdString());
    };
    const auto noOption = [&](const QString& entry) {
        return wrong(
            u"“%1” is none of the options: %2."_qs.arg(entry.simplified(), optionsOf(field)));
    };
    const QString text = cell.trimmed();
    if (text.isEmpty()) return cbor::Value();
    switch (field.kind) {
        case FieldKind::date: {
            const auto date = councilDate(text);
            if (!date) return wrong(u"this is not a date such as 14/05/2026 or May 2026."_qs);
            return valueFromText(field, *date);
        }
        case FieldKind::choice: {
            if (isNoAnswer(bareWord(text))) return cbor::Value();
            const Choice* option = optionOf(field, text);
            if (option == nullptr) return noOption(text);
            return valueFromText(field, option->name);
        }
        case FieldKind::choiceSet: {
            QStringList names;
            for (const QString& each : entriesOf(text)) {
                if (isNoAnswer(bareWord(each))) continue;
                const Choice* option = optionOf(field, each);
                if (option == nullptr) return noOption(each);
                names << option->name;
            }
            names.removeDuplicates();
            return valueFromText(field, names.join(u','));
        }
        case FieldKind::flag: {
            const auto answer = yesOrNo(text);
            if (!answer) return wrong(u"“%1” is neither yes nor no."_qs.arg(text));
            return valueFromText(field, *answer ? u"yes"_qs : u"no"_qs);
        }
        case FieldKind::text:
            return valueFromText(field, text.simplified());
        default:
            return valueFromText(field, text);
    }
}

}  // namespace candour
