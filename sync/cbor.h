// Canonical CBOR (RFC 8949, section 4.2.1): one value, one encoding. What is hashed and signed is
// written by Writer and read by Reader, and Reader refuses every encoding that Writer would not
// have made: longer integers than needed, indefinite lengths, unsorted or repeated keys, broken
// UTF-8, tags, floating point. Lengths are checked against what is there before memory is taken.
#pragma once

#include "platform/error.h"
#include "platform/uuid.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <utility>
#include <vector>

namespace candour::cbor {

enum class Type : std::uint8_t { null, boolean, integer, bytes, text, array, map };

/// A tree of values. Maps have text keys and keep them in canonical order.
class Value {
  public:
    using Entry = std::pair<QString, Value>;

    Value() = default;
    Value(bool value)
        : m_type(Type::boolean), m_integer(value) {}  // NOLINT(google-explicit-constructor)
    template <class Number>
    requires(std::is_integral_v<Number> && !std::is_same_v<Number, bool>) Value(Number value)
        : m_type(Type::integer), m_integer(static_cast<std::int64_t>(value)) {}  // NOLINT
    Value(const QString& text) : m_type(Type::text), m_text(text) {}             // NOLINT
    Value(const QByteArray& bytes) : m_type(Type::bytes), m_bytes(bytes) {}      // NOLINT
    Value(const Uuid& id) : Value(id.toBytes()) {}                               // NOLINT
    Value(const char*) = delete;
    static Value array(std::vector<Value> items = {});
    static Value map(std::vector<Entry> entries = {});

    [[nodiscard]] Type type() const { return m_type; }
    [[nodiscard]] bool isNull() const { return m_type == Type::null; }
    // Each answers the empty value of its type when this is of another.
    [[nodiscard]] bool boolean() const { return m_type == Type::boolean && m_integer != 0; }
    [[nodiscard]] std::int64_t integer() const { return m_type == Type::integer ? m_integer : 0; }
    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }
    [[nodiscard]] const std::vector<Value>& items() const { return m_items; }
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    /// The value of a key, or null.
    [[nodiscard]] const Value& at(QStringView key) const;
    void append(Value item);
    /// Sets or replaces a key's value.
    void insert(const QString& key, Value value);

    [[nodiscard]] QByteArray encode() const;
    static Result<Value> decode(QByteArrayView bytes);

    friend bool operator==(const Value&, const Value&) = default;

  private:
    Type m_type = Type::null;
    std::int64_t m_integer = 0;
    QString m_text;
    QByteArray m_bytes;
    std::vector<Value> m_items;
    std::vector<Entry> m_entries;
};

class Writer {
  public:
    Writer& null();
    Writer& boolean(bool value);
    Writer& integer(std::int64_t value);
    Writer& bytes(QByteArrayView value);
    Writer& bytes(const Uuid& id) { return bytes(id.view()); }
    Writer& text(const QString& value) { return utf8(value.toUtf8()); }
    Writer& utf8(QByteArrayView value);
    /// The caller then writes that many items, or that many keys and values, keys in rising order.
    Writer& array(std::size_t count);
    Writer& map(std::size_t count);
    Writer& value(const Value& value);
    /// Already canonical bytes of one item.
    Writer& raw(QByteArrayView item);

    void reserve(qsizetype size) { m_out.reserve(size); }
    [[nodiscard]] const QByteArray& result() const { return m_out; }
    [[nodiscard]] QByteArray take() { return std::exchange(m_out, {}); }

  private:
    void head(std::uint8_t major, std::uint64_t argument);
    QByteArray m_out;
};

/// Reads one item after the other. After the first fault every read answers an empty value and
/// `failed()` stays true, so that a whole structure is read without a test at each step.
class Reader {
  public:
    explicit Reader(QByteArrayView bytes) : m_bytes(bytes) {}

    [[nodiscard]] bool failed() const { return m_failed; }
    /// True when all was read and nothing was wrong.
    [[nodiscard]] bool finished() const { return !m_failed && m_at == m_bytes.size(); }
    [[nodiscard]] qsizetype position() const { return m_at; }
    /// For a reader of a structure that finds a rule of its own broken.
    void fail() { m_failed = true; }

    [[nodiscard]] bool atNull() const;
    void null();
    bool boolean();
    std::int64_t integer();
    /// Refuses what lies outside, so that the caller may narrow.
    std::int64_t integer(std::int64_t least, std::int64_t most);
    QByteArrayView bytes();
    /// Refuses another length.
    QByteArrayView bytes(qsizetype exactly);
    template <class AnyId>
    AnyId id() {
        return AnyId::fromBytes(bytes(Uuid::size)).value_or(AnyId());
    }
    QByteArrayView utf8();
    QString text() { return QString::fromUtf8(utf8()); }
    /// The number of items that follow.
    std::size_t array(std::size_t most);
    /// Calls `entry(key)` for each key of a map with integer keys; `entry` must read the value,
    /// with skip() for a key that it does not know. Order and uniqueness of keys are checked here.
    template <class Entry>
    void map(Entry&& entry) {
        std::int64_t last = -1;
        for (std::size_t left = mapHead(); left > 0 && !m_failed; --left) {
            const std::int64_t key = integer(0, 1'000'000);
            if (key <= last) m_failed = true;
            last = key;
            if (!m_failed) entry(key);
        }
    }
    /// The same for text keys, in the order of their encodings.
    template <class Entry>
    void textMap(Entry&& entry) {
        QByteArrayView last;
        for (std::size_t left = mapHead(); left > 0 && !m_failed; --left) {
            const QByteArrayView key = utf8();
            if (!last.isNull() && !inOrder(last, key)) m_failed = true;
            last = key;
            if (!m_failed) entry(key);
        }
    }
    Value value(int depth = 0);
    /// Checks one item of any kind and answers its bytes.
    QByteArrayView skip();

  private:
    bool head(std::uint8_t major, std::uint64_t& argument);
    std::size_t mapHead();
    void pass(int depth);
    static bool inOrder(QByteArrayView before, QByteArrayView after);

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_failed = false;
};

}  // namespace candour::cbor
