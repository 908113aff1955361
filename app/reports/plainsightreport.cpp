#include "app/reports/plainsightreport.h"

#include "app/rules/recordwords.h"
#include "app/vault/nameopening.h"

namespace candour {

Result<KnownNames> openNamesOfCases(Vault& vault) {
    TRY_OK(noteOpeningOfAll(vault));
    QStringList names;
    TRY(const auto rows, vault.records().rows({.type = u"case_identity"_qs}));
    for (const RowId row : rows) {
        TRY(const RecordView view, vault.records().get(row, IdentityFields::open));
        names << textIn(view.values(), u"name");
    }
    return KnownNames(names);
}

Status eachInPlainSight(RecordReader& records, const KnownNames& names,
                        const std::function<Status(const FoundBreach&)>& found) {
    for (const RecordType& type : recordList().types()) {
        // By pages: an assessment has more lines than belong in memory at once.
        ListRequest request{.type = type.name};
        request.limit = mostListed;
        do {
            TRY(ListPage page, records.list(request));
            for (ListedRecord& one : page.records) {
                const RecordLine line{&type, one.id, one.notebook, std::move(one.values)};
                for (const Breach& breach : inPlainSight(line, names))
                    TRY_OK(found({type.name, one.id, one.notebook, breach}));
            }
            request.after = page.next;
        } while (request.after);
    }
    return {};
}

}  // namespace candour
