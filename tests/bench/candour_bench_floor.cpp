// The floor: the least that handing notes over can cost. A thousand notes a frame, compressed by
// zstd, over HTTP/1.1 on one connection that stays open, each frame one transaction of plain SQLite
// (synchronous=FULL) on either side. It reads nothing, seals nothing, proves nothing, knows nobody
// and can merge nothing: whatever does more is measured against it.
//
//   candour_bench_floor serve FOLDER PORT        answers until it is ended
//   candour_bench_floor load FOLDER FILE         writes the notes of a file, to be pushed
//   candour_bench_floor push FOLDER PORT         hands over what was written
//   candour_bench_floor pull FOLDER PORT         fetches what is new
//   candour_bench_floor putfiles FOLDER PORT     hands over the files of FOLDER/files
//   candour_bench_floor getfiles FOLDER PORT     fetches all that are there
// A file goes whole in one request, is called by its SHA-256, and is synced before it is named.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace {

constexpr int notesPerFrame = 1'000;
constexpr int compressionLevel = 3;

void must(bool held, const char* what) {
    if (held) return;
    std::fprintf(stderr, "candour_bench_floor: %s\n", what);
    std::exit(1);
}

std::string compress(const std::string& plain) {
    if (plain.empty()) return {};
    std::string out(ZSTD_compressBound(plain.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), compressionLevel));
    return out;
}

std::string decompress(const std::string& packed) {
    if (packed.empty()) return {};
    std::string out(ZSTD_getFrameContentSize(packed.data(), packed.size()), '\0');
    must(ZSTD_decompress(out.data(), out.size(), packed.data(), packed.size()) == out.size(),
         "not what zstd made");
    return out;
}

/// Calls `visit` for every line and answers how many there were.
template <class Visit>
int eachLine(std::string_view text, Visit visit) {
    int lines = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        visit(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        ++lines;
    }
    return lines;
}

/// A note begins {"_id":"<36 characters>".
std::string_view idOf(std::string_view note) {
    return note.substr(8, 36);
}

// Files -------------------------------------------------------------------------------------------

std::string digestOf(const std::string& bytes) {
    unsigned char digest[32];
    must(EVP_Digest(bytes.data(), bytes.size(), digest, nullptr, EVP_sha256(), nullptr) == 1,
         "cannot hash");
    std::string hex;
    for (const unsigned char byte : digest) {
        hex += "0123456789abcdef"[byte >> 4];
        hex += "0123456789abcdef"[byte & 15];
    }
    return hex;
}

std::string contentsOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void keepFile(const std::string& folder, const std::string& name, const std::string& bytes) {
    must(digestOf(bytes) == name, "another file than its name says");
    const std::string part = folder + "/" + name + ".part";
    const int file = open(part.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
    must(file >= 0 && write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
         "cannot write a file");
    must(fsync(file) == 0 && close(file) == 0, "cannot sync a file");
    std::filesystem::rename(part, folder + "/" + name);
}

std::string namesIn(const std::string& folder) {
    std::string names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names += entry.path().filename().string() + '\n';
    return names;
}

class Database {
  public:
    explicit Database(const std::string& path) {
        must(sqlite3_open(path.c_str(), &m_handle) == SQLITE_OK, "cannot open the database");
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
    }
    void run(const char* sql) {
        must(sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
    }
    sqlite3_stmt* prepared(const char* sql) {
        sqlite3_stmt*& statement = m_statements[sql];
        if (statement == nullptr)
            must(sqlite3_prepare_v2(m_handle, sql, -1, &statement, nullptr) == SQLITE_OK, sql);
        sqlite3_reset(statement);
        return statement;
    }
    bool step(sqlite3_stmt* statement) {
        const int result = sqlite3_step(statement);
        must(result == SQLITE_ROW || result == SQLITE_DONE, sqlite3_errmsg(m_handle));
        return result == SQLITE_ROW;
    }

  private:
    sqlite3* m_handle = nullptr;
    std::map<std::string, sqlite3_stmt*> m_statements;
};

void bind(sqlite3_stmt* statement, int index, std::string_view text) {
    sqlite3_bind_text(statement, index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

std::string_view textAt(sqlite3_stmt* statement, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

// HTTP, as far as these two need it ---------------------------------------------------------------

class Connection {
  public:
    explicit Connection(int socket) : m_socket(socket) {
        const int on = 1;
        setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    ~Connection() { close(m_socket); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void send(const std::string& firstLine, const std::string& body) const {
        const std::string whole =
            firstLine + "\r\nHost: floor\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\n\r\n" + body;
        for (std::size_t at = 0; at < whole.size();) {
            const auto sent = ::send(m_socket, whole.data() + at, whole.size() - at, MSG_NOSIGNAL);
            must(sent > 0, "the connection broke");
            at += static_cast<std::size_t>(sent);
        }
    }
    /// First line and body; an empty line when the other side has closed.
    std::pair<std::string, std::string> receive() {
        std::size_t end = 0;
        while ((end = m_read.find("\r\n\r\n")) == std::string::npos)
            if (!more()) return {};
        const std::string head = m_read.substr(0, end);
        const std::size_t size =
            std::strtoull(head.c_str() + head.find("Content-Length: ") + 16, nullptr, 10);
        m_read.erase(0, end + 4);
        while (m_read.size() < size) must(more(), "the connection broke");
        std::string body = m_read.substr(0, size);
        m_read.erase(0, size);
        return {head.substr(0, head.find("\r\n")), std::move(body)};
    }

  private:
    bool more() {
        char piece[65'536];
        const auto got = recv(m_socket, piece, sizeof piece, 0);
        if (got > 0) m_read.append(piece, static_cast<std::size_t>(got));
        return got > 0;
    }
    int m_socket;
    std::string m_read;
};

sockaddr_in addressOf(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

// The store ---------------------------------------------------------------------------------------

std::string keep(Database& database, const std::string& frame) {
    database.run("BEGIN IMMEDIATE");
    const int kept = eachLine(frame, [&](std::string_view note) {
        sqlite3_stmt* const insert =
            database.prepared("INSERT OR REPLACE INTO note (id, body) VALUES (?, ?)");
        bind(insert, 1, idOf(note));
        bind(insert, 2, note);
        database.step(insert);
    });
    database.run("COMMIT");
    return std::to_string(kept);
}

std::string framesAfter(Database& database, std::int64_t after) {
    std::string out;
    sqlite3_stmt* const select =
        database.prepared("SELECT seq, body FROM note WHERE seq > ? ORDER BY seq LIMIT ?");
    sqlite3_bind_int64(select, 1, after);
    sqlite3_bind_int(select, 2, notesPerFrame);
    while (database.step(select))
        out.append(textAt(select, 0)).append("\t").append(textAt(select, 1)).append("\n");
    sqlite3_reset(select);
    return compress(out);
}

/// `line` is "PUT /file/<name> HTTP/1.1", "GET /files …" or "GET /file/<name> …".
std::string answerAboutFiles(const std::string& folder, const std::string& line,
                             const std::string& body) {
    constexpr std::size_t nameAt = sizeof "GET /file/" - 1;
    if (line.starts_with("GET /files")) return namesIn(folder);
    const std::string name = line.substr(nameAt, 64);
    if (line.starts_with("GET")) return contentsOf(folder + "/" + name);
    keepFile(folder, name, body);
    return {};
}

[[noreturn]] void serve(const std::string& folder, int port) {
    const std::string files = folder + "/files";
    std::filesystem::create_directories(files);
    Database database(folder + "/store.db");
    database.run(
        "CREATE TABLE IF NOT EXISTS note (seq INTEGER PRIMARY KEY AUTOINCREMENT,"
        " id TEXT UNIQUE NOT NULL, body TEXT NOT NULL)");
    const int listening = socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const sockaddr_in address = addressOf(port);
    must(bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
             listen(listening, 8) == 0,
         "cannot listen");
    std::puts("ready");
    std::fflush(stdout);
    while (true) {
        Connection connection(accept(listening, nullptr, nullptr));
        for (auto [line, body] = connection.receive(); !line.empty();
             std::tie(line, body) = connection.receive()) {
            std::string answer;
            if (line.starts_with("POST /push"))
                answer = keep(database, decompress(body));
            else if (line.starts_with("GET /pull/"))
                answer = framesAfter(database, std::atoll(line.c_str() + 10));
            else
                answer = answerAboutFiles(files, line, body);
            connection.send("HTTP/1.1 200 OK", answer);
        }
    }
}

// The tablet --------------------------------------------------------------------------------------

void insert(Database& database, std::string_view note, bool pushed) {
    sqlite3_stmt* const insert =
        database.prepared("INSERT OR REPLACE INTO note (id, body, pushed) VALUES (?, ?, ?)");
    bind(insert, 1, idOf(note));
    bind(insert, 2, note);
    sqlite3_bind_int(insert, 3, pushed ? 1 : 0);
    database.step(insert);
}

int load(Database& database, const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string notes(std::istreambuf_iterator<char>(in), {});
    database.run("BEGIN IMMEDIATE");
    const int count = eachLine(notes, [&](std::string_view one) { insert(database, one, false); });
    database.run("COMMIT");
    return count;
}

std::string ask(Connection& connection, const std::string& line, const std::string& body) {
    connection.send(line + " HTTP/1.1", body);
    auto [status, answer] = connection.receive();
    must(status.starts_with("HTTP/1.1 200"), "the store did not answer");
    return std::move(answer);
}

int push(Database& database, Connection& connection) {
    int pushed = 0;
    while (true) {
        std::string frame;
        std::vector<std::string> ids;
        sqlite3_stmt* const select =
            database.prepared("SELECT id, body FROM note WHERE pushed = 0 LIMIT ?");
        sqlite3_bind_int(select, 1, notesPerFrame);
        while (database.step(select)) {
            ids.emplace_back(textAt(select, 0));
            frame.append(textAt(select, 1)).append("\n");
        }
        sqlite3_reset(select);
        if (ids.empty()) return pushed;
        pushed += std::atoi(ask(connection, "POST /push", compress(frame)).c_str());
        database.run("BEGIN IMMEDIATE");
        for (const std::string& id : ids) {
            sqlite3_stmt* const update =
                database.prepared("UPDATE note SET pushed = 1 WHERE id = ?");
            bind(update, 1, id);
            database.step(update);
        }
        database.run("COMMIT");
    }
}

int pull(Database& database, Connection& connection) {
    sqlite3_stmt* const cursor = database.prepared("SELECT seq FROM cursor");
    std::int64_t after = database.step(cursor) ? sqlite3_column_int64(cursor, 0) : 0;
    sqlite3_reset(cursor);
    for (int pulled = 0;;) {
        const std::string frame =
            decompress(ask(connection, "GET /pull/" + std::to_string(after), {}));
        if (frame.empty()) return pulled;
        database.run("BEGIN IMMEDIATE");
        pulled += eachLine(frame, [&](std::string_view one) {
            after = std::atoll(one.data());
            insert(database, one.substr(one.find('\t') + 1), true);
        });
        sqlite3_stmt* const update = database.prepared("UPDATE cursor SET seq = ?");
        sqlite3_bind_int64(update, 1, after);
        database.step(update);
        database.run("COMMIT");
    }
}

int putFiles(const std::string& folder, Connection& connection) {
    int sent = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string bytes = contentsOf(entry.path());
        ask(connection, "PUT /file/" + digestOf(bytes), bytes);
        ++sent;
    }
    return sent;
}

int getFiles(const std::string& folder, Connection& connection) {
    std::filesystem::create_directories(folder);
    return eachLine(ask(connection, "GET /files", {}), [&](std::string_view name) {
        const std::string wanted(name);
        keepFile(folder, wanted, ask(connection, "GET /file/" + wanted, {}));
    });
}

}  // namespace

int main(int argc, char** argv) {
    must(argc == 4,
         "serve FOLDER PORT | load FOLDER FILE | push FOLDER PORT | pull FOLDER PORT | "
         "putfiles FOLDER PORT | getfiles FOLDER PORT");
    const std::string_view command = argv[1];
    const std::string folder = argv[2];
    std::filesystem::create_directories(folder);
    if (command == "serve") serve(folder, std::atoi(argv[3]));
    Database database(folder + "/tablet.db");
    database.run(
        "CREATE TABLE IF NOT EXISTS note (id TEXT PRIMARY KEY, body TEXT NOT NULL,"
        " pushed INTEGER NOT NULL);"
        "CREATE INDEX IF NOT EXISTS to_push ON note (pushed) WHERE pushed = 0;"
        "CREATE TABLE IF NOT EXISTS cursor (one INTEGER PRIMARY KEY, seq INTEGER NOT NULL);"
        "INSERT OR IGNORE INTO cursor VALUES (1, 0)");
    const auto begun = std::chrono::steady_clock::now();
    int count = 0;
    if (command == "load") {
        count = load(database, argv[3]);
    } else {
        const int made = socket(AF_INET, SOCK_STREAM, 0);
        const sockaddr_in address = addressOf(std::atoi(argv[3]));
        must(connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0,
             "cannot reach the store");
        Connection connection(made);
        count = command == "push"       ? push(database, connection)
                : command == "pull"     ? pull(database, connection)
                : command == "putfiles" ? putFiles(folder + "/files", connection)
                                        : getFiles(folder + "/files", connection);
    }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
    std::printf("{\"took_ms\":%.1f,\"count\":%d}\n", took.count(), count);
}
