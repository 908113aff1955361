#include "app/viewmodels/handoverwish.h"

#include "app/viewmodels/handovermodel.h"
#include "app/viewmodels/wording.h"

#include <algorithm>
#include <array>

namespace candour {
namespace {

using std::chrono::minutes;
constexpr std::array offered{minutes(0), minutes(5), minutes(12), minutes(30)};

}  // namespace

QStringList HandOverWish::timeWords() {
    QStringList words;
    for (const minutes time : offered)
        words += time == minutes(0) ? HandOverModel::tr("No limit")
                                    : wording::count(time.count(), HandOverModel::tr("minute"),
                                                     HandOverModel::tr("minutes"));
    return words;
}

HandOverWish HandOverWish::withTime(int index) const {
    HandOverWish wish = *this;
    if (index >= 0 && index < static_cast<int>(offered.size()))
        wish.time = offered[static_cast<std::size_t>(index)];
    return wish;
}

int HandOverWish::timeIndex() const {
    const auto found = std::find(offered.begin(), offered.end(), time);
    return found == offered.end() ? -1 : static_cast<int>(found - offered.begin());
}

}  // namespace candour
