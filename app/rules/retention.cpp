#include "app/rules/retention.h"

#include "app/framework/jsonschema.h"
#include "platform/check.h"

#include <QJsonArray>

#include <algorithm>
#include <set>

namespace candour {
namespace {

RetentionStart startNamed(const QString& name) {
    if (name == u"recorded") return RetentionStart::recorded;
    return name == u"closed" ? RetentionStart::closed : RetentionStart::published;
}

std::optional<QDate> startOf(RetentionStart start, const RetentionEvents& events) {
    switch (start) {
        case RetentionStart::recorded:
            return events.recorded;
        case RetentionStart::closed:
            return events.closed;
        case RetentionStart::published:
            break;
    }
    return events.published;
}

}  // namespace

const RetentionClass& RetentionPolicy::classOf(QStringView recordType) const {
    const auto naming = [&](const auto& test) {
        return std::find_if(classes.begin(), classes.end(), test);
    };
    auto found = naming([&](const RetentionClass& each) {
        return std::any_of(each.types.begin(), each.types.end(),
                           [&](const QString& type) { return type == recordType; });
    });
    if (found == classes.end())
        found = naming([&](const RetentionClass& each) { return each.name == otherwise; });
    check(found != classes.end(), "a policy that was read has a class for every type");
    return *found;
}

Result<RetentionPolicy> retentionPolicyFromJson(const QByteArray& json) {
    constexpr char during[] = "read a retention policy";
    TRY(const QJsonObject from, jsonBySchema(json, u"rules/policy/retention.schema.json"_qs));
    RetentionPolicy policy{.title = from[u"title"].toString(),
                           .confirmed = from[u"confirmed"].toBool(),
                           .otherwise = from[u"otherwise"].toString(),
                           .classes = {}};
    std::set<QString> names;
    std::set<QString> types;
    for (const QJsonValue& each : from[u"classes"].toArray()) {
        RetentionClass one{.name = each[u"name"].toString(),
                           .title = each[u"title"].toString(),
                           .starts = startNamed(each[u"starts"].toString()),
                           .months = each[u"months"].toInt(),
                           .types = {}};
        if (!names.insert(one.name).second)
            return fail(Code::badInput, during, "A class is there twice.");
        for (const QJsonValue& type : each[u"types"].toArray()) {
            one.types << type.toString();
            if (!types.insert(one.types.back()).second)
                return fail(Code::badInput, during, "A record type is in two classes.");
        }
        policy.classes.push_back(std::move(one));
    }
    if (!names.contains(policy.otherwise))
        return fail(Code::badInput, during, "The class for all other records is not there.");
    return policy;
}

RetentionPolicy shippedRetentionPolicy() {
    auto policy = retentionPolicyFromJson(shippedFile(u"rules/policy/retention-default.json"_qs));
    check(policy.has_value(), "the policy that ships is sound");
    return std::move(*policy);
}

bool isHeld(std::span<const LegalHold> holds, QDate today) {
    return std::any_of(holds.begin(), holds.end(), [&](const LegalHold& hold) {
        return hold.from <= today && (!hold.lifted || today < *hold.lifted);
    });
}

Retention retentionOf(const RetentionClass& of, const RetentionEvents& events,
                      std::span<const LegalHold> holds, QDate today) {
    Retention retention;
    if (const auto start = startOf(of.starts, events)) {
        retention.dueFrom = start->addMonths(of.months);
        retention.state =
            *retention.dueFrom <= today ? Retention::State::due : Retention::State::running;
    }
    if (isHeld(holds, today)) retention.state = Retention::State::held;
    return retention;
}

}  // namespace candour
