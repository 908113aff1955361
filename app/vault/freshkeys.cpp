// RecordWriter::renewKeys: whoever says yes anew is not bound by what they took back before.
#include "app/rules/agreement.h"
#include "app/rules/recordwords.h"
#include "app/vault/recordwriter.h"

#include <algorithm>

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

}  // namespace

Status RecordWriter::renewKeys(const RecordType& type, const FieldValues& fields) {
    if (!mayBeginAnew(type, fields)) return {};
    const RecordId whose = idIn(fields, type.name == u"case_agreement" ? u"case" : u"participant");
    std::vector<RecordId> people = {whose};
    // Said for their case, it is said wherever its person was met.
    if (type.name == u"case_agreement" && m_projection.list().type(u"participant") != nullptr)
        TRY_OK(m_ledger.database().each(
            "SELECT id FROM r_participant WHERE \"case\" = ? AND standing = 'person'",
            [&](const Row& row) { people.push_back(row.id<RecordId>(0)); }, whose));
    for (const RecordId& person : people) TRY_OK(renewKeysOf(SubjectId(person.bytes())));
    return {};
}

Status RecordWriter::renewKeysOf(const SubjectId& subject) {
    std::map<NotebookId, std::uint32_t> newest;
    TRY(const auto keys, m_ledger.keys().entriesOf(subject));
    for (const KeyEntry& key : keys)
        newest[key.notebook] = std::max(newest[key.notebook], key.generation);
    for (const auto& [notebook, generation] : newest) {
        std::vector<NotebookId> places = {notebook};
        TRY(const auto info, m_notebooks.find(notebook));
        if (info && !info->parent.isNull()) places.push_back(info->parent);
        std::uint32_t taken = 0;
        for (const NotebookId& place : places) {
            TRY(const auto asked, m_ledger.controls(place));
            for (const ControlChange& change : asked)
                if (change.control.notebook == notebook && change.control.subject == subject)
                    taken = std::max(taken, change.control.generation);
        }
        // A key of a later generation is theirs already.
        if (taken >= generation)
            TRY_OK(m_ledger.keys().currentOrNew(notebook, subject, taken, m_random));
    }
    return {};
}

}  // namespace candour
