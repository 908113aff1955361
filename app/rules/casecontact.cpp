#include "app/rules/casecontact.h"

#include <QCoreApplication>

#include <set>

namespace candour {

QString plainCaseNumber(const QString& number) {
    QString plain = number.toLower();
    plain.removeIf([](QChar c) { return c.isSpace(); });
    qsizetype zeros = 0;
    while (zeros + 1 < plain.size() && plain[zeros] == u'0' && plain[zeros + 1].isDigit()) ++zeros;
    return plain.sliced(zeros);
}

ContactAdvice contactAdvice(std::span<const RecordId> owners, std::span<const CaseContact> log,
                            RecordId me) {
    std::set<RecordId> named(owners.begin(), owners.end());
    named.erase(RecordId());
    ContactAdvice advice;
    if (named.empty())
        advice.answer = MayContact::nobodyOwnsIt;
    else if (named.size() > 1)
        advice.answer = MayContact::severalOwnIt;
    else if (*named.begin() != me)
        advice.answer = MayContact::anotherOwnsIt;
    for (const CaseContact& each : log)
        if (each.by != me && (!advice.lastByAnother || advice.lastByAnother->day <= each.day))
            advice.lastByAnother = each;
    return advice;
}

QString sentenceFor(MayContact answer) {
    const auto translated = [](const char* text) {
        return QCoreApplication::translate("CaseContact", text);
    };
    switch (answer) {
        case MayContact::yes:
            return {};
        case MayContact::nobodyOwnsIt:
            return translated(QT_TRANSLATE_NOOP(
                "CaseContact", "Nobody owns this case yet. Take it on before you make contact."));
        case MayContact::anotherOwnsIt:
            return translated(QT_TRANSLATE_NOOP(
                "CaseContact", "Somebody else of the team makes contact. Ask them first."));
        case MayContact::severalOwnIt:
            break;
    }
    return translated(QT_TRANSLATE_NOOP(
        "CaseContact", "Two of the team own this case. Decide who, before anybody makes contact."));
}

}  // namespace candour
