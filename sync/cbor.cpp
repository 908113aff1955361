#include "sync/cbor.h"

#include "platform/check.h"
#include "platform/limits.h"

#include <QStringDecoder>

#include <algorithm>
#include <limits>

namespace candour::cbor {
namespace {

enum Major : std::uint8_t {
    unsignedInt,
    negativeInt,
    byteString,
    textString,
    list,
    dictionary,
    tag,
    simple
};
constexpr std::uint8_t simpleFalse = 20;
constexpr std::uint8_t simpleTrue = 21;
constexpr std::uint8_t simpleNull = 22;

/// Text keys of equal kind sort by length first: the length is part of the encoding's first bytes.
bool keyBefore(QByteArrayView a, QByteArrayView b) {
    if (a.size() != b.size()) return a.size() < b.size();
    return !a.isEmpty() && std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size())) < 0;
}

bool entryBefore(const Value::Entry& a, const Value::Entry& b) {
    return keyBefore(a.first.toUtf8(), b.first.toUtf8());
}

bool isUtf8(QByteArrayView bytes) {
    const bool ascii = std::all_of(bytes.begin(), bytes.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return true;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder.decode(bytes);
    Q_UNUSED(decoded)
    return !decoder.hasError();
}

}  // namespace

Value Value::array(std::vector<Value> items) {
    Value value;
    value.m_type = Type::array;
    value.m_items = std::move(items);
    return value;
}

Value Value::map(std::vector<Entry> entries) {
    Value value;
    value.m_type = Type::map;
    value.m_entries = std::move(entries);
    std::sort(value.m_entries.begin(), value.m_entries.end(), entryBefore);
    return value;
}

const Value& Value::at(QStringView key) const {
    static const Value none;
    for (const Entry& entry : m_entries)
        if (entry.first == key) return entry.second;
    return none;
}

void Value::append(Value item) {
    check(m_type == Type::array, "only arrays grow by items");
    m_items.push_back(std::move(item));
}

void Value::insert(const QString& key, Value value) {
    check(m_type == Type::map, "only maps have keys");
    for (Entry& entry : m_entries)
        if (entry.first == key) {
            entry.second = std::move(value);
            return;
        }
    Entry entry(key, std::move(value));
    const auto place = std::upper_bound(m_entries.begin(), m_entries.end(), entry, entryBefore);
    m_entries.insert(place, std::move(entry));
}

QByteArray Value::encode() const {
    Writer writer;
    writer.value(*this);
    return writer.take();
}

Result<Value> Value::decode(QByteArrayView bytes) {
    Reader reader(bytes);
    Value value = reader.value();
    if (!reader.finished()) return fail(Code::damaged, "read a value");
    return value;
}

void Writer::head(std::uint8_t major, std::uint64_t argument) {
    char out[9];
    int size = 1;
    const auto first = static_cast<std::uint8_t>(major << 5);
    if (argument < 24) {
        out[0] = static_cast<char>(first | argument);
    } else {
        int width = 1;  // 1, 2, 4 or 8 bytes follow
        std::uint8_t code = 24;
        while (width < 8 && argument >> (8 * width) != 0) {
            width *= 2;
            ++code;
        }
        out[0] = static_cast<char>(first | code);
        for (int i = 0; i < width; ++i)
            out[1 + i] = static_cast<char>(argument >> (8 * (width - 1 - i)));
        size += width;
    }
    m_out.append(out, size);
}

Writer& Writer::null() {
    head(simple, simpleNull);
    return *this;
}

Writer& Writer::boolean(bool value) {
    head(simple, value ? simpleTrue : simpleFalse);
    return *this;
}

Writer& Writer::integer(std::int64_t value) {
    if (value >= 0)
        head(unsignedInt, static_cast<std::uint64_t>(value));
    else
        head(negativeInt, static_cast<std::uint64_t>(-(value + 1)));
    return *this;
}

Writer& Writer::bytes(QByteArrayView value) {
    head(byteString, static_cast<std::uint64_t>(value.size()));
    m_out.append(value);
    return *this;
}

Writer& Writer::utf8(QByteArrayView value) {
    head(textString, static_cast<std::uint64_t>(value.size()));
    m_out.append(value);
    return *this;
}

Writer& Writer::array(std::size_t count) {
    head(list, count);
    return *this;
}

Writer& Writer::map(std::size_t count) {
    head(dictionary, count);
    return *this;
}

Writer& Writer::raw(QByteArrayView item) {
    m_out.append(item);
    return *this;
}

Writer& Writer::value(const Value& value) {
    switch (value.type()) {
        case Type::null:
            return null();
        case Type::boolean:
            return boolean(value.boolean());
        case Type::integer:
            return integer(value.integer());
        case Type::bytes:
            return bytes(value.bytes());
        case Type::text:
            return text(value.text());
        case Type::array:
            array(value.items().size());
            for (const Value& item : value.items()) this->value(item);
            return *this;
        case Type::map:
            map(value.entries().size());
            for (const auto& [key, item] : value.entries()) text(key).value(item);
            return *this;
    }
    check(false, "every type of value is written");
    return *this;
}

bool Reader::head(std::uint8_t major, std::uint64_t& argument) {
    if (m_failed || m_at >= m_bytes.size()) return !(m_failed = true);
    const auto first = static_cast<std::uint8_t>(m_bytes[m_at]);
    const std::uint8_t low = first & 31;
    if (first >> 5 != major || low > 27) return !(m_failed = true);
    ++m_at;
    argument = low;
    if (low < 24) return true;
    const int width = 1 << (low - 24);
    if (m_bytes.size() - m_at < width) return !(m_failed = true);
    argument = 0;
    for (int i = 0; i < width; ++i)
        argument = argument << 8 | static_cast<std::uint8_t>(m_bytes[m_at + i]);
    m_at += width;
    // Shortest form only: a value that fits in half the width was to be written so.
    const bool shortest = width == 1 ? argument >= 24 : argument >> (4 * width) != 0;
    if (!shortest) m_failed = true;
    return shortest;
}

bool Reader::atNull() const {
    return !m_failed && m_at < m_bytes.size() &&
           static_cast<std::uint8_t>(m_bytes[m_at]) == (simple << 5 | simpleNull);
}

void Reader::null() {
    std::uint64_t argument = 0;
    if (head(simple, argument) && argument != simpleNull) m_failed = true;
}

bool Reader::boolean() {
    std::uint64_t argument = 0;
    if (head(simple, argument) && argument != simpleFalse && argument != simpleTrue)
        m_failed = true;
    return !m_failed && argument == simpleTrue;
}

std::int64_t Reader::integer() {
    std::uint64_t argument = 0;
    const bool negative = !m_failed && m_at < m_bytes.size() &&
                          static_cast<std::uint8_t>(m_bytes[m_at]) >> 5 == negativeInt;
    if (!head(negative ? negativeInt : unsignedInt, argument)) return 0;
    if (argument > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        m_failed = true;
        return 0;
    }
    const auto value = static_cast<std::int64_t>(argument);
    return negative ? -value - 1 : value;
}

std::int64_t Reader::integer(std::int64_t least, std::int64_t most) {
    const std::int64_t value = integer();
    if (value < least || value > most) m_failed = true;
    return m_failed ? least : value;
}

QByteArrayView Reader::bytes() {
    std::uint64_t size = 0;
    if (!head(byteString, size)) return {};
    if (size > static_cast<std::uint64_t>(m_bytes.size() - m_at)) {
        m_failed = true;
        return {};
    }
    const QByteArrayView view = m_bytes.sliced(m_at, static_cast<qsizetype>(size));
    m_at += view.size();
    return view;
}

QByteArrayView Reader::bytes(qsizetype exactly) {
    const QByteArrayView view = bytes();
    if (view.size() != exactly) m_failed = true;
    return m_failed ? QByteArrayView() : view;
}

QByteArrayView Reader::utf8() {
    std::uint64_t size = 0;
    if (!head(textString, size)) return {};
    if (size > static_cast<std::uint64_t>(m_bytes.size() - m_at)) {
        m_failed = true;
        return {};
    }
    const QByteArrayView view = m_bytes.sliced(m_at, static_cast<qsizetype>(size));
    m_at += view.size();
    if (!isUtf8(view)) m_failed = true;
    return view;
}

std::size_t Reader::array(std::size_t most) {
    std::uint64_t count = 0;
    if (!head(list, count)) return 0;
    // Every item takes a byte at least, so a count beyond what is left is a lie.
    if (count > most || count > static_cast<std::uint64_t>(m_bytes.size() - m_at)) m_failed = true;
    return m_failed ? 0 : static_cast<std::size_t>(count);
}

std::size_t Reader::mapHead() {
    std::uint64_t count = 0;
    if (!head(dictionary, count)) return 0;
    if (count > limits::cborItems || count * 2 > static_cast<std::uint64_t>(m_bytes.size() - m_at))
        m_failed = true;
    return m_failed ? 0 : static_cast<std::size_t>(count);
}

bool Reader::inOrder(QByteArrayView before, QByteArrayView after) {
    return keyBefore(before, after);
}

Value Reader::value(int depth) {
    if (m_failed || depth > limits::cborDepth || m_at >= m_bytes.size()) {
        m_failed = true;
        return {};
    }
    const auto first = static_cast<std::uint8_t>(m_bytes[m_at]);
    switch (first >> 5) {
        case unsignedInt:
        case negativeInt:
            return integer();
        case byteString:
            return bytes().toByteArray();
        case textString:
            return text();
        case list: {
            std::vector<Value> items(array(limits::cborItems));
            for (Value& item : items) item = value(depth + 1);
            return Value::array(std::move(items));
        }
        case dictionary: {
            std::vector<Value::Entry> entries;
            textMap([&](QByteArrayView key) {
                entries.emplace_back(QString::fromUtf8(key), value(depth + 1));
            });
            return Value::map(std::move(entries));
        }
        default:
            if (atNull()) {
                null();
                return {};
            }
            return boolean();
    }
}

QByteArrayView Reader::skip() {
    const qsizetype from = m_at;
    pass(0);
    return m_failed ? QByteArrayView() : m_bytes.sliced(from, m_at - from);
}

/// As value() checks it, but with nothing made of it: a stranger's body may hold millions of items.
void Reader::pass(int depth) {
    if (m_failed || depth > limits::cborDepth || m_at >= m_bytes.size()) {
        m_failed = true;
        return;
    }
    const auto first = static_cast<std::uint8_t>(m_bytes[m_at]);
    switch (first >> 5) {
        case unsignedInt:
        case negativeInt:
            integer();
            return;
        case byteString:
            bytes();
            return;
        case textString:
            utf8();
            return;
        case list:
            for (std::size_t left = array(limits::cborItems); left > 0 && !m_failed; --left)
                pass(depth + 1);
            return;
        case dictionary:
            textMap([&](QByteArrayView) { pass(depth + 1); });
            return;
        default:
            if (atNull())
                null();
            else
                boolean();
    }
}

}  // namespace candour::cbor
