#include "app/import/caseimport.h"

#include "app/import/cellvalue.h"
#include "app/import/councilwords.h"
#include "app/records/ndjson.h"
#include "app/rules/casecontact.h"

#include <QDateTime>

#include <algorithm>
#include <map>
#include <set>
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

struct Target {
    const RecordType* type = nullptr;
    const Field* field = nullptr;
    QString option = {};
};

/// What a heading says by itself; nothing for names, contact details and agreements.
std::optional<Target> suggested(const RecordType& cases, const QString& heading) {
    const QString word = bareWord(heading);
    const QString called = fieldCalled(word);
    for (const Field& field : cases.fields) {
        if (isOurs(field)) continue;
        if (word == bareWord(field.name) || word == bareWord(field.title) || called == field.name)
            return Target{&cases, &field};
        if (field.kind != FieldKind::choiceSet) continue;
        for (const Choice& choice : field.choices)
            if (word == bareWord(choice.name) || word == bareWord(choice.title) ||
                called == field.name + u':' + choice.name)
                return Target{&cases, &field, choice.name};
    }
    return std::nullopt;
}

bool hasOption(const Field& field, QStringView name) {
    return std::any_of(field.choices.begin(), field.choices.end(),
                       [&](const Choice& choice) { return choice.name == name; });
}

/// "case_agreement.talk": the event of an answer to that purpose.
std::optional<Target> answerNamed(const RecordType& agreements, const QString& purpose) {
    if (!hasOption(*agreements.field(u"purpose"), purpose)) return std::nullopt;
    return Target{&agreements, agreements.field(u"event"), purpose};
}

/// "number", "flags:unpaid_carer", "case_identity.name", "case_agreement.talk".
std::optional<Target> named(const RecordList& list, QString words) {
    if (words.startsWith(u"case_agreement."))
        return answerNamed(*list.type(u"case_agreement"), words.section(u'.', 1));
    Target target;
    const bool identity = words.startsWith(u"case_identity.");
    if (identity) words = words.section(u'.', 1);
    target.type = list.type(identity ? u"case_identity" : u"tracked_case");
    target.option = words.section(u':', 1);
    target.field = target.type->field(words.section(u':', 0, 0));
    if (target.field == nullptr || isOurs(*target.field)) return std::nullopt;
    const bool anOption =
        target.field->kind == FieldKind::choiceSet && hasOption(*target.field, target.option);
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

bool isAnswer(const MappedColumn& column) {
    return column.type->name == u"case_agreement";
}

/// Whether a column can hold this, as an answer of ours to what a list writes.
bool takes(const MappedColumn& column, const QString& option) {
    if (!column.option.isEmpty() && !isAnswer(column)) return yesOrNo(option).has_value();
    return optionOf(*column.field, option) != nullptr;
}

/// "White British=white", "Ethnicity:White British=white". A heading may hold a colon, and so may
/// what stands below it.
Result<Translation> translation(const QString& wish, const CaseMapping& mapping) {
    const qsizetype sign = wish.lastIndexOf(u'=');
    if (sign <= 0)
        return wrong(
            u"“%1” says nothing: write what the list says, =, and the option."_qs.arg(wish));
    const QString left = wish.left(sign);
    Translation made{{}, bareWord(left), wish.sliced(sign + 1).trimmed()};
    const MappedColumn* below = nullptr;
    for (const MappedColumn& column : mapping.columns)
        if (left.size() > column.heading.size() && left[column.heading.size()] == u':' &&
            left.startsWith(column.heading, Qt::CaseInsensitive))
            below = &column;
    if (below != nullptr) {
        made.heading = bareWord(below->heading);
        made.value = bareWord(left.sliced(below->heading.size() + 1));
    }
    const bool fits =
        made.option.isEmpty() ||
        std::any_of(mapping.columns.begin(), mapping.columns.end(), [&](const auto& column) {
            return (below == nullptr || below == &column) && takes(column, made.option);
        });
    if (!fits && below != nullptr)
        return wrong(u"“%1” has no option “%2”. It has: %3."_qs.arg(
            below->heading, made.option,
            below->option.isEmpty() || isAnswer(*below) ? optionsOf(*below->field)
                                                        : u"yes, no"_qs));
    if (!fits) return wrong(u"No column has an option “%1”."_qs.arg(made.option));
    return made;
}

Status checkWhole(const RecordList& list, const CaseMapping& mapping) {
    const auto columnsOf = [&](const MappedColumn& column) {
        return std::count_if(mapping.columns.begin(), mapping.columns.end(), [&](const auto& each) {
            return each.type == column.type && each.field == column.field &&
                   (each.option == column.option || !isAnswer(each));
        });
    };
    for (const MappedColumn& each : mapping.columns)
        if (!each.field->isSet() && columnsOf(each) > 1)
            return wrong(
                u"Two columns would be “%1”. Leave one of them out."_qs.arg(each.field->title));
    const RecordType& cases = *list.type(u"tracked_case");
    for (const Field& field : cases.fields)
        if (field.required && !isOurs(field) && columnsOf({0, {}, &cases, &field}) == 0)
            return wrong(mapping.leftOut.isEmpty()
                             ? u"No column is “%1”."_qs.arg(field.title)
                             : u"No column is “%1”. Say which one it is, of: %2."_qs.arg(
                                   field.title, mapping.leftOut.join(u", "_qs)));
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
                                const QStringList& asked, const QStringList& values) {
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
    for (const QString& wish : values) {
        TRY(Translation made, translation(wish, mapping));
        mapping.translations.push_back(std::move(made));
    }
    return mapping;
}

namespace {

constexpr qsizetype mostExamples = 3;

/// Reads one row after the other and keeps what all of them make.
class Rows {
  public:
    Rows(const CaseMapping& mapping, const RecordList& list,
         const std::map<QString, KnownCase>& known, const std::function<RecordId()>& makeId,
         const cbor::Value& reported)
        : m_mapping(mapping),
          m_cases(*list.type(u"tracked_case")),
          m_identities(*list.type(u"case_identity")),
          m_agreements(*list.type(u"case_agreement")),
          m_makeId(makeId),
          m_reported(reported) {
        for (const auto& [number, here] : known) {
            KnownCase& kept = m_known[plainCaseNumber(number)];
            if (kept.id.isNull()) kept = here;
        }
    }

    void take(const TableRow& row) {
        m_sound = !m_faulty.contains(row.number);
        m_refused = m_unreadable[row.number];
        FieldValues values = valuesOf(row, m_cases);
        FieldValues details = valuesOf(row, m_identities);
        const auto answers = answersOf(row);
        const QString number = plainCaseNumber(valueOf(values, u"number").text());
        if (!number.isEmpty() && !m_numbers.insert(number).second)
            note(row.number, u"Its case number is there twice."_qs);
        else if (const auto here = m_known.find(number); here != m_known.end()) {
            ++m_import.alreadyHere;
            if (m_sound && !here->second.id.isNull())
                complete(row.number, here->second, std::move(details), answers);
            return;
        }
        values.push_back({u"stage"_qs, cbor::Value(u"listed"_qs)});
        for (const Field& field : m_cases.fields)
            if (field.required && !m_refused.contains(&field) &&
                valueOf(values, field.name).isNull())
                note(row.number, field.title + u" is missing."_qs);
        if (!m_sound) return;
        const RecordId id = m_makeId();
        const RecordLine record{&m_cases, id, {}, std::move(values)};
        write(row.number, record);
        ++m_import.sound;
        if (m_import.examples.size() < mostExamples) m_import.examples << lineFromRecord(record);
        for (const FieldValues& answer : answers) writeAnswer(row.number, id, answer);
        if (!details.empty()) writeDetails(row.number, id, std::move(details));
    }
    /// Before its row is taken.
    void unreadable(int row, const MappedColumn& column, const QString& sentence) {
        m_unreadable[row].insert(column.field);
        note(row, column.heading + u": "_qs + sentence);
    }
    CaseImport finish() {
        std::stable_sort(m_import.faults.begin(), m_import.faults.end(),
                         [](const RowFault& a, const RowFault& b) { return a.row < b.row; });
        if (!m_import.faults.empty()) {
            m_import.lines.clear();
            m_import.rowOfLine.clear();
        } else {
            m_import.cases = m_import.sound;
        }
        return std::move(m_import);
    }

  private:
    /// Of a case that is here: what the list has, and we have not.
    void complete(int row, const KnownCase& here, FieldValues details,
                  const std::vector<FieldValues>& answers) {
        bool more = false;
        for (const FieldValues& answer : answers) {
            if (here.reported.contains(valueOf(answer, u"purpose").text())) continue;
            writeAnswer(row, here.id, answer);
            more = true;
        }
        if (!details.empty() && !here.identified) {
            writeDetails(row, here.id, std::move(details));
            more = true;
        }
        m_import.completed += more ? 1 : 0;
    }
    void writeAnswer(int row, const RecordId& trackedCase, FieldValues answer) {
        answer.push_back({u"case"_qs, cbor::Value(trackedCase)});
        write(row, {&m_agreements, m_makeId(), {}, std::move(answer)});
    }
    void writeDetails(int row, const RecordId& trackedCase, FieldValues details) {
        details.push_back({u"case"_qs, cbor::Value(trackedCase)});
        details.push_back({u"held"_qs, cbor::Value(true)});
        write(row, {&m_identities, m_makeId(), {}, std::move(details)});
    }
    void note(int row, const QString& sentence) {
        m_sound = false;
        m_faulty.insert(row);
        if (m_import.faults.size() < limits::importFaults)
            m_import.faults.push_back({row, sentence});
    }
    FieldValues valuesOf(const TableRow& row, const RecordType& type) {
        FieldValues values;
        for (const MappedColumn& column : m_mapping.columns) {
            if (column.type != &type || column.column >= row.cells.size()) continue;
            const auto before = std::find_if(
                values.begin(), values.end(),
                [&](const FieldValue& each) { return each.name == column.field->name; });
            auto value = valueIn(column, translated(column, row.cells[column.column]));
            if (value && before != values.end())
                value = joined(*column.field, before->value, *value);
            if (!value)
                refuse(row.number, column, value.error());
            else if (before != values.end())
                before->value = std::move(*value);
            else if (!value->isNull())
                values.push_back({column.field->name, std::move(*value)});
        }
        return values;
    }
    /// What the council says they answered, of each purpose that it says something about.
    std::vector<FieldValues> answersOf(const TableRow& row) {
        std::vector<FieldValues> answers;
        for (const MappedColumn& column : m_mapping.columns) {
            if (!isAnswer(column) || column.column >= row.cells.size()) continue;
            const QString cell = translated(column, row.cells[column.column]);
            const QDate day = QDate::fromString(councilDate(cell).value_or(QString()), Qt::ISODate);
            const auto event = day.isValid() ? valueFromText(*column.field, u"given"_qs)
                                             : cellValue(*column.field, cell);
            if (!event) {
                refuse(row.number, column, event.error());
                continue;
            }
            if (event->isNull()) continue;
            const QDateTime noon(day, QTime(12, 0), Qt::UTC);
            answers.push_back(
                {{u"purpose"_qs, cbor::Value(column.option)},
                 {u"event"_qs, *event},
                 {u"source"_qs, cbor::Value(u"reported_by_council"_qs)},
                 {u"time"_qs,
                  day.isValid() ? cbor::Value::array({noon.toMSecsSinceEpoch(), 0}) : m_reported}});
        }
        return answers;
    }
    void refuse(int row, const MappedColumn& column, const Error& error) {
        m_refused.insert(column.field);
        note(row, column.heading + u": "_qs + QString::fromStdString(error.detail));
    }
    /// In the words of our options, as somebody said; of a set each entry by itself.
    [[nodiscard]] QString translated(const MappedColumn& column, const QString& cell) const {
        if (m_mapping.translations.empty()) return cell;
        const auto one = [&](const QString& entry) {
            for (const Translation& each : m_mapping.translations)
                if (each.value == bareWord(entry) &&
                    (each.heading.isEmpty() || each.heading == bareWord(column.heading)) &&
                    (each.option.isEmpty() || takes(column, each.option)))
                    return each.option;
            return entry;
        };
        const QString whole = one(cell);
        if (whole != cell || !column.field->isSet() || !column.option.isEmpty()) return whole;
        QStringList entries = entriesOf(cell);
        for (QString& entry : entries) entry = one(entry);
        return entries.join(u';');
    }
    static Result<cbor::Value> valueIn(const MappedColumn& column, const QString& cell) {
        if (column.option.isEmpty()) return cellValue(*column.field, cell);
        if (isNoAnswer(bareWord(cell))) return cbor::Value();
        const auto answer = yesOrNo(cell);
        if (!answer) return wrong(u"“%1” is neither yes nor no."_qs.arg(cell.simplified()));
        if (*answer) return valueFromText(*column.field, column.option);
        // A no that was given is another thing than nothing.
        const QString no = column.option + u"_none"_qs;
        return hasOption(*column.field, no) ? valueFromText(*column.field, no)
                                            : Result<cbor::Value>(cbor::Value());
    }
    void write(int row, const RecordLine& record) {
        m_import.lines += lineFromRecord(record) + '\n';
        m_import.rowOfLine.push_back(row);
    }

    const CaseMapping& m_mapping;
    const RecordType& m_cases;
    const RecordType& m_identities;
    const RecordType& m_agreements;
    std::map<QString, KnownCase> m_known;
    const std::function<RecordId()>& m_makeId;
    const cbor::Value& m_reported;
    std::set<QString> m_numbers;
    CaseImport m_import;
    std::set<int> m_faulty;
    std::map<int, std::set<const Field*>> m_unreadable;
    std::set<const Field*> m_refused;  // of the row that is read: it is not missing
    bool m_sound = true;               // the row that is read
};

}  // namespace

CaseImport casesFrom(const Table& table, const CaseMapping& mapping, const RecordList& list,
                     const std::map<QString, KnownCase>& known,
                     const std::function<RecordId()>& makeId, const cbor::Value& reported) {
    Rows rows(mapping, list, known, makeId, reported);
    for (const CellFault& fault : table.faults) {
        const auto column =
            std::find_if(mapping.columns.begin(), mapping.columns.end(),
                         [&](const MappedColumn& each) { return each.column == fault.column; });
        if (fault.row > mapping.headingRow && column != mapping.columns.end())
            rows.unreadable(fault.row, *column, fault.sentence);
    }
    for (const TableRow& row : table.rows)
        if (row.number > mapping.headingRow) rows.take(row);
    return rows.finish();
}

}  // namespace candour
