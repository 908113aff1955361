#include "app/vault/controls.h"

#include "app/records/sessionids.h"
#include "app/rules/recordwords.h"

#include <algorithm>

namespace candour {

Result<std::optional<ListedRecord>> Controls::find(const QString& typeName, const RecordId& id) {
    const RecordType* type = m_projection.list().type(typeName);
    std::optional<ListedRecord> found;
    if (type == nullptr || id.isNull()) return found;
    TRY(const auto row, m_ledger.database().first(
                            "SELECT record FROM " + tableName(*type).toStdString() +
                                " WHERE id = ? AND struck = 0 ORDER BY record",
                            [](const Row& r) { return r.integer(0); }, id));
    if (!row) return found;
    return m_projection.row(*type, *row);
}

Result<bool> Controls::isStruck(const QString& typeName, const RecordId& id) {
    const RecordType* type = m_projection.list().type(typeName);
    if (type == nullptr || id.isNull()) return false;
    TRY(const auto struck,
        m_ledger.database().first(
            "SELECT min(struck) FROM " + tableName(*type).toStdString() + " WHERE id = ?",
            [](const Row& r) { return r.integer(0) != 0; }, id));
    return struck.value_or(false);
}

Status Controls::follow(const Saved& saved, const Moment& written) {
    const QString& type = saved.name.type;
    if (!saved.change || (type != u"withdrawal" && type != u"erasure" && type != u"hold"))
        return {};
    TRY(const auto listed, m_projection.row(*m_projection.list().type(type), saved.row));
    if (!listed || listed->struck) return {};
    if (type == u"withdrawal") return followWithdrawal(saved.name, listed->values, written);
    if (type == u"erasure") return followErasure(saved.name, listed->values, written);
    return followHold(saved.name, listed->values, written);
}

Status Controls::followWithdrawal(const RecordName& name, const FieldValues& fields,
                                  const Moment& written) {
    const auto withdrawal = withdrawalFrom(fields);
    if (!withdrawal || !locksAway(*withdrawal)) return {};
    TRY(const auto words, wordsTakenBack(*withdrawal));
    // Single changes lie under a key that protects others' words too: it stays where it is.
    std::vector<Words> keys;
    for (const Words& one : words)
        if (one.generation > 0) keys.push_back({one.notebook, one.subject, one.generation});
    TRY_OK(ask(ControlKind::restrict, name, keys, written));
    if (effectOf(withdrawal->outcome).mayKeep) return {};
    return ask(ControlKind::withdraw, name, words, written);
}

Status Controls::takeBack(const RecordName& name, const Moment& written) {
    if (name.type != u"withdrawal") return {};
    TRY(const auto words, askedFor(ControlKind::restrict, name.id));
    return ask(ControlKind::release, name, words, written);
}

Result<std::vector<Controls::Words>> Controls::askedFor(ControlKind kind, const RecordId& about) {
    std::vector<Words> words;
    TRY(const auto notebooks, m_notebooks.all());
    for (const NotebookInfo& place : notebooks) {
        TRY(const auto asked, m_ledger.controls(place.id));
        for (const ControlChange& change : asked) {
            const Control& control = change.control;
            if (control.kind == kind && control.about == about)
                words.push_back({control.notebook, control.subject, 0, {change.id}});
        }
    }
    return words;
}

Status Controls::followErasure(const RecordName& name, const FieldValues& fields,
                               const Moment& written) {
    bool approved = false;
    for (const RecordId& member : idsIn(fields, u"approved_by")) {
        TRY(const auto person, m_notebooks.personOf(member));
        approved = approved || (person && *person == m_identity.person);
    }
    if (!approved) return {};
    const RecordId wish = idIn(fields, u"withdrawal");
    TRY(const bool takenBack, isStruck(u"withdrawal"_qs, wish));
    if (takenBack)
        return fail(Code::notAllowed, "approve an erasure",
                    "They want it back: the wish that it follows no longer stands.");
    TRY(const auto follows, find(u"withdrawal"_qs, wish));
    const auto withdrawal = follows ? withdrawalFrom(follows->values) : std::nullopt;
    TRY(const auto words,
        withdrawal ? wordsTakenBack(*withdrawal) : wordsOf(idIn(fields, u"what")));
    TRY_OK(refuseWhileAway(idIn(fields, u"what"), withdrawal, words));
    return ask(ControlKind::erase, name, words, written);
}

Status Controls::refuseWhileAway(const RecordId& what, const std::optional<Withdrawal>& follows,
                                 const std::vector<Words>& words) {
    const auto refused = [](const QString& why) {
        return fail(Code::notAllowed, "approve an erasure",
                    (why + u" Ask for it back with `recall`, hand over, and approve then."_qs)
                        .toStdString());
    };
    if (words.empty())
        return refused(
            u"Nothing that this would erase is on this tablet: its meeting may have been taken off "
            "it."_qs);
    const RecordId trackedCase =
        follows && !follows->trackedCase.isNull() ? follows->trackedCase : what;
    TRY(const auto ofCase, find(u"tracked_case"_qs, trackedCase));
    if (!ofCase) return {};
    struct Slot {
        QString title;
        RecordId trackedCase;
    };
    std::map<NotebookId, Slot> planned;
    if (m_projection.list().type(u"timetable_slot") != nullptr)
        TRY_OK(m_ledger.database().each(
            "SELECT id, title, \"case\" FROM r_timetable_slot WHERE struck = 0",
            [&](const Row& row) {
                planned[sessionNotebookOf(row.id<RecordId>(0))] = {
                    row.text(1), RecordId::fromBytes(row.blob(2)).value_or(RecordId())};
            }));
    TRY(const auto notebooks, m_ledger.notebooks());
    for (const NotebookId& notebook : notebooks) {
        TRY(const auto text, m_ledger.textOf(notebook));
        if (text == Ledger::Text::here) continue;
        const Slot slot = planned[notebook];
        if (!slot.trackedCase.isNull() && slot.trackedCase != trackedCase) continue;
        return refused(
            slot.title.isEmpty()
                ? u"A meeting is not on this tablet, and words of theirs may be in it."_qs
                : u"The meeting “%1” is not on this tablet, and words of theirs may be in it."_qs
                      .arg(slot.title));
    }
    return {};
}

Status Controls::followHold(const RecordName& name, const FieldValues& fields,
                            const Moment& written) {
    const RecordId what = idIn(fields, u"what");
    TRY(auto words, wordsOf(what));
    std::vector<RowId> rows;
    TRY_OK(m_ledger.database().each(
        "SELECT row FROM record WHERE id = ?",
        [&](const Row& row) { rows.push_back(row.integer(0)); }, what));
    for (const RowId row : rows) {
        TRY(const RecordName held, m_ledger.recordName(row));
        NotebookId where = held.notebook;
        if (held.type == u"assessment") {
            // All of it: what its team holds, and what hangs from there.
            TRY(const auto plan, m_notebooks.find(where));
            if (plan && !plan->parent.isNull()) where = plan->parent;
        }
        const bool whole = held.type == u"assessment" || held.type == u"session";
        const SubjectId subject(whole ? where.bytes() : what.bytes());
        if (whole) words.clear();
        if (std::none_of(words.begin(), words.end(), [&](const Words& one) {
                return one.notebook == where && one.subject == subject;
            }))
            words.push_back({where, subject});
    }
    for (Words& one : words) one.generation = 0;  // whatever comes is held too
    if (valueOf(fields, u"released").isNull()) return ask(ControlKind::hold, name, words, written);
    TRY(const auto held, askedFor(ControlKind::hold, name.id));
    return ask(ControlKind::release, name, held, written);
}

// Whose words ---------------------------------------------------------------------------

Status Controls::addKeysOf(const SubjectId& subject, std::vector<Words>& words) {
    TRY(const auto keys, m_ledger.keys().entriesOf(subject));
    for (const KeyEntry& key : keys) {
        const auto known = std::find_if(words.begin(), words.end(), [&](const Words& one) {
            return one.notebook == key.notebook && one.subject == subject;
        });
        Words& one =
            known != words.end() ? *known : words.emplace_back(Words{key.notebook, subject});
        one.generation = std::max(one.generation, key.generation);
    }
    return {};
}

Result<std::vector<Controls::Words>> Controls::wordsOf(const RecordId& what) {
    std::vector<Words> words;
    TRY_OK(addKeysOf(SubjectId(what.bytes()), words));
    std::vector<RecordId> people;
    if (m_projection.list().type(u"participant") != nullptr)
        TRY_OK(m_ledger.database().each(
            "SELECT id FROM r_participant WHERE \"case\" = ? AND standing = 'person'",
            [&](const Row& row) { people.push_back(row.id<RecordId>(0)); }, what));
    for (const RecordId& person : people) TRY_OK(addKeysOf(SubjectId(person.bytes()), words));
    std::vector<NotebookId> sessions;
    if (m_projection.list().type(u"session") != nullptr)
        TRY_OK(m_ledger.database().each(
            "SELECT notebook.id FROM r_session JOIN notebook ON notebook.row = r_session.notebook"
            " WHERE r_session.id = ?",
            [&](const Row& row) { sessions.push_back(row.id<NotebookId>(0)); }, what));
    for (const NotebookId& session : sessions) {
        TRY(const auto keys, m_ledger.keys().entriesIn(session));
        // What protects the notebook itself stays: why it was erased is among it.
        for (const KeyEntry& key : keys)
            if (key.subject != SubjectId(session.bytes())) TRY_OK(addKeysOf(key.subject, words));
    }
    return words;
}

Result<std::vector<Controls::Words>> Controls::wordsTakenBack(const Withdrawal& withdrawal) {
    std::vector<Words> words;
    const bool all = withdrawal.lines.empty();
    for (const RecordId& whose : {withdrawal.participant, withdrawal.trackedCase}) {
        if (whose.isNull() || !all) continue;
        TRY(auto theirs, wordsOf(whose));
        std::move(theirs.begin(), theirs.end(), std::back_inserter(words));
    }
    std::set<SubjectId> subjects;
    for (const Words& one : words) subjects.insert(one.subject);
    TRY(auto besides, coveredBesides(withdrawal, subjects));
    const RecordId whose =
        withdrawal.participant.isNull() ? withdrawal.trackedCase : withdrawal.participant;
    for (auto& [notebook, changes] : besides) {
        const SubjectId subject(whose.bytes());
        const auto known = std::find_if(words.begin(), words.end(), [&](const Words& one) {
            return one.notebook == notebook && one.subject == subject;
        });
        if (known != words.end())
            known->changes = std::move(changes);
        else
            words.push_back({notebook, subject, 0, std::move(changes)});
    }
    return words;
}

Result<std::vector<RowId>> Controls::lockedAway(const RecordType& type) {
    std::vector<RowId> rows;
    TRY_OK(m_ledger.database().each(
        "SELECT record FROM " + tableName(type).toStdString() + " WHERE sealed = 1 ORDER BY record",
        [&](const Row& row) { rows.push_back(row.integer(0)); }));
    return rows;
}

Result<std::map<NotebookId, std::vector<ChangeId>>> Controls::coveredBesides(
    const Withdrawal& withdrawal, const std::set<SubjectId>& subjects) {
    struct Locked {
        RecordLine line;
        SubjectId subject;
        std::vector<ChangeId> changes;
        bool taken = false;
    };
    std::vector<Locked> locked;
    Rulebook rules(m_ledger, m_projection);
    std::set<RecordId> taken;
    for (const RecordType& type : m_projection.list().types()) {
        if (!mayBeLockedAway(type.name)) continue;
        TRY(const auto rows, lockedAway(type));
        for (const RowId row : rows) {
            TRY(const RecordName name, m_ledger.recordName(row));
            TRY(const auto history, m_ledger.history(row));
            const RecordState state = mergeRecord(history);
            TRY(const auto subject, m_ledger.subjectOf(history.front().header.key));
            Locked one{{&type, name.id, name.notebook, currentOf(type, state, history).values},
                       subject.value_or(SubjectId()),
                       {}};
            for (const OpenedChange& change : history) one.changes.push_back(change.id);
            const HeldWords words{one.line, RecordId(one.subject.bytes()),
                                  state.created.corrected().time_since_epoch().count()};
            TRY(one.taken, rules.ask([&](const Surroundings& around) {
                return isTakenBack(words, {&withdrawal, 1}, around);
            }));
            if (one.taken) taken.insert(name.id);
            locked.push_back(std::move(one));
        }
    }
    // What holds words of theirs goes with them, as a tag does with its line.
    for (bool more = true; more;) {
        more = false;
        for (Locked& one : locked) {
            if (one.taken) continue;
            for (const QString& field : wordsTakenFrom(one.line.type->name))
                for (const RecordId& id : idsIn(one.line.fields, field))
                    one.taken = one.taken || taken.contains(id);
            more = (one.taken && taken.insert(one.line.id).second) || more;
        }
    }
    std::map<NotebookId, std::vector<ChangeId>> besides;
    for (const Locked& one : locked) {
        if (!one.taken || subjects.contains(one.subject)) continue;
        auto& changes = besides[std::get<NotebookId>(one.line.notebook)];
        changes.insert(changes.end(), one.changes.begin(), one.changes.end());
    }
    return besides;
}

// The control changes ----------------------------------------------------------------------------

Result<std::optional<NotebookId>> Controls::placeFor(const RecordName& about,
                                                     const NotebookId& words) {
    TRY(const auto info, m_notebooks.find(words));
    if (about.notebook == words || (info && info->parent == about.notebook))
        return std::optional(about.notebook);
    if (!info || !info->writes) return std::optional<NotebookId>();
    // Nothing can be written where text is on its way back: what locks words away does not wait.
    TRY(const auto text, m_ledger.textOf(words));
    if (text == Ledger::Text::here) return std::optional(words);
    TRY(const auto parent, m_notebooks.find(info->parent));
    return parent && parent->writes ? std::optional(parent->id) : std::nullopt;
}

Status Controls::ask(ControlKind kind, const RecordName& about, const std::vector<Words>& words,
                     const Moment& written) {
    for (const Words& one : words) {
        TRY(const auto place, placeFor(about, one.notebook));
        if (!place) continue;
        const Control control{kind,           one.notebook, one.subject,
                              one.generation, one.changes,  about.id};
        TRY(const auto asked, m_ledger.controls(*place));
        if (std::any_of(asked.begin(), asked.end(), [&](const ControlChange& change) {
                return change.author == m_author.vault() && change.control == control;
            }))
            continue;
        TRY_OK(m_ledger.append(m_author, *place, control, written));
    }
    return {};
}

}  // namespace candour
