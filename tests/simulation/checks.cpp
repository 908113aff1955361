#include "tests/simulation/checks.h"

#include "app/records/tablesql.h"

#include <algorithm>

namespace candour::simulation {
namespace {

using Standing = std::map<QString, std::vector<std::pair<ChangeId, cbor::Value>>>;

/// Which words may be unreadable: those of people who wanted it so.
class Withheld {
  public:
    Withheld(SimStore& store, const Wishes& wishes) : m_wishes(wishes) {
        for (const auto& order : succeed(store.shelf().orders(), "read the orders"))
            m_changes.insert(order.value.changes.begin(), order.value.changes.end());
    }
    [[nodiscard]] bool isAnything() const { return !m_wishes.empty(); }
    void check(SimTablet& tablet, const OpenedChange& change) const {
        const auto subject =
            succeed(tablet.vault().ledger().subjectOf(change.header.key), "whose words");
        promise(m_changes.contains(change.id) ||
                    (subject && m_wishes.contains(RecordId(subject->bytes()))),
                tablet.name() + ": a change cannot be read");
    }

  private:
    const Wishes& m_wishes;
    std::set<ChangeId> m_changes;
};

/// What stands of a record, field by field: every write that no other write replaces, as far as it
/// can be read.
Standing standingOf(const std::vector<OpenedChange>& history) {
    std::map<QString, std::set<ChangeId>> replaced;
    for (const OpenedChange& change : history)
        for (const FieldHead& field : change.header.fields)
            replaced[field.name].insert(field.replaces.begin(), field.replaces.end());
    Standing standing;
    for (const OpenedChange& change : history) {
        for (std::size_t i = 0; change.values && i < change.header.fields.size(); ++i) {
            const QString& field = change.header.fields[i].name;
            if (!replaced[field].contains(change.id))
                standing[field].emplace_back(change.id, (*change.values)[i]);
        }
    }
    return standing;
}

bool strikeStands(const Standing& standing) {
    const auto strikes = standing.find(struckField.toString());
    return strikes != standing.end() &&
           std::any_of(strikes->second.begin(), strikes->second.end(),
                       [](const auto& write) { return !write.second.isNull(); });
}

bool isStruck(const Standing& standing) {
    std::set<QByteArray> hidden;
    bool struck = false;
    if (const auto strikes = standing.find(struckField.toString()); strikes != standing.end())
        for (const auto& [id, value] : strikes->second) {
            struck = struck || !value.isNull();
            for (const cbor::Value& one : value.at(u"hides").items()) hidden.insert(one.bytes());
        }
    for (const auto& [field, writes] : standing)
        for (const auto& [id, value] : writes)
            if (field != struckField && !hidden.contains(id.toBytes())) return false;
    return struck;
}

std::set<QByteArray> valuesOf(const Standing& standing, const QString& field) {
    std::set<QByteArray> values;
    if (const auto found = standing.find(field); found != standing.end())
        for (const auto& [id, value] : found->second) values.insert(value.encode());
    return values;
}

struct Line {
    RecordId id;
    bool isShown = false;
    bool isCertain = true;  // false: some of it was locked away, and the rest may be as well
    QString words;
};

/// Of what is locked away, no list shows a word.
void checkSealed(SimTablet& tablet, const RecordView& view, const Withheld& withheld) {
    promise(withheld.isAnything(), tablet.name() + ": a record is locked away that nobody meant");
    for (const FieldView& field : view.fields)
        for (const Version& version : field.versions)
            promise(field.field == nullptr || staysWhenSealed(*field.field) || !version.value,
                    tablet.name() + ": what is locked away is shown");
}

/// A record that can be read whole: the fields as they are shown. Answers whether it waits for
/// somebody.
bool checkFields(SimTablet& tablet, const RecordView& view, const Standing& standing) {
    promise(view.struck == isStruck(standing), tablet.name() + ": a strike is not as it was");
    // A strike that had not seen everything waits for somebody too.
    bool torn = !view.struck && strikeStands(standing);
    for (const FieldView& field : view.fields) {
        if (field.field == nullptr || field.field->isSet()) continue;
        std::set<QByteArray> shown;
        for (const Version& version : field.versions)
            if (version.value) shown.insert(version.value->encode());
        promise(shown == valuesOf(standing, field.name),
                tablet.name() + ": a concurrent value is not shown");
        torn = torn || shown.size() > 1;
    }
    return torn;
}

/// For whoever reads a run's story: everything about a record that is not as it should be.
void tellHistory(SimTablet& tablet, RowId row) {
    Ledger& ledger = tablet.vault().ledger();
    const auto view = succeed(tablet.vault().records().get(row), "read a record");
    tell("  " + view.name.type.toStdString() + ' ' + view.name.id.toString().toStdString() +
         (view.struck ? " struck" : "") + (view.sealed ? " locked away" : ""));
    for (const OpenedChange& change : succeed(ledger.history(row), "read a history")) {
        const auto key = succeed(ledger.keys().entry(change.header.key), "find a key");
        std::string line = "    " + change.id.toString().toStdString().substr(24) + " by " +
                           change.header.vault.toString().toStdString().substr(30) + " number " +
                           std::to_string(change.header.number) + " under " +
                           change.header.key.toString().toStdString().substr(24);
        if (key)
            line += " generation " + std::to_string(key->generation) +
                    (key->destroyed ? " destroyed" : "") + (key->elsewhere ? " elsewhere" : "");
        for (std::size_t i = 0; i < change.header.fields.size(); ++i) {
            const FieldHead& field = change.header.fields[i];
            line += ", " + field.name.toStdString();
            if (change.values) line += " '" + (*change.values)[i].text().toStdString() + '\'';
            for (const ChangeId& id : field.replaces)
                line += " for " + id.toString().toStdString().substr(24);
        }
        tell(line);
    }
}

/// Every record as the tablet shows it, against what its ledger says.
std::vector<Line> checkRecords(SimTablet& tablet, const Withheld& withheld) {
    std::vector<Line> lines;
    Vault& vault = tablet.vault();
    std::vector<RowId> rows;
    succeed(vault.ledger().database().each("SELECT row FROM record ORDER BY row",
                                           [&](const Row& row) { rows.push_back(row.integer(0)); }),
            "read the records");
    for (const RowId row : rows) {
        if (isControlType(succeed(vault.ledger().recordName(row), "a record's name").type))
            continue;
        const auto history = succeed(vault.ledger().history(row), "read a history");
        bool isWhole = true;
        for (const OpenedChange& change : history) {
            if (change.values) continue;
            withheld.check(tablet, change);
            isWhole = false;
        }
        const Standing standing = standingOf(history);
        const auto view =
            succeed(vault.records().get(row, IdentityFields::openWithKeys), "read a record");
        bool torn = false;
        if (view.sealed)
            checkSealed(tablet, view, withheld);
        else if (isWhole)
            torn = checkFields(tablet, view, standing);
        if (view.type == nullptr) continue;
        const auto listed = succeed(vault.records().row(*view.type, row), "read a row");
        promise(listed.has_value(), tablet.name() + ": a record is in no list");
        const bool isPlain = isWhole && !view.sealed;
        if (isPlain) {
            if (listed->struck != view.struck) tellHistory(tablet, row);
            promise(listed->struck == view.struck,
                    tablet.name() + ": a list shows a struck record");
            promise((listed->conflicts > 0) == torn || view.struck,
                    tablet.name() + ": a list hides a conflict");
        }
        if (view.name.type != u"line") continue;
        Line line{view.name.id, !view.struck && !view.sealed, isPlain, {}};
        if (const auto texts = standing.find(u"text"_qs); texts != standing.end())
            for (const auto& [id, value] : texts->second) line.words += value.text() + u' ';
        if (!view.struck && !torn && isPlain)
            promise(
                valueOf(listed->values, u"text").text() ==
                    (standing.contains(u"text"_qs) ? standing.at(u"text"_qs).front().second.text()
                                                   : QString()),
                tablet.name() + ": a list shows other words");
        lines.push_back(std::move(line));
    }
    return lines;
}

void checkSearch(SimTablet& tablet, const std::vector<Line>& lines, const Tablets& tablets) {
    for (const auto& other : tablets)
        for (const auto& [word, record] : other->words()) {
            std::set<RecordId> expected;
            std::set<RecordId> possible;
            for (const Line& line : lines) {
                if (!line.isShown || !line.words.contains(word)) continue;
                possible.insert(line.id);
                if (line.isCertain) expected.insert(line.id);
            }
            std::set<RecordId> found;
            const auto page = succeed(tablet.vault().records().search(word), "search");
            for (const FoundRecord& hit : page.hits) found.insert(hit.record.id);
            const bool findsAll =
                std::includes(found.begin(), found.end(), expected.begin(), expected.end());
            const bool findsTooMuch =
                !std::includes(possible.begin(), possible.end(), found.begin(), found.end());
            if (!findsAll || findsTooMuch)
                tell(tablet.name() + ": " + word.toStdString() + " of " + other->name() +
                     " is in " + std::to_string(expected.size()) + ", found in " +
                     std::to_string(found.size()));
            for (const FoundRecord& hit : page.hits)
                if (!possible.contains(hit.record.id)) tellHistory(tablet, hit.record.row);
            promise(!findsTooMuch,
                    tablet.name() + ": search finds what is struck, replaced or locked away");
            promise(findsAll, tablet.name() + ": search does not find what is there");
        }
}

/// The lists as they lie in the file, by record.
std::map<RowId, QString> listsOf(SimTablet& tablet) {
    std::map<RowId, QString> rows;
    Database& database = tablet.vault().ledger().database();
    for (const RecordType& type : recordList().types()) {
        QStringList columns{u"notebook"_qs, u"created"_qs, u"conflicts"_qs, u"struck"_qs,
                            u"sealed"_qs};
        for (const Field& field : type.fields)
            for (const QString& column : columnsOf(field)) columns << u'"' + column + u'"';
        const QString sql = u"SELECT record, quote("_qs + columns.join(u") || ' ' || quote("_qs) +
                            u") FROM "_qs + tableName(type);
        succeed(database.each(sql.toStdString(),
                              [&](const Row& row) { rows[row.integer(0)] = row.text(1); }),
                "read a list");
    }
    succeed(database.each("SELECT record, field, flaw FROM flagged ORDER BY record, field, flaw",
                          [&](const Row& row) {
                              rows[row.integer(0)] +=
                                  u" flag "_qs + row.text(1) + u' ' + row.text(2);
                          }),
            "read the flags");
    return rows;
}

/// Lists hold nothing that the ledger does not: made anew they are the same. So nothing stays
/// locked away, or shown, because of the order in which things came.
void checkRebuilt(SimTablet& tablet) {
    const auto before = listsOf(tablet);
    succeed(tablet.vault().rebuild(), "rebuild");
    const auto after = listsOf(tablet);
    if (before == after) return;
    for (const auto& [row, text] : after) {
        const auto was = before.find(row);
        if (was != before.end() && was->second == text) continue;
        tellHistory(tablet, row);
        const auto view = succeed(tablet.vault().records().get(row), "read a record");
        for (const FieldValue& value : view.values())
            for (const QByteArray& id : {value.value.bytes()})
                succeed(tablet.vault().ledger().database().each(
                            "SELECT row FROM record WHERE id = ?",
                            [&](const Row& named) { tellHistory(tablet, named.integer(0)); }, id),
                        "read what it points to");
        tell("    was " + (was == before.end() ? "nowhere" : was->second.toStdString()));
        tell("    is  " + text.toStdString());
    }
    for (const char* ground : {"participant", "withdrawal", "agreement"})
        succeed(tablet.vault().ledger().database().each(
                    std::string("SELECT record FROM r_") + ground,
                    [&](const Row& row) { tellHistory(tablet, row.integer(0)); }),
                "read what it rests on");
    broken(tablet.name() + ": lists are not what the ledger says");
}

using Texts = std::map<ChangeId, std::map<QString, QString>>;

struct Held {
    Texts texts;                // the words of every change that can be read, by field
    std::set<ChangeId> sealed;  // the others
};

Held heldBy(SimTablet& tablet, const Withheld& withheld) {
    Held held;
    std::vector<RowId> rows;
    succeed(tablet.vault().ledger().database().each(
                "SELECT row FROM record", [&](const Row& row) { rows.push_back(row.integer(0)); }),
            "read the records");
    for (const RowId row : rows)
        for (const OpenedChange& change :
             succeed(tablet.vault().ledger().history(row), "read a history")) {
            if (isControlType(change.header.type)) continue;
            if (!change.values) {
                withheld.check(tablet, change);
                held.sealed.insert(change.id);
                continue;
            }
            for (std::size_t i = 0; i < change.values->size(); ++i)
                held.texts[change.id][change.header.fields[i].name] = (*change.values)[i].text();
        }
    return held;
}

std::set<NotebookId> notebooksOf(SimTablet& tablet) {
    std::set<NotebookId> ids;
    for (const NotebookId& id : succeed(tablet.vault().ledger().notebooks(), "notebooks"))
        ids.insert(id);
    return ids;
}

/// What was let go to a store that has lost it since may be nowhere.
bool hasLeftNothing(const SimTablet& tablet) {
    return tablet.isEmpty() && tablet.leftToTheStore().empty();
}

void checkSaved(const Tablets& tablets, const Withheld& withheld) {
    std::vector<Held> held;
    for (const auto& tablet : tablets)
        held.push_back(tablet->isEmpty() ? Held() : heldBy(*tablet, withheld));
    for (std::size_t author = 0; author < tablets.size(); ++author) {
        if (hasLeftNothing(*tablets[author])) continue;
        for (const auto& saved : tablets[author]->saved()) {
            for (std::size_t reader = 0; reader < tablets.size(); ++reader) {
                if (tablets[reader]->isEmpty()) continue;
                if (held[reader].sealed.contains(saved.id)) continue;
                if (tablets[reader]->isLetGo(saved.record.notebook)) continue;
                const auto change = held[reader].texts.find(saved.id);
                if (change == held[reader].texts.end()) {
                    // A colleague may not read that notebook.
                    promise(reader != author, tablets[reader]->name() + ": a saved change is gone");
                    promise(!notebooksOf(*tablets[reader]).contains(saved.record.notebook) ||
                                tablets[reader]->invitation().external,
                            tablets[reader]->name() + ": a colleague's saved change is not here");
                    continue;
                }
                if (saved.field == struckField) continue;
                const auto says = change->second.find(saved.field);
                const QString now = says == change->second.end() ? u"(not there)"_qs : says->second;
                promise(now == saved.text, QStringLiteral("%1: a change saved by %2 says something "
                                                          "else in %3 of %4: '%5' became '%6'")
                                               .arg(QString::fromStdString(tablets[reader]->name()),
                                                    QString::fromStdString(tablets[author]->name()),
                                                    saved.field, saved.record.type, saved.text, now)
                                               .toStdString());
            }
        }
    }
}

/// Under whatever name: a chain may have parted since.
void checkReceipts(SimStore& store, const Tablets& tablets) {
    std::set<QByteArray> links;
    succeed(store.shelf().ledger().database().each(
                "SELECT link FROM change", [&](const Row& row) { links.insert(row.blob(0)); }),
            "read all changes");
    for (const auto& tablet : tablets)
        for (const auto& [chain, receipted] : tablet->receipted()) {
            // Both were restored: then nobody but a colleague may have it.
            if (store.wasRestored() && (tablet->wasRestored() || tablet->everEmptied())) continue;
            promise(links.contains(receipted.link.toBytes()),
                    tablet->name() + ": what was receipted is not at the store");
        }
}

bool reads(SimTablet& tablet, SimStore& store, const NotebookId& notebook) {
    const auto roster = succeed(store.shelf().roster(notebook), "read a roster");
    return roster && roster->value.member(tablet.invitation().person) != nullptr;
}

/// Whether what is decided about somebody's words there is this tablet's to carry out: it may read
/// them, or wrote some of them.
bool isBound(SimTablet& tablet, SimStore& store, const NotebookId& notebook) {
    if (reads(tablet, store, notebook)) return true;
    // Restored from a backup, it may know nothing of it any more.
    const auto heads = succeed(tablet.vault().ledger().heads(notebook), "read heads");
    return std::any_of(heads.begin(), heads.end(), [&](const Head& head) {
        return head.chain.vault == tablet.vault().author().vault();
    });
}

/// Where a saved file is, on its author's tablet and on everybody else's who may read it.
void checkFiles(SimStore& store, const Tablets& tablets, const Withheld& withheld) {
    for (const auto& author : tablets) {
        if (hasLeftNothing(*author)) continue;
        for (const SimTablet::SavedFile& file : author->savedFiles()) {
            bool isAnywhere = store.holds(file.blob);
            for (const auto& tablet : tablets)
                isAnywhere =
                    isAnywhere || (!tablet->isEmpty() && tablet->vault().blobs().holds(file.blob));
            for (const auto& tablet : tablets) {
                if (tablet->isEmpty()) continue;
                const bool isAuthor = tablet == author;
                if (!isAuthor && !reads(*tablet, store, file.notebook)) continue;
                const std::string whose = tablet->name() + ": " +
                                          (isAuthor ? "a saved" : "a colleague's saved") +
                                          " attachment ";
                switch (tablet->look(file)) {
                    case FilePlace::here:
                        break;
                    case FilePlace::purged:
                        promise(tablet->mayLack(file.blob.id) || tablet->isLetGo(file.notebook),
                                whose + "went by itself");
                        // A store that came back from a backup may have lost what was let go.
                        promise(isAnywhere || store.wasRestored(), whose + "is nowhere");
                        break;
                    case FilePlace::notYet:
                        promise(!isAuthor || tablet->mayLack(file.blob.id), whose + "is gone");
                        promise(!isAnywhere, whose + "did not come");
                        promise(store.wasRestored() || author->wasRestored(), whose + "is nowhere");
                        break;
                    case FilePlace::damaged:
                        broken(whose + "is damaged");
                    case FilePlace::none:
                        broken(whose + "has no file");
                    case FilePlace::withheld:
                    case FilePlace::erased:
                        promise(withheld.isAnything(), whose + "is locked away");
                        break;
                }
            }
        }
    }
}

/// What the store has decided about somebody's words is done wherever they were.
void checkOrders(SimStore& store, const Tablets& tablets) {
    for (const auto& order : succeed(store.shelf().orders(), "read the orders")) {
        const Order& says = order.value;
        for (const KeyEntry& key :
             succeed(store.shelf().keysOf(says.notebook, says.subject), "read keys"))
            promise(key.generation > says.generation || key.destroyed,
                    "the store has a key whose words it ordered erased");
        for (const auto& tablet : tablets) {
            if (tablet->isEmpty()) continue;
            const auto roster = succeed(store.shelf().roster(says.notebook), "read a roster");
            const auto* self = roster ? roster->value.member(tablet->invitation().person) : nullptr;
            if (!isBound(*tablet, store, says.notebook)) continue;
            for (const KeyEntry& key :
                 succeed(tablet->vault().ledger().keys().entriesOf(says.subject), "read keys")) {
                if (!(key.notebook == says.notebook)) continue;
                promise(key.generation > says.generation || key.destroyed,
                        tablet->name() + ": a key whose words are erased is still here");
                promise((self != nullptr && self->lead) || key.generation > says.restricted ||
                            key.destroyed || key.elsewhere,
                        tablet->name() + ": a key that is the lead's alone is still here");
            }
        }
    }
}

}  // namespace

void checkReasons(const HandOver::Report& report) {
    for (const HandOver::Held& held : report.reasons)
        broken(std::string("a chain cannot leave: ") + held.reason.name() + " " +
               held.reason.during + " " + held.reason.detail);
    if (report.blobsStopped)
        broken(std::string("attachments stop for no reason: ") + report.blobsStopped->name() + " " +
               report.blobsStopped->during + " " + report.blobsStopped->detail);
    for (const BlobHandOver::Tally::Fault& fault : report.blobs.faults)
        broken(std::string("an attachment cannot leave or come: ") + fault.reason.name() + " " +
               fault.reason.during + " " + fault.reason.detail);
}

namespace {

bool holdsTheFiles(SimTablet& tablet, SimStore& store) {
    BlobFolder& here = tablet.vault().blobs();
    for (const BlobEntry& entry :
         succeed(BlobIndex(tablet.vault().ledger()).all(), "read what is known of blobs")) {
        if (entry.erased) continue;
        const bool isMine = entry.author == tablet.vault().author().vault();
        if (!isMine && !reads(tablet, store, entry.notebook)) continue;
        if (tablet.isLetGo(entry.notebook)) continue;
        if (store.holds(entry.blob) ? here.holds(entry.blob) || entry.purged
                                    : !here.holds(entry.blob))
            continue;
        tell(tablet.name() + ": a file that is not everywhere yet");
        return false;
    }
    return true;
}

/// Everything that was decided about words that it may read or wrote.
bool holdsTheOrders(SimTablet& tablet, SimStore& store) {
    const auto held = succeed(tablet.vault().ledger().ordersCarriedOut(), "read the orders");
    for (const auto& order : succeed(store.shelf().orders(), "read the orders")) {
        if (!isBound(tablet, store, order.value.notebook)) continue;
        if (std::none_of(held.begin(), held.end(),
                         [&](const auto& one) { return one.body == order.body; })) {
            tell(tablet.name() + ": an order that is not carried out yet: " +
                 order.value.subject.toString().toStdString() + " version " +
                 std::to_string(order.value.version) + " erased " +
                 std::to_string(order.value.generation) + " restricted " +
                 std::to_string(order.value.restricted) + "; here are " +
                 std::to_string(held.size()));
            return false;
        }
    }
    return true;
}

}  // namespace

bool holdsWhatTheStoreHolds(SimTablet& tablet, SimStore& store) {
    if (store.isOutOfUse(tablet.vault().author().vault())) {
        tell(tablet.name() + ": out of use, and not empty yet");
        return false;
    }
    std::set<NotebookId> mine = notebooksOf(tablet);
    for (const auto& roster : succeed(store.shelf().rosters(), "read the rosters"))
        if (roster.value.member(tablet.invitation().person) != nullptr)
            mine.insert(roster.value.notebook);
    for (const NotebookId& notebook : mine) {
        if (tablet.isLetGo(notebook)) continue;
        if (tablet.isAway(notebook)) {
            tell(tablet.name() + ": a meeting that is wanted has not come back");
            return false;
        }
        auto here = succeed(tablet.vault().ledger().heads(notebook), "read heads");
        auto there = succeed(store.shelf().heads(notebook), "read heads");
        // Who founded what others had begun, and is not of the team, has handed over their own
        // part.
        const auto roster = succeed(store.shelf().roster(notebook), "read a roster");
        if (roster && roster->value.member(tablet.invitation().person) == nullptr) {
            const auto theirs = [&](const Head& head) {
                return head.chain.vault != tablet.vault().author().vault();
            };
            std::erase_if(here, theirs);
            std::erase_if(there, theirs);
        }
        if (here == there) continue;
        QString words;
        for (const auto* side : {&here, &there}) {
            words += side == &here ? u" has"_qs : u", the store has"_qs;
            for (const Head& head : *side)
                words += u" %1/%2:%3=%4"_qs
                             .arg(QString::fromLatin1(head.chain.vault.toBytes().toHex().right(4)))
                             .arg(static_cast<int>(head.chain.lane))
                             .arg(head.number)
                             .arg(QString::fromLatin1(head.link.toBytes().toHex().left(4)));
        }
        tell(tablet.name() + words.toStdString());
        return false;
    }
    return holdsTheOrders(tablet, store) && holdsTheFiles(tablet, store);
}

std::uint64_t checkEverything(SimStore& store, const Tablets& tablets, const Wishes& wishes) {
    const Withheld withheld(store, wishes);
    const auto atStore = succeed(store.shelf().verify(), "verify the store");
    promise(atStore.faults.empty(), "the store's ledger does not verify");
    checkReceipts(store, tablets);
    checkSaved(tablets, withheld);
    checkFiles(store, tablets, withheld);
    checkOrders(store, tablets);
    std::uint64_t changes = 0;
    for (const auto& tablet : tablets) {
        changes += tablet->saved().size();
        promise(store.countLacking(tablet->leftToTheStore()) == 0,
                tablet->name() + ": emptied itself, and the store has lost something since");
        if (tablet->isEmpty()) continue;
        // A checkpoint that a full disk cut short leaves pages in the file that only the log makes
        // good: the cipher's check looks at the file alone.
        succeed(tablet->vault().ledger().database().checkpoint(), "checkpoint");
        succeed(tablet->vault().ledger().keys().database().checkpoint(), "checkpoint");
        const auto verified = succeed(tablet->vault().verify(), "verify a vault");
        promise(verified.faults.empty(), tablet->name() + ": its ledger does not verify");
        for (const NotebookId& id : notebooksOf(*tablet)) {
            const auto founding = succeed(tablet->vault().ledger().founding(id), "a founding");
            if (!founding) continue;
            const auto founder = succeed(
                tablet->vault().ledger().certificate(founding->value.founder), "a certificate");
            promise(founder && founding->verify(founder->value.author),
                    tablet->name() + ": keeps a founding that nobody signed");
        }
        const std::vector<Line> lines = checkRecords(*tablet, withheld);
        checkSearch(*tablet, lines, tablets);
        checkRebuilt(*tablet);
    }
    return changes;
}

Frame strangersFrame(const NotebookId& notebook, const VaultId& vault, const SigningKey& key,
                     const Clock& clock, Random& random) {
    const SubjectKey subject =
        SubjectKey::generate(notebook, SubjectId(notebook.bytes()), 1, random);
    Header header;
    header.notebook = notebook;
    header.vault = vault;
    header.number = 1;
    header.type = u"line"_qs;
    header.record = RecordId::makeV7(clock, random);
    header.key = subject.id();
    header.fields.push_back({u"text"_qs, {}});
    header.written.utc = clock.utc();
    Frame frame;
    frame.chain = {notebook, vault, Lane::rest, {}};
    frame.keys.push_back({subject.subject(), 1, viewOf(subject.secret()).toByteArray()});
    frame.items.push_back(
        {header.encode(), encodePayload({u"not invited"_qs}), PayloadForm::opened});
    const QByteArray sealed = subject.seal(frame.items[0].header, frame.items[0].payload);
    HeadStatement statement;
    statement.head = {frame.chain, 1, linkAfter(Hash(), frame.items[0].header, Hash::of({sealed}))};
    frame.statement = Signed<HeadStatement>::make(std::move(statement), key);
    return frame;
}

}  // namespace candour::simulation
