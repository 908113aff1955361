#include "app/reports/erasurereport.h"

#include "app/reports/plan.h"
#include "app/rules/recordwords.h"

#include <algorithm>
#include <map>

namespace candour {
namespace {

bool restsOn(const Order& order, const std::vector<ChangeId>& asked) {
    return std::any_of(asked.begin(), asked.end(), [&](const ChangeId& id) {
        return std::find(order.grounds.begin(), order.grounds.end(), id) != order.grounds.end();
    });
}

void judge(ErasureRow& row, const std::vector<ChangeId>& asked,
           const std::vector<Signed<Order>>& orders, const std::vector<Signed<Order>>& done) {
    bool erased = false;
    bool held = false;
    bool carriedOut = true;
    for (const auto& order : orders) {
        if (!restsOn(order.value, asked)) continue;
        held = held || order.value.held;
        if (!order.value.erases()) continue;
        erased = true;
        row.decided = std::max(row.decided.value_or(order.value.issued), order.value.issued);
        carriedOut = carriedOut && std::any_of(done.begin(), done.end(), [&](const auto& one) {
                         return one.body == order.body;
                     });
    }
    if (held)
        row.state = ErasureRow::State::held;
    else if (erased)
        row.state = carriedOut ? ErasureRow::State::carriedOut : ErasureRow::State::inForce;
}

}  // namespace

Result<std::vector<ErasureRow>> readErasures(Ledger& ledger, RecordReader& records) {
    std::map<RecordId, QString> initials;
    TRY(const auto members, everyListed(records, {.type = u"team_member"_qs}));
    for (const ListedRecord& member : members)
        initials[member.id] = textIn(member.values, u"initials");
    std::map<RecordId, std::vector<ChangeId>> asked;
    TRY(const auto notebooks, ledger.notebooks());
    for (const NotebookId& notebook : notebooks) {
        TRY(const auto controls, ledger.controls(notebook));
        for (const ControlChange& change : controls)
            asked[change.control.about].push_back(change.id);
    }
    TRY(const auto orders, ledger.orders());
    TRY(const auto done, ledger.ordersCarriedOut());
    TRY(const auto erasures, everyListed(records, {.type = u"erasure"_qs, .withStruck = true}));
    std::vector<ErasureRow> rows;
    for (const ListedRecord& erasure : erasures) {
        ErasureRow row{erasure.id, idIn(erasure.values, u"what"),
                       textIn(erasure.values, u"authority")};
        for (const RecordId& member : idsIn(erasure.values, u"approved_by"))
            row.approvedBy << initials[member];
        row.withdrawal = idIn(erasure.values, u"withdrawal");
        judge(row, asked[erasure.id], orders, done);
        if (erasure.struck && !row.isDecided()) {
            row.state = ErasureRow::State::takenBack;
            TRY(const RecordView view, records.get(erasure.row));
            row.authority = view.strikeReason;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace candour
