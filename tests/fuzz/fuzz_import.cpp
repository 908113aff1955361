// Files that people bring: tables from councils, and NDJSON. The first byte names the reader.
#include "app/import/csv.h"
#include "app/import/xlsx.h"
#include "app/import/ziparchive.h"
#include "app/records/ndjson.h"
#include "app/records/recordtype.h"
#include "platform/check.h"

using namespace candour;

namespace {

void record(const QByteArray& bytes) {
    const auto read = recordFromLine(recordList(), bytes);
    if (!read) return;
    const QByteArray line = lineFromRecord(*read);
    const auto again = recordFromLine(recordList(), line);
    check(again && lineFromRecord(*again) == line, "a record survives being written");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const QByteArray bytes(reinterpret_cast<const char*>(data) + 1,
                           static_cast<qsizetype>(size - 1));
    switch (data[0] % 4) {
        case 0:
            record(bytes);
            break;
        case 1:
            static_cast<void>(tableFromCsv(bytes));
            break;
        case 2:
            static_cast<void>(tableFromXlsx(bytes, {}));
            break;
        default:
            static_cast<void>(tableFrom(bytes));
            break;
    }
    return 0;
}
