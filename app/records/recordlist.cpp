// The one list of record types. To add a type, add an entry to its area in list/: nothing else in
// the house names them all. What has been released keeps its name for ever. A type comes after
// those that its subject follows from, so that an export can be read in again from top to bottom.
#include "app/records/list/areas.h"

namespace candour {

const RecordList& recordList() {
    static const RecordList list = [] {
        std::vector<RecordType> types;
        for (const auto& area : {planTypes, documentTypes, caseTypes, sessionTypes, peopleTypes,
                                 evidenceTypes, scoringTypes, governanceTypes})
            for (RecordType& type : area()) types.push_back(std::move(type));
        return RecordList(std::move(types));
    }();
    return list;
}

}  // namespace candour
