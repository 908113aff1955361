#include "app/vault/controls.h"

#include "app/records/sessionids.h"
#include "app/rules/recordwords.h"
#include "sync/generations.h"

#include <algorithm>

namespace candour {
namespace {

template <class AllWords, class Words>
auto sameWords(AllWords& all, const Words& words) {
    return std::find_if(all.begin(), all.end(), [&](const auto& one) {
        return one.notebook == words.notebook && one.subject == words.subject;
    });
}

}  // namespace

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
    // An approval that is given again may reach further: somebody else has told us of more.
    const bool asks =
        type == u"erasure" || (saved.change && (type == u"withdrawal" || type == u"hold"));
    if (!asks) return {};
    TRY(const auto listed, m_projection.row(*m_projection.list().type(type), saved.row));
    if (!listed || listed->struck) return {};
    if (type == u"withdrawal") return followWithdrawal(saved.name, listed->values, written);
    if (type == u"erasure") return followErasure(saved.name, listed->values, written);
    return followHold(saved.name, listed->values, written);
}

Status Controls::followWithdrawal(const RecordName& name, const FieldValues& fields,
                                  const Moment& written) {
    const auto withdrawal = withdrawalFrom(fields, written.corrected().time_since_epoch().count());
    if (!withdrawal || !locksAway(*withdrawal)) return {};
    TRY(auto words, wordsTakenBack(*withdrawal));
    // Keys that were begun before it elsewhere too, as by a yes that has not come here.
    for (Words& one : words)
        if (one.generation > 0)
            one.generation = std::max(one.generation, generationAt(written.corrected()));
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

Result<std::vector<Controls::Named>> Controls::controlsAbout(const RecordId& about) {
    std::vector<Named> found;
    TRY(const auto notebooks, m_notebooks.all());
    for (const NotebookInfo& place : notebooks) {
        TRY(const auto asked, m_ledger.controls(place.id));
        for (const ControlChange& change : asked)
            if (change.control.about == about) found.push_back({place.id, change});
    }
    return found;
}

Result<std::vector<Controls::Words>> Controls::askedFor(ControlKind kind, const RecordId& about,
                                                        const std::optional<VaultId>& by) {
    std::vector<Words> words;
    TRY(const auto asked, controlsAbout(about));
    for (const auto& [place, change] : asked)
        if (change.control.kind == kind && (!by || change.author == *by))
            words.push_back({change.control.notebook, change.control.subject, 0, {change.id}});
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
    const auto withdrawal =
        follows ? withdrawalFrom(follows->values, follows->created.time_since_epoch().count())
                : std::nullopt;
    TRY(const auto words,
        wish.isNull() ? wordsOf(idIn(fields, u"what")) : wordsToErase(withdrawal, wish));
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
        // What lies under one that is ahead is named change by change.
        if (!key.ahead) one.generation = std::max(one.generation, key.generation);
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
    TRY_OK(addCoveredBesides(withdrawal, words));
    return words;
}

Result<std::vector<Controls::Words>> Controls::namedFor(const RecordId& about) {
    std::vector<Words> words;
    TRY(const auto asked, controlsAbout(about));
    for (const auto& [place, change] : asked) {
        const Control& control = change.control;
        if (control.kind != ControlKind::withdraw && control.kind != ControlKind::restrict)
            continue;
        const auto known = sameWords(words, control);
        Words& one = known != words.end()
                         ? *known
                         : words.emplace_back(Words{control.notebook, control.subject});
        one.generation = std::max(one.generation, change.generation());
        for (const ChangeId& id : control.changes)
            if (std::find(one.changes.begin(), one.changes.end(), id) == one.changes.end())
                one.changes.push_back(id);
        one.named = place;
    }
    return words;
}

Result<std::vector<Controls::Words>> Controls::wordsToErase(
    const std::optional<Withdrawal>& withdrawal, const RecordId& wish) {
    TRY(auto words, namedFor(wish));
    if (!withdrawal) return words;
    for (Words& one : words) {
        TRY(const bool saidAnew, holdSaidAnew(one, *withdrawal));
        if (saidAnew) one.generation = 0;
    }
    TRY_OK(addCoveredBesides(*withdrawal, words));
    std::erase_if(words,
                  [](const Words& one) { return one.generation == 0 && one.changes.empty(); });
    return words;
}

Status Controls::eachUnder(const Words& words, std::uint32_t above, std::uint32_t upTo,
                           const std::function<Status(const RecordType&, RowId)>& visit) {
    TRY(const auto keys, m_ledger.keys().entriesOf(words.subject));
    std::vector<KeyId> ids;
    for (const KeyEntry& key : keys)
        if (key.notebook == words.notebook && key.generation > above && key.generation <= upTo &&
            !key.destroyed)
            ids.push_back(key.id);
    TRY(const auto rows, m_ledger.recordsUnder(ids));
    for (const RowId row : rows) {
        TRY(const RecordName name, m_ledger.recordName(row));
        const RecordType* type = m_projection.list().type(name.type);
        if (type != nullptr && mayBeLockedAway(type->name)) TRY_OK(visit(*type, row));
    }
    return {};
}

Result<bool> Controls::holdSaidAnew(const Words& words, const Withdrawal& withdrawal) {
    bool found = false;
    Rulebook rules(m_ledger, m_projection);
    TRY_OK(eachUnder(words, 0, words.generation, [&](const RecordType& type, RowId row) -> Status {
        TRY(const bool sealed, m_projection.isSealed(type, row));
        if (found || sealed) return {};
        TRY(const Piece piece, pieceOf(type, row));
        TRY(found, rules.ask([&](const Surroundings& around) {
            return isSaidAnew(piece.words(), withdrawal, around);
        }));
        return {};
    }));
    return found;
}

Result<std::uint32_t> Controls::oursCoveredUpTo(const Withdrawal& withdrawal, const Words& words,
                                                std::uint32_t above) {
    std::uint32_t upTo = 0;
    Rulebook rules(m_ledger, m_projection);
    TRY_OK(
        eachUnder(words, above, words.generation, [&](const RecordType& type, RowId row) -> Status {
            TRY(const bool sealed, m_projection.isSealed(type, row));
            if (!sealed) return {};
            TRY(const Piece piece, pieceOf(type, row));
            if (piece.history.front().header.vault != m_author.vault()) return {};
            TRY(const bool taken, rules.ask([&](const Surroundings& around) {
                return isTakenBack(piece.words(), {&withdrawal, 1}, around);
            }));
            // What was written over since lies under a later key, with what was said since.
            TRY(const auto key, m_ledger.keys().entry(piece.history.front().header.key));
            if (taken && key && key->subject == words.subject)
                upTo = std::max(upTo, key->generation);
            return {};
        }));
    return upTo;
}

Result<std::vector<RowId>> Controls::lockedAway(const RecordType& type) {
    std::vector<RowId> rows;
    TRY_OK(m_ledger.database().each(
        "SELECT record FROM " + tableName(type).toStdString() + " WHERE sealed = 1 ORDER BY record",
        [&](const Row& row) { rows.push_back(row.integer(0)); }));
    return rows;
}

Result<Controls::Piece> Controls::pieceOf(const RecordType& type, RowId row) {
    TRY(const RecordName name, m_ledger.recordName(row));
    Piece piece;
    TRY(piece.history, m_ledger.history(row));
    const RecordState state = mergeRecord(piece.history);
    TRY(const auto subject, m_ledger.subjectOf(piece.history.front().header.key));
    piece.line = {&type, name.id, name.notebook, currentOf(type, state, piece.history).values};
    piece.subject = subject.value_or(SubjectId());
    piece.created = state.created.corrected().time_since_epoch().count();
    return piece;
}

Status Controls::addCoveredBesides(const Withdrawal& withdrawal, std::vector<Words>& words) {
    struct Locked {
        Piece piece;
        bool taken = false;
    };
    std::vector<Locked> locked;
    Rulebook rules(m_ledger, m_projection);
    std::set<RecordId> taken;
    for (const RecordType& type : m_projection.list().types()) {
        if (!mayBeLockedAway(type.name)) continue;
        TRY(const auto rows, lockedAway(type));
        for (const RowId row : rows) {
            Locked one;
            TRY(one.piece, pieceOf(type, row));
            TRY(one.taken, rules.ask([&](const Surroundings& around) {
                return isTakenBack(one.piece.words(), {&withdrawal, 1}, around);
            }));
            if (one.taken) taken.insert(one.piece.line.id);
            locked.push_back(std::move(one));
        }
    }
    // What holds words of theirs goes with them, as a tag does with its line.
    for (bool more = true; more;) {
        more = false;
        for (Locked& one : locked) {
            if (one.taken) continue;
            for (const QString& field : wordsTakenFrom(one.piece.line.type->name))
                for (const RecordId& id : idsIn(one.piece.line.fields, field))
                    one.taken = one.taken || taken.contains(id);
            more = (one.taken && taken.insert(one.piece.line.id).second) || more;
        }
    }
    const RecordId whose =
        withdrawal.participant.isNull() ? withdrawal.trackedCase : withdrawal.participant;
    const std::vector<Words> named = words;
    for (const Locked& one : locked) {
        if (!one.taken) continue;
        for (const OpenedChange& change : one.piece.history) {
            TRY(const auto key, m_ledger.keys().entry(change.header.key));
            const auto under = key ? sameWords(named, *key) : named.end();
            if (under != named.end() && key->generation <= under->generation) continue;
            Words besides{change.header.notebook, SubjectId(whose.bytes())};
            auto known = sameWords(words, besides);
            if (known == words.end()) known = words.insert(words.end(), std::move(besides));
            if (std::find(known->changes.begin(), known->changes.end(), change.id) ==
                known->changes.end())
                known->changes.push_back(change.id);
        }
    }
    return {};
}

// What others told us of -------------------------------------------------------------------------

Status Controls::followOthers(std::span<const Received> came, const Moment& written) {
    bool news = false;
    for (const Received& one : came) {
        news = news || one.header.type == u"withdrawal" || one.header.type == u"participant";
        if (one.header.type != u"withdrawal") continue;
        const RecordName name{one.header.notebook, one.header.type, one.header.record};
        TRY(const bool struck, isStruck(name.type, name.id));
        if (!struck) continue;
        TRY(const auto ours, askedFor(ControlKind::restrict, name.id, m_author.vault()));
        TRY_OK(ask(ControlKind::release, name, ours, written));
    }
    const RecordType* type = m_projection.list().type(u"withdrawal");
    if (!news || type == nullptr) return {};
    std::vector<RecordName> standing;
    TRY_OK(m_ledger.database().each(
        "SELECT r.id, notebook.id FROM r_withdrawal r JOIN notebook ON notebook.row = r.notebook"
        " WHERE r.struck = 0",
        [&](const Row& row) {
            standing.push_back({row.id<NotebookId>(1), type->name, row.id<RecordId>(0)});
        }));
    for (const RecordName& withdrawal : standing) TRY_OK(leaveKeysToLead(withdrawal, written));
    return {};
}

Status Controls::followAgain(const Saved& saved, const Moment& written) {
    if (saved.name.type != u"withdrawal") return follow(saved, written);
    TRY(const auto named, namedFor(saved.name.id));
    return named.empty() ? follow(saved, written) : leaveKeysToLead(saved.name, written);
}

Status Controls::leaveKeysToLead(const RecordName& name, const Moment& written) {
    TRY(const auto row, m_ledger.findRecord(name));
    const RecordType* type = m_projection.list().type(name.type);
    if (!row || type == nullptr) return {};
    TRY(const auto listed, m_projection.row(*type, *row));
    if (!listed || listed->struck) return {};
    const auto withdrawal =
        withdrawalFrom(listed->values, listed->created.time_since_epoch().count());
    if (!withdrawal || !locksAway(*withdrawal) || !withdrawal->lines.empty()) return {};
    TRY(const auto named, namedFor(name.id));
    const std::uint32_t told = generationAt(listed->created);
    std::vector<Words> missing;
    for (const RecordId& whose : {withdrawal->participant, withdrawal->trackedCase}) {
        if (whose.isNull()) continue;
        TRY(const auto theirs, wordsOf(whose));
        for (const Words& one : theirs) {
            const auto known = sameWords(named, one);
            const std::uint32_t asked = known == named.end() ? 0 : known->generation;
            TRY(const std::uint32_t upTo, oursCoveredUpTo(*withdrawal, one, asked));
            if (upTo > 0) missing.push_back({one.notebook, one.subject, std::max(upTo, told)});
        }
    }
    return ask(ControlKind::restrict, name, missing, written);
}

// The control changes ----------------------------------------------------------------------------

Result<std::optional<NotebookId>> Controls::placeFor(ControlKind kind, const RecordName& about,
                                                     const Words& words) {
    TRY(const auto info, m_notebooks.find(words.notebook));
    if (kind == ControlKind::withdraw && info && !info->parent.isNull()) {
        TRY(const auto team, m_notebooks.find(info->parent));
        if (team && team->writes) return std::optional(team->id);
    }
    if (about.notebook == words.notebook || (info && info->parent == about.notebook))
        return std::optional(about.notebook);
    // Of a meeting that is not ours to read we know what others named, and where.
    const NotebookId elsewhere = info ? info->parent : words.named;
    // Nothing can be written where text is on its way back: what locks words away does not wait.
    if (info && info->writes) {
        TRY(const auto text, m_ledger.textOf(words.notebook));
        if (text == Ledger::Text::here) return std::optional(words.notebook);
    } else if (info) {
        return std::optional<NotebookId>();
    }
    TRY(const auto parent, m_notebooks.find(elsewhere));
    return parent && parent->writes ? std::optional(parent->id) : std::nullopt;
}

Status Controls::ask(ControlKind kind, const RecordName& about, const std::vector<Words>& words,
                     const Moment& written) {
    for (const Words& one : words) {
        TRY(const auto place, placeFor(kind, about, one));
        if (!place) continue;
        const Control control{kind,           one.notebook, one.subject,
                              one.generation, one.changes,  about.id};
        TRY(const auto asked, m_ledger.controls(*place));
        if (std::any_of(asked.begin(), asked.end(), [&](const ControlChange& change) {
                return change.author == m_author.vault() && change.control == control;
            }))
            continue;
        TRY_OK(m_notebooks.foundAnewIfFromOutside(*place, m_author));
        TRY_OK(m_ledger.append(m_author, *place, control, written));
    }
    return {};
}

}  // namespace candour
