#include "sync/store/admin.h"

#include <algorithm>

namespace candour::admin {
namespace {

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
    constexpr char during[] = "let somebody into a session";
    TRY(const auto known, shelf.roster(session));
    if (!known) return fail(Code::notFound, during, session.toString().toStdString());
    if (known->value.kind != NotebookKind::session) return fail(Code::notAllowed, during);
    Roster roster = known->value;
    std::erase_if(roster.members, [&](const Roster::Member& member) {
        return member.person == person && !member.lead;
    });
    TRY_OK(addMember(shelf, roster, person, false, true));
    roster.epoch = keys.epoch;
    ++roster.version;
    return shelf.keep(Signed<Roster>::make(std::move(roster), keys.signing));
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
