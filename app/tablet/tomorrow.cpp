#include "app/tablet/tomorrow.h"

#include <algorithm>

namespace candour {

Result<bool> isPlanned(Vault& vault, const QString& what) {
    TRY(const auto open,
        listAll(vault, {.type = QStringLiteral("follow_up"),
                        .where = {{QStringLiteral("state"), QStringLiteral("open")}}}));
    return std::any_of(open.begin(), open.end(),
                       [&](const ListedRecord& one) { return textOf(one, u"what") == what; });
}

Status planForTomorrow(Vault& vault, const Council& council, int statement, const QString& what,
                       QDate today) {
    TRY(const bool already, isPlanned(vault, what));
    if (already) return {};
    PutRequest request{.type = QStringLiteral("follow_up")};
    request.fields = {{QStringLiteral("what"), what},
                      {QStringLiteral("state"), QStringLiteral("open")},
                      {QStringLiteral("due"), today.addDays(1).toString(Qt::ISODate)}};
    if (statement > 0) request.fields.push_back({QStringLiteral("statement"), statement});
    if (!council.me.isNull()) request.fields.push_back({QStringLiteral("owner"), council.me});
    TRY_OK(vault.put(request));
    return {};
}

}  // namespace candour
