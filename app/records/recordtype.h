// What a record type is, and the one list of them all. From an entry of this list alone follow its
// table, its search, its validation, its form, its import and export. A type or field that has been
// released is never renamed or removed: vaults hold changes that name it. A subject rule is read
// once, when the record is created.
#pragma once

#include "sync/notebook.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace candour {

enum class FieldKind : std::uint8_t {
    text,          // one line
    longText,      // may hold line breaks
    choice,        // one of the named options
    flag,          // yes or no
    integer,       // whole number between two bounds
    instant,       // a moment with the offset that the wall clock showed
    date,          // EDTF: 2026, 2026-05, 2026-05-14, each optionally approximate (~)
    reference,     // another record's id
    change,        // a change's id in the ledger
    choiceSet,     // any of the named options
    referenceSet,  // several records' ids
};

enum class Sensitivity : std::uint8_t {
    ordinary,
    personal,  // says something about a person; projected, in the cipher database only
    identity,  // says who a person is; never projected, never indexed
    key,       // opens a sealed file; handled like an identity, and never shown
};

/// How writes that have not seen each other come together.
enum class Merge : std::uint8_t {
    value,  // each is kept until a person decides
    set,    // elements are added and removed one by one
};

struct Choice {
    QString name;  // as stored
    QString title;
};

struct Field {
    QString name;  // ASCII: a-z, 0-9 and _
    QString title;
    QString help;  // one sentence
    FieldKind kind = FieldKind::text;
    std::vector<Choice> choices = {};  // of choice and choiceSet
    QStringList targets = {};          // record types that a reference may point to
    std::int64_t least = 0;            // of integer
    std::int64_t most = 0;
    int limit = 0;  // characters of a text, elements of a set
    bool required = false;
    bool searchable = false;
    bool indexed = false;  // some list filters or sorts by it
    Sensitivity sensitivity = Sensitivity::ordinary;

    [[nodiscard]] Merge merge() const { return isSet() ? Merge::set : Merge::value; }
    [[nodiscard]] bool isText() const {
        return kind == FieldKind::text || kind == FieldKind::longText;
    }
    [[nodiscard]] bool isSet() const {
        return kind == FieldKind::choiceSet || kind == FieldKind::referenceSet;
    }
    /// Lies in the tables that lists and search read, and not only in its sealed change.
    [[nodiscard]] bool isProjected() const {
        return sensitivity != Sensitivity::identity && sensitivity != Sensitivity::key;
    }
    [[nodiscard]] bool isReference() const {
        return kind == FieldKind::reference || kind == FieldKind::referenceSet;
    }
};

/// One way to find the subject of a new record. A rule is a list of these; the first that answers
/// is taken.
struct SubjectStep {
    enum class Source : std::uint8_t {
        self,             // the record itself
        notebook,         // nobody in particular: everybody who reads the notebook
        record,           // the record that `field` points to
        subjectOfRecord,  // the subject of the record that `field` points to
        onlyRecord,       // the one `type` record with the same `field`; no answer if several
    };
    Source source = Source::notebook;
    QString field = {};
    QString type = {};
    /// Considered only if this choice field holds that option; empty: always.
    QString whenField = {};
    QString whenOption = {};
};

struct RecordType {
    QString name;
    QString singular = {};
    QString plural = {};
    QString purpose = {};  // one sentence, shown as help
    NotebookKind notebook = NotebookKind::team;
    /// Other kinds it may lie in: where what it points to lies (a tag lies beside its target).
    std::vector<NotebookKind> alsoIn = {};
    Lane lane = Lane::rest;
    std::vector<SubjectStep> subject = {};
    bool appendOnly = false;   // never replaced, only followed
    QStringList summary = {};  // the fields of its one line in a list
    std::vector<Field> fields = {};

    [[nodiscard]] bool mayLieIn(NotebookKind kind) const;
    /// Null if there is no such field.
    [[nodiscard]] const Field* field(QStringView fieldName) const;
};

class RecordList {
  public:
    explicit RecordList(std::vector<RecordType> types) : m_types(std::move(types)) {}
    [[nodiscard]] const std::vector<RecordType>& types() const { return m_types; }
    /// Null if there is no such type.
    [[nodiscard]] const RecordType* type(QStringView name) const;

  private:
    std::vector<RecordType> m_types;
};

/// The released list.
const RecordList& recordList();

/// Every way in which a list contradicts itself, one sentence each; none in a list fit to release.
QStringList faultsOf(const RecordList& list);

}  // namespace candour
