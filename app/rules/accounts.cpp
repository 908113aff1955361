#include "app/rules/accounts.h"

#include <algorithm>

namespace candour {
namespace {

bool maySayTheSame(const QString& a, const QString& b) {
    const auto days = daysOf(a);
    const auto others = daysOf(b);
    if (days && others) return days->from <= *others->to && others->from <= *days->to;
    return a.simplified().compare(b.simplified(), Qt::CaseInsensitive) == 0;
}

Concord concordOf(const std::vector<AccountPoint>& accounts) {
    if (accounts.size() < 2) return Concord::onlyOne;
    for (std::size_t i = 0; i < accounts.size(); ++i)
        for (std::size_t j = i + 1; j < accounts.size(); ++j)
            if (!maySayTheSame(accounts[i].said, accounts[j].said)) return Concord::differ;
    return Concord::agree;
}

qsizetype placeOf(const QString& voice) {
    const qsizetype place = voices().indexOf(voice);
    return place < 0 ? voices().size() : place;
}

}  // namespace

const QStringList& voices() {
    static const QStringList list = {u"person"_qs, u"carer"_qs, u"practitioner"_qs, u"provider"_qs,
                                     u"record"_qs};
    return list;
}

std::vector<SideBySide> sideBySide(std::span<const AccountPoint> accounts) {
    std::vector<SideBySide> rows;
    for (const AccountPoint& account : accounts) {
        auto row = std::find_if(rows.begin(), rows.end(), [&](const SideBySide& each) {
            return each.stage == account.stage && each.point == account.point;
        });
        if (row == rows.end())
            row = rows.insert(rows.end(), {.stage = account.stage,
                                           .point = account.point,
                                           .accounts = {},
                                           .notHeard = voices()});
        row->accounts.push_back(account);
        row->notHeard.removeAll(account.whose);
    }
    for (SideBySide& row : rows) {
        std::stable_sort(row.accounts.begin(), row.accounts.end(),
                         [](const AccountPoint& a, const AccountPoint& b) {
                             return placeOf(a.whose) < placeOf(b.whose);
                         });
        row.concord = concordOf(row.accounts);
    }
    return rows;
}

}  // namespace candour
