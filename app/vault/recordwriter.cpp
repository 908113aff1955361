#include "app/vault/recordwriter.h"

#include "app/records/sessionids.h"
#include "app/records/subject.h"
#include "app/rules/givenscore.h"
#include "app/rules/recordwords.h"
#include "app/vault/setfield.h"
#include "platform/check.h"

#include <algorithm>

namespace candour {
namespace {

constexpr char during[] = "save a record";

/// A value that says nothing is stored as none, so that two ways of saying nothing are not a
/// conflict.
cbor::Value plain(const Field& field, const cbor::Value& value) {
    if (field.isText() && value.text().isEmpty()) return {};
    if (field.isSet() && value.items().empty()) return {};
    return value;
}

bool holds(const std::vector<ChangeId>& ids, const ChangeId& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// The first that refuses and was not there before.
Status refusalIn(const std::vector<Breach>& breaches, const std::vector<Breach>& before) {
    for (const Breach& breach : breaches)
        if (breach.refuses() && std::find(before.begin(), before.end(), breach) == before.end()) {
            const QString number =
                breach.rule.startsWith(u'R') ? u" (Rule "_qs + breach.rule + u".)"_qs : QString();
            return fail(Code::notAllowed, during, (breach.sentence + number).toStdString());
        }
    return {};
}

/// Whether what it says would be taken in whichever notebook it lay.
Status soundAnywhere(Rulebook& rules, const RecordType& type, const PutRequest& request) {
    if (request.unfinished) return {};
    TRY_OK(validateRecord(type, request.fields));
    const RecordLine line{&type, {}, {}, request.fields};
    TRY(const auto breaches,
        rules.ask([&](const Surroundings& around) { return breachesOf(line, around); }));
    return refusalIn(breaches, {});
}

}  // namespace

RecordWriter::RecordWriter(Ledger& ledger, Projection& projection, Notebooks& notebooks,
                           const Author& author, const Clock& clock, Random& random)
    : m_ledger(ledger),
      m_projection(projection),
      m_notebooks(notebooks),
      m_author(author),
      m_clock(clock),
      m_random(random),
      m_rules(ledger, projection) {}

Result<Saved> RecordWriter::put(const PutRequest& asked, const Moment& written) {
    PutRequest request = asked;
    TRY_OK(nameWhatItTakesBack(request));
    TRY_OK(checkReferences(request));
    if (request.type == u"score") TRY_OK(checkScore(request.fields, written));
    m_rules.forget();
    TRY(Written made, write(request, written));
    m_rules.forget();
    if (made.saved.change) TRY_OK(obey(*made.type, made.saved.row, made.before));
    return std::move(made.saved);
}

Result<Saved> RecordWriter::keep(PutRequest request, const Moment& written) {
    request.onConflict = OnConflict::settle;
    request.seen.emplace();
    TRY(Written made, write(request, written));
    return std::move(made.saved);
}

Status RecordWriter::obey(const RecordType& type, RowId row, const std::vector<Breach>& before) {
    TRY(const auto breaches, m_rules.of(type, row));
    return refusalIn(breaches, before);
}

Result<RecordWriter::Written> RecordWriter::write(const PutRequest& request,
                                                  const Moment& written) {
    const RecordType* type = m_projection.list().type(request.type);
    if (type == nullptr)
        return fail(Code::badInput, during, "There is no such record type; see `types`.");
    auto located = locate(*type, request);
    // What no notebook would mend is said before a notebook is asked for.
    if (!located && located.error().code == Code::notFound)
        TRY_OK(soundAnywhere(m_rules, *type, request));
    TRY(Target target, std::move(located));
    if (!target.row) {
        TRY_OK(request.unfinished ? validateEdit(*type, request.fields)
                                  : validateRecord(*type, request.fields));
        TRY(Saved saved, putNew(*type, std::move(target), request, written));
        return Written{std::move(saved), type, {}};
    }
    if (!request.blobs.empty()) return fail(Code::alreadyThere, during);
    TRY_OK(validateEdit(*type, request.fields));
    TRY(auto before, m_rules.of(*type, *target.row));
    TRY(Saved saved, putEdit(*type, target, request, written));
    return Written{std::move(saved), type, std::move(before)};
}

Status RecordWriter::checkScore(const FieldValues& score, const Moment& written) {
    if (isAhead(score, written.corrected().time_since_epoch().count()))
        return fail(Code::notAllowed, during,
                    "The time of a score cannot lie ahead: scores are given after the site phase. "
                    "(Rule R21.)");
    const RecordId by = idIn(score, u"by");
    if (by.isNull()) return {};
    TRY(const auto me, m_notebooks.myself());
    TRY(const auto person, m_notebooks.personOf(by));
    if (me && person && *me != by)
        return fail(Code::notAllowed, during,
                    "A score bears the name of whoever gives it, and this is somebody else's. "
                    "(Rule R48.)");
    return {};
}

Status RecordWriter::checkReferences(const PutRequest& request) {
    const RecordType* type = m_projection.list().type(request.type);
    if (type == nullptr) return {};  // write() says so
    for (const FieldValue& value : request.fields) {
        const Field* field = type->field(value.name);
        if (field == nullptr || !field->isReference()) continue;
        for (const RecordId& id : idsIn(request.fields, value.name)) {
            if (const auto last = m_lastSound.find(field);
                last != m_lastSound.end() && last->second == id)
                continue;
            std::vector<QString> held;
            TRY_OK(m_ledger.database().each(
                "SELECT type.name FROM record JOIN type ON type.row = record.type"
                " WHERE record.id = ?",
                [&](const Row& row) { held.push_back(row.text(0)); }, id));
            const bool sound =
                held.empty() || std::any_of(held.begin(), held.end(), [&](const QString& name) {
                    return field->targets.contains(name) ||
                           m_projection.list().type(name) == nullptr;
                });
            if (!sound)
                return fail(
                    Code::badInput, during,
                    (field->title + u" must be "_qs + targetsInWords(*field) + u'.').toStdString());
            m_lastSound[field] = id;
        }
    }
    return {};
}

// Where it lies ----------------------------------------------------------------------------------

Result<RecordWriter::Target> RecordWriter::locate(const RecordType& type,
                                                  const PutRequest& request) {
    Target target;
    target.name.type = type.name;
    if (type.name == u"session")
        target.slot = RecordId::fromBytes(valueOf(request.fields, u"slot").bytes());
    if (const auto* session = std::get_if<SessionOf>(&request.notebook))
        target.slot = session->slot;
    if (request.id)
        target.name.id = *request.id;
    else if (type.name == u"session" && target.slot)
        target.name.id = sessionRecordOf(*target.slot);
    else
        target.name.id = RecordId::makeV7(m_clock, m_random);

    // Ids are made once, so nearly always there is no record of that id, or one.
    std::vector<RowId> held;
    TRY_OK(m_ledger.database().each(
        "SELECT row FROM record WHERE id = ?",
        [&](const Row& row) { held.push_back(row.integer(0)); }, target.name.id));
    std::vector<std::pair<RowId, RecordName>> same;
    QString another;
    for (const RowId row : held) {
        TRY(RecordName name, m_ledger.recordName(row));
        if (name.type == type.name)
            same.emplace_back(row, std::move(name));
        else
            another = name.type;
    }
    // What points to an id could not say which of two it means. A planned session's id is known
    // before it is there: nobody keeps a meeting from being written in by taking it.
    if (same.empty() && !another.isEmpty() && type.name != u"session")
        return fail(Code::alreadyThere, during,
                    "That id is another record's, of the type " + another.toStdString() +
                        ". Leave it out, and this gets an id of its own.");
    // Without a word about the notebook, the record is the one that is here already.
    if (std::holds_alternative<std::monostate>(request.notebook) && !same.empty()) {
        if (same.size() > 1)
            return fail(Code::badInput, during,
                        "Several notebooks hold a record of this id; say which.");
        target.row = same.front().first;
        target.name = same.front().second;
        return target;
    }
    TRY(target.name.notebook, notebookFor(type, request, target.slot));
    for (const auto& [row, name] : same)
        if (name.notebook == target.name.notebook) target.row = row;
    return target;
}

Result<NotebookId> RecordWriter::notebookFor(const RecordType& type, const PutRequest& request,
                                             const std::optional<RecordId>& slot) {
    if (const auto* id = std::get_if<NotebookId>(&request.notebook)) return *id;
    if (const auto* kind = std::get_if<NotebookKind>(&request.notebook))
        return m_notebooks.only(*kind);
    if (slot) return sessionNotebookOf(*slot);
    const bool follows = type.notebook == NotebookKind::session || !type.alsoIn.empty();
    if (!follows) return m_notebooks.only(type.notebook);
    // Few read alerts, so one lies in the notebook for them, whatever it points to. A member from
    // outside has none, and an alert of theirs may not be stuck on their tablet (R9): it goes with
    // the meeting in which it was said, or in a notebook of its own, which the lead reads as well.
    const bool isAlert = type.name == u"safeguarding_alert";
    if (isAlert) {
        auto own = m_notebooks.only(type.notebook);
        if (own || own.error().code != Code::notFound) return own;
    }
    TRY(const auto held, notebookOfReferences(type, request.fields));
    if (held) return type.name == u"erasure" ? whereMostDecide(*held) : *held;
    // Nobody planned it.
    if (isAlert || type.name == u"session") return NotebookId::makeV7(m_clock, m_random);
    if (type.notebook != NotebookKind::session) return m_notebooks.only(type.notebook);
    return fail(Code::notFound, during,
                "The session it belongs to is not here; name its notebook.");
}

Result<NotebookId> RecordWriter::whereMostDecide(const NotebookId& meeting) {
    TRY(const auto info, m_notebooks.find(meeting));
    if (!info || info->kind != NotebookKind::session) return meeting;
    TRY(const auto team, m_notebooks.find(info->parent));
    return team && team->writes ? team->id : meeting;
}

Result<std::optional<NotebookId>> RecordWriter::notebookOfReferences(const RecordType& type,
                                                                     const FieldValues& fields) {
    for (const Field& field : type.fields) {
        if (field.kind != FieldKind::reference) continue;
        const auto id = RecordId::fromBytes(valueOf(fields, field.name).bytes());
        if (!id) continue;
        TRY(auto notebook, notebookHolding(*id, type));
        if (notebook) return notebook;
    }
    return std::optional<NotebookId>();
}

Result<std::optional<NotebookId>> RecordWriter::notebookHolding(const RecordId& id,
                                                                const RecordType& type) {
    // One session's records come one after the other.
    if (m_lastSession && m_lastSession->first == id && type.mayLieIn(NotebookKind::session))
        return std::optional(m_lastSession->second);
    std::vector<NotebookId> candidates;
    TRY_OK(m_ledger.database().each(
        "SELECT notebook.id FROM record JOIN notebook ON notebook.row = record.notebook"
        " WHERE record.id = ?",
        [&](const Row& row) { candidates.push_back(row.id<NotebookId>(0)); }, id));
    for (const NotebookId& candidate : candidates) {
        TRY(const auto info, m_notebooks.find(candidate));
        if (!info || !type.mayLieIn(info->kind)) continue;
        if (info->kind == NotebookKind::session) m_lastSession = {id, candidate};
        return std::optional<NotebookId>(candidate);
    }
    return std::optional<NotebookId>();
}

// Whose words ---------------------------------------------------------------------------

Result<SubjectId> RecordWriter::subjectOfRecord(RowId row) {
    TRY(const auto header, m_ledger.database().first(
                               "SELECT header FROM change WHERE record = ? ORDER BY row LIMIT 1",
                               [](const Row& r) { return r.blob(0); }, row));
    if (!header) return fail(Code::damaged, during);
    TRY(const Header read, Header::decode(*header));
    TRY(const auto subject, m_ledger.subjectOf(read.key));
    if (!subject) return fail(Code::missingKey, during);
    return *subject;
}

Result<SubjectId> RecordWriter::subjectOfNewRecord(const RecordType& type, const RecordName& name,
                                                   const FieldValues& fields) {
    TRY(const auto notebookRow, m_ledger.notebookRow(name.notebook));
    SubjectLookup lookup;
    std::optional<Error> problem;
    lookup.subjectOf = [&](RecordId id) -> std::optional<SubjectId> {
        if (!notebookRow) return std::nullopt;
        const auto row = m_ledger.database().first(
            "SELECT row FROM record WHERE id = ? AND notebook = ? ORDER BY row LIMIT 1",
            [](const Row& r) { return r.integer(0); }, id, *notebookRow);
        if (!row || !*row) return std::nullopt;
        const auto subject = subjectOfRecord(**row);
        if (subject) return *subject;
        problem = subject.error();
        return std::nullopt;
    };
    lookup.onlyRecord = [&](const QString& typeName, const QString& field,
                            RecordId target) -> std::optional<RecordId> {
        const RecordType* other = m_projection.list().type(typeName);
        if (!notebookRow || other == nullptr || other->field(field) == nullptr) return std::nullopt;
        std::vector<RecordId> found;
        const std::string sql =
            (u"SELECT id FROM %1 WHERE \"%2\" = ? AND notebook = ? AND struck = 0 LIMIT 2"_qs.arg(
                 tableName(*other), field))
                .toStdString();
        const auto read = m_ledger.database().each(
            sql, [&](const Row& row) { found.push_back(row.id<RecordId>(0)); }, target,
            *notebookRow);
        if (!read) problem = read.error();
        if (!read || found.size() != 1) return std::nullopt;
        return found.front();
    };
    auto subject = subjectOfNew(type, name.id, name.notebook, fields, lookup);
    // Whose words they are is not guessed from what could not be read.
    if (problem) return tl::unexpected<Error>(*problem);
    return subject;
}

// The change ---------------------------------------------------------------------------

Result<Saved> RecordWriter::putNew(const RecordType& type, Target target, const PutRequest& request,
                                   const Moment& written) {
    FieldValues fields = request.fields;
    TRY_OK(m_notebooks.prepareToWrite(target.name.notebook, type, target.slot, m_author));
    NewChange change;
    change.record = target.name;
    change.lane = type.lane;
    change.blobs = request.blobs;
    change.written = written;
    TRY_OK(renewKeys(type, fields, written));
    TRY(change.subject, subjectOfNewRecord(type, target.name, fields));
    FieldValues kept;
    kept.reserve(fields.size());
    for (FieldValue& field : fields) {
        const Field& entry = *type.field(field.name);
        field.value = plain(entry, field.value);
        if (field.value.isNull()) continue;
        change.fields.push_back(
            {field.name, entry.isSet() ? setWrite({}, field.value) : field.value, {}});
        kept.push_back(std::move(field));
    }
    TRY(const Appended appended, m_ledger.append(m_author, change));
    TRY_OK(
        m_projection.addNew(appended.record, target.name, type, kept, written, m_author.vault()));
    return Saved{target.name, appended.record, true, appended.id};
}

Result<std::optional<FieldWrite>> RecordWriter::fieldWrite(const RecordType& type,
                                                           const RecordState& state,
                                                           const FieldValue& wanted,
                                                           const PutRequest& request) const {
    const Field& field = *type.field(wanted.name);
    const cbor::Value value = plain(field, wanted.value);
    FieldState seen;
    const FieldState* standing = state.field(field.name);
    if (standing != nullptr)
        std::copy_if(standing->writes.begin(), standing->writes.end(),
                     std::back_inserter(seen.writes), [&](const Write& write) {
                         return !request.seen ||
                                (!request.beside && write.author == m_author.vault()) ||
                                holds(*request.seen, write.change);
                     });
    if (field.isSet()) {
        cbor::Value entries = setWrite(seen.writes, value);
        if (entries.isNull()) return std::optional<FieldWrite>();
        return std::optional<FieldWrite>(FieldWrite{field.name, std::move(entries), {}});
    }
    if (seen.inConflict() && request.onConflict == OnConflict::refuse)
        return fail(
            Code::conflict, during,
            (field.title + u" has two versions; look at both, then settle it."_qs).toStdString());
    const bool stands = request.beside && standing != nullptr &&
                        std::any_of(standing->writes.begin(), standing->writes.end(),
                                    [&](const Write& write) { return write.value == value; });
    if (stands || (seen.writes.empty() && value.isNull())) return std::optional<FieldWrite>();
    // Equal unreplaced values count as one already: saying it once more adds nothing.
    if (!seen.writes.empty() && !seen.inConflict() && seen.writes.front().value == value)
        return std::optional<FieldWrite>();
    return std::optional<FieldWrite>(FieldWrite{field.name, value, seen.ids()});
}

/// Whose words a record holds is sealed into it when it is made. Said to be somebody else's later,
/// they would be locked away and erased with words that they are none of.
Status RecordWriter::keepsItsOwner(const RecordType& type, const Target& target,
                                   const RecordState& state, const NewChange& change) {
    for (const SubjectStep& step : type.subject) {
        if (step.source != SubjectStep::Source::record) continue;
        const FieldState* field = state.field(step.field);
        const auto versions = field == nullptr ? std::vector<Write>() : field->writes;
        const auto now =
            std::find_if(change.fields.begin(), change.fields.end(),
                         [&](const FieldWrite& write) { return write.name == step.field; });
        const auto names = [&](const Write& version) {
            return version.value && !version.value->isNull();
        };
        if (now == change.fields.end()) {
            if (std::any_of(versions.begin(), versions.end(), names)) return {};  // as it was
            continue;
        }
        const auto named = RecordId::fromBytes(now->value.bytes());
        if (!named) continue;
        // Between versions that are there somebody has to decide.
        if (std::any_of(versions.begin(), versions.end(),
                        [&](const Write& version) { return version.value == now->value; }))
            return {};
        TRY(const SubjectId subject, subjectOfRecord(*target.row));
        TRY(const auto somebody, m_ledger.database().first(
                                     "SELECT 1 FROM r_participant WHERE id = ?",
                                     [](const Row&) { return true; }, RecordId(subject.bytes())));
        if (!somebody || subject == SubjectId(named->bytes())) return {};
        return fail(
            Code::notAllowed, during,
            (type.singular + u" is kept with the words of whom it was written for, named or "
                             "alone there, and would be erased with them. Strike it, and "
                             "write it anew for the other person."_qs)
                .toStdString());
    }
    return {};
}

Result<Saved> RecordWriter::putEdit(const RecordType& type, const Target& target,
                                    const PutRequest& request, const Moment& written) {
    TRY(const auto history, m_ledger.history(*target.row));
    const RecordState state = mergeRecord(history);
    NewChange change;
    change.record = target.name;
    change.lane = type.lane;
    change.written = written;
    for (const FieldValue& wanted : request.fields) {
        TRY(auto write, fieldWrite(type, state, wanted, request));
        if (write) change.fields.push_back(std::move(*write));
    }
    const FieldState* strike = state.field(struckField);
    const bool strikeStands =
        strike != nullptr &&
        std::any_of(strike->writes.begin(), strike->writes.end(),
                    [](const Write& write) { return write.value && !write.value->isNull(); });
    if (strikeStands && request.onConflict == OnConflict::settle)
        change.fields.push_back({struckField.toString(), {}, strike->ids()});
    if (change.fields.empty()) return Saved{target.name, *target.row, false, std::nullopt};
    if (strikeStands && request.onConflict == OnConflict::refuse)
        return fail(Code::conflict, during, "It has been struck out; settle it to bring it back.");
    if (type.appendOnly && !request.beside)
        return fail(Code::notAllowed, during,
                    (type.singular + u" is never written over; add another that follows it."_qs)
                        .toStdString());
    if (!request.beside) TRY_OK(keepsItsOwner(type, target, state, change));
    return append(std::move(change), target);
}

Result<Saved> RecordWriter::append(NewChange change, const Target& target) {
    const RecordType* type = m_projection.list().type(target.name.type);
    if (type != nullptr)
        TRY_OK(m_notebooks.prepareToWrite(target.name.notebook, *type, std::nullopt, m_author));
    TRY(change.subject, subjectOfRecord(*target.row));
    TRY(const Appended appended, m_ledger.append(m_author, change));
    TRY_OK(m_projection.refresh(*target.row, {appended.id}));
    return Saved{target.name, *target.row, false, appended.id};
}

Result<Saved> RecordWriter::strike(const RecordName& name, const QString& reason,
                                   const Moment& written) {
    if (reason.trimmed().isEmpty() || reason.size() > strikeReasonLimit)
        return fail(Code::badInput, "strike a record",
                    "Say why, in at most " + std::to_string(strikeReasonLimit) + " characters.");
    TRY(const auto row, m_ledger.findRecord(name));
    if (!row) return fail(Code::notFound, "strike a record");
    TRY(const auto history, m_ledger.history(*row));
    const RecordState state = mergeRecord(history);
    if (state.struck) return Saved{name, *row, false, std::nullopt};
    std::vector<cbor::Value> hides;
    std::vector<ChangeId> replaces;
    for (const FieldState& field : state.fields) {
        if (field.name == struckField)
            replaces = field.ids();
        else
            for (const ChangeId& id : field.ids())
                if (std::find(hides.begin(), hides.end(), cbor::Value(id)) == hides.end())
                    hides.emplace_back(id);
    }
    NewChange change;
    change.record = name;
    if (const RecordType* type = m_projection.list().type(name.type)) change.lane = type->lane;
    change.written = written;
    change.fields.push_back(
        {struckField.toString(),
         cbor::Value::map({{u"reason"_qs, reason.trimmed()},
                           {u"hides"_qs, cbor::Value::array(std::move(hides))}}),
         std::move(replaces)});
    TRY_OK(m_ledger.database().run("DELETE FROM draft WHERE record = ?", name.id));
    TRY_OK(m_ledger.database().run("DELETE FROM draft_undo WHERE record = ?", name.id));
    return append(std::move(change), {name, *row, std::nullopt});
}

}  // namespace candour
