#include "app/rules/evidence.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <numeric>
#include <unordered_map>

namespace candour {
namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("Evidence", text);
}

Evidence byBasis(Basis basis) {
    if (basis == Basis::opinion) return Evidence::opinion;
    return basis == Basis::inference ? Evidence::thought : Evidence::counts;
}

}  // namespace

Basis basisOf(QStringView option, bool saysFromWhom) {
    if (option.isEmpty()) return saysFromWhom ? Basis::heardFrom : Basis::fact;
    if (option == u"fact") return Basis::fact;
    if (option == u"heard_from") return Basis::heardFrom;
    if (option == u"opinion" || option == u"own_view") return Basis::opinion;
    return option == u"expert_opinion" ? Basis::expertOpinion : Basis::inference;
}

Evidence evidenceFrom(QStringView lineKind, AgreementState talk, Basis basis) {
    if (lineKind == u"mark") return Evidence::emptyMoment;
    if (lineKind != u"said" && lineKind != u"saw") return Evidence::thought;
    switch (talk) {
        case AgreementState::given:
            return byBasis(basis);
        case AgreementState::paused:
            return Evidence::paused;
        case AgreementState::refused:
        case AgreementState::withdrawn:
            return Evidence::stopped;
        case AgreementState::notAsked:
        case AgreementState::asked:
            break;
    }
    return Evidence::notAgreed;
}

Evidence evidenceFromPaper(Basis basis, QStringView figureKind) {
    return figureKind == u"finance" ? Evidence::financeFigure : byBasis(basis);
}

QString sentenceFor(Evidence evidence) {
    switch (evidence) {
        case Evidence::counts:
            return {};
        case Evidence::thought:
            return translated(QT_TRANSLATE_NOOP(
                "Evidence", "This is yours, so it cannot be evidence. Link it to a line instead."));
        case Evidence::opinion:
            return translated(QT_TRANSLATE_NOOP(
                "Evidence", "An opinion is not evidence by itself. Ask what it rests on."));
        case Evidence::financeFigure:
            return translated(QT_TRANSLATE_NOOP(
                "Evidence", "The council’s finances are context, so they cannot be tagged."));
        case Evidence::emptyMoment:
            return translated(QT_TRANSLATE_NOOP(
                "Evidence", "Nothing is written here yet. Write what happened, then tag it."));
        case Evidence::notAgreed:
            return translated(QT_TRANSLATE_NOOP(
                "Evidence",
                "They have not yet agreed to talk with us. Your note is safe. Ask, then tag it."));
        case Evidence::paused:
            return translated(QT_TRANSLATE_NOOP(
                "Evidence", "They asked to pause. Your note is safe. Tag it once they go on."));
        case Evidence::stopped:
            break;
    }
    return translated(QT_TRANSLATE_NOOP(
        "Evidence", "They do not want to talk with us, so this cannot be evidence."));
}

bool quotationAllowed(QStringView lineKind, const AgreementAnswer& quotation) {
    return lineKind == u"said" && quotation.state == AgreementState::given &&
           !quotation.leftToTheLead;
}

std::vector<std::size_t> sourceOfEach(std::span<const EvidenceSource> sources) {
    // Sources that share a meeting or a person are joined; what is left apart is independent.
    std::vector<std::size_t> leader(sources.size());
    std::iota(leader.begin(), leader.end(), std::size_t{0});
    const auto find = [&](std::size_t i) {
        while (leader[i] != i) i = leader[i] = leader[leader[i]];
        return i;
    };
    std::unordered_map<RecordId, std::size_t> byMeeting;
    std::unordered_map<RecordId, std::size_t> byPerson;
    std::unordered_map<QString, std::size_t> byOffice;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto join = [&](auto& seen, const auto& key) {
            const auto [first, isNew] = seen.try_emplace(key, i);
            if (!isNew) leader[find(i)] = find(first->second);
        };
        join(byMeeting, sources[i].meeting);
        if (!sources[i].person.isNull()) join(byPerson, sources[i].person);
        for (const RecordId& also : sources[i].alsoAs) join(byPerson, also);
        if (!sources[i].office.isEmpty()) join(byOffice, sources[i].office);
    }
    for (std::size_t i = 0; i < leader.size(); ++i) leader[i] = find(i);
    return leader;
}

int independentSources(std::span<const EvidenceSource> sources) {
    const auto leader = sourceOfEach(sources);
    int count = 0;
    for (std::size_t i = 0; i < leader.size(); ++i) count += leader[i] == i ? 1 : 0;
    return count;
}

QString voicesFor(QStringView category, int independentSources) {
    const bool people = category == u"people";
    if (independentSources <= 0) return translated(QT_TRANSLATE_NOOP("Evidence", "Not yet heard"));
    if (independentSources == 1)
        return people ? translated(QT_TRANSLATE_NOOP("Evidence", "One voice, so far"))
                      : translated(QT_TRANSLATE_NOOP("Evidence", "One source, so far"));
    const QString words =
        people ? translated(QT_TRANSLATE_NOOP("Evidence", "People told us, %1 independent sources"))
               : translated(QT_TRANSLATE_NOOP("Evidence", "%1 independent sources"));
    return words.arg(independentSources);
}

namespace {

/// "They told us", and "we heard from them".
QRegularExpression phrases() {
    const QString nouns =
        u"(?:people|persons|individuals|everyone|everybody|many|most|several|others|they all|all of"
        " them|both of them|carers|families|family members|relatives|parents|mothers|fathers|"
        "daughters|sons|wives|husbands|partners|neighbours|friends|residents|tenants|adults|"
        "young adults|older adults|children|women|men|users|clients|patients|customers|citizens|"
        "respondents|participants|communities|groups|advocates|volunteers|staff|workers|"
        "practitioners|professionals|therapists|nurses|doctors|managers|leaders|directors|"
        "officers|assistants|assessors|colleagues|teams|councillors|members|providers|agencies|"
        "charities|organisations)"_qs;
    const QString verbs =
        u"(?:tell|told|say|said|feel|felt|find|found|report|reported|describe|described|explain|"
        "explained|share|shared|think|thought|believe|believed|mention|mentioned|raise|raised|"
        "agree|agreed|complain|complained|praise|praised|value|valued|experience|experienced|"
        "wait|waited|want|wanted|know|knew|spoke|commented|confirmed)"_qs;
    const QString heard =
        u"(?:(?:heard|hear|learned|learnt|feedback|accounts?|views?|experiences?|words|stories|"
        "evidence|concerns|complaints|comments)\\s+(?:from|of|by)|(?:told|said|reported|described|"
        "raised|shared|explained|confirmed|felt|voiced|expressed|echoed)(?:\\s+to\\s+us)?\\s+by|"
        "according\\s+to|(?:spoke|spoken|talked)\\s+(?:with|to))"_qs;
    return QRegularExpression(
        u"\\b%1\\b[^.!?;]{0,60}\\b%2\\b|\\b%3\\s+(?:[\\w’'-]+\\s+){0,4}%1\\b"_qs.arg(nouns, verbs,
                                                                                     heard),
        QRegularExpression::CaseInsensitiveOption);
}

}  // namespace

bool speaksForMany(const QString& text, int independentSources) {
    if (independentSources > 1) return false;
    static const QRegularExpression oneOfThem(
        u"\\b(?:one|a|another|1)\\s+(?:of\\s+(?:the|our|their|her|his|these|those)\\s+)"
        "(?:[\\w’'-]+\\s+){0,2}?[\\w’'-]+s\\b"_qs,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression many = phrases();
    QString words = text;
    return many.match(words.replace(oneOfThem, u"one"_qs)).hasMatch();
}

}  // namespace candour
