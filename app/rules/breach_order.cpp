// What has to come before what, and be no more than what: one table for all types.
#include "app/rules/assessmentdates.h"
#include "app/rules/reading.h"

#include <QCoreApplication>

#include <algorithm>

namespace candour {
namespace {

/// Of two dates, two moments or two numbers of a record the first is never the larger one. Plans
/// and periods that decide over others have rules and sentences of their own.
struct Order {
    const char* type;
    const char* first;
    const char* second;
};
constexpr Order orders[] = {
    {"journey_stage", "began", "ended"}, {"journey_stage", "asked_for", "ended"},
    {"stage_account", "began", "ended"}, {"survey", "opened", "closed"},
    {"survey", "answers", "asked_of"},   {"performance_data", "period_from", "period_to"},
    {"session", "started", "finished"},
};

bool isAbout(const Order& order, const RecordType& type) {
    return type.name == QLatin1String(order.type);
}

bool isLarger(const Field& field, const cbor::Value& one, const cbor::Value& other) {
    if (one.isNull() || other.isNull()) return false;
    if (field.kind == FieldKind::integer) return one.integer() > other.integer();
    if (field.kind == FieldKind::instant)
        return !one.items().empty() && !other.items().empty() &&
               one.items().front().integer() > other.items().front().integer();
    return isReversed(one.text(), other.text());
}

}  // namespace

bool Reading::hasOrder(const RecordType& type) {
    return std::any_of(std::begin(orders), std::end(orders),
                       [&](const Order& order) { return isAbout(order, type); });
}

void Reading::inOrder() {
    for (const Order& order : orders) {
        if (!isAbout(order, *m_record.type)) continue;
        const Field* first = m_record.type->field(QString::fromLatin1(order.first));
        const Field* second = m_record.type->field(QString::fromLatin1(order.second));
        if (!isLarger(*first, valueOf(m_record.fields, first->name),
                      valueOf(m_record.fields, second->name)))
            continue;
        const QString sentence =
            first->kind == FieldKind::integer
                ? QCoreApplication::translate("Breach", "“%1” is more than “%2”. Check both.")
                      .arg(first->title, second->title)
                : QCoreApplication::translate("Breach", "“%1” lies before “%2”. Check both.")
                      .arg(second->title, first->title);
        m_breaches.push_back({u"plan"_qs, sentence, false, true});
    }
}

}  // namespace candour
