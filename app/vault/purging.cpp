#include "app/vault/purging.h"

#include "app/records/sessionids.h"
#include "app/vault/storetime.h"
#include "app/vault/vault.h"
#include "platform/limits.h"
#include "platform/log.h"

#include <algorithm>
#include <chrono>

namespace candour {
namespace {

constexpr char taking[] = "take a meeting off this tablet";

auto stays(const char* why) {
    return fail(Code::notAllowed, taking, why);
}

/// Never so soon that a store restored from its last backup would not have it.
Result<UtcTime> receiptedBefore(Vault& vault, int days) {
    TRY(const UtcTime now, storeTime(vault));
    return now - std::chrono::hours(24) * std::max(days, limits::receiptDays);
}

/// Where it is kept since when a meeting is here again; 0 until that is known.
QString backName(const NotebookId& notebook) {
    return u"back:"_qs + notebook.toString();
}

/// By the store's time; from now on, where that was not known. The beginning of all time for one
/// that was never away.
Result<UtcTime> backSince(Vault& vault, const NotebookId& notebook) {
    Database& database = vault.ledger().database();
    TRY(const auto kept, database.first(
                             "SELECT value FROM vault_state WHERE name = ?",
                             [](const Row& row) { return row.integer(0); }, backName(notebook)));
    if (!kept) return UtcTime();
    if (*kept != 0) return UtcTime(milliseconds(*kept));
    TRY(const UtcTime now, storeTime(vault));
    TRY_OK(database.run("UPDATE vault_state SET value = ? WHERE name = ?",
                        now.time_since_epoch().count(), backName(notebook)));
    return now;
}

}  // namespace

Result<int> Vault::purgeDays() {
    TRY(const auto days, m_ledger->database().first(
                             "SELECT value FROM vault_state WHERE name = 'purge_days'",
                             [](const Row& row) { return static_cast<int>(row.integer(0)); }));
    return days.value_or(0);
}

Status Vault::setPurgeDays(int days) {
    TRY_OK(m_ledger->database().run(
        "INSERT OR REPLACE INTO vault_state (name, value) VALUES ('purge_days', ?)", days));
    return {};
}

/// What a person still has to look at, and what other words hang on.
Status Vault::isSettled(const NotebookId& notebook) {
    TRY(const auto info, m_notebooks.find(notebook));
    if (!info) return fail(Code::notFound, taking);
    if (info->kind != NotebookKind::session)
        return stays("Only meetings are taken off a tablet: plan, cases and alerts stay.");
    TRY(const auto open, m_projection.waitingIn(notebook));
    if (open) return stays("Something in it waits for a decision.");
    TRY(const auto takenBack, m_ledger->database().first(
                                  "SELECT 1 FROM r_withdrawal r"
                                  " JOIN notebook n ON n.row = r.notebook WHERE n.id = ?",
                                  [](const Row&) { return true; }, notebook));
    if (takenBack) return stays("Somebody took words back in it, and that has to stay known here.");
    TRY_OK(protectsNobody(notebook));
    TRY(const auto drafts, m_drafts.open());
    TRY(const auto records, m_ledger->recordsIn(notebook));
    for (const RowId record : records) {
        TRY(const RecordName name, m_ledger->recordName(record));
        const QByteArray raw = name.id.toBytes();
        const QByteArray text = name.id.toString().toLatin1();
        for (const Draft& draft : drafts)
            if (draft.record == name.id || draft.extra.contains(raw) || draft.extra.contains(text))
                return stays("Something is half typed in it.");
    }
    return {};
}

/// While it is not here, nobody on this tablet would hear of it.
Status Vault::protectsNobody(const NotebookId& notebook) {
    const auto found = [&](const std::string& sql) -> Result<bool> {
        TRY(const auto one, m_ledger->database().first(
                                sql, [](const Row&) { return true; }, notebook));
        return one.has_value();
    };
    const std::string inIt = " r JOIN notebook n ON n.row = r.notebook WHERE n.id = ?";
    TRY(const bool alert, found("SELECT 1 FROM r_safeguarding_alert" + inIt));
    if (alert) return stays("An alert was raised in it, and alerts stay.");
    for (const RecordType& type : m_projection.list().types()) {
        TRY(const bool sealed,
            found("SELECT 1 FROM " + tableName(type).toStdString() + inIt + " AND r.sealed = 1"));
        if (sealed) return stays("Something in it is locked away, and has to stay so here.");
    }
    TRY(const auto asked, m_ledger->controls(notebook));
    const auto ends = [](const ControlChange& release, const ControlChange& change) {
        const auto& ended = release.control.changes;
        return release.control.kind == ControlKind::release &&
               std::find(ended.begin(), ended.end(), change.id) != ended.end();
    };
    for (const ControlChange& change : asked) {
        // A release goes with what it ends, or not at all.
        const bool over = std::any_of(asked.begin(), asked.end(), [&](const ControlChange& other) {
            return change.control.kind == ControlKind::release ? ends(change, other)
                                                               : ends(other, change);
        });
        if (!over) return stays("Words were locked away from it, or are kept for a legal hold.");
    }
    std::vector<RecordId> refusing;
    TRY_OK(m_ledger->database().each(
        "SELECT DISTINCT r.participant FROM r_agreement" + inIt +
            " AND r.struck = 0 AND r.event IN ('refused', 'withdrawn', 'paused')",
        [&](const Row& row) { refusing.push_back(row.id<RecordId>(0)); }, notebook));
    for (const RecordId& person : refusing) {
        TRY(const bool elsewhere, isElsewhereToo(person, notebook));
        if (elsewhere)
            return stays(
                "Somebody said no in it whose words or papers are elsewhere too, and that no has "
                "to stay known here.");
    }
    return {};
}

/// A person of a case, or somebody of whom words lie in another notebook.
Result<bool> Vault::isElsewhereToo(const RecordId& participant, const NotebookId& notebook) {
    TRY(const auto ofCase, m_ledger->database().first(
                               "SELECT 1 FROM r_participant WHERE id = ? AND \"case\" IS NOT NULL",
                               [](const Row&) { return true; }, participant));
    if (ofCase) return true;
    TRY(const auto keys, m_ledger->keys().entriesOf(SubjectId(participant.bytes())));
    return std::any_of(keys.begin(), keys.end(), [&](const KeyEntry& key) {
        return key.notebook != notebook && !key.destroyed;
    });
}

Result<std::vector<PurgeRow>> Vault::purgePlan(int days) {
    std::vector<PurgeRow> rows;
    TRY(const UtcTime before, receiptedBefore(*this, days));
    TRY(const auto notebooks, m_notebooks.all());
    TRY(const auto entries, BlobIndex(*m_ledger).all());
    for (const NotebookInfo& info : notebooks) {
        if (info.kind != NotebookKind::session) continue;
        TRY(const auto text, m_ledger->textOf(info.id));
        if (text != Ledger::Text::here) continue;
        TRY(const auto records, m_ledger->recordsIn(info.id));
        if (records.empty()) continue;
        PurgeRow row{.notebook = info.id, .records = static_cast<std::int64_t>(records.size())};
        TRY_OK(m_ledger->database().each(
            "SELECT r.title, r.created FROM r_session r JOIN notebook n ON n.row = r.notebook"
            " WHERE n.id = ? ORDER BY r.record LIMIT 1",
            [&](const Row& found) {
                row.title = found.text(0);
                row.begun = UtcTime(milliseconds(found.integer(1)));
            },
            info.id));
        for (const BlobEntry& entry : entries) {
            if (entry.notebook != info.id || !m_blobs->holds(entry.blob)) continue;
            ++row.files;
            row.bytes += entry.blob.length;
        }
        Status may = isSettled(info.id);
        if (may) may = removalGate().mayPurge(info.id, before);
        row.goes = may.has_value();
        if (!may) row.why = QString::fromStdString(may.error().detail);
        rows.push_back(std::move(row));
    }
    return rows;
}

Status Vault::purge(const NotebookId& notebook, int days) {
    TRY_OK(isSettled(notebook));
    m_notebooks.forget();
    m_writer.forget();
    m_projection.forget();
    TRY(const UtcTime before, receiptedBefore(*this, days));
    return removalGate().purge(notebook, before, [&]() -> Status {
        TRY_OK(
            m_ledger->database().run("DELETE FROM vault_state WHERE name = ?", backName(notebook)));
        TRY(const auto records, m_ledger->recordsIn(notebook));
        return m_projection.drop(records);
    });
}

/// What somebody asked for again has its days once more, from the first hand-over by which it is
/// here: it must not leave with the one that brought it.
Result<std::int64_t> Vault::purgeByPolicy() {
    std::int64_t gone = 0;
    TRY(const int days, purgeDays());
    if (days <= 0) return gone;
    TRY(const UtcTime before, receiptedBefore(*this, days));
    TRY(const auto rows, purgePlan(days));
    for (const PurgeRow& row : rows) {
        TRY(const UtcTime back, backSince(*this, row.notebook));
        if (!row.goes || back > before) continue;
        // What cannot leave now leaves another time: the hand-over is over all the same.
        if (const Status went = purge(row.notebook, days); !went)
            log::warning("a meeting leaves this tablet later", {{"code", went.error().code}});
        else
            ++gone;
    }
    return gone;
}

Result<std::vector<GoneRow>> Vault::gone() {
    std::map<NotebookId, QString> planned;
    TRY_OK(m_ledger->database().each(
        "SELECT id, title FROM r_timetable_slot WHERE struck = 0",
        [&](const Row& row) { planned[sessionNotebookOf(row.id<RecordId>(0))] = row.text(1); }));
    std::vector<GoneRow> rows;
    TRY(const auto notebooks, m_ledger->notebooks());
    for (const NotebookId& notebook : notebooks) {
        TRY(const auto text, m_ledger->textOf(notebook));
        if (text == Ledger::Text::here) continue;
        const auto slot = planned.find(notebook);
        rows.push_back({notebook, slot == planned.end() ? QString() : slot->second,
                        text == Ledger::Text::comingBack});
    }
    return rows;
}

Status Vault::askBack(const NotebookId& notebook) {
    m_notebooks.forget();
    m_writer.forget();
    m_projection.forget();
    // Written down first: what came back and is not noted would leave again.
    TRY_OK(m_ledger->database().run(
        "INSERT OR REPLACE INTO vault_state (name, value) VALUES (?, 0)", backName(notebook)));
    return m_ledger->askBack(notebook);
}

}  // namespace candour
