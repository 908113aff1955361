// Logs carry ids and sizes, never content. The types see to it: a message and a key are string
// literals, a value is a number or an id, and nothing else fits.
#pragma once

#include <cstdint>
#include <initializer_list>

namespace candour {

class Uuid;

namespace log {

/// Only a string literal converts to this: the constructor runs at compile time.
class Literal {
  public:
    template <std::size_t Size>
    consteval Literal(const char (&text)[Size])
        : m_text(text) {}  // NOLINT(google-explicit-constructor)
    [[nodiscard]] const char* text() const { return m_text; }

  private:
    const char* m_text;
};

/// One key and value: a count, a size, a code, or an id of which the first bytes are printed.
class Field {
  public:
    template <class Number>
    requires std::is_integral_v<Number> || std::is_enum_v<Number> Field(Literal key, Number value)
        : m_key(key), m_number(static_cast<std::int64_t>(value)) {}
    Field(Literal key, const Uuid& id);

    [[nodiscard]] Literal key() const { return m_key; }
    [[nodiscard]] std::int64_t number() const { return m_number; }
    [[nodiscard]] bool isId() const { return m_isId; }

  private:
    Literal m_key;
    std::int64_t m_number = 0;
    bool m_isId = false;
};

void info(Literal message, std::initializer_list<Field> fields = {});
void warning(Literal message, std::initializer_list<Field> fields = {});

/// From now on what Qt and QML have to say goes into this log too: where it was said, and not the
/// words, which may repeat what somebody typed. What ends the program is still said in full.
void takeQtMessages();

}  // namespace log
}  // namespace candour
