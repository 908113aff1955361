#include "app/framework/frameworkpack.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <set>

namespace candour {
namespace {

constexpr qsizetype packBytes = 1024 * 1024;
constexpr qsizetype lineCharacters = 400;

/// Reads values and remembers the first fault, so that a whole pack is read without a test at each
/// step.
class Reader {
  public:
    [[nodiscard]] const QString& fault() const { return m_fault; }
    void say(bool right, const QString& fault) {
        if (!right && m_fault.isEmpty()) m_fault = fault;
    }

    QString text(const QJsonObject& from, const QString& key, bool mayBeEmpty = false) {
        const QJsonValue value = from.value(key);
        const QString text = value.toString();
        say(value.isString() && text.size() <= lineCharacters && text.isValidUtf16() &&
                !text.contains(QChar(0)) && (mayBeEmpty || !text.trimmed().isEmpty()),
            key + u" must be a text of at most 400 characters."_qs);
        return text;
    }
    int number(const QJsonObject& from, const QString& key) {
        const QVariant value = from.value(key).toVariant();
        const bool whole = value.typeId() == QMetaType::LongLong && value.toLongLong() >= 0 &&
                           value.toLongLong() <= 1'000;
        say(whole, key + u" must be a whole number from 0 to 1000."_qs);
        return whole ? value.toInt() : 0;
    }
    bool flag(const QJsonObject& from, const QString& key) {
        say(from.value(key).isBool(), key + u" must be true or false."_qs);
        return from.value(key).toBool();
    }
    Wording wording(const QJsonObject& from) {
        return {text(from, u"text"_qs), flag(from, u"confirmed"_qs)};
    }
    QStringList texts(const QJsonObject& from, const QString& key) {
        QStringList list;
        say(from.value(key).isArray(), key + u" must be a list."_qs);
        for (const QJsonValue& value : from.value(key).toArray()) {
            say(value.isString() && !value.toString().isEmpty(), key + u" must hold texts."_qs);
            list << value.toString();
        }
        return list;
    }
    template <class Item, class Read>
    std::vector<Item> list(const QJsonObject& from, const QString& key, Read&& read) {
        std::vector<Item> items;
        say(from.value(key).isArray(), key + u" must be a list."_qs);
        for (const QJsonValue& value : from.value(key).toArray()) {
            say(value.isObject(), key + u" must hold objects."_qs);
            items.push_back(read(value.toObject()));
        }
        return items;
    }

  private:
    QString m_fault;
};

QualityStatement readStatement(Reader& reader, const QJsonObject& from) {
    QualityStatement statement;
    statement.number = reader.number(from, u"number"_qs);
    statement.theme = reader.number(from, u"theme"_qs);
    statement.title = reader.wording(from.value(u"title").toObject());
    statement.shortTitle = reader.text(from, u"short"_qs);
    statement.iStatements =
        reader.list<IStatement>(from, u"iStatements"_qs, [&](const QJsonObject& each) {
            return IStatement{reader.text(each, u"key"_qs), reader.wording(each)};
        });
    statement.subtopics = reader.list<Wording>(
        from, u"subtopics"_qs, [&](const QJsonObject& each) { return reader.wording(each); });
    statement.needs = reader.texts(from, u"needs"_qs);
    statement.needsConfirmed = reader.flag(from, u"needsConfirmed"_qs);
    statement.prompts = reader.list<LineOfEnquiry>(from, u"prompts"_qs, [&](const QJsonObject& each) {
        return LineOfEnquiry{reader.text(each, u"key"_qs), reader.text(each, u"text"_qs),
                      reader.text(each, u"ask"_qs, true), reader.texts(each, u"words"_qs)};
    });
    return statement;
}

ScoringMethod readScoring(Reader& reader, const QJsonObject& from) {
    ScoringMethod scoring;
    const QString method = reader.text(from, u"method"_qs);
    reader.say(method == u"direct" || method == u"categories",
               u"method must be direct or categories."_qs);
    scoring.kind =
        method == u"categories" ? ScoringMethod::Kind::categories : ScoringMethod::Kind::direct;
    reader.say(reader.text(from, u"rounding"_qs) == u"half_up", u"rounding must be half_up."_qs);
    scoring.least = reader.number(from, u"least"_qs);
    scoring.most = reader.number(from, u"most"_qs);
    scoring.labels = reader.texts(from, u"labels"_qs);
    if (scoring.kind == ScoringMethod::Kind::categories)
        scoring.statementBands =
            reader.list<StatementBand>(from, u"statementBands"_qs, [&](const QJsonObject& each) {
                return StatementBand{reader.number(each, u"score"_qs),
                                     reader.number(each, u"fromPercent"_qs),
                                     reader.number(each, u"toPercent"_qs)};
            });
    scoring.bands = reader.list<RatingBand>(from, u"bands"_qs, [&](const QJsonObject& each) {
        return RatingBand{
            reader.text(each, u"rating"_qs),        reader.text(each, u"title"_qs),
            reader.number(each, u"fromPercent"_qs), reader.number(each, u"toPercent"_qs),
            reader.number(each, u"fromPoints"_qs),  reader.number(each, u"toPoints"_qs)};
    });
    return scoring;
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

void checkScoring(Reader& reader, const FrameworkPack& pack) {
    const ScoringMethod& scoring = pack.scoring;
    const int count = static_cast<int>(pack.statements.size());
    reader.say(
        scoring.most > scoring.least && scoring.labels.size() == scoring.most - scoring.least + 1,
        u"Every score needs a label."_qs);
    if (scoring.most <= scoring.least) return;
    const int percent = 100 * scoring.least / scoring.most;
    reader.say(leavesNoGap(scoring.bands, &RatingBand::fromPoints, &RatingBand::toPoints,
                           count * scoring.least, count * scoring.most),
               u"The bands must cover every total of points once."_qs);
    reader.say(
        leavesNoGap(scoring.bands, &RatingBand::fromPercent, &RatingBand::toPercent, percent, 100),
        u"The bands must cover every percentage once."_qs);
    reader.say(scoring.kind == ScoringMethod::Kind::direct ||
                   leavesNoGap(scoring.statementBands, &StatementBand::fromPercent,
                               &StatementBand::toPercent, percent, 100),
               u"The statement bands must cover every percentage once."_qs);
}

void checkWhole(Reader& reader, const FrameworkPack& pack) {
    std::set<int> themes;
    for (const Theme& theme : pack.themes)
        reader.say(themes.insert(theme.number).second, u"A theme's number is there twice."_qs);
    std::set<int> numbers;
    std::set<QString> keys;
    for (const QualityStatement& statement : pack.statements) {
        const QString where = u"Quality statement %1 "_qs.arg(statement.number);
        reader.say(statement.number > 0 && numbers.insert(statement.number).second,
                   where + u"needs a number of its own."_qs);
        reader.say(themes.contains(statement.theme), where + u"belongs to no theme."_qs);
        for (const QString& need : statement.needs)
            reader.say(pack.category(need) != nullptr && pack.category(need)->used,
                       where + u"needs a category that is not used."_qs);
        for (const IStatement& each : statement.iStatements)
            reader.say(keys.insert(each.key).second, where + u"repeats a key."_qs);
        for (const LineOfEnquiry& prompt : statement.prompts)
            reader.say(keys.insert(prompt.key).second && !prompt.words.isEmpty(),
                       where + u"has a prompt without a key of its own or without words."_qs);
    }
    reader.say(!pack.statements.empty(), u"There are no quality statements."_qs);
    checkScoring(reader, pack);
}

}  // namespace

const QualityStatement* FrameworkPack::statement(int number) const {
    const auto found =
        std::find_if(statements.begin(), statements.end(),
                     [&](const QualityStatement& each) { return each.number == number; });
    return found == statements.end() ? nullptr : &*found;
}

const EvidenceCategory* FrameworkPack::category(QStringView name) const {
    const auto found =
        std::find_if(categories.begin(), categories.end(),
                     [&](const EvidenceCategory& each) { return each.name == name; });
    return found == categories.end() ? nullptr : &*found;
}

Result<FrameworkPack> frameworkPackFromJson(const QByteArray& json) {
    const auto wrong = [](const QString& sentence, Code code = Code::badInput) {
        return fail(code, "read a framework pack", sentence.toStdString());
    };
    if (json.size() > packBytes) return wrong(u"It is larger than 1 MiB."_qs, Code::tooLarge);
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject()) return wrong(u"It is not a JSON object."_qs);
    const QJsonObject from = document.object();
    Reader reader;
    FrameworkPack pack;
    pack.id = reader.text(from, u"id"_qs);
    pack.title = reader.text(from, u"title"_qs);
    pack.about = reader.text(from, u"about"_qs);
    pack.themes = reader.list<Theme>(from, u"themes"_qs, [&](const QJsonObject& each) {
        return Theme{reader.number(each, u"number"_qs),
                     reader.wording(each.value(u"title").toObject())};
    });
    pack.categories =
        reader.list<EvidenceCategory>(from, u"categories"_qs, [&](const QJsonObject& each) {
            return EvidenceCategory{reader.text(each, u"name"_qs), reader.text(each, u"title"_qs),
                                    reader.text(each, u"short"_qs), reader.flag(each, u"used"_qs)};
        });
    pack.statements = reader.list<QualityStatement>(
        from, u"statements"_qs,
        [&](const QJsonObject& each) { return readStatement(reader, each); });
    pack.scoring = readScoring(reader, from.value(u"scoring").toObject());
    checkWhole(reader, pack);
    if (!reader.fault().isEmpty()) return wrong(reader.fault());
    return pack;
}

QStringList shippedPackIds() {
    return {u"la-2026"_qs, u"la-2023"_qs};
}

Result<FrameworkPack> shippedPack(const QString& id) {
    QFile file(u":/candour/framework/packs/%1.json"_qs.arg(id));
    if (!shippedPackIds().contains(id) || !file.open(QIODevice::ReadOnly))
        return fail(Code::notFound, "read a framework pack", "No such pack comes with Candour.");
    return frameworkPackFromJson(file.readAll());
}

}  // namespace candour
