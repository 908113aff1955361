// The words in which the list of record types is written: text("room", "Room", "Where it is.") and
// so on. They build a Field and nothing else.
#pragma once

#include "app/records/recordtype.h"

#include <initializer_list>
#include <utility>

namespace candour::fieldwords {

using Options = std::vector<std::pair<const char*, const char*>>;  // names and titles

inline constexpr int lineLimit = 200;  // characters of a text, unless it says otherwise
inline constexpr int longTextLimit = 16'000;
inline constexpr int setLimit = 64;

/// A Field while it is being said. Each word answers a changed copy.
class Word {
  public:
    explicit Word(Field field) : m_field(std::move(field)) {}
    operator Field() const { return m_field; }  // NOLINT(google-explicit-constructor)

    [[nodiscard]] Word required() const { return with(&Field::required, true); }
    [[nodiscard]] Word searchable() const { return with(&Field::searchable, true); }
    [[nodiscard]] Word indexed() const { return with(&Field::indexed, true); }
    [[nodiscard]] Word of(FieldKind kind) const { return with(&Field::kind, kind); }
    [[nodiscard]] Word upTo(int limit) const { return with(&Field::limit, limit); }
    [[nodiscard]] Word personal() const { return with(&Field::sensitivity, Sensitivity::personal); }
    [[nodiscard]] Word key() const { return with(&Field::sensitivity, Sensitivity::key); }
    [[nodiscard]] Word identity() const { return with(&Field::sensitivity, Sensitivity::identity); }

  private:
    template <class Member, class Value>
    [[nodiscard]] Word with(Member member, Value value) const {
        Word copy = *this;
        copy.m_field.*member = value;
        return copy;
    }
    Field m_field;
};

inline Field plain(FieldKind kind, const char* name, const char* title, const char* help) {
    return {.name = QString::fromLatin1(name),
            .title = QString::fromUtf8(title),
            .help = QString::fromUtf8(help),
            .kind = kind};
}

inline std::vector<Choice> choicesOf(const Options& options) {
    std::vector<Choice> choices;
    for (const auto& [name, title] : options)
        choices.push_back({QString::fromLatin1(name), QString::fromUtf8(title)});
    return choices;
}

inline Word text(const char* name, const char* title, const char* help) {
    return Word(plain(FieldKind::text, name, title, help)).upTo(lineLimit);
}
inline Word longText(const char* name, const char* title, const char* help) {
    return Word(plain(FieldKind::longText, name, title, help)).upTo(longTextLimit);
}
inline Word choice(const char* name, const char* title, const char* help, const Options& options) {
    Field field = plain(FieldKind::choice, name, title, help);
    field.choices = choicesOf(options);
    return Word(field);
}
inline Word choiceSet(const char* name, const char* title, const char* help,
                      const Options& options) {
    Field field = plain(FieldKind::choiceSet, name, title, help);
    field.choices = choicesOf(options);
    return Word(field).upTo(setLimit);
}
inline Word flag(const char* name, const char* title, const char* help) {
    return Word(plain(FieldKind::flag, name, title, help));
}
inline Word integer(const char* name, const char* title, const char* help, std::int64_t least,
                    std::int64_t most) {
    Field field = plain(FieldKind::integer, name, title, help);
    field.least = least;
    field.most = most;
    return Word(field);
}
inline Word instant(const char* name, const char* title, const char* help) {
    return Word(plain(FieldKind::instant, name, title, help));
}
inline Word date(const char* name, const char* title, const char* help) {
    return Word(plain(FieldKind::date, name, title, help));
}
inline Word reference(const char* name, const char* title, const char* help, const char* target) {
    Field field = plain(FieldKind::reference, name, title, help);
    field.targets = {QString::fromLatin1(target)};
    return Word(field);
}
inline Word referenceSet(const char* name, const char* title, const char* help,
                         const char* target) {
    Field field = plain(FieldKind::referenceSet, name, title, help);
    field.targets = {QString::fromLatin1(target)};
    return Word(field).upTo(setLimit);
}
/// To a record of any of these types.
inline Word reference(const char* name, const char* title, const char* help,
                      std::initializer_list<const char*> targets) {
    Field field = plain(FieldKind::reference, name, title, help);
    for (const char* target : targets) field.targets << QString::fromLatin1(target);
    return Word(field);
}
inline Word referenceSet(const char* name, const char* title, const char* help,
                         std::initializer_list<const char*> targets) {
    Word word = reference(name, title, help, targets).upTo(setLimit);
    return word.of(FieldKind::referenceSet);
}
inline Word change(const char* name, const char* title, const char* help) {
    return Word(plain(FieldKind::change, name, title, help));
}

inline SubjectStep itself() {
    return {.source = SubjectStep::Source::self};
}
inline SubjectStep wholeNotebook() {
    return {.source = SubjectStep::Source::notebook};
}
inline SubjectStep recordIn(const char* field) {
    return {.source = SubjectStep::Source::record, .field = QString::fromLatin1(field)};
}
inline SubjectStep subjectOf(const char* field) {
    return {.source = SubjectStep::Source::subjectOfRecord, .field = QString::fromLatin1(field)};
}
inline SubjectStep only(const char* type, const char* sharedField) {
    return {.source = SubjectStep::Source::onlyRecord,
            .field = QString::fromLatin1(sharedField),
            .type = QString::fromLatin1(type)};
}
inline SubjectStep when(const char* field, const char* option, SubjectStep step) {
    step.whenField = QString::fromLatin1(field);
    step.whenOption = QString::fromLatin1(option);
    return step;
}

}  // namespace candour::fieldwords
