#include "app/import/caseimport.h"

#include "app/import/cellvalue.h"
#include "app/records/ndjson.h"
#include "app/rules/casecontact.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace candour {
namespace {

constexpr char during[] = "import cases";

/// Decided by the team, whatever a list says.
bool isOurs(const Field& field) {
    const QStringList ours = {u"stage"_qs,          u"reason"_qs,     u"reason_note"_qs,
                              u"shortlisted_on"_qs, u"dropped_on"_qs, u"spoken_on"_qs};
    return field.isReference() || ours.contains(field.name);
}

/// What councils call our fields, in bare words.
QString fieldCalled(const QString& heading) {
    struct Name {
        const char16_t* field;
        std::array<const char16_t*, 8> headings;
    };
    static constexpr std::array<Name, 5> names = {
        {{u"number",
          {u"casenumber", u"caseno", u"caseid", u"caseref", u"casereference", u"id", u"ref",
           u"reference"}},
         {u"summary",
          {u"casesummary", u"description", u"briefdescription", u"overview", u"background"}},
         {u"first_contact", {u"dateoffirstcontact", u"firstcontactdate"}},
         {u"age", {u"ageband", u"agegroup", u"agerange"}},
         {u"ethnicity", {u"ethnicgroup", u"ethnicorigin"}}}};
    for (const Name& name : names)
        for (const char16_t* each : name.headings)
            if (each != nullptr && heading == each) return QString::fromUtf16(name.field);
    return {};
}

struct Target {
    const RecordType* type = nullptr;
    const Field* field = nullptr;
    QString option = {};
};

/// What a heading says by itself; nothing for names and contact details.
std::optional<Target> suggested(const RecordType& cases, const QString& heading) {
    const QString word = bareWord(heading);
    for (const Field& field : cases.fields) {
        if (isOurs(field)) continue;
        if (word == bareWord(field.name) || word == bareWord(field.title) ||
            fieldCalled(word) == field.name)
            return Target{&cases, &field};
        if (field.kind != FieldKind::choiceSet) continue;
        for (const Choice& choice : field.choices)
            if (word == bareWord(choice.name) || word == bareWord(choice.title))
                return Target{&cases, &field, choice.name};
    }
    return std::nullopt;
}

/// "number", "flags:unpaid_carer", "case_identity.name".
std::optional<Target> named(const RecordList& list, QString words) {
    Target target;
    const bool identity = words.startsWith(u"case_identity.");
    if (identity) words = words.section(u'.', 1);
    target.type = list.type(identity ? u"case_identity" : u"tracked_case");
    target.option = words.section(u':', 1);
    target.field = target.type->field(words.section(u':', 0, 0));
    if (target.field == nullptr || isOurs(*target.field)) return std::nullopt;
    const auto& choices = target.field->choices;
    const bool anOption = target.field->kind == FieldKind::choiceSet &&
                          std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) {
                              return choice.name == target.option;
                          });
    if (!target.option.isEmpty() && !anOption) return std::nullopt;
    return target;
}

tl::unexpected<Error> wrong(const QString& sentence) {
    return fail(Code::badInput, during, sentence.toStdString());
}

/// The wishes by heading; each names a heading that is there.
Result<std::map<QString, QString>> wishes(const QStringList& asked, const QStringList& headings) {
    std::map<QString, QString> byHeading;
    for (const QString& each : asked) {
        const qsizetype sign = each.lastIndexOf(u'=');
        const QString heading = bareWord(each.left(sign));
        const bool there =
            sign > 0 && std::any_of(headings.begin(), headings.end(),
                                    [&](const QString& cell) { return bareWord(cell) == heading; });
        if (!there) return wrong(u"No column is called “%1”."_qs.arg(each.left(sign)));
        byHeading[heading] = each.sliced(sign + 1).trimmed();
    }
    return byHeading;
}

Status checkWhole(const RecordList& list, const CaseMapping& mapping) {
    const auto columnsOf = [&](const RecordType& type, const Field& field) {
        return std::count_if(mapping.columns.begin(), mapping.columns.end(), [&](const auto& each) {
            return each.type == &type && each.field == &field;
        });
    };
    for (const MappedColumn& each : mapping.columns)
        if (!each.field->isSet() && columnsOf(*each.type, *each.field) > 1)
            return wrong(
                u"Two columns would be “%1”. Leave one of them out."_qs.arg(each.field->title));
    const RecordType& cases = *list.type(u"tracked_case");
    for (const Field& field : cases.fields)
        if (field.required && !isOurs(field) && columnsOf(cases, field) == 0)
            return wrong(u"No column is “%1”. Say which one it is."_qs.arg(field.title));
    return {};
}

/// The options of several columns in one set.
Result<cbor::Value> joined(const Field& field, const cbor::Value& a, const cbor::Value& b) {
    QStringList names;
    for (const cbor::Value* each : {&a, &b})
        for (const cbor::Value& item : each->items()) names << item.text();
    names.removeDuplicates();
    return valueFromText(field, names.join(u','));
}

}  // namespace

Result<CaseMapping> caseMapping(const RecordList& list, const Table& table,
                                const QStringList& asked) {
    const auto headings = std::find_if(table.rows.begin(), table.rows.end(), [](const auto& row) {
        return std::count_if(row.cells.begin(), row.cells.end(),
                             [](const QString& cell) { return !cell.trimmed().isEmpty(); }) >= 2;
    });
    if (headings == table.rows.end()) return wrong(u"The table has no row of headings."_qs);
    TRY(const auto wished, wishes(asked, headings->cells));
    CaseMapping mapping{.headingRow = headings->number, .columns = {}, .leftOut = {}};
    for (qsizetype column = 0; column < headings->cells.size(); ++column) {
        const QString heading = headings->cells[column].simplified();
        if (heading.isEmpty()) continue;
        std::optional<Target> target;
        const auto wish = wished.find(bareWord(heading));
        if (wish == wished.end()) {
            target = suggested(*list.type(u"tracked_case"), heading);
        } else if (!wish->second.isEmpty()) {
            target = named(list, wish->second);
            if (!target) return wrong(u"“%1” is no field to fill."_qs.arg(wish->second));
        }
        if (target)
            mapping.columns.push_back(
                {column, heading, target->type, target->field, target->option});
        else
            mapping.leftOut << heading;
    }
    TRY_OK(checkWhole(list, mapping));
    return mapping;
}

namespace {

/// Reads one row after the other and keeps what all of them make.
class Rows {
  public:
    Rows(const CaseMapping& mapping, const RecordList& list, const std::set<QString>& known,
         const std::function<RecordId()>& makeId)
        : m_mapping(mapping),
          m_cases(*list.type(u"tracked_case")),
          m_identities(*list.type(u"case_identity")),
          m_makeId(makeId) {
        for (const QString& number : known) m_known.insert(plainCaseNumber(number));
    }

    void take(const TableRow& row) {
        m_sound = !m_faulty.contains(row.number);
        FieldValues values = valuesOf(row, m_cases);
        FieldValues details = valuesOf(row, m_identities);
        const QString number = plainCaseNumber(valueOf(values, u"number").text());
        if (!number.isEmpty() && !m_numbers.insert(number).second)
            return note(row.number, u"Its case number is there twice."_qs);
        if (m_known.contains(number)) {
            ++m_import.alreadyHere;
            return;
        }
        values.push_back({u"stage"_qs, cbor::Value(u"listed"_qs)});
        for (const Field& field : m_cases.fields)
            if (field.required && m_sound && valueOf(values, field.name).isNull())
                note(row.number, field.title + u" is missing."_qs);
        if (!m_sound) return;
        const RecordId id = m_makeId();
        write(row.number, {&m_cases, id, {}, std::move(values)});
        ++m_import.cases;
        if (details.empty()) return;
        details.push_back({u"case"_qs, cbor::Value(id)});
        details.push_back({u"held"_qs, cbor::Value(true)});
        write(row.number, {&m_identities, m_makeId(), {}, std::move(details)});
    }
    void note(int row, const QString& sentence) {
        m_sound = false;
        m_faulty.insert(row);
        if (m_import.faults.size() < limits::importFaults)
            m_import.faults.push_back({row, sentence});
    }
    CaseImport finish() {
        std::stable_sort(m_import.faults.begin(), m_import.faults.end(),
                         [](const RowFault& a, const RowFault& b) { return a.row < b.row; });
        if (!m_import.faults.empty()) {
            m_import.lines.clear();
            m_import.rowOfLine.clear();
            m_import.cases = 0;
        }
        return std::move(m_import);
    }

  private:
    void checked(int row, const Status& status) {
        if (!status) note(row, QString::fromStdString(status.error().detail));
    }
    FieldValues valuesOf(const TableRow& row, const RecordType& type) {
        FieldValues values;
        for (const MappedColumn& column : m_mapping.columns) {
            if (column.type != &type || column.column >= row.cells.size()) continue;
            const auto before = std::find_if(
                values.begin(), values.end(),
                [&](const FieldValue& each) { return each.name == column.field->name; });
            auto value = valueIn(column, row.cells[column.column]);
            if (value && before != values.end())
                value = joined(*column.field, before->value, *value);
            if (!value)
                checked(row.number, tl::unexpected<Error>(std::move(value).error()));
            else if (before != values.end())
                before->value = std::move(*value);
            else if (!value->isNull())
                values.push_back({column.field->name, std::move(*value)});
        }
        return values;
    }
    static Result<cbor::Value> valueIn(const MappedColumn& column, const QString& cell) {
        if (column.option.isEmpty()) return cellValue(*column.field, cell);
        const auto answer = yesOrNo(cell);
        if (!answer) return wrong(u"“%1” is neither yes nor no."_qs.arg(column.heading));
        if (!*answer) return cbor::Value();
        return valueFromText(*column.field, column.option);
    }
    void write(int row, const RecordLine& record) {
        m_import.lines += lineFromRecord(record) + '\n';
        m_import.rowOfLine.push_back(row);
    }

    const CaseMapping& m_mapping;
    const RecordType& m_cases;
    const RecordType& m_identities;
    std::set<QString> m_known;
    const std::function<RecordId()>& m_makeId;
    std::set<QString> m_numbers;
    CaseImport m_import;
    std::set<int> m_faulty;
    bool m_sound = true;  // the row that is read
};

}  // namespace

CaseImport casesFrom(const Table& table, const CaseMapping& mapping, const RecordList& list,
                     const std::set<QString>& known, const std::function<RecordId()>& makeId) {
    Rows rows(mapping, list, known, makeId);
    for (const CellFault& fault : table.faults) {
        const auto column =
            std::find_if(mapping.columns.begin(), mapping.columns.end(),
                         [&](const MappedColumn& each) { return each.column == fault.column; });
        if (fault.row > mapping.headingRow && column != mapping.columns.end())
            rows.note(fault.row, column->heading + u": "_qs + fault.sentence);
    }
    for (const TableRow& row : table.rows)
        if (row.number > mapping.headingRow) rows.take(row);
    return rows.finish();
}

}  // namespace candour
