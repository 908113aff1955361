#include "app/rules/withdrawal.h"

#include "app/rules/recordwords.h"

#include <algorithm>
#include <set>

namespace candour {
namespace {

/// What loses its ground when the words it rests on are locked away. An alert keeps its own copy.
bool restsOnWords(const QString& type) {
    static const QStringList types = {u"amendment"_qs,     u"tag"_qs,     u"attachment"_qs,
                                      u"stage_account"_qs, u"extract"_qs, u"triangulation"_qs,
                                      u"theme_note"_qs,    u"score"_qs};
    return types.contains(type);
}

bool pointsInto(const RecordLine& record, const std::set<RecordId>& ids) {
    return std::any_of(record.fields.begin(), record.fields.end(), [&](const FieldValue& value) {
        const Field* field = record.type->field(value.name);
        if (field == nullptr || !field->isReference()) return false;
        const std::vector<RecordId> held = idsIn(record.fields, value.name);
        return std::any_of(held.begin(), held.end(),
                           [&](const RecordId& id) { return ids.contains(id); });
    });
}

/// Whoever withdrew: as a participant, and as the person of a case wherever they were met.
std::set<RecordId> themselves(const Withdrawal& withdrawal, std::span<const RecordLine> records) {
    std::set<RecordId> people;
    if (!withdrawal.participant.isNull()) people.insert(withdrawal.participant);
    if (withdrawal.trackedCase.isNull()) return people;
    for (const RecordLine& record : records)
        if (record.type->name == u"participant" &&
            textIn(record.fields, u"standing") == u"person" &&
            idIn(record.fields, u"case") == withdrawal.trackedCase)
            people.insert(record.id);
    return people;
}

class Words {
  public:
    Words(const Withdrawal& withdrawal, std::span<const RecordLine> records)
        : m_withdrawal(withdrawal), m_people(themselves(withdrawal, records)) {
        for (const RecordLine& record : records)
            if (record.type->name == u"participant")
                m_there[idIn(record.fields, u"session")].push_back(record.id);
    }

    [[nodiscard]] bool cover(const RecordLine& record) const {
        if (!m_withdrawal.lines.empty())
            return std::find(m_withdrawal.lines.begin(), m_withdrawal.lines.end(), record.id) !=
                   m_withdrawal.lines.end();
        const QString& type = record.type->name;
        if (type == u"line") return m_people.contains(speaker(record));
        if (type == u"attachment") return m_people.contains(idIn(record.fields, u"participant"));
        if (type == u"stage_account") return isTheirAccount(record);
        // The papers of a case are about its person.
        return type == u"document" && !m_withdrawal.trackedCase.isNull() &&
               idIn(record.fields, u"case") == m_withdrawal.trackedCase;
    }

  private:
    [[nodiscard]] RecordId speaker(const RecordLine& line) const {
        if (textIn(line.fields, u"kind") != u"said") return {};
        const RecordId named = idIn(line.fields, u"speaker");
        if (!named.isNull()) return named;
        const auto there = m_there.find(idIn(line.fields, u"session"));
        return there != m_there.end() && there->second.size() == 1 ? there->second.front()
                                                                   : RecordId();
    }
    [[nodiscard]] bool isTheirAccount(const RecordLine& account) const {
        const RecordId teller = idIn(account.fields, u"participant");
        if (!teller.isNull()) return m_people.contains(teller);
        return textIn(account.fields, u"voice") == u"person" &&
               !m_withdrawal.trackedCase.isNull() &&
               idIn(account.fields, u"case") == m_withdrawal.trackedCase;
    }

    const Withdrawal& m_withdrawal;
    std::set<RecordId> m_people;
    std::map<RecordId, std::vector<RecordId>> m_there;
};

}  // namespace

std::optional<Withdrawal> withdrawalFrom(const FieldValues& fields) {
    Withdrawal withdrawal;
    const QString outcome = textIn(fields, u"outcome");
    if (outcome == u"stop") withdrawal.outcome = WithdrawalOutcome::stop;
    if (outcome == u"do_not_quote") withdrawal.outcome = WithdrawalOutcome::doNotQuote;
    if (outcome == u"restrict") withdrawal.outcome = WithdrawalOutcome::restrict;
    withdrawal.participant = idIn(fields, u"participant");
    withdrawal.trackedCase = idIn(fields, u"case");
    withdrawal.lines = idsIn(fields, u"lines");
    withdrawal.utcMs = momentIn(fields, u"time").value_or(0);
    if (withdrawal.participant.isNull() && withdrawal.trackedCase.isNull()) return std::nullopt;
    return withdrawal;
}

WithdrawalEffect effectOf(WithdrawalOutcome outcome) {
    switch (outcome) {
        case WithdrawalOutcome::stop:
            return {.mayAskMore = false, .mayQuote = true, .mayUse = true, .mayKeep = true};
        case WithdrawalOutcome::doNotQuote:
            return {.mayAskMore = true, .mayQuote = false, .mayUse = true, .mayKeep = true};
        case WithdrawalOutcome::restrict:
            return {.mayAskMore = false, .mayQuote = false, .mayUse = false, .mayKeep = true};
        case WithdrawalOutcome::erase:
            break;
    }
    return {};
}

std::vector<AgreementEvent> answersAfter(const Withdrawal& withdrawal) {
    if (!withdrawal.lines.empty()) return {};
    const auto withdrawn = [&](Purpose purpose) {
        return AgreementEvent{purpose, AgreementState::withdrawn, AgreementSource::confirmedByCqc,
                              withdrawal.utcMs};
    };
    const WithdrawalEffect effect = effectOf(withdrawal.outcome);
    if (effect.mayUse && effect.mayQuote) return {};
    if (effect.mayUse) return {withdrawn(Purpose::quotation)};
    return {withdrawn(Purpose::talk),        withdrawn(Purpose::notes),
            withdrawn(Purpose::viewRecords), withdrawn(Purpose::contactFamily),
            withdrawn(Purpose::quotation),   withdrawn(Purpose::photograph),
            withdrawn(Purpose::audio),       withdrawn(Purpose::shareInTeam)};
}

WithdrawalReach reachOf(const Withdrawal& withdrawal, std::span<const RecordLine> records) {
    WithdrawalReach reach;
    const Words words(withdrawal, records);
    std::set<RecordId> ground;
    for (const RecordLine& record : records)
        if (words.cover(record)) {
            reach.covered.push_back(record.id);
            ground.insert(record.id);
        }
    // A tag rests on words, a score on tags: outwards until nothing more is found.
    for (bool found = !ground.empty(); found;) {
        found = false;
        const std::set<RecordId> reached = ground;
        for (const RecordLine& record : records) {
            if (!restsOnWords(record.type->name) || reached.contains(record.id)) continue;
            if (!pointsInto(record, reached)) continue;
            reach.dependants.push_back(&record);
            found = ground.insert(record.id).second || found;
        }
    }
    return reach;
}

bool erasureMayTakeEffect(RecordId requestedBy, std::span<const RecordId> approvedBy,
                          bool holdStands) {
    std::set<RecordId> others(approvedBy.begin(), approvedBy.end());
    others.erase(requestedBy);
    return !holdStands && others.size() >= 2;
}

}  // namespace candour
