#include "app/vault/notebooks.h"

#include "app/records/sessionids.h"
#include "app/vault/current.h"

#include <algorithm>

namespace candour {
namespace {

NotebookInfo infoOfFounding(const Founding& founding) {
    return {.id = founding.notebook,
            .kind = founding.kind,
            .parent = founding.parent,
            .title = {},
            // A push to a founded notebook is never refused (PROTOCOL 3).
            .writes = true,
            .lead = false};
}

}  // namespace

NotebookInfo Notebooks::infoOf(const NotebookId& id, const Signed<Roster>& roster) const {
    const Roster::Member* member = roster.value.member(m_identity.person);
    return {.id = id,
            .kind = roster.value.kind,
            .parent = roster.value.parent,
            .title = roster.value.title,
            .writes = member != nullptr && member->writes,
            .lead = member != nullptr && member->lead};
}

Result<std::optional<NotebookInfo>> Notebooks::find(const NotebookId& id) {
    const auto known = m_known.find(id);
    if (known != m_known.end()) return std::optional<NotebookInfo>(known->second);
    TRY(const auto roster, m_ledger.roster(id));
    if (roster) return std::optional<NotebookInfo>(m_known[id] = infoOf(id, *roster));
    TRY(const auto founding, m_ledger.founding(id));
    if (!founding) return std::optional<NotebookInfo>();
    return std::optional<NotebookInfo>(m_known[id] = infoOfFounding(founding->value));
}

Result<std::vector<NotebookInfo>> Notebooks::all() {
    std::vector<NotebookInfo> infos;
    TRY(const auto ids, m_ledger.notebooks());
    for (const NotebookId& id : ids) {
        TRY(const auto info, find(id));
        if (info) infos.push_back(*info);
    }
    return infos;
}

Result<NotebookId> Notebooks::only(NotebookKind kind) {
    const std::string name(nameOf(kind));
    TRY(const auto infos, all());
    std::optional<NotebookId> found;
    for (const NotebookInfo& info : infos) {
        if (info.kind != kind) continue;
        if (found)
            return fail(Code::badInput, "find the notebook",
                        "There are several assessments; say which notebook.");
        found = info.id;
    }
    if (!found)
        return fail(Code::notFound, "find the notebook",
                    "There is no " + name + " notebook on this tablet.");
    return *found;
}

Status Notebooks::prepareToWrite(const NotebookId& id, const RecordType& type,
                                 const std::optional<RecordId>& slot, const Author& author) {
    constexpr char during[] = "write in a notebook";
    TRY(const auto info, find(id));
    if (info) {
        if (!type.mayLieIn(info->kind))
            return fail(
                Code::badInput, during,
                "It belongs in a notebook of the kind " + std::string(nameOf(type.notebook)) + ".");
        if (!info->writes)
            return fail(Code::notAllowed, during, "You may not write in this notebook.");
        return foundAnewIfFromOutside(id, author);
    }
    if (!type.mayLieIn(NotebookKind::session))
        return fail(Code::notFound, during, "That notebook is not on this tablet.");
    Founding founding;
    founding.notebook = id;
    founding.kind = NotebookKind::session;
    founding.founder = author.vault();
    TRY(founding.parent, parentOf(slot));
    if (slot) {
        TRY(founding.named, assignedTo(*slot));
    }
    return m_ledger.keepFounding(Signed<Founding>::make(std::move(founding), author.key()));
}

Status Notebooks::foundAnewIfFromOutside(const NotebookId& id, const Author& author) {
    if (m_ours.contains(id)) return {};
    TRY(const auto begun, m_ledger.founding(id));
    if (!begun) return {};
    if (begun->value.founder == author.vault()) {
        m_ours.insert(id);
        return {};
    }
    TRY(const auto team, m_ledger.roster(begun->value.parent));
    TRY(const auto founder, m_ledger.certificate(begun->value.founder));
    if (!team || !founder) return {};
    const auto isOurs = [&](const PersonId& person) {
        return team->value.member(person) != nullptr || team->value.wasMember(person);
    };
    const PersonId& person = founder->value.person;
    if (isOurs(person)) m_ours.insert(id);
    if (!isOurs(m_identity.person) || isOurs(person)) return {};
    Founding anew = begun->value;
    anew.founder = author.vault();
    TRY(const auto slot, slotOf(id));
    if (slot) {
        TRY(anew.named, assignedTo(*slot));
    } else {
        anew.named.push_back(person);
    }
    return m_ledger.foundAnew(Signed<Founding>::make(std::move(anew), author.key()));
}

Result<NotebookId> Notebooks::parentOf(const std::optional<RecordId>& slot) {
    std::optional<NotebookId> plan;
    if (slot) {
        TRY(plan, m_ledger.database().first(
                      "SELECT notebook.id FROM r_timetable_slot"
                      " JOIN notebook ON notebook.row = r_timetable_slot.notebook"
                      " JOIN record ON record.row = r_timetable_slot.record WHERE record.id = ?",
                      [](const Row& row) { return row.id<NotebookId>(0); }, *slot));
    }
    if (!plan) {
        TRY(plan, only(NotebookKind::plan));
    }
    // Whoever is from outside does not have the team's notebook, and knows its name all the same.
    TRY(const auto info, find(*plan));
    if (!info || info->parent.isNull())
        return fail(Code::notFound, "find the notebook", "The plan is not on this tablet.");
    return info->parent;
}

Result<std::optional<RecordId>> Notebooks::slotOf(const NotebookId& session) {
    std::optional<RecordId> slot;
    TRY_OK(m_ledger.database().each("SELECT id FROM r_timetable_slot", [&](const Row& row) {
        const auto id = row.id<RecordId>(0);
        if (sessionNotebookOf(id) == session) slot = id;
    }));
    return slot;
}

Result<std::vector<PersonId>> Notebooks::assignedTo(const RecordId& slot) {
    std::vector<PersonId> persons;
    TRY(const auto assigned, m_ledger.database().first(
                                 "SELECT assigned FROM r_timetable_slot"
                                 " JOIN record ON record.row = r_timetable_slot.record"
                                 " WHERE record.id = ? AND r_timetable_slot.struck = 0",
                                 [](const Row& row) { return row.text(0); }, slot));
    for (const QString& text : assigned.value_or(QString()).split(u' ', Qt::SkipEmptyParts)) {
        const auto member = RecordId::fromString(text);
        if (!member) continue;
        TRY(const auto person, personOf(*member));
        if (person) persons.push_back(*person);
    }
    std::sort(persons.begin(), persons.end());
    persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
    return persons;
}

/// A team member's account is the store's id of the person; where the plan does not have it, the
/// initials are the same as on the roster.
Result<std::optional<PersonId>> personBehind(Ledger& ledger, const RecordId& member) {
    struct Member {
        QString account;
        QString initials;
    };
    TRY(const auto found,
        ledger.database().first(
            "SELECT account, initials FROM r_team_member"
            " JOIN record ON record.row = r_team_member.record WHERE record.id = ?",
            [](const Row& row) {
                return Member{row.text(0), row.text(1)};
            },
            member));
    if (!found) return std::optional<PersonId>();
    if (const auto person = PersonId::fromString(found->account)) return person;
    TRY(const auto rosters, ledger.rosters());
    for (const Signed<Roster>& roster : rosters)
        for (const Roster::Member& listed : roster.value.members)
            if (listed.name == found->initials) return std::optional<PersonId>(listed.person);
    return std::optional<PersonId>();
}

Result<std::optional<RecordId>> Notebooks::myself() {
    std::vector<RecordId> members;
    TRY_OK(
        m_ledger.database().each("SELECT id FROM r_team_member WHERE struck = 0 ORDER BY record",
                                 [&](const Row& row) { members.push_back(row.id<RecordId>(0)); }));
    for (const RecordId& member : members) {
        TRY(const auto person, personOf(member));
        if (person && *person == m_identity.person) return std::optional(member);
    }
    return std::optional<RecordId>();
}

}  // namespace candour
