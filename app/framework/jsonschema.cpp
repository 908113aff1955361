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

/// The innermost fault: what encloses it is only wrong because of it.
std::string innermost(valijson::ValidationResults& results) {
    valijson::ValidationResults::Error error;
    std::vector<std::string> path;
    std::string what;
    while (results.popError(error))
        if (error.context.size() > path.size()) {
            path = error.context;
            what = error.description;
        }
    std::string place;
    for (std::size_t i = 1; i < path.size(); ++i) place += path[i];
    return (place.empty() ? "At the beginning: " : "At " + place + ": ") + what;
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
    } catch (const std::exception& problem) {
        return fail(Code::badInput, during, problem.what());
    }
    return document.object();
}

QByteArray shippedFile(const QString& path) {
    QFile file(u":/candour/"_qs + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace candour
