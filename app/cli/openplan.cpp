#include "app/cli/openplan.h"

#include "app/records/timetext.h"

#include <QDateTime>

namespace candour::cli {

Result<OpenPlan> openPlan(const Context& context, const std::string& pack) {
    TRY(auto vault, openVault(context.shared, context.ground()));
    TRY(const FrameworkShelf shelf, readShelf(vault->records()));
    TRY(Plan plan, readPlan(vault->records(), shelf, QString::fromStdString(pack)));
    return OpenPlan{std::move(vault), std::move(plan), wallNow(context.clock).date()};
}

QString planLine(const Plan& plan) {
    if (plan.assessment.isNull())
        return u"No assessment is here yet: take in a plan with `apply`, or begin one with "
               "`put assessment` (its fields: `types assessment`)."_qs;
    return plan.authority() + u", "_qs + plan.pack.title;
}

QDateTime wallNow(const Clock& clock) {
    return QDateTime::fromMSecsSinceEpoch(clock.utc().time_since_epoch().count(), Qt::OffsetFromUTC,
                                          static_cast<int>(clock.zoneOffset().count()) * 60);
}

QString dayWords(QDate day) {
    return dateForPeople(day.toString(Qt::ISODate));
}

QJsonValue jsonOf(const std::optional<QDate>& day) {
    return day ? QJsonValue(day->toString(Qt::ISODate)) : QJsonValue();
}

Status printText(const QString& line) {
    return printLine(line.toUtf8());
}

}  // namespace candour::cli
