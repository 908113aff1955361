// The tables of the ledger. Changes are keyed by chain and number packed into one rising integer,
// so that appending and reading a chain are both sequential; ids are in secondary indexes.
#pragma once

#include "platform/database/migrations.h"

namespace candour {

/// A chain's row number and a change's number in one key: 40 bits are the change's.
[[nodiscard]] constexpr std::int64_t changeRow(std::int64_t chain, std::int64_t number) {
    return chain << 40 | number;
}

inline constexpr Migration ledgerMigrations[] = {
    {1, "The ledger: notebooks, vaults, chains, records, changes and what was signed about them.",
     "CREATE TABLE notebook (row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, founding BLOB,"
     " roster BLOB, roster_epoch INTEGER NOT NULL DEFAULT 0,"
     " roster_version INTEGER NOT NULL DEFAULT 0);"
     "CREATE TABLE vault (row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,"
     " certificate BLOB NOT NULL, epoch INTEGER NOT NULL, version INTEGER NOT NULL);"
     "CREATE TABLE type (row INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
     "CREATE TABLE record (row INTEGER PRIMARY KEY, id BLOB NOT NULL, notebook INTEGER NOT NULL,"
     " type INTEGER NOT NULL);"
     "CREATE UNIQUE INDEX record_name ON record (id, notebook, type);"
     "CREATE TABLE chain (row INTEGER PRIMARY KEY, notebook INTEGER NOT NULL, vault BLOB NOT NULL,"
     " lane INTEGER NOT NULL, branch BLOB NOT NULL, number INTEGER NOT NULL, link BLOB NOT NULL,"
     " receipted INTEGER NOT NULL DEFAULT 0, UNIQUE (notebook, vault, lane, branch));"
     "CREATE TABLE change (row INTEGER PRIMARY KEY, record INTEGER NOT NULL, link BLOB NOT NULL,"
     " header BLOB NOT NULL, payload BLOB NOT NULL, form INTEGER NOT NULL);"
     "CREATE INDEX change_record ON change (record);"
     "CREATE TABLE statement (row INTEGER PRIMARY KEY, body BLOB NOT NULL);"
     "CREATE TABLE receipt (row INTEGER PRIMARY KEY, body BLOB NOT NULL);"},
    {2, "What the store decided about subjects; `done` once their keys are destroyed here too.",
     "CREATE TABLE subject_order (notebook INTEGER NOT NULL, subject BLOB NOT NULL,"
     " epoch INTEGER NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL,"
     " done INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (notebook, subject)) WITHOUT ROWID;"
     "CREATE INDEX change_control ON change (record) WHERE form = 0;"},
    {3, "Branches: a chain begins after the number and link where it left another.",
     "ALTER TABLE chain ADD COLUMN base INTEGER NOT NULL DEFAULT 0;"
     "ALTER TABLE chain ADD COLUMN base_link BLOB NOT NULL DEFAULT x'';"},
    {4, "Attachments: which change refers to which blob, and how far each has come.",
     "CREATE TABLE blob (id BLOB NOT NULL, change INTEGER NOT NULL, length INTEGER NOT NULL,"
     " PRIMARY KEY (id, change)) WITHOUT ROWID;"
     "CREATE INDEX blob_change ON blob (change);"
     "CREATE TABLE blob_state (id BLOB PRIMARY KEY, receipt BLOB, address BLOB,"
     " purged INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;"},
    {5, "What came late; text that was taken off this replica, and where its chains ended.",
     "ALTER TABLE change ADD COLUMN late INTEGER NOT NULL DEFAULT 0;"
     "ALTER TABLE notebook ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;"
     "ALTER TABLE chain ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;"
     "ALTER TABLE chain ADD COLUMN kept_link BLOB NOT NULL DEFAULT x'';"},
    {6,
     "Records with words whose key is not here, as it came later or was given up: 0 stands for"
     " the giving up itself.",
     "CREATE TABLE unread (key BLOB NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (key, record))"
     " WITHOUT ROWID;"},
    {7,
     "Of the store: every roster that ever stood, so that it knows which of them a restore took.",
     "CREATE TABLE roster_ever (number INTEGER PRIMARY KEY, notebook BLOB NOT NULL,"
     " digest BLOB NOT NULL UNIQUE, statement BLOB NOT NULL);"
     "CREATE INDEX roster_ever_notebook ON roster_ever (notebook, number);"},
};

}  // namespace candour
