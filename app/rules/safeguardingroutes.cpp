#include "app/rules/safeguardingroutes.h"

#include "app/framework/jsonschema.h"
#include "platform/check.h"

#include <QJsonArray>
#include <QJsonObject>

#include <set>

namespace candour {

Result<SafeguardingRoutes> safeguardingRoutesFromJson(const QByteArray& json) {
    constexpr char during[] = "read the safeguarding routes";
    TRY(const QJsonObject from,
        jsonBySchema(json, u"rules/policy/safeguarding-routes.schema.json"_qs));
    SafeguardingRoutes routes{.title = from[u"title"].toString(),
                              .confirmed = from[u"confirmed"].toBool(),
                              .words = from[u"words"].toString(),
                              .offices = {}};
    std::set<QString> steps;
    for (const QJsonValue& each : from[u"offices"].toArray()) {
        SafeguardingOffice office{.step = each[u"step"].toString(),
                                  .title = each[u"title"].toString(),
                                  .number = each[u"number"].toString(),
                                  .when = each[u"when"].toString()};
        if (!steps.insert(office.step).second)
            return fail(Code::badInput, during, "An office is there twice.");
        routes.offices.push_back(std::move(office));
    }
    return routes;
}

SafeguardingRoutes shippedSafeguardingRoutes() {
    auto routes =
        safeguardingRoutesFromJson(shippedFile(u"rules/policy/safeguarding-routes.json"_qs));
    check(routes.has_value(), "the routes that ship are sound");
    return std::move(*routes);
}

}  // namespace candour
