#include "app/handover/allowance.h"

#include <QNetworkInformation>
#include <QRegularExpression>

namespace candour {
namespace {

constexpr char during[] = "read what a hand-over may take";

struct Unit {
    const char16_t* name;
    std::int64_t seconds;
    std::int64_t bytes;
};
constexpr Unit units[] = {{u"s", 1, 0},      {u"m", 60, 0},         {u"h", 3'600, 0},
                          {u"kB", 0, 1'000}, {u"MB", 0, 1'000'000}, {u"GB", 0, 1'000'000'000}};

}  // namespace

Result<HandOver::Terms> Allowance::terms(bool isMetered) const {
    HandOver::Terms terms{time, bytes, Lane::rest};
    if (!isMetered || metered == Metered::everything) return terms;
    if (metered == Metered::nothing)
        return fail(Code::notAllowed, "hand over", "This connection is metered.");
    terms.upTo = Lane::urgent;
    return terms;
}

Result<Allowance> readAllowance(const QString& text) {
    static const QRegularExpression form(u"^([1-9][0-9]{0,5})(s|m|h|kB|MB|GB)$"_qs);
    Allowance allowance;
    for (const QString& part : text.split(u',')) {
        const auto match = form.match(part.trimmed());
        if (!match.hasMatch())
            return fail(Code::badInput, during, "Say for instance 12m, 20MB or 12m,20MB.");
        const qint64 number = match.captured(1).toLongLong();
        for (const Unit& unit : units) {
            if (match.captured(2) != QStringView(unit.name)) continue;
            if (unit.seconds > 0)
                allowance.time = std::chrono::seconds(number * unit.seconds);
            else
                allowance.bytes = number * unit.bytes;
        }
    }
    return allowance;
}

bool isConnectionMetered() {
    QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Metered);
    const QNetworkInformation* const known = QNetworkInformation::instance();
    return known != nullptr && known->supports(QNetworkInformation::Feature::Metered) &&
           known->isMetered();
}

}  // namespace candour
