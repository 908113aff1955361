#include "app/framework/frameworkpack.h"

#include "app/framework/jsonschema.h"
#include "platform/check.h"

#include <QJsonArray>

#include <algorithm>
#include <set>

namespace candour {
namespace {

/// Remembers the first thing that is wrong.
class Faults {
  public:
    void say(bool right, const QString& fault) {
        if (!right && m_first.isEmpty()) m_first = fault;
    }
    [[nodiscard]] const QString& first() const { return m_first; }

  private:
    QString m_first;
};

// The schema has seen to kinds and limits, so that values are simply read.

Wording wordingIn(const QJsonValue& from) {
    return {from[u"text"].toString(), from[u"confirmed"].toBool()};
}

QStringList textsIn(const QJsonValue& list) {
    QStringList texts;
    for (const QJsonValue& each : list.toArray()) texts << each.toString();
    return texts;
}

template <class Item, class Read>
std::vector<Item> listIn(const QJsonValue& list, Read&& read) {
    std::vector<Item> items;
    for (const QJsonValue& each : list.toArray()) items.push_back(read(each));
    return items;
}

QualityStatement statementIn(const QJsonValue& from) {
    return {.number = from[u"number"].toInt(),
            .theme = from[u"theme"].toInt(),
            .title = wordingIn(from[u"title"]),
            .shortTitle = from[u"short"].toString(),
            .iStatements =
                listIn<IStatement>(from[u"iStatements"],
                                   [](const QJsonValue& each) {
                                       return IStatement{each[u"key"].toString(), wordingIn(each)};
                                   }),
            .subtopics = listIn<Wording>(from[u"subtopics"], wordingIn),
            .needs = textsIn(from[u"needs"]),
            .needsConfirmed = from[u"needsConfirmed"].toBool(),
            .prompts = listIn<LineOfEnquiry>(from[u"prompts"], [](const QJsonValue& each) {
                return LineOfEnquiry{each[u"key"].toString(), each[u"text"].toString(),
                                     each[u"ask"].toString(), textsIn(each[u"words"])};
            })};
}

ScoringMethod scoringIn(const QJsonValue& from) {
    return {.kind = from[u"method"].toString() == u"categories" ? ScoringMethod::Kind::categories
                                                                : ScoringMethod::Kind::direct,
            .least = from[u"least"].toInt(),
            .most = from[u"most"].toInt(),
            .notifiedScore = from[u"notifiedScore"].toInt(),
            .labels = textsIn(from[u"labels"]),
            .statementBands = listIn<StatementBand>(
                from[u"statementBands"],
                [](const QJsonValue& each) {
                    return StatementBand{each[u"score"].toInt(), each[u"fromPercent"].toInt(),
                                         each[u"toPercent"].toInt()};
                }),
            .bands = listIn<RatingBand>(from[u"bands"], [](const QJsonValue& each) {
                return RatingBand{each[u"rating"].toString(),   each[u"title"].toString(),
                                  each[u"fromPercent"].toInt(), each[u"toPercent"].toInt(),
                                  each[u"fromPoints"].toInt(),  each[u"toPoints"].toInt()};
            })};
}

/// Each band begins one after the last ended.
template <class Band>
bool leavesNoGap(const std::vector<Band>& bands, int Band::*from, int Band::*to, int first,
                 int last) {
    int next = first;
    for (const Band& band : bands) {
        if (band.*from != next || band.*to < band.*from) return false;
        next = band.*to + 1;
    }
    return next == last + 1;
}

void checkScoring(Faults& faults, const FrameworkPack& pack) {
    const ScoringMethod& scoring = pack.scoring;
    const int count = static_cast<int>(pack.statements.size());
    faults.say(
        scoring.most > scoring.least && scoring.labels.size() == scoring.most - scoring.least + 1,
        u"Every score needs a label."_qs);
    if (scoring.most <= scoring.least) return;
    const int percent = 100 * scoring.least / scoring.most;
    faults.say(leavesNoGap(scoring.bands, &RatingBand::fromPoints, &RatingBand::toPoints,
                           count * scoring.least, count * scoring.most),
               u"The bands must cover every total of points once."_qs);
    faults.say(
        leavesNoGap(scoring.bands, &RatingBand::fromPercent, &RatingBand::toPercent, percent, 100),
        u"The bands must cover every percentage once."_qs);
    faults.say(scoring.kind == ScoringMethod::Kind::direct ||
                   leavesNoGap(scoring.statementBands, &StatementBand::fromPercent,
                               &StatementBand::toPercent, percent, 100),
               u"The statement bands must cover every percentage once."_qs);
    for (const StatementBand& band : scoring.statementBands)
        faults.say(scoring.least <= band.score && band.score <= scoring.most,
                   u"A statement band gives a score that there is not."_qs);
    for (const RatingBand& band : scoring.bands)
        for (int points = band.fromPoints; faults.first().isEmpty() && points <= band.toPoints;
             ++points)
            faults.say(
                scoring.bandOf(ScoringMethod::percentOf(points, count * scoring.most)) == &band,
                u"%1 points and their percentage are in different bands."_qs.arg(points));
}

void checkParts(Faults& faults, const FrameworkPack& pack) {
    std::set<int> themes;
    for (const Theme& theme : pack.themes)
        faults.say(themes.insert(theme.number).second, u"A theme's number is there twice."_qs);
    std::set<QString> categories;
    for (const EvidenceCategory& category : pack.categories)
        faults.say(categories.insert(category.name).second, u"A category is there twice."_qs);
    std::set<int> numbers;
    std::set<QString> keys;
    for (const QualityStatement& statement : pack.statements) {
        const QString where = u"Quality statement %1 "_qs.arg(statement.number);
        faults.say(statement.number > 0 && numbers.insert(statement.number).second,
                   where + u"needs a number of its own."_qs);
        faults.say(themes.contains(statement.theme), where + u"belongs to no theme."_qs);
        for (const QString& need : statement.needs)
            faults.say(pack.category(need) != nullptr && pack.category(need)->used,
                       where + u"needs a category that is not used."_qs);
        for (const IStatement& each : statement.iStatements)
            faults.say(keys.insert(each.key).second, where + u"repeats a key."_qs);
        for (const LineOfEnquiry& prompt : statement.prompts)
            faults.say(keys.insert(prompt.key).second && !prompt.words.isEmpty(),
                       where + u"has a prompt without a key of its own or without words."_qs);
    }
    faults.say(!pack.statements.empty(), u"There are no quality statements."_qs);
    checkScoring(faults, pack);
}

/// Null if none of them is it.
template <class Item, class Test>
const Item* firstOf(const std::vector<Item>& items, Test&& isIt) {
    const auto found = std::find_if(items.begin(), items.end(), isIt);
    return found == items.end() ? nullptr : &*found;
}

template <class Band>
const Band* bandHolding(const std::vector<Band>& bands, int percent) {
    return firstOf(bands, [&](const Band& each) {
        return each.fromPercent <= percent && percent <= each.toPercent;
    });
}

}  // namespace

int ScoringMethod::percentOf(int points, int mostPoints) {
    check(mostPoints > 0, "a percentage is of something");
    return (200 * points + mostPoints) / (2 * mostPoints);
}

const StatementBand* ScoringMethod::statementBandOf(int percent) const {
    return bandHolding(statementBands, percent);
}

const RatingBand* ScoringMethod::bandOf(int percent) const {
    return bandHolding(bands, percent);
}

const QualityStatement* FrameworkPack::statement(int number) const {
    return firstOf(statements, [&](const QualityStatement& each) { return each.number == number; });
}

const Theme* FrameworkPack::theme(int number) const {
    return firstOf(themes, [&](const Theme& each) { return each.number == number; });
}

const EvidenceCategory* FrameworkPack::category(QStringView name) const {
    return firstOf(categories, [&](const EvidenceCategory& each) { return each.name == name; });
}

Result<FrameworkPack> frameworkPackFromJson(const QByteArray& json) {
    TRY(const QJsonObject from, jsonBySchema(json, u"framework/pack.schema.json"_qs));
    FrameworkPack pack{
        .id = from[u"id"].toString(),
        .title = from[u"title"].toString(),
        .about = from[u"about"].toString(),
        .sameNumbersAs = textsIn(from[u"sameNumbersAs"]),
        .themes = listIn<Theme>(from[u"themes"],
                                [](const QJsonValue& each) {
                                    return Theme{each[u"number"].toInt(), wordingIn(each[u"title"]),
                                                 each[u"careAct"].toBool()};
                                }),
        .categories = listIn<EvidenceCategory>(
            from[u"categories"],
            [](const QJsonValue& each) {
                return EvidenceCategory{each[u"name"].toString(), each[u"title"].toString(),
                                        each[u"short"].toString(), each[u"used"].toBool()};
            }),
        .statements = listIn<QualityStatement>(from[u"statements"], statementIn),
        .scoring = scoringIn(from[u"scoring"])};
    TRY_OK(checkWhole(pack));
    return pack;
}

bool FrameworkPack::readsNumbersOf(const QString& packId) const {
    return packId.isEmpty() || packId == id || sameNumbersAs.contains(packId);
}

Status checkWhole(const FrameworkPack& pack) {
    Faults faults;
    checkParts(faults, pack);
    if (faults.first().isEmpty()) return {};
    return fail(Code::badInput, "check a framework pack", faults.first().toStdString());
}

QStringList shippedPackIds() {
    return {u"la-2026"_qs, u"la-2023"_qs};
}

Result<FrameworkPack> shippedPack(const QString& id) {
    if (!shippedPackIds().contains(id))
        return fail(Code::notFound, "read a framework pack", "No such pack comes with Candour.");
    return frameworkPackFromJson(shippedFile(u"framework/packs/%1.json"_qs.arg(id)));
}

}  // namespace candour
