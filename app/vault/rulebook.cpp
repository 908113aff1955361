#include "app/vault/rulebook.h"

#include "app/records/sessionids.h"
#include "app/rules/casecontact.h"
#include "app/rules/recordwords.h"
#include "app/rules/shelf.h"
#include "app/rules/visibility.h"
#include "app/vault/notebooks.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace candour {
namespace {

RecordLine lineOf(const RecordType& type, ListedRecord listed) {
    return {&type,
            listed.id,
            listed.notebook,
            std::move(listed.values),
            {},
            listed.created.time_since_epoch().count()};
}

QString sentenceFor(Flaw flaw) {
    switch (flaw) {
        case Flaw::unsoundValue:
            return u"The value breaks the field's rule. Enter it again."_qs;
        case Flaw::missingValue:
            return u"The field must not be empty. Fill it in."_qs;
        case Flaw::appendOnlyReplaced:
            return u"It was written over, though it is only ever followed. Look at both."_qs;
        case Flaw::unseenAfterStrike:
            return u"It was struck by somebody who had not seen all of it. Look at it again."_qs;
        case Flaw::late:
            break;
    }
    return u"It came after its author was taken off the roster, or their tablet out of use. Decide whether it counts."_qs;
}

}  // namespace

Result<std::optional<RecordLine>> Rulebook::record(const RecordId& id) {
    if (m_last && m_last->first == id) return m_last->second;
    std::optional<RecordLine> found;
    std::vector<std::pair<RowId, QString>> held;
    TRY_OK(m_ledger.database().each(
        "SELECT record.row, type.name FROM record JOIN type ON type.row = record.type"
        " WHERE record.id = ?",
        [&](const Row& row) { held.emplace_back(row.integer(0), row.text(1)); }, id));
    for (const auto& [row, name] : held) {
        const RecordType* type = m_projection.list().type(name);
        if (type == nullptr) continue;
        TRY(auto listed, m_projection.row(*type, row));
        if (listed && !listed->struck) found = lineOf(*type, std::move(*listed));
    }
    m_last = {id, found};
    return found;
}

Result<std::vector<RecordLine>> Rulebook::pointing(const QString& typeName, const QString& field,
                                                   const RecordId& target) {
    std::vector<RecordLine> found;
    const RecordType* type = m_projection.list().type(typeName);
    if (type == nullptr || type->field(field) == nullptr) return found;
    const std::string sql =
        (m_projection.selectSql(*type) + u" WHERE r.\"%1\" = ? AND r.struck = 0"_qs.arg(field))
            .toStdString();
    TRY_OK(m_ledger.database().each(
        sql,
        [&](const Row& row) { found.push_back(lineOf(*type, Projection::readRow(*type, row))); },
        target));
    return found;
}

Result<std::vector<RecordLine>> Rulebook::every(const QString& typeName) {
    std::vector<RecordLine> found;
    const RecordType* type = m_projection.list().type(typeName);
    if (type == nullptr) return found;
    TRY_OK(m_ledger.database().each(
        (m_projection.selectSql(*type) + u" WHERE r.struck = 0 AND r.sealed = 0"_qs).toStdString(),
        [&](const Row& row) { found.push_back(lineOf(*type, Projection::readRow(*type, row))); }));
    return found;
}

Result<std::vector<RecordId>> Rulebook::casesNumbered(const QString& plain) {
    if (!m_numbers) {
        std::unordered_map<QString, std::vector<RecordId>> numbers;
        if (const RecordType* type = m_projection.list().type(u"tracked_case"); type != nullptr)
            TRY_OK(m_ledger.database().each(
                "SELECT number, id FROM " + tableName(*type).toStdString() +
                    " WHERE struck = 0 AND sealed = 0",
                [&](const Row& row) {
                    numbers[plainCaseNumber(row.text(0))].push_back(row.id<RecordId>(1));
                }));
        m_numbers = std::move(numbers);
    }
    const auto found = m_numbers->find(plain);
    return found == m_numbers->end() ? std::vector<RecordId>() : found->second;
}

Surroundings Rulebook::surroundings(std::optional<Error>& problem) {
    const auto orNothing = [&problem](auto result) {
        if (result) return std::move(*result);
        problem = result.error();
        return std::decay_t<decltype(*result)>();
    };
    return {
        .record = [this, orNothing](const RecordId& id) { return orNothing(record(id)); },
        .pointing =
            [this, orNothing](const QString& type, const QString& field, const RecordId& target) {
                return orNothing(pointing(type, field, target));
            },
        .every = [this, orNothing](const QString& type) { return orNothing(every(type)); },
        .casesNumbered =
            [this, orNothing](const QString& plain) { return orNothing(casesNumbered(plain)); },
        .shelf =
            [this, orNothing] {
                auto here = orNothing(shelf());
                return here ? here : std::make_shared<const FrameworkShelf>();
            },
        .team = [this, orNothing] { return orNothing(holdsTeam()); }};
}

Result<bool> Rulebook::holdsTeam() {
    TRY(const auto notebooks, m_ledger.notebooks());
    for (const NotebookId& id : notebooks) {
        TRY(const auto roster, m_ledger.roster(id));
        TRY(const auto founding, m_ledger.founding(id));
        if (roster ? roster->value.kind == NotebookKind::team
                   : founding && founding->value.kind == NotebookKind::team)
            return true;
    }
    return false;
}

Result<std::shared_ptr<const FrameworkShelf>> Rulebook::shelf() {
    TRY(const auto packs, every(u"framework_pack"_qs));
    std::vector<RecordId> ids;
    for (const RecordLine& pack : packs) ids.push_back(pack.id);
    if (!m_shelf.second || m_shelf.first != ids)
        m_shelf = {std::move(ids), std::make_shared<const FrameworkShelf>(shelfFrom(packs))};
    return m_shelf.second;
}

Result<bool> Rulebook::isOutline(RowId row) {
    TRY(const auto found,
        m_ledger.database().first(
            "SELECT 1 FROM outline WHERE record = ?", [](const Row&) { return true; }, row));
    return found.value_or(false);
}

Result<std::vector<Breach>> Rulebook::of(const RecordType& type, RowId row) {
    if (!hasRules(type)) return std::vector<Breach>();
    TRY(auto listed, m_projection.row(type, row));
    if (!listed || listed->struck || listed->sealed) return std::vector<Breach>();
    if (type.appendOnly) {  // nobody can fill in what is missing
        TRY(const bool outline, isOutline(row));
        if (outline) return std::vector<Breach>();
    }
    const RecordLine line = lineOf(type, std::move(*listed));
    return ask([&](const Surroundings& around) { return breachesOf(line, around); });
}

Result<std::vector<Breach>> Rulebook::flaws(const RecordType& type, const ListedRecord& listed) {
    std::vector<Breach> found;
    TRY(const auto flags, m_projection.flags(listed.row));
    for (const Flag& flag : flags) {
        const Field* field = type.field(flag.field);
        const QString title = field == nullptr ? flag.field : field->title;
        found.push_back(
            {QString::fromLatin1(nameOf(flag.flaw)),
             title.isEmpty() ? sentenceFor(flag.flaw) : title + u": "_qs + sentenceFor(flag.flaw),
             false});
    }
    if (listed.conflicts > 0)
        found.push_back({u"two_versions"_qs,
                         u"Two people wrote different things. Look at both, then settle it."_qs,
                         false});
    return found;
}

Status Rulebook::each(const std::function<Status(const FoundBreach&)>& found) {
    forget();
    for (const RecordType& type : m_projection.list().types()) {
        // Rows first: reading around a record must not disturb the statement that walks the table.
        std::vector<RowId> rows;
        TRY_OK(m_ledger.database().each(
            "SELECT record FROM " + tableName(type).toStdString() +
                (hasRules(type) ? " WHERE struck = 0 AND sealed = 0"
                                : " WHERE struck = 0 AND (conflicts > 0 OR record IN (SELECT record"
                                  " FROM flagged))") +
                " ORDER BY record",
            [&](const Row& row) { rows.push_back(row.integer(0)); }));
        for (const RowId row : rows) {
            TRY(auto listed, m_projection.row(type, row));
            if (!listed) continue;
            const RecordId id = listed->id;
            const NotebookId notebook = listed->notebook;
            TRY(auto all, flaws(type, *listed));
            TRY(const auto broken, of(type, row));
            all.insert(all.end(), broken.begin(), broken.end());
            for (const Breach& breach : all) TRY_OK(found({type.name, id, notebook, breach}));
        }
    }
    return eachOutsider(found);
}

Status Rulebook::eachOutsider(const std::function<Status(const FoundBreach&)>& found) {
    TRY(const auto members, every(u"team_member"_qs));
    TRY(const auto rosters, m_ledger.rosters());
    std::map<NotebookId, std::vector<RecordId>> assigned;
    TRY(const auto slots, every(u"timetable_slot"_qs));
    for (const RecordLine& slot : slots)
        assigned.emplace(sessionNotebookOf(slot.id), idsIn(slot.fields, u"assigned"));
    const auto isAssigned = [&](const RecordId& member, const NotebookId& session) {
        const auto planned = assigned.find(session);
        return planned == assigned.end() ||
               std::find(planned->second.begin(), planned->second.end(), member) !=
                   planned->second.end();
    };
    for (const RecordLine& member : members) {
        const QString& role = textIn(member.fields, u"role");
        const bool external = valueOf(member.fields, u"external").boolean();
        TRY(const auto person, personBehind(m_ledger, member.id));
        if (!person) continue;
        for (const Signed<Roster>& roster : rosters) {
            const bool none = notebookAccess(role, external, roster.value.kind,
                                             isAssigned(member.id, roster.value.notebook)) ==
                              NotebookAccess::none;
            if (none && roster.value.member(*person) != nullptr)
                TRY_OK(found(
                    {member.type->name,
                     member.id,
                     roster.value.notebook,
                     {u"R22"_qs, QCoreApplication::translate(
                                     "Breach",
                                     "They are from outside, and the central store lets them into "
                                     "more than the plan and the sessions they are assigned to. "
                                     "Have its administrator take them off, or assign them.")}}));
        }
    }
    return {};
}

}  // namespace candour
