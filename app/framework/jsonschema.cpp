#include "app/framework/jsonschema.h"

#include "platform/check.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace candour {
namespace {

constexpr qsizetype fileBytes = 1024 * 1024;
// The library matches patterns by recursion over the text: no schema of ours allows longer ones.
constexpr qsizetype longestText = 2'000;

bool holdsSoundTexts(const QJsonValue& value) {
    const auto sound = [](const QString& text) {
        return text.size() <= longestText && text.isValidUtf16() && !text.contains(QChar(0));
    };
    if (value.isString()) return sound(value.toString());
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return std::all_of(array.begin(), array.end(),
                           [](const QJsonValue& each) { return holdsSoundTexts(each); });
    }
    const QJsonObject object = value.toObject();
    for (auto each = object.begin(); each != object.end(); ++each)
        if (!sound(each.key()) || !holdsSoundTexts(each.value())) return false;
    return true;
}

/// What the library found, by how its words begin, and what people are told.
constexpr std::pair<std::string_view, const char*> faults[] = {
    {"Value type", "what stands there is of another kind (text, number, list) than it has to be."},
    {"Failed to match against any enum", "this is none of the words that may stand there."},
    {"Failed to match regex", "it is not written in the form that it has to have."},
    {"String should be no more", "the text is too long."},
    {"String should be no fewer", "the text is too short."},
    {"Expected number less", "the number is too high."},
    {"Expected number greater", "the number is too low."},
    {"Array should contain no more", "there are too many of them."},
    {"Array should contain no fewer", "there are too few of them."},
    {"Elements at indexes", "one of them is there twice."}};

/// "statements, number 1, short" for [statements][0][short].
std::string placeFrom(const std::vector<std::string>& path) {
    std::string place;
    for (std::size_t i = 1; i < path.size(); ++i) {
        const std::string part = path[i].substr(1, path[i].size() - 2);
        const bool counts = std::all_of(part.begin(), part.end(),
                                        [](unsigned char letter) { return std::isdigit(letter); });
        place += place.empty() ? "" : ", ";
        place += counts ? "number " + std::to_string(std::stoi(part) + 1) : part;
    }
    return place;
}

/// The name in quotation marks at the end of what the library says.
std::string nameIn(const std::string& description) {
    const std::size_t end = description.rfind('\'');
    const std::size_t begin = end == 0 ? end : description.rfind('\'', end - 1);
    return end == begin ? std::string() : description.substr(begin + 1, end - begin - 1);
}

std::string sentenceFor(const valijson::ValidationResults::Error& fault) {
    const std::string place = placeFrom(fault.context);
    const std::string& what = fault.description;
    const std::string where = place.empty() ? "In the file " : "In " + place + " ";
    if (what.starts_with("Missing required")) return where + "“" + nameIn(what) + "” is missing.";
    if (what.starts_with("Object contains a property"))
        return where + "nothing may be called “" + nameIn(what) + "”.";
    const std::string at = place.empty() ? "At the beginning: " : "At " + place + ": ";
    for (const auto& [begins, sentence] : faults)
        if (what.starts_with(begins)) return at + sentence;
    return at + "what stands there may not stand there.";
}

/// The innermost fault: what encloses it is only wrong because of it.
std::string innermost(valijson::ValidationResults& results) {
    valijson::ValidationResults::Error error;
    valijson::ValidationResults::Error inner;
    while (results.popError(error))
        if (error.context.size() > inner.context.size()) inner = error;
    return sentenceFor(inner);
}

}  // namespace

Result<QJsonObject> jsonBySchema(const QByteArray& json, const QString& schemaPath) {
    constexpr char during[] = "check a file by its schema";
    if (json.size() > fileBytes) return fail(Code::tooLarge, during, "It is larger than 1 MiB.");
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject()) return fail(Code::badInput, during, "It is not a JSON object.");
    const QJsonValue content = document.object();
    if (!holdsSoundTexts(content))
        return fail(Code::badInput, during, "It holds a text that is too long or not sound.");
    const QJsonValue schemaJson = QJsonDocument::fromJson(shippedFile(schemaPath)).object();
    check(!schemaJson.toObject().isEmpty(), "every schema ships");
    try {
        valijson::Schema schema;
        valijson::SchemaParser().populateSchema(valijson::adapters::QtJsonAdapter(schemaJson),
                                                schema);
        valijson::ValidationResults results;
        if (!valijson::Validator().validate(schema, valijson::adapters::QtJsonAdapter(content),
                                            &results))
            return fail(Code::badInput, during, innermost(results));
    } catch (const std::exception&) {
        return fail(Code::badInput, during, "It cannot be checked by its schema.");
    }
    return document.object();
}

QByteArray shippedFile(const QString& path) {
    QFile file(u":/candour/"_qs + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace candour
