// Who may write and read where: what a frame founds, whom it lets in, and what becomes of rosters
// that a restore took from this store.
#include "sync/store/storeapi.h"

#include <algorithm>

namespace candour {
namespace {

auto ageOf(const Roster& roster) {
    return std::pair(roster.epoch, roster.version);
}

/// Whether it is of the time that a restore took from this store: signed here, and not remembered.
/// Of what is older than its memory nobody can say so.
bool isForgotten(const Signed<Roster>& roster, const std::vector<Signed<Roster>>& ever) {
    return !ever.empty() && ageOf(roster.value) >= ageOf(ever.front().value) &&
           std::none_of(ever.begin(), ever.end(),
                        [&](const auto& one) { return one.body == roster.body; });
}

/// Whether it begins with its author's own founding of the session that is known: that names whom
/// they are with there, somebody from outside too. Not from a tablet that was taken out of use,
/// where it may be anybody's.
bool isFoundedBy(const Certificate& author, const Frame& frame, const Roster& session) {
    return !author.revoked && frame.founding && session.kind == NotebookKind::session &&
           frame.founding->value.founder == author.vault &&
           frame.founding->value.notebook == session.notebook &&
           frame.founding->value.parent == session.parent;
}

/// Whether it says nothing against `own`: nobody is missing, and nobody back who was taken off.
bool goesOnFrom(const Roster& own, const Roster& newer) {
    return std::all_of(own.members.begin(), own.members.end(),
                       [&](const Roster::Member& member) {
                           return newer.member(member.person) != nullptr ||
                                  newer.wasMember(member.person);
                       }) &&
           std::none_of(own.former.begin(), own.former.end(),
                        [&](const PersonId& person) { return newer.member(person) != nullptr; });
}

}  // namespace

/// Since the backup was put in place, this store may have founded the same session anew, and an
/// administrator may have let in or taken off anybody: a roster that it has forgotten goes into the
/// one that stands, whichever has the higher number. The readers of both are its readers, as far as
/// neither took them off; of a session, as far as they still are on the team.
Status StoreApi::takeBack(const Signed<Roster>& given) {
    TRY(const auto own, m_shelf.roster(given.value.notebook));
    TRY(const auto ever, m_shelf.rostersEver(given.value.notebook));
    if (!own) return m_shelf.keep(given);
    const bool isSession = given.value.kind == NotebookKind::session;
    const bool isNewer = ageOf(given.value) > ageOf(own->value);
    if (isNewer && !isSession && goesOnFrom(own->value, given.value)) return m_shelf.keep(given);
    if (!isNewer && !isForgotten(given, ever)) return {};
    Roster both = own->value;
    std::optional<Roster> everybody;
    if (isSession) {
        TRY(const auto team, m_shelf.roster(given.value.parent));
        if (!team) return {};
        TRY(everybody, everybodyOf(team->value));
    }
    const auto belongs = [&](const PersonId& person) {
        return !own->value.wasMember(person) &&
               (!everybody || everybody->member(person) != nullptr);
    };
    both.version = std::max(own->value.version, given.value.version) + 1;
    both.epoch = m_keys.epoch;
    for (const Roster::Member& member : given.value.members)
        if (both.member(member.person) == nullptr && belongs(member.person))
            both.members.push_back(member);
    // Who had been taken off stays off.
    for (const PersonId& person : given.value.former) {
        std::erase_if(both.members, [&](const auto& member) { return member.person == person; });
        if (!both.wasMember(person)) both.former.push_back(person);
    }
    return m_shelf.keep(Signed<Roster>::make(std::move(both), m_keys.signing));
}

Result<StoreApi::Admitted> StoreApi::admit(const Frame& frame, const Certificate& author) {
    TRY(const auto roster, m_shelf.roster(frame.chain.notebook));
    if (roster) {
        const Roster::Member* member = roster->value.member(author.person);
        if (member != nullptr && member->writes) {
            if (!isFoundedBy(author, frame, roster->value)) return Admitted{roster->value};
            TRY(const auto founded, found(*frame.founding, author));
            return Admitted{founded.value};
        }
        if (roster->value.wasMember(author.person)) return Admitted{roster->value, true};
    }
    const auto stranger = [] {
        return fail(Code::notAllowed, "take a frame", "not on the roster");
    };
    if (roster && roster->value.kind == NotebookKind::session) {
        TRY(const bool kept, isKeptForTheLead(roster->value, author));
        if (kept) return Admitted{roster->value};
    }
    if (!frame.founding || frame.founding->value.notebook != frame.chain.notebook)
        return stranger();
    const VaultId founder = frame.founding->value.founder;
    // Into a notebook that is known, only a second founder comes in by a founding. One that a
    // restored store has lost, whoever writes in it may bring back.
    if (roster && (roster->value.kind != NotebookKind::session || founder != author.vault))
        return stranger();
    TRY(const auto certificate, m_shelf.certificate(founder));
    if (!certificate) return stranger();
    TRY(const auto founded, found(*frame.founding, certificate->value));
    if (founded.value.wasMember(author.person)) return Admitted{founded.value, true};
    if (founded.value.member(author.person) == nullptr) {
        TRY(const bool kept, isKeptForTheLead(founded.value, author));
        if (!kept) return stranger();
    }
    return Admitted{founded.value};
}

/// A member from outside is given single sessions by whoever of the team is in them (R22); a
/// founding of theirs opens none to them, whoever came first. What they wrote there is kept for the
/// lead all the same: nothing that somebody heard may be stuck on their tablet.
Result<bool> StoreApi::isKeptForTheLead(const Roster& session, const Certificate& author) {
    TRY(const auto team, m_shelf.roster(session.parent));
    if (!team || team->value.member(author.person) != nullptr) return false;
    TRY(const Roster everybody, everybodyOf(team->value));
    return everybody.member(author.person) != nullptr;
}

Result<Signed<Roster>> StoreApi::found(const Signed<Founding>& founding,
                                       const Certificate& founder) {
    constexpr char during[] = "found a notebook";
    if (!founding.verify(founder.author)) return fail(Code::badSignature, during);
    TRY(const auto parent, m_shelf.roster(founding.value.parent));
    if (founding.value.kind != NotebookKind::session || !parent ||
        parent->value.kind != NotebookKind::team)
        return fail(Code::notAllowed, during);
    TRY(const Roster everybody, everybodyOf(parent->value));
    // What somebody heard before they were taken off is not stuck on their tablet.
    const bool left =
        everybody.wasMember(founder.person) || parent->value.wasMember(founder.person);
    if (everybody.member(founder.person) == nullptr && !left) return fail(Code::notAllowed, during);
    const bool outside =
        parent->value.member(founder.person) == nullptr && !parent->value.wasMember(founder.person);

    Roster roster;
    TRY(const auto known, m_shelf.roster(founding.value.notebook));
    if (known) {
        // Whoever is on another assessment would let themselves, and its leads, into this session.
        if (known->value.parent != founding.value.parent)
            return fail(Code::notAllowed, during, "a session of another assessment");
        roster = known->value;
    } else {
        roster.notebook = founding.value.notebook;
        roster.kind = founding.value.kind;
        roster.parent = founding.value.parent;
    }
    const auto add = [&](const PersonId& person) {
        const Roster::Member* listed = everybody.member(person);
        if (listed == nullptr || roster.member(person) != nullptr) return;
        if (outside && parent->value.member(person) == nullptr) return;
        roster.members.push_back({person, listed->lead, true, listed->name});
    };
    add(founder.person);
    if (left && roster.member(founder.person) == nullptr && !roster.wasMember(founder.person))
        roster.former.push_back(founder.person);
    // Who was taken off, or is from outside, lets nobody into what others have begun; and nobody is
    // named into what they were taken off.
    if (!known || !(left || outside))
        for (const PersonId& person : founding.value.named)
            if (!roster.wasMember(person)) add(person);
    for (const Roster::Member& member : everybody.members)
        if (member.lead) add(member.person);
    if (known && roster.members == known->value.members && roster.former == known->value.former)
        return *known;
    if (known) ++roster.version;
    roster.epoch = m_keys.epoch;
    auto signedRoster = Signed<Roster>::make(std::move(roster), m_keys.signing);
    TRY_OK(m_shelf.keep(signedRoster));
    return signedRoster;
}

Result<Roster> StoreApi::everybodyOf(const Roster& team) {
    TRY(const auto rosters, m_shelf.rosters());
    for (const auto& roster : rosters)
        if (roster.value.kind == NotebookKind::plan && roster.value.parent == team.notebook)
            return roster.value;
    return team;
}

}  // namespace candour
