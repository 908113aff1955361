#include "app/rules/withdrawal.h"

#include "app/rules/agreed.h"
#include "app/rules/personcode.h"
#include "app/rules/recordwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
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
    const auto held = referencesOf(*record.type, record.fields);
    return std::any_of(held.begin(), held.end(),
                       [&](const RecordId& id) { return ids.contains(id); });
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

using OnlyOneThere = std::function<RecordId(const RecordId& session)>;

/// Whose words a record holds: a participant's, or those of a case's person. Both null: nobody's in
/// particular.
struct Owner {
    RecordId participant = {};
    RecordId trackedCase = {};
};

Owner ownerOf(const RecordLine& record, const OnlyOneThere& onlyOneThere) {
    const QString& type = record.type->name;
    const FieldValues& fields = record.fields;
    if (type == u"line") {
        if (textIn(fields, u"kind") != u"said") return {};
        const RecordId named = idIn(fields, u"speaker");
        return {named.isNull() ? onlyOneThere(idIn(fields, u"session")) : named};
    }
    // A photographed letter about a case is about its person, whoever gave it to us.
    if (type == u"attachment") {
        const RecordId named = idIn(fields, u"participant");
        const RecordId trackedCase = idIn(fields, u"case");
        if (!named.isNull() || !trackedCase.isNull()) return {named, trackedCase};
        return {onlyOneThere(idIn(fields, u"session"))};
    }
    // The papers of a case are about its person.
    if (type == u"document") return {{}, idIn(fields, u"case")};
    if (type != u"stage_account") return {};
    const RecordId teller = idIn(fields, u"participant");
    if (!teller.isNull()) return {teller};
    return {{}, textIn(fields, u"voice") == u"person" ? idIn(fields, u"case") : RecordId()};
}

bool names(const Withdrawal& withdrawal, const RecordId& record) {
    return std::find(withdrawal.lines.begin(), withdrawal.lines.end(), record) !=
           withdrawal.lines.end();
}

class Words {
  public:
    Words(const Withdrawal& withdrawal, std::span<const RecordLine> records)
        : m_withdrawal(withdrawal), m_people(themselves(withdrawal, records)) {
        if (!withdrawal.lines.empty()) m_around = among(records);
        for (const RecordLine& record : records)
            if (record.type->name == u"participant")
                m_there[idIn(record.fields, u"session")].push_back(record.id);
    }

    [[nodiscard]] bool cover(const RecordLine& record) const {
        if (!m_withdrawal.lines.empty())
            return names(m_withdrawal, record.id) && mayName(m_withdrawal, record, m_around);
        const Owner owner = ownerOf(record, [&](const RecordId& session) {
            const auto there = m_there.find(session);
            return there != m_there.end() && there->second.size() == 1 ? there->second.front()
                                                                       : RecordId();
        });
        return m_people.contains(owner.participant) ||
               (!owner.trackedCase.isNull() && owner.trackedCase == m_withdrawal.trackedCase);
    }

  private:
    const Withdrawal& m_withdrawal;
    Surroundings m_around;  // only for words that are named
    std::set<RecordId> m_people;
    std::map<RecordId, std::vector<RecordId>> m_there;
};

Owner ownerAmong(const RecordLine& record, const Surroundings& around) {
    return ownerOf(record, [&](const RecordId& session) {
        const auto there = around.pointing(u"participant"_qs, u"session"_qs, session);
        return there.size() == 1 ? there.front().id : RecordId();
    });
}

/// The case whose person a participant is; null for everybody else.
RecordId caseOf(const RecordId& participant, const Surroundings& around) {
    const auto who = participant.isNull() ? std::nullopt : around.record(participant);
    return who ? caseOfPerson(*who) : RecordId();
}

/// The person's own yes between the withdrawal and the words, one that they could give (R8).
bool agreedAnew(const Withdrawal& withdrawal, const std::vector<RecordLine>& answers,
                Purpose purpose, std::int64_t heard, const Surroundings& around) {
    return std::any_of(answers.begin(), answers.end(), [&](const RecordLine& answer) {
        const auto event = agreementEvent(answer.fields, answer.writtenUtcMs, answer.id);
        return event && saysYes(*event, purpose) && isAnew(*event, withdrawal) &&
               event->utcMs <= heard && couldBeGiven(answer, around);
    });
}
bool agreedAnewForCase(const Withdrawal& withdrawal, const RecordId& trackedCase, Purpose purpose,
                       std::int64_t heard, const Surroundings& around) {
    return agreedAnew(withdrawal, around.pointing(u"case_agreement"_qs, u"case"_qs, trackedCase),
                      purpose, heard, around);
}

/// What a withdrawal makes of words: nothing if it is about somebody else.
enum class Reach : std::uint8_t { none, covered, saidAnew };

Reach reachOfPerson(const Withdrawal& withdrawal, const RecordId& participant, std::int64_t heard,
                    const Surroundings& around) {
    const RecordId theirCase = caseOf(participant, around);
    const bool theirs = participant == withdrawal.participant ||
                        (!theirCase.isNull() && theirCase == withdrawal.trackedCase);
    if (!theirs) return Reach::none;
    const bool anew =
        agreedAnew(withdrawal, around.pointing(u"agreement"_qs, u"participant"_qs, participant),
                   Purpose::talk, heard, around) ||
        (!theirCase.isNull() &&
         agreedAnewForCase(withdrawal, theirCase, Purpose::talk, heard, around));
    return anew ? Reach::saidAnew : Reach::covered;
}

Reach reachOfCase(const Withdrawal& withdrawal, const RecordId& trackedCase, Purpose purpose,
                  std::int64_t heard, const Surroundings& around) {
    if (trackedCase.isNull() || trackedCase != withdrawal.trackedCase) return Reach::none;
    return agreedAnewForCase(withdrawal, trackedCase, purpose, heard, around) ? Reach::saidAnew
                                                                              : Reach::covered;
}

/// Of a withdrawal that is about everything they said.
Reach reachOfWords(const HeldWords& words, const Withdrawal& withdrawal,
                   const Surroundings& around) {
    const RecordLine& record = words.record;
    const Owner owner = ownerAmong(record, around);
    const bool attached = record.type->name == u"attachment";
    const bool paper = record.type->name == u"document" ||
                       (attached && textIn(record.fields, u"kind") == u"document");
    const std::int64_t heard = notAfterWriting(
        momentIn(record.fields, attached ? u"taken" : u"at").value_or(words.created),
        words.created);
    Reach reach = reachOfCase(withdrawal, owner.trackedCase,
                              paper ? Purpose::viewRecords : Purpose::talk, heard, around);
    // Whom the seal names stays whoever joined the meeting since.
    for (const RecordId& person : {owner.participant, words.subject}) {
        if (person.isNull() || reach == Reach::covered) continue;
        const Reach theirs = reachOfPerson(withdrawal, person, heard, around);
        if (theirs != Reach::none) reach = theirs;
    }
    return reach;
}

}  // namespace

std::optional<Withdrawal> withdrawalFrom(const FieldValues& fields, std::int64_t writtenUtcMs) {
    Withdrawal withdrawal;
    const QString outcome = textIn(fields, u"outcome");
    if (outcome == u"stop") withdrawal.outcome = WithdrawalOutcome::stop;
    if (outcome == u"do_not_quote") withdrawal.outcome = WithdrawalOutcome::doNotQuote;
    if (outcome == u"restrict") withdrawal.outcome = WithdrawalOutcome::restrict;
    withdrawal.participant = idIn(fields, u"participant");
    withdrawal.trackedCase = idIn(fields, u"case");
    withdrawal.lines = idsIn(fields, u"lines");
    withdrawal.takesBack = idsIn(fields, u"takes_back");
    withdrawal.utcMs = notAfterWriting(momentIn(fields, u"time").value_or(0), writtenUtcMs);
    withdrawal.writtenUtcMs = writtenUtcMs;
    if (withdrawal.participant.isNull() && withdrawal.trackedCase.isNull()) return std::nullopt;
    return withdrawal;
}

bool isAnew(const AgreementEvent& yes, const Withdrawal& withdrawal) {
    return !takesBack(withdrawal.takesBack, yes.id) &&
           wasGivenAfter(yes, withdrawal.utcMs, withdrawal.writtenUtcMs);
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
        return AgreementEvent{.purpose = purpose,
                              .event = AgreementState::withdrawn,
                              .utcMs = withdrawal.utcMs,
                              .writtenUtcMs = withdrawal.writtenUtcMs,
                              .takesBack = withdrawal.takesBack};
    };
    const WithdrawalEffect effect = effectOf(withdrawal.outcome);
    if (effect.mayUse && effect.mayQuote) return {};
    if (effect.mayUse) return {withdrawn(Purpose::quotation)};
    return {withdrawn(Purpose::talk),        withdrawn(Purpose::notes),
            withdrawn(Purpose::viewRecords), withdrawn(Purpose::contactFamily),
            withdrawn(Purpose::quotation),   withdrawn(Purpose::photograph),
            withdrawn(Purpose::audio),       withdrawn(Purpose::shareInTeam)};
}

QStringList wordsTakenFrom(const QString& type) {
    if (type == u"amendment") return {u"line"_qs};
    if (type == u"tag") return {u"target"_qs};
    if (type == u"extract") return {u"source"_qs};
    if (type == u"attachment") return {u"line"_qs, u"document"_qs};
    return {};
}

bool mayBeLockedAway(const QString& type) {
    return type == u"line" || type == u"stage_account" || type == u"document" ||
           !wordsTakenFrom(type).isEmpty();
}

bool isTakenBack(const HeldWords& words, std::span<const Withdrawal> withdrawals,
                 const Surroundings& around) {
    return std::any_of(withdrawals.begin(), withdrawals.end(), [&](const Withdrawal& withdrawal) {
        if (!locksAway(withdrawal)) return false;
        if (!withdrawal.lines.empty())
            return names(withdrawal, words.record.id) && mayName(withdrawal, words.record, around);
        return reachOfWords(words, withdrawal, around) == Reach::covered;
    });
}

bool isSaidAnew(const HeldWords& words, const Withdrawal& withdrawal, const Surroundings& around) {
    return withdrawal.lines.empty() && reachOfWords(words, withdrawal, around) == Reach::saidAnew;
}

bool mayName(const Withdrawal& withdrawal, const RecordLine& words, const Surroundings& around) {
    const Owner owner = ownerAmong(words, around);
    if (owner.participant.isNull() && owner.trackedCase.isNull()) return true;
    if (!owner.participant.isNull() && owner.participant == withdrawal.participant) return true;
    const RecordId theirs = withdrawal.trackedCase.isNull() ? caseOf(withdrawal.participant, around)
                                                            : withdrawal.trackedCase;
    return !theirs.isNull() &&
           (owner.trackedCase == theirs || caseOf(owner.participant, around) == theirs);
}

QString refusalToName(const Withdrawal& withdrawal, const Surroundings& around) {
    for (const RecordId& id : withdrawal.lines) {
        const auto words = around.record(id);
        if (!words || mayName(withdrawal, *words, around)) continue;
        const Owner owner = ownerAmong(*words, around);
        const auto who = around.record(owner.participant);
        const auto trackedCase = around.record(owner.trackedCase);
        const QString whose =
            who           ? personCode(textIn(who->fields, u"standing"), who->id)
            : trackedCase ? QCoreApplication::translate("Withdrawal", "the person of case %1")
                                .arg(textIn(trackedCase->fields, u"number"))
                          : QCoreApplication::translate("Withdrawal", "somebody else");
        return QCoreApplication::translate(
                   "Withdrawal",
                   "Some of what it names are the words of %1, and only they can take them back. "
                   "Leave them out; if %1 wants it too, record that for them.")
            .arg(whose);
    }
    return {};
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
