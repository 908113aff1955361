#include "app/rules/casefunnel.h"

#include <algorithm>
#include <map>

namespace candour {

Funnel funnelOf(std::span<const CaseInFunnel> cases, const FunnelSizes& sizes) {
    Funnel funnel{.listed = {static_cast<int>(cases.size()), sizes.listed},
                  .chosen = {0, sizes.chosen},
                  .engaged = {0, sizes.engaged},
                  .dropped = {}};
    std::map<QString, int> reasons;
    for (const CaseInFunnel& each : cases) {
        const bool engaged = each.stage == u"engaged";
        if (engaged) ++funnel.engaged.cases;
        const bool dropped = each.stage == u"dropped";
        if (engaged || dropped || each.stage == u"shortlisted" || each.wasChosen)
            ++funnel.chosen.cases;
        if (dropped) ++reasons[each.reason];
    }
    for (const auto& [reason, count] : reasons) funnel.dropped.push_back({reason, count});
    std::stable_sort(funnel.dropped.begin(), funnel.dropped.end(),
                     [](const DropReason& a, const DropReason& b) { return a.cases > b.cases; });
    return funnel;
}

}  // namespace candour
