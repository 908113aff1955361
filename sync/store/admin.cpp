#include "sync/store/admin.h"

#include <algorithm>

namespace candour::admin {
namespace {

constexpr qsizetype longestAuthority = 200;  // it travels in orders

Result<QString> officeOf(const QString& authority, const char* during) {
    const QString office = authority.trimmed();
    if (office.isEmpty()) return fail(Code::badInput, during, "Say by whose authority.");
    if (office.size() > longestAuthority)
        return fail(Code::badInput, during, "Name the authority in fewer words.");
    return office;
}

Result<Person> knownPerson(Shelf& shelf, const PersonId& id) {
    TRY(auto person, shelf.person(id));
    if (!person) return fail(Code::notFound, "find a person", id.toString().toStdString());
    return std::move(*person);
}

Status addMember(Shelf& shelf, Roster& roster, const PersonId& id, bool lead, bool writes) {
    TRY(const Person person, knownPerson(shelf, id));
    if (roster.member(id) == nullptr) roster.members.push_back({id, lead, writes, person.name});
    return {};
}

Status takeOff(Shelf& shelf, const StoreKeys& keys, Roster roster, const PersonId& person) {
    std::erase_if(roster.members,
                  [&](const Roster::Member& member) { return member.person == person; });
    if (!roster.wasMember(person)) roster.former.push_back(person);
    roster.epoch = keys.epoch;
    ++roster.version;
    return shelf.keep(Signed<Roster>::make(std::move(roster), keys.signing));
}

}  // namespace

Result<Assessment> createAssessment(Shelf& shelf, const StoreKeys& keys, const QString& title,
                                    const PersonId& lead, const std::vector<PersonId>& members,
                                    const std::vector<PersonId>& external, const Clock& clock,
                                    Random& random) {
    Roster roster;
    roster.kind = NotebookKind::team;
    roster.title = title;
    roster.epoch = keys.epoch;
    roster.notebook = NotebookId::makeV7(clock, random);
    TRY_OK(addMember(shelf, roster, lead, true, true));
    for (const PersonId& id : members) TRY_OK(addMember(shelf, roster, id, false, true));
    Assessment made{title, roster.notebook, NotebookId::makeV7(clock, random),
                    NotebookId::makeV7(clock, random), NotebookId::makeV7(clock, random)};
    TRY_OK(shelf.keep(Signed<Roster>::make(roster, keys.signing)));
    roster.parent = made.team;
    roster.title.clear();
    const auto keep = [&](NotebookKind kind, const NotebookId& notebook) {
        roster.kind = kind;
        roster.notebook = notebook;
        return shelf.keep(Signed<Roster>::make(roster, keys.signing));
    };
    TRY_OK(keep(NotebookKind::identities, made.identities));
    TRY_OK(keep(NotebookKind::safeguarding, made.safeguarding));
    for (const PersonId& id : external) TRY_OK(addMember(shelf, roster, id, false, false));
    roster.title = title;
    TRY_OK(keep(NotebookKind::plan, made.plan));
    return made;
}

Status allow(Shelf& shelf, const StoreKeys& keys, const NotebookId& session,
             const PersonId& person) {
    // What is read here must still stand when it is kept: a store may be taking in foundings.
    return shelf.together([&]() -> Status {
        constexpr char during[] = "let somebody into a session";
        TRY(const auto known, shelf.roster(session));
        if (!known) return fail(Code::notFound, during, session.toString().toStdString());
        if (known->value.kind != NotebookKind::session) return fail(Code::notAllowed, during);
        Roster roster = known->value;
        std::erase_if(roster.members, [&](const Roster::Member& member) {
            return member.person == person && !member.lead;
        });
        TRY_OK(addMember(shelf, roster, person, false, true));
        std::erase(roster.former, person);
        roster.epoch = keys.epoch;
        ++roster.version;
        return shelf.keep(Signed<Roster>::make(std::move(roster), keys.signing));
    });
}

Status disallow(Shelf& shelf, const StoreKeys& keys, const NotebookId& session,
                const PersonId& person) {
    // What is read here must still stand when it is kept: a store may be taking in foundings.
    return shelf.together([&]() -> Status {
        constexpr char during[] = "take somebody off a session";
        TRY(const auto known, shelf.roster(session));
        const Roster::Member* const member = known ? known->value.member(person) : nullptr;
        if (member == nullptr) return fail(Code::notFound, during, person.toString().toStdString());
        if (known->value.kind != NotebookKind::session) return fail(Code::notAllowed, during);
        if (member->lead)
            return fail(Code::notAllowed, during,
                        "Whoever leads the assessment reads every session.");
        return takeOff(shelf, keys, known->value, person);
    });
}

Status remove(Shelf& shelf, const StoreKeys& keys, const NotebookId& team, const PersonId& person) {
    // What is read here must still stand when it is kept: a store may be taking in foundings.
    return shelf.together([&]() -> Status {
        constexpr char during[] = "take somebody off an assessment";
        TRY(const auto rosters, shelf.rosters());
        std::vector<Roster> changed;
        for (const auto& one : rosters) {
            const Roster& roster = one.value;
            if (roster.notebook != team && roster.parent != team) continue;
            const Roster::Member* const member = roster.member(person);
            if (member == nullptr) continue;
            const auto leads = std::count_if(roster.members.begin(), roster.members.end(),
                                             [](const Roster::Member& each) { return each.lead; });
            if (member->lead && leads < 2)
                return fail(Code::notAllowed, during,
                            "Nobody else leads it: it would have no lead.");
            changed.push_back(roster);
        }
        if (changed.empty()) return fail(Code::notFound, during, person.toString().toStdString());
        for (Roster& roster : changed) TRY_OK(takeOff(shelf, keys, std::move(roster), person));
        return {};
    });
}

Status add(Shelf& shelf, const StoreKeys& keys, const NotebookId& team, const PersonId& person) {
    // What is read here must still stand when it is kept: a store may be taking in foundings.
    return shelf.together([&]() -> Status {
        TRY(const auto rosters, shelf.rosters());
        bool found = false;
        for (const auto& one : rosters) {
            if (one.value.notebook != team &&
                (one.value.parent != team || one.value.kind == NotebookKind::session))
                continue;
            found = true;
            if (one.value.member(person) != nullptr) continue;
            Roster roster = one.value;
            TRY_OK(addMember(shelf, roster, person, false, true));
            std::erase(roster.former, person);
            roster.epoch = keys.epoch;
            ++roster.version;
            TRY_OK(shelf.keep(Signed<Roster>::make(std::move(roster), keys.signing)));
        }
        if (!found)
            return fail(Code::notFound, "put somebody on a team", team.toString().toStdString());
        return {};
    });
}

Result<std::vector<TabletRow>> tablets(Shelf& shelf) {
    std::vector<TabletRow> all;
    TRY(const auto certificates, shelf.certificates());
    TRY(const auto confirmations, shelf.confirmations());
    for (const auto& certificate : certificates) {
        const Certificate& vault = certificate.value;
        TabletRow one{vault.vault, vault.name, vault.issued, vault.revoked};
        for (const Confirmation& told : confirmations)
            if (told.vault == vault.vault && told.notebook == NotebookId() &&
                told.epoch == vault.epoch && told.version == vault.version)
                one.heard = told.told;
        all.push_back(std::move(one));
    }
    return all;
}

Status revoke(Shelf& shelf, const StoreKeys& keys, const VaultId& vault, const Clock& clock) {
    TRY(const auto known, shelf.certificate(vault));
    if (!known)
        return fail(Code::notFound, "take a tablet out of use", vault.toString().toStdString());
    if (known->value.revoked) return {};
    Certificate certificate = known->value;
    certificate.revoked = true;
    certificate.epoch = keys.epoch;
    ++certificate.version;
    certificate.issued = clock.utc();
    return shelf.keep(Signed<Certificate>::make(std::move(certificate), keys.signing));
}

Result<StoreHold> setHold(Shelf& shelf, StoreApi& api, const NotebookId& notebook,
                          const SubjectId& subject, const QString& authority, const Clock& clock,
                          Random& random) {
    constexpr char during[] = "set a legal hold";
    TRY(const QString office, officeOf(authority, during));
    TRY(const auto roster, shelf.roster(notebook));
    if (!roster) return fail(Code::notFound, during, notebook.toString().toStdString());
    StoreHold hold{RecordId::makeV7(clock, random), notebook, subject, office, clock.utc()};
    TRY_OK(shelf.keep(hold));
    TRY_OK(api.reconsider(notebook));
    return hold;
}

Status releaseHold(Shelf& shelf, StoreApi& api, const RecordId& id, const QString& authority,
                   const Clock& clock) {
    constexpr char during[] = "release a legal hold";
    TRY(const QString office, officeOf(authority, during));
    TRY(const auto holds, shelf.holds());
    const auto found = std::find_if(holds.begin(), holds.end(),
                                    [&](const StoreHold& hold) { return hold.id == id; });
    if (found == holds.end()) return fail(Code::notFound, during, id.toString().toStdString());
    StoreHold hold = *found;
    hold.released = clock.utc();
    hold.releasedBy = office;
    TRY_OK(shelf.keep(hold));
    return api.reconsider(hold.notebook);
}

bool ErasureCertificate::complete() const {
    return here && std::all_of(tablets.begin(), tablets.end(),
                               [](const Tablet& tablet) { return tablet.confirmed.has_value(); });
}

Result<std::vector<ErasureCertificate>> erasures(Shelf& shelf) {
    std::vector<ErasureCertificate> all;
    TRY(const auto orders, shelf.orders());
    TRY(const auto certificates, shelf.certificates());
    TRY(const auto confirmations, shelf.confirmations());
    for (const auto& order : orders) {
        if (!order.value.erases()) continue;
        ErasureCertificate one{order.value, true, {}};
        TRY(const auto keys, shelf.keysOf(order.value.notebook, order.value.subject));
        for (const KeyEntry& key : keys)
            one.here = one.here && (key.destroyed || key.generation > order.value.generation);
        TRY(const auto roster, shelf.roster(order.value.notebook));
        TRY(const auto heads, shelf.heads(order.value.notebook));
        for (const auto& certificate : certificates) {
            const Certificate& vault = certificate.value;
            const bool mayHaveIt =
                roster && (roster->value.member(vault.person) != nullptr ||
                           roster->value.wasMember(vault.person) ||
                           std::any_of(heads.begin(), heads.end(), [&](const Head& head) {
                               return head.chain.vault == vault.vault;
                           }));
            if (!mayHaveIt) continue;
            ErasureCertificate::Tablet tablet{vault.vault, vault.name, vault.revoked};
            for (const Confirmation& told : confirmations)
                if (told.vault == vault.vault && told.notebook == order.value.notebook &&
                    told.subject == order.value.subject && told.epoch == order.value.epoch &&
                    told.version == order.value.version)
                    tablet.confirmed = told.told;
            one.tablets.push_back(std::move(tablet));
        }
        all.push_back(std::move(one));
    }
    return all;
}

Result<std::vector<Assessment>> assessments(Shelf& shelf) {
    std::vector<Assessment> found;
    TRY(const auto rosters, shelf.rosters());
    for (const auto& roster : rosters)
        if (roster.value.kind == NotebookKind::team)
            found.push_back({roster.value.title, roster.value.notebook, {}, {}, {}});
    for (const auto& roster : rosters)
        for (Assessment& assessment : found) {
            if (roster.value.parent != assessment.team) continue;
            if (roster.value.kind == NotebookKind::plan) assessment.plan = roster.value.notebook;
            if (roster.value.kind == NotebookKind::identities)
                assessment.identities = roster.value.notebook;
            if (roster.value.kind == NotebookKind::safeguarding)
                assessment.safeguarding = roster.value.notebook;
        }
    return found;
}

Result<EnrolmentCode> issueCode(Shelf& shelf, const PersonId& person, std::chrono::minutes validFor,
                                const Clock& clock, Random& random) {
    TRY(const Person known, knownPerson(shelf, person));
    EnrolmentCode code = EnrolmentCode::generate(random);
    TRY_OK(shelf.keep(IssuedCode{
        code.name(), person, code.upKey(), code.downKey(), clock.utc() + validFor, {}, {}}));
    return code;
}

QString enrolmentLink(const QString& host, int port, const StoreKeys& keys,
                      const EnrolmentCode& code) {
    return QStringLiteral("candour:enrol?host=%1&port=%2&ca=%3&code=%4")
        .arg(host)
        .arg(port)
        .arg(QString::fromLatin1(keys.authorityFingerprint.toBase64(
                 QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)),
             code.text().remove(u'-'));
}

}  // namespace candour::admin
