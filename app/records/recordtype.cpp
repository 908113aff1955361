#include "app/records/recordtype.h"

#include "platform/limits.h"

#include <algorithm>
#include <set>

namespace candour {
namespace {

using Source = SubjectStep::Source;

/// Every projected table has these, and every NDJSON line the first three.
const QStringList& reservedNames() {
    static const QStringList names = {u"type"_qs,    u"id"_qs,     u"notebook"_qs,  u"record"_qs,
                                      u"created"_qs, u"author"_qs, u"conflicts"_qs, u"struck"_qs};
    return names;
}

bool isName(const QString& name) {
    const auto lower = [](QChar c) { return c >= u'a' && c <= u'z'; };
    const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    return !name.isEmpty() && name.size() <= static_cast<qsizetype>(limits::nameLength) &&
           lower(name.front()) && std::all_of(name.begin(), name.end(), [&](QChar c) {
               return lower(c) || digit(c) || c == u'_';
           });
}

bool isSentence(const QString& text) {
    return text.size() > 3 && text.endsWith(u'.');
}

class Check {
  public:
    explicit Check(const RecordList& list) : m_list(list) {}

    QStringList run() {
        std::set<QString> names;
        for (const RecordType& type : m_list.types()) {
            m_type = &type;
            say(isName(type.name), u"its name is not plain"_qs);
            say(names.insert(type.name).second, u"its name is used twice"_qs);
            say(!type.singular.isEmpty() && !type.plural.isEmpty(), u"it has no title"_qs);
            say(isSentence(type.purpose), u"its purpose is not a sentence"_qs);
            say(!type.fields.empty() && type.fields.size() <= limits::fieldsPerChange,
                u"it has no fields, or too many"_qs);
            checkFields();
            checkSummary();
            checkSubject();
        }
        return m_faults;
    }

  private:
    void say(bool right, const QString& fault) {
        if (!right) m_faults << m_type->name + u": "_qs + fault + u'.';
    }

    void checkFields() {
        std::set<QString> names;
        for (const Field& field : m_type->fields) {
            const auto sayField = [&](bool right, const QString& fault) {
                say(right, field.name + u" "_qs + fault);
            };
            sayField(isName(field.name), u"is not a plain name"_qs);
            sayField(!reservedNames().contains(field.name), u"is a reserved name"_qs);
            sayField(names.insert(field.name).second, u"is used twice"_qs);
            sayField(!field.title.isEmpty(), u"has no title"_qs);
            sayField(isSentence(field.help), u"has no help sentence"_qs);
            if (field.kind == FieldKind::instant)
                sayField(names.insert(field.name + u"_offset"_qs).second,
                         u"takes a second column that is used already"_qs);
            const bool chooses =
                field.kind == FieldKind::choice || field.kind == FieldKind::choiceSet;
            sayField(chooses == !field.choices.empty(), u"and its options do not fit"_qs);
            std::set<QString> options;
            for (const Choice& choice : field.choices)
                sayField(isName(choice.name) && !choice.title.isEmpty() &&
                             options.insert(choice.name).second,
                         u"has an option without a plain name of its own and a title"_qs);
            sayField(field.isReference() == !field.targets.isEmpty(),
                     u"and its targets do not fit"_qs);
            for (const QString& target : field.targets)
                sayField(m_list.type(target) != nullptr, u"points to an unknown type"_qs);
            sayField((field.kind == FieldKind::integer) == (field.most > field.least),
                     u"and its bounds do not fit"_qs);
            sayField((field.isText() || field.isSet()) == (field.limit > 0),
                     u"and its limit do not fit"_qs);
            // Four bytes is the most that UTF-8 takes for a character.
            sayField(!field.isText() || field.limit <= static_cast<int>(limits::text) / 4,
                     u"may grow over the limit of a text"_qs);
            sayField(!field.searchable || field.isText(), u"is searched but is no text"_qs);
            sayField(field.isProjected() || (!field.indexed && !field.searchable),
                     u"is never projected, so it cannot be indexed or searched"_qs);
            sayField(field.sensitivity != Sensitivity::identity ||
                         m_type->notebook == NotebookKind::identities,
                     u"says who somebody is, outside the identities notebook"_qs);
            sayField(!field.indexed || !field.isSet(), u"is a set, which has no index"_qs);
        }
    }

    void checkSummary() {
        say(!m_type->summary.isEmpty(), u"it has no summary"_qs);
        for (const QString& name : m_type->summary) {
            const Field* field = m_type->field(name);
            say(field != nullptr && !field->isReference() && field->isProjected(),
                name + u" cannot be part of a summary"_qs);
        }
    }

    void checkSubject() {
        say(!m_type->subject.empty(), u"nothing says whose subject key seals it"_qs);
        if (m_type->subject.empty()) return;
        for (const SubjectStep& step : m_type->subject) {
            const bool usesField = step.source != Source::self && step.source != Source::notebook;
            const Field* field = m_type->field(step.field);
            say(usesField == (field != nullptr), u"its subject rule names no field of it"_qs);
            say(!usesField || field == nullptr || field->kind == FieldKind::reference,
                u"its subject rule follows a field that is no reference"_qs);
            const RecordType* type = m_list.type(step.type);
            say((step.source == Source::onlyRecord) ==
                    (type != nullptr && type->field(step.field) != nullptr),
                u"its subject rule names no type with that field"_qs);
            const Field* when = m_type->field(step.whenField);
            say(step.whenField.isEmpty() ||
                    (when != nullptr && std::any_of(when->choices.begin(), when->choices.end(),
                                                    [&](const Choice& choice) {
                                                        return choice.name == step.whenOption;
                                                    })),
                u"its subject rule waits for an option that does not exist"_qs);
        }
        const SubjectStep& last = m_type->subject.back();
        const Field* field = m_type->field(last.field);
        say(last.whenField.isEmpty() && last.source != Source::onlyRecord &&
                (field == nullptr || field->required),
            u"its subject rule may end without an answer"_qs);
    }

    const RecordList& m_list;
    const RecordType* m_type = nullptr;
    QStringList m_faults;
};

}  // namespace

bool RecordType::mayLieIn(NotebookKind kind) const {
    return kind == notebook || std::find(alsoIn.begin(), alsoIn.end(), kind) != alsoIn.end();
}

const Field* RecordType::field(QStringView fieldName) const {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field& f) { return f.name == fieldName; });
    return found == fields.end() ? nullptr : &*found;
}

const RecordType* RecordList::type(QStringView name) const {
    const auto found = std::find_if(m_types.begin(), m_types.end(),
                                    [&](const RecordType& t) { return t.name == name; });
    return found == m_types.end() ? nullptr : &*found;
}

QStringList faultsOf(const RecordList& list) {
    return Check(list).run();
}

}  // namespace candour
