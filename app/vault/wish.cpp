#include "app/vault/wish.h"

#include "app/rules/recordwords.h"

#include <QCoreApplication>

namespace candour {
namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("Wish", text);
}

}  // namespace

std::vector<PutRequest> requestsOfWish(PutRequest withdrawal, const RecordId& askedBy,
                                       const Moment& now) {
    if (!askedBy.isNull()) withdrawal.fields.push_back({u"taken_by"_qs, askedBy});
    const FieldValues& wish = withdrawal.fields;
    const bool erases = textIn(wish, u"outcome") == u"erase" && idsIn(wish, u"lines").empty();
    if (!erases) return {std::move(withdrawal)};
    const RecordId met = idIn(wish, u"participant");
    FieldValues fields{
        {u"what"_qs, met.isNull() ? idIn(wish, u"case") : met},
        {u"withdrawal"_qs, *withdrawal.id},
        {u"authority"_qs, translated(QT_TRANSLATE_NOOP("Wish", "The person's own request"))},
        {u"reason"_qs,
         translated(QT_TRANSLATE_NOOP("Wish", "They asked to have what they said erased."))},
        {u"requested"_qs, instantValue(now.utc, now.zoneOffset)},
        {u"state"_qs, u"requested"_qs}};
    if (!askedBy.isNull()) fields.push_back({u"requested_by"_qs, askedBy});
    // Where it lies is for the vault to say: not with the wish, whose meeting two others may lack.
    PutRequest erasure{.type = u"erasure"_qs, .fields = std::move(fields)};
    return {std::move(withdrawal), std::move(erasure)};
}

Result<Saved> strikeWish(Vault& vault, const RecordName& withdrawal, const QString& why) {
    TRY(const ListPage erasures, vault.records().list({.type = u"erasure"_qs,
                                                       .where = {{u"withdrawal"_qs, withdrawal.id}},
                                                       .limit = mostListed}));
    std::vector<RecordName> with;
    for (const ListedRecord& erasure : erasures.records)
        with.push_back({erasure.notebook, u"erasure"_qs, erasure.id});
    return vault.strike(withdrawal, why, with);
}

}  // namespace candour
