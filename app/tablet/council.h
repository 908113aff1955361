// What every page of the tablet needs to know about the assessment: whose it is, who we are, which
// framework it follows. Read once after unlocking and again after each hand-over. The functions of
// this folder that take a vault run on its thread, and answer in values for the view-models.
#pragma once

#include "app/framework/frameworkpack.h"
#include "app/vault/vault.h"
#include "app/viewmodels/statement.h"

#include <QDate>
#include <QDateTime>
#include <QHash>

#include <map>

namespace candour {

struct Council {
    QString authority;  // empty until the plan has arrived
    QDate siteFrom;
    QDate siteTo;
    QString script;  // version of the opening words
    FrameworkPack pack;
    RecordId me;  // our team member record; null if the plan has none for us
    /// We are from outside: of the meetings we are sent those that are assigned to us (R22).
    bool external = false;
    QString myInitials;
    VaultId myVault;
    std::map<RecordId, QString> initials;  // of every team member
    std::map<VaultId, QString> authors;    // initials by vault, from certificates
    std::map<QString, QString> fullNames;  // of every team member, by initials

    [[nodiscard]] QList<Statement> statements() const;
    [[nodiscard]] Statement statement(int number) const;
    /// Whether we are one of these team members.
    [[nodiscard]] bool includesMe(const cbor::Value& members) const;
    /// "You, JO": us first, then the others by name; empty for nobody.
    [[nodiscard]] QString names(const cbor::Value& members) const;
    /// "Helen Marsh", or their initials where the plan has no more; empty for a vault not known.
    [[nodiscard]] QString author(const VaultId& vault) const;
};

Result<Council> readCouncil(Vault& vault);

/// Every page of a list, one after the other.
Result<std::vector<ListedRecord>> listAll(Vault& vault, ListRequest request);

/// One record as a list has it: its id and what stands in its fields.
Result<ListedRecord> readListed(Vault& vault, const RecordId& id);

/// A field's value, or null.
[[nodiscard]] const cbor::Value& fieldOf(const ListedRecord& record, QStringView name);
[[nodiscard]] QString textOf(const ListedRecord& record, QStringView name);
/// A moment as the wall showed it; invalid if the field has none.
[[nodiscard]] QDateTime momentOf(const ListedRecord& record, QStringView name);
[[nodiscard]] QDateTime wallTime(const Moment& moment);

}  // namespace candour
