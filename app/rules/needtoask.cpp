#include "app/rules/needtoask.h"

#include <QCoreApplication>

#include <algorithm>

namespace candour {
namespace {

Asking askingOf(KnownPaper::State state) {
    switch (state) {
        case KnownPaper::State::held:
            return Asking::weHaveIt;
        case KnownPaper::State::requested:
            return Asking::weRequestedIt;
        case KnownPaper::State::canBeRequested:
            break;
    }
    return Asking::requestIt;
}

}  // namespace

NeedToAsk needToAsk(std::span<const KnownPaper> papers, int statement, QStringView category) {
    const auto speaksOfIt = [&](const KnownPaper& each) {
        return each.statement == statement && each.category == category;
    };
    NeedToAsk need;
    for (const KnownPaper& each : papers)
        if (speaksOfIt(each)) need.answer = std::min(need.answer, askingOf(each.state));
    for (const KnownPaper& each : papers)
        if (speaksOfIt(each) && askingOf(each.state) == need.answer)
            need.because.push_back(each.id);
    return need;
}

QString sentenceFor(Asking answer) {
    const auto translated = [](const char* text) {
        return QCoreApplication::translate("NeedToAsk", text);
    };
    switch (answer) {
        case Asking::weHaveIt:
            return translated(
                QT_TRANSLATE_NOOP("NeedToAsk", "We have this. Ask only what it leaves open."));
        case Asking::weRequestedIt:
            return translated(
                QT_TRANSLATE_NOOP("NeedToAsk", "We have requested this and it has not come yet."));
        case Asking::requestIt:
            return translated(
                QT_TRANSLATE_NOOP("NeedToAsk", "The council can give us this. Request it first."));
        case Asking::ask:
            break;
    }
    return translated(QT_TRANSLATE_NOOP("NeedToAsk", "Nothing we have speaks of this. Ask."));
}

}  // namespace candour
