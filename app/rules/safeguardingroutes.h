// Whom to ring when somebody may be harmed, and what to say first. It is policy data, so that it
// works with no network and an organisation can set its own; it names offices, never people.
#pragma once

#include "platform/error.h"

#include <QString>

#include <vector>

namespace candour {

struct SafeguardingOffice {
    QString step;  // what telling them is called among the steps of an alert
    QString title;
    QString number;  // as it is dialled
    QString when;

    /// The council's own: left out when the council or its staff are the subject.
    [[nodiscard]] bool ofTheCouncil() const { return step == u"told_council"; }
};

struct SafeguardingRoutes {
    QString title;
    bool confirmed = false;  // by the organisation; until then the numbers are examples
    QString words;           // "%1" stands for the alert's reference
    std::vector<SafeguardingOffice> offices;
};

/// From a file that fits safeguarding-routes.schema.json. No office is there twice.
Result<SafeguardingRoutes> safeguardingRoutesFromJson(const QByteArray& json);
/// Those that come with Candour.
SafeguardingRoutes shippedSafeguardingRoutes();

}  // namespace candour
