// Reading records: one with everything that was ever written about it, lists by pages, search, and
// the ways out (export). Nothing here changes anything.
#pragma once

#include "app/vault/notebooks.h"
#include "app/vault/projection.h"

#include <functional>

namespace candour {

/// One write that stands for a field.
struct Version {
    ChangeId change;
    VaultId author;
    Moment written;
    /// Nothing where it cannot be read here: sealed away, erased, or withheld.
    std::optional<cbor::Value> value;
};

struct FieldView {
    QString name;
    /// Null for a field of a later version.
    const Field* field = nullptr;
    /// Oldest first; several that differ are a conflict. A set has one: what it holds now.
    std::vector<Version> versions;
    bool inConflict = false;
};

struct RecordView {
    RecordName name;
    RowId row = 0;
    /// Null for a type of a later version.
    const RecordType* type = nullptr;
    Moment created;
    VaultId author;
    Moment changed;  // the last change, in the order on screen
    std::size_t changes = 0;
    bool struck = false;
    bool sealed = false;  // at somebody's wish: its words are withheld
    QString strikeReason;
    std::vector<FieldView> fields;  // in the list's order, then unknown ones
    std::vector<Flag> flags;
    /// Every change that stands: what a writer who saw this view has seen.
    std::vector<ChangeId> seen;

    [[nodiscard]] bool inConflict() const;
    [[nodiscard]] const FieldView* field(QStringView fieldName) const;
    /// What lists show: the newest version of each field.
    [[nodiscard]] FieldValues values() const;
};

/// Names and contact details are opened at a deliberate press only; what opens a sealed file, only
/// for opening that file.
enum class IdentityFields : std::uint8_t { withhold, open, openWithKeys };

[[nodiscard]] bool mayShow(const Field& field, IdentityFields identity);

struct ListRequest {
    QString type;
    std::optional<NotebookId> notebook = {};
    /// Equal to the value; for a set: holds every element of it.
    FieldValues where = {};
    /// First written by this vault.
    std::optional<VaultId> author = {};
    /// With a field that two people wrote and nobody has settled.
    bool disputed = false;
    /// That no record of `type` points to by `field`, such as lines without a tag. One that is
    /// struck or locked away does not count.
    struct Without {
        QString type;
        QString field;
    };
    std::optional<Without> without = {};
    /// A field of the type; empty: in the order of arrival here.
    QString orderBy = {};
    bool descending = false;
    bool withStruck = false;
    bool withSealed = false;  // those locked away: they say when, and where they belong
    int limit = 100;
    /// Where the page before ended.
    struct After {
        ColumnValue key = nullptr;  // of orderBy
        RowId row = 0;
    };
    std::optional<After> after = {};
};

struct ListPage {
    std::vector<ListedRecord> records;
    std::optional<ListRequest::After> next;  // nothing: this was the last
};

struct FoundRecord {
    const RecordType* type = nullptr;
    ListedRecord record;
};

struct FoundPage {
    std::vector<FoundRecord> hits;  // newest first
    std::optional<RowId> next;      // for `before`; nothing: this was the last
};

inline constexpr int searchPage = 50;
inline constexpr int mostListed = 1'000;

class RecordReader {
  public:
    using Sink = std::function<Status(QByteArrayView line)>;

    /// Both outlive it.
    RecordReader(Ledger& ledger, Projection& projection)
        : m_ledger(ledger), m_projection(projection) {}

    Result<RecordView> get(RowId row, IdentityFields identity = IdentityFields::withhold);
    Result<RecordView> get(const RecordName& name,
                           IdentityFields identity = IdentityFields::withhold);
    /// By id alone: `notFound`, or `badInput` if several notebooks hold a record of that id.
    Result<RecordView> get(const RecordId& id, IdentityFields identity = IdentityFields::withhold);
    Result<std::vector<OpenedChange>> history(RowId row) { return m_ledger.history(row); }

    /// The changes of a record that are here, without their words.
    Result<std::vector<ChangeId>> seen(RowId row);

    /// At most mostListed records a page.
    Result<ListPage> list(const ListRequest& request);
    /// The rows that list() would answer, all of them and no more than that, for lists that are
    /// looked at through a window.
    Result<std::vector<RowId>> rows(const ListRequest& request);
    Result<std::optional<ListedRecord>> row(const RecordType& type, RowId row) {
        return m_projection.row(type, row);
    }
    /// Without those that are struck or locked away.
    Result<std::int64_t> count(const QString& type);
    /// Of those that are locked away.
    Result<std::int64_t> countSealed(const QString& type);
    /// Of those that were struck, whether locked away or not.
    Result<std::int64_t> countStruck(const QString& type);
    Result<FoundPage> search(const QString& words, std::optional<RowId> before = {},
                             int limit = searchPage);
    Result<std::int64_t> countHits(const QString& words);

    /// Current values, one NDJSON line a record (those struck or locked away left out), as apply()
    /// takes them, here or in another vault: a notebook is named by its kind or its slot wherever
    /// that is enough. A record in conflict has a last key "conflicts": {field: [{"value", "vault",
    /// "written"} …]}; apply() takes all of them in beside each other, for a person to decide.
    Status exportCurrent(const std::optional<QString>& type, IdentityFields identity,
                         const Sink& sink);
    /// Everything that happened, verifiable: certificates, rosters and foundings, then per chain
    /// its changes (header and sealed payload byte for byte, link, and the values in the open) and
    /// the author's statements. Bytes are base64url. Of erased words there is their hash. Words
    /// that are locked away stay sealed: the chain proves itself without them. Names stay sealed
    /// too unless they are to be opened, and what opens a sealed file always; "withheld" lists
    /// them.
    Status exportHistory(IdentityFields identity, const Sink& sink);

  private:
    struct Query;
    Result<std::int64_t> counted(const QString& type, const char* which);
    Result<Query> queryFor(const ListRequest& request, std::string select);

    /// Where a record lies, in words that mean the same in another vault. A notebook that has none
    /// goes by its id.
    Result<std::map<NotebookId, NotebookReference>> placesForExport();

    Ledger& m_ledger;
    Projection& m_projection;
};

}  // namespace candour
