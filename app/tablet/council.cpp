#include "app/tablet/council.h"

#include "app/reports/plan.h"
#include "app/rules/visibility.h"
#include "platform/check.h"

namespace candour {

QList<Statement> Council::statements() const {
    QList<Statement> all;
    for (const QualityStatement& one : pack.statements)
        all.append({one.number, one.theme, one.shortTitle, one.title.text});
    return all;
}

Statement Council::statement(int number) const {
    const QualityStatement* found = pack.statement(number);
    if (found == nullptr) return {number, 0, QString(), QString()};
    return {found->number, found->theme, found->shortTitle, found->title.text};
}

bool Council::includesMe(const cbor::Value& members) const {
    for (const cbor::Value& member : members.items())
        if (RecordId::fromBytes(member.bytes()) == me) return true;
    return false;
}

QString Council::names(const cbor::Value& members) const {
    QStringList others;
    bool withMe = false;
    for (const cbor::Value& member : members.items()) {
        const auto id = RecordId::fromBytes(member.bytes());
        if (!id) continue;
        const auto known = initials.find(*id);
        if (*id == me)
            withMe = true;
        else if (known != initials.end())
            others.append(known->second);
    }
    if (withMe && others.size() > 3 &&
        static_cast<std::size_t>(others.size()) + 1 >= initials.size())
        return QObject::tr("All of us");
    others.sort();
    if (withMe) others.prepend(QObject::tr("You"));
    return others.join(QStringLiteral(", "));
}

QString Council::author(const VaultId& vault) const {
    const auto initialled = authors.find(vault);
    if (initialled == authors.end()) return {};
    const auto full = fullNames.find(initialled->second);
    return full == fullNames.end() || full->second.isEmpty() ? initialled->second : full->second;
}

Result<Council> readCouncil(Vault& vault) {
    Council council;
    council.myInitials = vault.identity().initials;
    council.myVault = vault.identity().vault;
    TRY(const auto assessments, listAll(vault, {.type = QStringLiteral("assessment")}));
    QString packId;
    if (!assessments.empty()) {
        const ListedRecord& first = assessments.front();
        council.authority = textOf(first, u"authority");
        council.siteFrom = QDate::fromString(textOf(first, u"site_from"), Qt::ISODate);
        council.siteTo = QDate::fromString(textOf(first, u"site_to"), Qt::ISODate);
        council.script = textOf(first, u"script");
        packId = textOf(first, u"pack");
    }
    // A pack that this version does not know must not stop the day: its newest stands in.
    TRY(const FrameworkShelf shelf, readShelf(vault.records()));
    const FrameworkPack* pack = shelf.pack(packId);
    if (pack == nullptr) pack = shelf.pack(shippedPackIds().front());
    check(pack != nullptr, "the newest pack ships");
    council.pack = *pack;
    TRY(const auto members, listAll(vault, {.type = QStringLiteral("team_member")}));
    for (const ListedRecord& member : members) {
        const QString initials = textOf(member, u"initials");
        council.initials[member.id] = initials;
        council.fullNames[initials] = textOf(member, u"name");
        if (initials != council.myInitials) continue;
        council.me = member.id;
        council.external =
            seesOwnSessionsOnly(textOf(member, u"role"), fieldOf(member, u"external").boolean());
    }
    TRY(const auto certificates, vault.ledger().certificates());
    for (const auto& certificate : certificates)
        council.authors[certificate.value.vault] = certificate.value.name;
    return council;
}

Result<std::vector<ListedRecord>> listAll(Vault& vault, ListRequest request) {
    return everyListed(vault.records(), std::move(request));
}

Result<ListedRecord> readListed(Vault& vault, const RecordId& id) {
    TRY(const RecordView view, vault.records().get(id));
    ListedRecord record;
    record.id = id;
    record.values = view.values();
    return record;
}

const cbor::Value& fieldOf(const ListedRecord& record, QStringView name) {
    return valueOf(record.values, name);
}

QString textOf(const ListedRecord& record, QStringView name) {
    return fieldOf(record, name).text();
}

QDateTime momentOf(const ListedRecord& record, QStringView name) {
    const auto& parts = fieldOf(record, name).items();
    if (parts.size() != 2) return {};
    return QDateTime::fromMSecsSinceEpoch(parts[0].integer(), Qt::OffsetFromUTC,
                                          static_cast<int>(parts[1].integer()) * 60);
}

QDateTime wallTime(const Moment& moment) {
    return QDateTime::fromMSecsSinceEpoch(moment.utc.time_since_epoch().count(), Qt::OffsetFromUTC,
                                          static_cast<int>(moment.zoneOffset.count()) * 60);
}

}  // namespace candour
