#include "app/reports/retentionreport.h"

#include "app/rules/recordwords.h"

#include <unordered_map>
#include <unordered_set>

namespace candour {
namespace {

struct Kept {
    const RecordType* type = nullptr;
    ListedRecord record;
};

Result<std::vector<Kept>> everything(RecordReader& records) {
    std::vector<Kept> all;
    for (const RecordType& type : recordList().types()) {
        TRY(auto listed, everyListed(records, {.type = type.name}));
        for (ListedRecord& one : listed) all.push_back({&type, std::move(one)});
    }
    return all;
}

/// Which records lean on which: a record on all that it points to.
class Leaning {
  public:
    explicit Leaning(const std::vector<Kept>& all) {
        for (const Kept& each : all)
            for (const RecordId& target : referencesOf(*each.type, each.record.values))
                m_on[target].push_back(each.record.id);
    }
    /// `what`, and everything that leans on it.
    [[nodiscard]] std::unordered_set<RecordId> from(const RecordId& what) const {
        std::unordered_set<RecordId> reached{what};
        std::vector<RecordId> next{what};
        while (!next.empty()) {
            const auto found = m_on.find(next.back());
            next.pop_back();
            if (found == m_on.end()) continue;
            for (const RecordId& one : found->second)
                if (reached.insert(one).second) next.push_back(one);
        }
        return reached;
    }

  private:
    std::unordered_map<RecordId, std::vector<RecordId>> m_on;
};

struct Held {
    LegalHold hold;
    bool everything = false;  // the assessment itself
    std::unordered_set<RecordId> records;
};

std::vector<Held> holdsAmong(const std::vector<Kept>& all, const Plan& plan) {
    const Leaning leaning(all);
    std::vector<Held> holds;
    for (const Kept& each : all) {
        if (each.type->name != u"hold") continue;
        const FieldValues& fields = each.record.values;
        const RecordId what = idIn(fields, u"what");
        const auto from = dayIn(fields, u"set");
        if (!from) continue;
        holds.push_back({.hold = {*from, dayIn(fields, u"released")},
                         .everything = what == plan.assessment,
                         .records = leaning.from(what)});
    }
    return holds;
}

/// The day on which each alert was closed.
std::map<RecordId, QDate> closings(const std::vector<Kept>& all) {
    std::map<RecordId, QDate> closed;
    for (const Kept& each : all)
        if (each.type->name == u"safeguarding_step" &&
            textIn(each.record.values, u"step") == u"closed")
            if (const auto day = dayIn(each.record.values, u"at"))
                closed[idIn(each.record.values, u"alert")] = *day;
    return closed;
}

void count(RetentionRow& row, const Retention& retention) {
    using State = Retention::State;
    switch (retention.state) {
        case State::notStarted:
            ++row.notStarted;
            return;
        case State::running:
            ++row.running;
            if (!row.next || *retention.dueFrom < *row.next) row.next = retention.dueFrom;
            return;
        case State::due:
            ++row.due;
            return;
        case State::held:
            ++row.held;
    }
}

}  // namespace

Result<RetentionReport> readRetention(RecordReader& records, const Plan& plan,
                                      const RetentionPolicy& policy, QDate today) {
    TRY(const auto all, everything(records));
    const auto holds = holdsAmong(all, plan);
    const auto closed = closings(all);
    RetentionReport report;
    for (const RetentionClass& each : policy.classes)
        report.rows.push_back({each.name, each.title, each.starts, each.months});
    for (const Held& each : holds) report.holds += isHeld(std::span(&each.hold, 1), today) ? 1 : 0;
    for (const Kept& each : all) {
        const RetentionClass& of = policy.classOf(each.type->name);
        RetentionEvents events{.published = exactDay(plan.fields, u"published")};
        events.recorded =
            QDateTime::fromMSecsSinceEpoch(each.record.created.time_since_epoch().count(), Qt::UTC)
                .date();
        const bool isStep = each.type->name == u"safeguarding_step";
        const auto end = closed.find(isStep ? idIn(each.record.values, u"alert") : each.record.id);
        if (end != closed.end()) events.closed = end->second;
        std::vector<LegalHold> covering;
        for (const Held& held : holds)
            if (held.everything || held.records.contains(each.record.id))
                covering.push_back(held.hold);
        count(report.rows.at(static_cast<std::size_t>(&of - policy.classes.data())),
              retentionOf(of, events, covering, today));
    }
    return report;
}

}  // namespace candour
