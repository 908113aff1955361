#include "app/records/subject.h"

#include "platform/check.h"

namespace candour {
namespace {

using Source = SubjectStep::Source;

SubjectId asSubject(const Uuid& id) {
    return SubjectId(id.bytes());
}

}  // namespace

Result<SubjectId> subjectOfNew(const RecordType& type, RecordId record, NotebookId notebook,
                               const FieldValues& values, const SubjectLookup& lookup) {
    for (const SubjectStep& step : type.subject) {
        if (!step.whenField.isEmpty() && valueOf(values, step.whenField).text() != step.whenOption)
            continue;
        const auto target = RecordId::fromBytes(valueOf(values, step.field).bytes());
        switch (step.source) {
            case Source::self:
                return asSubject(record);
            case Source::notebook:
                return asSubject(notebook);
            case Source::record:
                if (target) return asSubject(*target);
                break;
            case Source::subjectOfRecord:
                if (!target) break;
                if (const auto subject = lookup.subjectOf(*target)) return *subject;
                return fail(Code::notFound, "find whose words a record holds",
                            (type.singular + u" points to a record that is not here yet."_qs)
                                .toStdString());
            case Source::onlyRecord:
                if (!target) break;
                if (const auto only = lookup.onlyRecord(step.type, step.field, *target))
                    return asSubject(*only);
                break;
        }
    }
    return fail(Code::badInput, "find whose words a record holds",
                (type.singular + u" does not say whom or what it is about."_qs).toStdString());
}

}  // namespace candour
