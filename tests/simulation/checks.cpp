#include "tests/simulation/checks.h"

#include <algorithm>

namespace candour::simulation {
namespace {

using Standing = std::map<QString, std::vector<std::pair<ChangeId, cbor::Value>>>;

/// What stands of a record, field by field: every write that no other write replaces.
Standing standingOf(const std::vector<OpenedChange>& history, const std::string& whose) {
    std::map<QString, std::set<ChangeId>> replaced;
    for (const OpenedChange& change : history)
        for (const FieldHead& field : change.header.fields)
            replaced[field.name].insert(field.replaces.begin(), field.replaces.end());
    Standing standing;
    for (const OpenedChange& change : history) {
        promise(change.values.has_value(), whose + ": a change cannot be read");
        for (std::size_t i = 0; i < change.header.fields.size(); ++i) {
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
    bool struck = false;
    QString words;
};

/// Every record as the tablet shows it, against what its ledger says.
std::vector<Line> checkRecords(SimTablet& tablet) {
    std::vector<Line> lines;
    Vault& vault = tablet.vault();
    std::vector<RowId> rows;
    succeed(vault.ledger().database().each("SELECT row FROM record ORDER BY row",
                                           [&](const Row& row) { rows.push_back(row.integer(0)); }),
            "read the records");
    for (const RowId row : rows) {
        const auto history = succeed(vault.ledger().history(row), "read a history");
        const Standing standing = standingOf(history, tablet.name());
        const auto view = succeed(vault.records().get(row, IdentityFields::open), "read a record");
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
        if (view.type == nullptr) continue;
        const auto listed = succeed(vault.records().row(*view.type, row), "read a row");
        promise(listed.has_value(), tablet.name() + ": a record is in no list");
        promise(listed->struck == view.struck, tablet.name() + ": a list shows a struck record");
        promise((listed->conflicts > 0) == torn || view.struck,
                tablet.name() + ": a list hides a conflict");
        if (view.name.type != u"line") continue;
        Line line{view.name.id, view.struck, {}};
        if (const auto texts = standing.find(u"text"_qs); texts != standing.end())
            for (const auto& [id, value] : texts->second) line.words += value.text() + u' ';
        if (!view.struck && !torn)
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
            for (const Line& line : lines)
                if (!line.struck && line.words.contains(word)) expected.insert(line.id);
            std::set<RecordId> found;
            const auto page = succeed(tablet.vault().records().search(word), "search");
            for (const FoundRecord& hit : page.hits) found.insert(hit.record.id);
            if (found != expected)
                tell(tablet.name() + ": " + word.toStdString() + " of " + other->name() +
                     " is in " + std::to_string(expected.size()) + ", found in " +
                     std::to_string(found.size()));
            promise(found == expected,
                    tablet.name() + (found.size() > expected.size()
                                         ? ": search finds what is struck or replaced"
                                         : ": search does not find what is there"));
        }
}

using Texts = std::map<ChangeId, std::map<QString, QString>>;

/// The words of every change that is held, by field.
Texts textsOf(SimTablet& tablet) {
    Texts texts;
    std::vector<RowId> rows;
    succeed(tablet.vault().ledger().database().each(
                "SELECT row FROM record", [&](const Row& row) { rows.push_back(row.integer(0)); }),
            "read the records");
    for (const RowId row : rows)
        for (const OpenedChange& change :
             succeed(tablet.vault().ledger().history(row), "read a history"))
            for (std::size_t i = 0; change.values && i < change.values->size(); ++i)
                texts[change.id][change.header.fields[i].name] = (*change.values)[i].text();
    return texts;
}

std::set<NotebookId> notebooksOf(SimTablet& tablet) {
    std::set<NotebookId> ids;
    for (const NotebookId& id : succeed(tablet.vault().ledger().notebooks(), "notebooks"))
        ids.insert(id);
    return ids;
}

void checkSaved(const Tablets& tablets) {
    std::vector<Texts> held;
    for (const auto& tablet : tablets) held.push_back(textsOf(*tablet));
    for (std::size_t author = 0; author < tablets.size(); ++author) {
        for (const auto& saved : tablets[author]->saved()) {
            for (std::size_t reader = 0; reader < tablets.size(); ++reader) {
                const auto change = held[reader].find(saved.id);
                if (change == held[reader].end()) {
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
            if (store.wasRestored() && tablet->wasRestored()) continue;
            promise(links.contains(receipted.link.toBytes()),
                    tablet->name() + ": what was receipted is not at the store");
        }
}

}  // namespace

void checkReasons(const HandOver::Report& report) {
    for (const HandOver::Held& held : report.reasons)
        broken(std::string("a chain cannot leave: ") + held.reason.name() + " " +
               held.reason.during + " " + held.reason.detail);
}

bool holdsWhatTheStoreHolds(SimTablet& tablet, SimStore& store) {
    std::set<NotebookId> mine = notebooksOf(tablet);
    for (const auto& roster : succeed(store.shelf().rosters(), "read the rosters"))
        if (roster.value.member(tablet.invitation().person) != nullptr)
            mine.insert(roster.value.notebook);
    for (const NotebookId& notebook : mine) {
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
    return true;
}

std::uint64_t checkEverything(SimStore& store, const Tablets& tablets) {
    const auto atStore = succeed(store.shelf().verify(), "verify the store");
    promise(atStore.faults.empty(), "the store's ledger does not verify");
    checkReceipts(store, tablets);
    checkSaved(tablets);
    std::uint64_t changes = 0;
    for (const auto& tablet : tablets) {
        changes += tablet->saved().size();
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
        const std::vector<Line> lines = checkRecords(*tablet);
        checkSearch(*tablet, lines, tablets);
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
