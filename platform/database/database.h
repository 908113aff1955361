// The cipher database: one SQLCipher file, one connection, one thread.
//
// What always holds: the file is encrypted (opening proves it before anything is written), WAL with
// synchronous=FULL (a commit that returned survives a power cut), deleted content is overwritten,
// foreign keys are on. What the world can do (full disk, failing disk, damaged file) comes back as
// an Error; wrong SQL is a bug and fails a check.
#pragma once

#include "platform/error.h"
#include "platform/secretbytes.h"
#include "platform/uuid.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace candour {

class Database;

/// One row of a running query; valid only inside the callback it was passed to.
class Row {
  public:
    explicit Row(sqlite3_stmt* statement) : m_statement(statement) {}
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    /// Borrowed from SQLite: gone at the next step.
    [[nodiscard]] QByteArrayView blobView(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    /// The id in a column that only ever holds ids; another length is a damaged file and reads as
    /// null id.
    template <class AnyId>
    [[nodiscard]] AnyId id(int column) const {
        return AnyId::fromBytes(blobView(column)).value_or(AnyId());
    }

  private:
    sqlite3_stmt* m_statement;
};

/// Commits when told to; otherwise everything since it began is undone. Transactions do not nest:
/// the function that carries out one intention of a person owns the one transaction.
class [[nodiscard]] Transaction {
  public:
    Transaction(Transaction&& other) noexcept
        : m_database(std::exchange(other.m_database, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    ~Transaction();
    /// After an error nothing of the transaction remains.
    Status commit();

  private:
    friend class Database;
    explicit Transaction(Database& database) : m_database(&database) {}
    Database* m_database;
};

class Database {
  public:
    struct Options {
        QString path;
        /// 32 bytes: the raw key. Stretching a passphrase belongs to the vault.
        const SecretBytes& key;
        enum class Mode { create, open } mode = Mode::open;
        /// Pages of 4 KiB kept in memory.
        int cachePages = 4'000;
    };

    /// `create` refuses a file that exists, `open` one that does not. A wrong key and a damaged
    /// first page cannot be told apart; both are `damaged`.
    static Result<std::unique_ptr<Database>> open(const Options& options);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs one statement and answers how many rows it changed. Here and below, a vector among the
    /// arguments stands for as many values as it holds.
    template <class... Args>
    Result<int> run(std::string_view sql, const Args&... args) {
        Statement statement(*this, sql);
        (statement.add(args), ...);
        return statement.finish();
    }

    /// Calls `visit(const Row&)` for every row. `visit` returns nothing, or a Status of which an
    /// error ends the query.
    template <class Visit, class... Args>
    Status each(std::string_view sql, Visit&& visit, const Args&... args) {
        Statement statement(*this, sql);
        (statement.add(args), ...);
        while (true) {
            TRY(const bool more, statement.step());
            if (!more) return {};
            const Row row = statement.row();
            if constexpr (std::is_void_v<std::invoke_result_t<Visit&, const Row&>>) {
                visit(row);
            } else {
                TRY_OK(visit(row));
            }
        }
    }

    /// The first row through `read(const Row&)`, or nothing.
    template <class Read, class... Args>
    auto first(std::string_view sql, Read&& read, const Args&... args)
        -> Result<std::optional<std::invoke_result_t<Read&, const Row&>>> {
        using Value = std::invoke_result_t<Read&, const Row&>;
        Statement statement(*this, sql);
        (statement.add(args), ...);
        TRY(const bool found, statement.step());
        if (!found) return std::optional<Value>();
        return std::optional<Value>(read(statement.row()));
    }

    /// Several statements without parameters: schema and pragmas.
    Status script(const char* sql);

    /// Takes the write lock at once, so that a later statement cannot find it gone.
    Result<Transaction> begin();
    /// Several reads that see the same moment, whatever another process writes meanwhile.
    Result<Transaction> beginReading();
    [[nodiscard]] bool inTransaction() const { return m_inTransaction; }

    [[nodiscard]] std::int64_t lastRowId() const;
    /// Moves the write-ahead log into the file and empties it, so that deleted words are gone from
    /// both.
    Status checkpoint();
    /// Runs SQLCipher's check of every page's authentication code and SQLite's own of the
    /// structure.
    Status verify();
    /// From here on ATTACH and PRAGMA are refused. Called once migrations have run.
    void harden();
    [[nodiscard]] const QString& path() const { return m_path; }

  private:
    friend class Transaction;
    Result<Transaction> begin(const char* sql);

    /// A cached statement while it runs: taken from the cache, reset and unbound at the end.
    class Statement {
      public:
        Statement(Database& database, std::string_view sql);
        ~Statement();
        Statement(const Statement&) = delete;
        Statement& operator=(const Statement&) = delete;

        template <class Number>
        requires std::is_integral_v<Number> || std::is_enum_v<Number>
        void bind(int index, Number value) { bindInteger(index, static_cast<std::int64_t>(value)); }
        void bind(int index, double value);
        void bind(int index, const QString& value);
        void bind(int index, const QByteArray& value) { bind(index, QByteArrayView(value)); }
        void bind(int index, QByteArrayView value);
        void bind(int index, const Uuid& value) { bind(index, value.view()); }
        void bind(int index, std::nullptr_t);
        template <class Value>
        void bind(int index, const std::optional<Value>& value) {
            if (value)
                bind(index, *value);
            else
                bind(index, nullptr);
        }
        template <class... Kinds>
        void bind(int index, const std::variant<Kinds...>& value) {
            std::visit([&](const auto& kind) { bind(index, kind); }, value);
        }
        /// Binds what comes next, in the order of the statement's question marks.
        template <class Value>
        void add(const Value& value) {
            bind(++m_bound, value);
        }
        template <class Value>
        void add(const std::vector<Value>& values) {
            for (const Value& value : values) add(value);
        }
        Result<bool> step();
        Result<int> finish();
        [[nodiscard]] Row row() const { return Row(m_statement); }

      private:
        void bindInteger(int index, std::int64_t value);
        Database& m_database;
        sqlite3_stmt* m_statement;
        bool m_cached = true;
        int m_bound = 0;
    };

    struct Cached {
        sqlite3_stmt* statement;
        bool busy;
    };

    Database(sqlite3* handle, QString path);
    Status settleLog();
    [[nodiscard]] tl::unexpected<Error> failure(const char* during) const;
    void checkThread() const;

    sqlite3* m_handle;
    QString m_path;
    std::unordered_map<std::string_view, Cached>
        m_statements;  // keys view the SQLite copy of the text
    Qt::HANDLE m_thread;
    bool m_inTransaction = false;
    bool m_hardened = false;
};

}  // namespace candour
