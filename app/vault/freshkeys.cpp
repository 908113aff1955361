// What answers do when they are written: whoever says yes anew is not bound by what they took back
// before, and whoever says no names what it takes back.
#include "app/rules/agreed.h"
#include "app/rules/agreement.h"
#include "app/rules/recordwords.h"
#include "app/vault/recordwriter.h"
#include "sync/generations.h"

#include <algorithm>
#include <set>

namespace candour {
namespace {

/// The answers by which words written from now on stay open (isTakenBack): to talk with us, and of
/// a case also to look at its papers. What the council reports opens nothing.
bool mayBeginAnew(const RecordType& type, const FieldValues& fields) {
    const bool ofCase = type.name == u"case_agreement";
    if (type.name != u"agreement" && !ofCase) return false;
    const auto event = agreementEvent(fields);
    return event &&
           (saysYes(*event, Purpose::talk) || (ofCase && saysYes(*event, Purpose::viewRecords)));
}

/// Whose answers a record takes back, and which of them.
struct TakenBack {
    RecordId participant;
    RecordId trackedCase;
    QString purpose;  // empty: all
    QString source;
};

std::optional<TakenBack> takenBackBy(const PutRequest& request) {
    TakenBack back{idIn(request.fields, u"participant"), idIn(request.fields, u"case"), {}, {}};
    if (request.type == u"withdrawal") {
        if (!idsIn(request.fields, u"lines").empty()) return std::nullopt;
        back.source = u"confirmed_by_cqc"_qs;
        return back;
    }
    if (request.type != u"agreement" && request.type != u"case_agreement") return std::nullopt;
    const auto event = agreementEvent(request.fields);
    if (!event || event->event < AgreementState::paused) return std::nullopt;
    back.purpose = textIn(request.fields, u"purpose");
    back.source = textIn(request.fields, u"source");
    return back;
}

}  // namespace

Status RecordWriter::nameWhatItTakesBack(PutRequest& request) {
    const auto back = takenBackBy(request);
    const RecordType* type = m_projection.list().type(request.type);
    if (!back || type == nullptr || type->field(u"takes_back") == nullptr ||
        !valueOf(request.fields, u"takes_back").isNull())
        return {};
    std::set<RecordId> answers;
    const auto find = [&](const QString& from, const char* whose, const RecordId& id) -> Status {
        const RecordType* table = m_projection.list().type(from);
        if (table == nullptr || id.isNull()) return {};
        return m_ledger.database().each(
            "SELECT id FROM " + tableName(*table).toStdString() + " WHERE " + whose +
                " AND event = 'given' AND source = ?2 AND (?3 = '' OR purpose = ?3)"
                " AND struck = 0",
            [&](const Row& row) { answers.insert(row.id<RecordId>(0)); }, id, back->source,
            back->purpose);
    };
    TRY_OK(find(u"agreement"_qs, "participant = ?1", back->participant));
    TRY_OK(find(u"agreement"_qs,
                "participant IN (SELECT id FROM r_participant"
                " WHERE standing = 'person' AND \"case\" = ?1)",
                back->trackedCase));
    TRY_OK(find(u"case_agreement"_qs, "\"case\" = ?1", back->trackedCase));
    TRY_OK(find(u"case_agreement"_qs,
                "\"case\" IN (SELECT \"case\" FROM r_participant"
                " WHERE standing = 'person' AND id = ?1)",
                back->participant));
    if (answers.empty()) return {};
    std::vector<cbor::Value> named;
    for (const RecordId& answer : answers) named.emplace_back(answer);
    request.fields.push_back({u"takes_back"_qs, cbor::Value::array(std::move(named))});
    return {};
}

Status RecordWriter::renewKeys(const RecordType& type, const FieldValues& fields,
                               const Moment& written) {
    if (!mayBeginAnew(type, fields)) return {};
    const RecordLine answer{&type,  {}, {},
                            fields, {}, written.corrected().time_since_epoch().count()};
    TRY(const bool given,
        m_rules.ask([&](const Surroundings& around) { return couldBeGiven(answer, around); }));
    if (!given) return {};
    const RecordId whose = idIn(fields, type.name == u"case_agreement" ? u"case" : u"participant");
    std::vector<RecordId> people = {whose};
    // Said for their case, it is said wherever its person was met.
    if (type.name == u"case_agreement" && m_projection.list().type(u"participant") != nullptr)
        TRY_OK(m_ledger.database().each(
            "SELECT id FROM r_participant WHERE \"case\" = ? AND standing = 'person'",
            [&](const Row& row) { people.push_back(row.id<RecordId>(0)); }, whose));
    for (const RecordId& person : people) TRY_OK(renewKeysOf(SubjectId(person.bytes()), written));
    return {};
}

/// Whether anything was taken back before it: somebody else may have been told, offline.
Status RecordWriter::renewKeysOf(const SubjectId& subject, const Moment& written) {
    std::map<NotebookId, std::uint32_t> newest;
    TRY(const auto keys, m_ledger.keys().entriesOf(subject));
    for (const KeyEntry& key : keys)
        newest[key.notebook] =
            std::max(newest[key.notebook], key.ahead ? std::uint32_t{0} : key.generation);
    for (const auto& [notebook, generation] : newest) {
        std::vector<NotebookId> places = {notebook};
        TRY(const auto info, m_notebooks.find(notebook));
        if (info && !info->parent.isNull()) places.push_back(info->parent);
        std::uint32_t over = generation;
        for (const NotebookId& place : places) {
            TRY(const auto asked, m_ledger.controls(place));
            for (const ControlChange& change : asked)
                if (change.control.notebook == notebook && change.control.subject == subject)
                    over = std::max(over, change.generation());
        }
        over = std::max(over, generationAt(written.corrected()) - 1);
        TRY_OK(m_ledger.keys().currentOrNew(notebook, subject, over, m_random));
    }
    return {};
}

}  // namespace candour
