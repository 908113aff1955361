#include "platform/database/database.h"

#include "platform/check.h"
#include "platform/database/wipingmemory.h"

#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <sqlite3.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

// Declared only when the amalgamation is compiled with the codec, but its header does not say so.
extern "C" int sqlite3_key_v2(sqlite3* db, const char* zDbName, const void* pKey, int nKey);

namespace candour {
namespace {

constexpr char plaintextHeader[] = "SQLite format 3";

Code codeFor(int result, sqlite3* handle) {
    switch (result & 0xff) {
        case SQLITE_IOERR:
            // A disk too full for the index of the write-ahead log is reported as failing.
            return sqlite3_system_errno(handle) == ENOSPC ? Code::diskFull : Code::diskFailed;
        case SQLITE_FULL:
            return Code::diskFull;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            return Code::readOnly;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Code::inUse;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Code::damaged;
        default:
            return Code::diskFailed;
    }
}

/// True for results that only a mistake in our own code can cause.
bool isBug(int result) {
    switch (result & 0xff) {
        case SQLITE_ERROR:
        case SQLITE_MISUSE:
        case SQLITE_RANGE:
        case SQLITE_MISMATCH:
        case SQLITE_AUTH:
        case SQLITE_CONSTRAINT:
            return true;
        default:
            return false;
    }
}

struct Closer {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;

/// The one value of a pragma, or an empty string.
std::string pragma(sqlite3* handle, const char* sql) {
    sqlite3_stmt* statement = nullptr;
    std::string value;
    if (sqlite3_prepare_v2(handle, sql, -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        if (text != nullptr) value = text;
    }
    sqlite3_finalize(statement);
    return value;
}

/// "4.14.0 community": what the vault's promises were tested with, or later.
bool isNewEnough(const std::string& version) {
    int major = 0;
    int minor = 0;
    return std::sscanf(version.c_str(), "%d.%d", &major, &minor) == 2 &&
           std::pair(major, minor) >= std::pair(4, 14);
}

/// SQLCipher's raw-key form, x'64 hex digits', in wiped memory: the key never becomes SQL text.
SecretBytes rawKeySpec(const SecretBytes& key) {
    constexpr char digits[] = "0123456789abcdef";
    SecretBytes spec(3 + 2 * key.size());
    std::uint8_t* out = spec.data();
    *out++ = 'x';
    *out++ = '\'';
    for (const std::uint8_t byte : key.view()) {
        *out++ = static_cast<std::uint8_t>(digits[byte >> 4]);
        *out++ = static_cast<std::uint8_t>(digits[byte & 15]);
    }
    *out = '\'';
    return spec;
}

int denyAfterOpening(void*, int action, const char* name, const char*, const char*, const char*) {
    switch (action) {
        case SQLITE_ATTACH:
        case SQLITE_DETACH:
            return SQLITE_DENY;
        case SQLITE_PRAGMA:  // the full-text index asks for data_version; nobody else needs any
            return std::strcmp(name, "data_version") == 0 ? SQLITE_OK : SQLITE_DENY;
        default:
            return SQLITE_OK;
    }
}

}  // namespace

std::int64_t Row::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}
double Row::real(int column) const {
    return sqlite3_column_double(m_statement, column);
}
bool Row::isNull(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

QString Row::text(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(text, sqlite3_column_bytes(m_statement, column));
}

QByteArray Row::blob(int column) const {
    return blobView(column).toByteArray();
}

QByteArrayView Row::blobView(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return {data, sqlite3_column_bytes(m_statement, column)};
}

Transaction::~Transaction() {
    if (m_database == nullptr) return;
    m_database->m_inTransaction = false;
    sqlite3_exec(m_database->m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

Status Transaction::commit() {
    check(m_database != nullptr, "a transaction commits once");
    Database& database = *m_database;
    // A failing disk can have made SQLite roll everything back by itself.
    if (sqlite3_get_autocommit(database.m_handle) != 0)
        return fail(Code::diskFailed, "commit", "SQLite had rolled it back");
    // On failure m_database stays set, and the destructor rolls back.
    if (sqlite3_exec(database.m_handle, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
        return database.failure("commit");
    m_database = nullptr;
    database.m_inTransaction = false;
    return {};
}

Result<std::unique_ptr<Database>> Database::open(const Options& options) {
    check(options.key.size() == 32, "a database key has 32 bytes");
    const bool creating = options.mode == Options::Mode::create;
    const QFileInfo file(options.path);
    if (creating && file.exists()) return fail(Code::alreadyThere, "create the database");
    if (!creating && !file.exists()) return fail(Code::notFound, "open the database");
    if (!creating) {
        // SQLite takes an empty file for a new database: what was in it would be lost unnoticed.
        if (file.size() == 0) return fail(Code::damaged, "open the database", "the file is empty");
        QFile raw(options.path);
        if (!raw.open(QIODevice::ReadOnly)) return fail(Code::readOnly, "open the database");
        if (raw.read(sizeof plaintextHeader).startsWith(plaintextHeader))
            return fail(Code::plaintext, "open the database");
    }

    wipeSqliteMemory();
    sqlite3* opened = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | (creating ? SQLITE_OPEN_CREATE : 0) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int result = sqlite3_open_v2(options.path.toUtf8().constData(), &opened, flags, nullptr);
    Handle handle(opened);
    if (result != SQLITE_OK) return fail(codeFor(result, opened), "open the database");

    sqlite3_exec(opened, "PRAGMA cipher_log_level=NONE; PRAGMA cipher_memory_security=OFF", nullptr,
                 nullptr, nullptr);
    const SecretBytes spec = rawKeySpec(options.key);
    if (sqlite3_key_v2(opened, "main", spec.data(), static_cast<int>(spec.size())) != SQLITE_OK)
        return fail(Code::diskFailed, "key the database");
    // If another SQLite were linked in by mistake, keying would quietly do nothing.
    check(isNewEnough(pragma(opened, "PRAGMA cipher_version")), "the linked SQLite is SQLCipher");
    if (pragma(opened, "PRAGMA cipher_status") != "1")
        return fail(Code::plaintext, "key the database");

    std::unique_ptr<Database> database(new Database(handle.release(), options.path));
    // The first read proves the key.
    TRY_OK(database->script("SELECT count(*) FROM sqlite_schema"));
    TRY_OK(
        database->script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                         "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
                         "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
                         "PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;"
                         "PRAGMA wal_autocheckpoint=6000; PRAGMA journal_size_limit=33554432;"));
    TRY_OK(database->script(("PRAGMA cache_size=" + std::to_string(options.cachePages)).c_str()));
    // Some network drives know no shared memory.
    if (pragma(opened, "PRAGMA journal_mode") != "wal")
        return fail(Code::unsupported, "open the database", "no write-ahead log here");
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    TRY_OK(database->settleLog());
    sqlite3_busy_timeout(opened, 5'000);
    return database;
}

/// A process that died may have written what it never synced. It is read here like all the rest,
/// and a power cut could still take it: before anybody is told that it is there, it is on disk.
/// Copied out of the log, as a disk that failed once may take what was written then for synced;
/// without room for that, the log itself has to be.
Status Database::settleLog() {
    if (sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr) ==
        SQLITE_OK)
        return {};
    sqlite3_file* log = nullptr;
    sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    const bool isOpen = log != nullptr && log->pMethods != nullptr;
    const int synced = isOpen ? log->pMethods->xSync(log, SQLITE_SYNC_NORMAL) : SQLITE_OK;
    return synced == SQLITE_OK ? Status() : fail(codeFor(synced, m_handle), "sync the log");
}

Database::Database(sqlite3* handle, QString path)
    : m_handle(handle), m_path(std::move(path)), m_thread(QThread::currentThreadId()) {}

Database::~Database() {
    for (auto& [sql, cached] : m_statements) sqlite3_finalize(cached.statement);
    sqlite3_close_v2(m_handle);
}

void Database::checkThread() const {
    check(QThread::currentThreadId() == m_thread, "a database stays on its thread");
}

tl::unexpected<Error> Database::failure(const char* during) const {
    const int result = sqlite3_extended_errcode(m_handle);
    if (isBug(result)) check(false, sqlite3_errmsg(m_handle));
    return fail(codeFor(result, m_handle), during, "SQLite " + std::to_string(result));
}

Status Database::script(const char* sql) {
    checkThread();
    if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure("run a script");
    return {};
}

Result<Transaction> Database::begin() {
    return begin("BEGIN IMMEDIATE");
}

Result<Transaction> Database::beginReading() {
    return begin("BEGIN");
}

Result<Transaction> Database::begin(const char* sql) {
    checkThread();
    check(!m_inTransaction, "transactions do not nest");
    if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure("begin");
    m_inTransaction = true;
    return Transaction(*this);
}

std::int64_t Database::lastRowId() const {
    return sqlite3_last_insert_rowid(m_handle);
}

Status Database::checkpoint() {
    checkThread();
    if (sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr,
                                  nullptr) != SQLITE_OK)
        return failure("checkpoint");
    return {};
}

Status Database::verify() {
    checkThread();
    sqlite3_set_authorizer(m_handle, nullptr, nullptr);
    bool sound = true;
    // Each faulty page is a row; no row means that every page is authentic.
    auto pages = each("PRAGMA cipher_integrity_check", [&](const Row&) { sound = false; });
    auto structure = each("PRAGMA integrity_check(1)",
                          [&](const Row& row) { sound = sound && row.text(0) == u"ok"; });
    if (m_hardened) harden();
    if (!pages || !structure || !sound) return fail(Code::damaged, "check the database");
    return {};
}

void Database::harden() {
    m_hardened = true;
    sqlite3_set_authorizer(m_handle, denyAfterOpening, nullptr);
}

Database::Statement::Statement(Database& database, std::string_view sql)
    : m_database(database), m_statement(nullptr) {
    database.checkThread();
    auto found = database.m_statements.find(sql);
    if (found != database.m_statements.end() && !found->second.busy) {
        found->second.busy = true;
        m_statement = found->second.statement;
        return;
    }
    const int result =
        sqlite3_prepare_v3(database.m_handle, sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
    // A damaged or failing file can fail here too; step() then reports it.
    if (result != SQLITE_OK) {
        if (isBug(result)) check(false, sqlite3_errmsg(database.m_handle));
        m_statement = nullptr;
        return;
    }
    // Not kept: when the same query is running further out, and when SQLite's copy of the text ends
    // before ours (at a semicolon), so that it would not be found again.
    m_cached = found == database.m_statements.end() && sqlite3_sql(m_statement) == sql;
    if (m_cached)
        database.m_statements.emplace(sqlite3_sql(m_statement), Cached{m_statement, true});
}

Database::Statement::~Statement() {
    if (m_statement == nullptr) return;
    if (!m_cached) {
        sqlite3_finalize(m_statement);
        return;
    }
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_database.m_statements.find(sqlite3_sql(m_statement))->second.busy = false;
}

void Database::Statement::bindInteger(int index, std::int64_t value) {
    if (m_statement != nullptr) sqlite3_bind_int64(m_statement, index, value);
}

void Database::Statement::bind(int index, double value) {
    if (m_statement != nullptr) sqlite3_bind_double(m_statement, index, value);
}

void Database::Statement::bind(int index, const QString& value) {
    if (m_statement == nullptr) return;
    const QByteArray utf8 = value.toUtf8();
    sqlite3_bind_text64(m_statement, index, utf8.constData(),
                        static_cast<sqlite3_uint64>(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
}

// Static: every caller's argument outlives the statement, which lives for one expression.
void Database::Statement::bind(int index, QByteArrayView value) {
    if (m_statement == nullptr) return;
    sqlite3_bind_blob64(m_statement, index, value.isNull() ? "" : value.data(),
                        static_cast<sqlite3_uint64>(value.size()), SQLITE_STATIC);
}

void Database::Statement::bind(int index, std::nullptr_t) {
    if (m_statement != nullptr) sqlite3_bind_null(m_statement, index);
}

Result<bool> Database::Statement::step() {
    if (m_statement == nullptr) return m_database.failure("prepare a query");
    const int result = sqlite3_step(m_statement);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    return m_database.failure("run a query");
}

Result<int> Database::Statement::finish() {
    TRY(const bool row, step());
    check(!row, "run() is for statements without rows");
    return sqlite3_changes(m_database.m_handle);
}

}  // namespace candour
