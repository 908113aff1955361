#include "app/records/description.h"
#include "app/records/fieldwords.h"
#include "app/records/sessionids.h"
#include "app/records/subject.h"
#include "app/records/tablesql.h"
#include "platform/database/database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace candour;
using namespace candour::fieldwords;

namespace {

RecordId idOf(const char* text) {
    return *RecordId::fromString(QString::fromLatin1(text));
}

const RecordId first = idOf("0195736a-0000-7000-8000-000000000001");
const RecordId second = idOf("0195736a-0000-7000-8000-000000000002");
const RecordId third = idOf("0195736a-0000-7000-8000-000000000003");
const auto notebook = *NotebookId::fromString(u"0195736a-0000-7000-8000-0000000000ff");

SubjectId subject(const Uuid& id) {
    return SubjectId(id.bytes());
}

/// A small sound type; each test spoils one thing.
RecordType leaf() {
    return {.name = u"leaf"_qs,
            .singular = u"Leaf"_qs,
            .plural = u"Leaves"_qs,
            .purpose = u"For this test only."_qs,
            .subject = {itself()},
            .summary = {u"colour"_qs},
            .fields = {text("colour", "Colour", "What it looks like.")}};
}

SubjectLookup nothingElse() {
    return {.subjectOf = [](RecordId) { return std::nullopt; },
            .onlyRecord = [](const QString&, const QString&, RecordId) { return std::nullopt; }};
}

/// What a field cannot hold, and what its sentence has to say then.
struct Wrong {
    QJsonValue value;
    QString expected;
};

QString named(const Choice& choice) {
    return choice.title + u" ("_qs + choice.name + u')';
}

std::vector<Wrong> wrongFor(const Field& field) {
    switch (field.kind) {
        case FieldKind::text:
            return {{4, u"must be text."_qs},
                    {u"two\nlines"_qs, u"must be one line, without breaks or tabs."_qs},
                    {u"a\u0007b"_qs, u"holds a control character, which no text may."_qs},
                    {QString(field.limit + 1, u'x'),
                     u"takes at most %1 characters; this has %2."_qs.arg(field.limit)
                         .arg(field.limit + 1)}};
        case FieldKind::longText:
            return {{true, u"must be text."_qs},
                    {QString(field.limit + 1, u'x'),
                     u"takes at most %1 characters; this has %2."_qs.arg(field.limit)
                         .arg(field.limit + 1)}};
        case FieldKind::choice:
            return {{u"no such option"_qs, u"must be one of: "_qs + named(field.choices.front())},
                    {1, u"must be one of: "_qs + named(field.choices.front())}};
        case FieldKind::choiceSet:
            return {
                {u"no list"_qs, u"must be a list of any of: "_qs + named(field.choices.front())},
                {QJsonArray{u"no such option"_qs},
                 u"must be a list of any of: "_qs + named(field.choices.front())},
                {QJsonArray{field.choices.front().name, field.choices.front().name},
                 u"names an entry twice."_qs}};
        case FieldKind::flag:
            return {{u"perhaps"_qs, u"must be yes or no; in a file, true or false."_qs}};
        case FieldKind::integer: {
            const QString bounds =
                u"must be a whole number from %1 to %2."_qs.arg(field.least).arg(field.most);
            return {{static_cast<double>(field.most) + 1, bounds},
                    {static_cast<double>(field.least) - 1, bounds},
                    {0.5, bounds},
                    {u"many"_qs, bounds}};
        }
        case FieldKind::instant:
            return {{u"yesterday"_qs, u"must be a time with its offset, such as 20"_qs},
                    {u"2027-03-09T14:06:00"_qs, u"must be a time with its offset, such as 20"_qs}};
        case FieldKind::date:
            return {{u"2027-02-30"_qs, u"must be a date such as 20"_qs},
                    {u"next week"_qs, u"must be a date such as 20"_qs}};
        case FieldKind::reference:
        case FieldKind::change:
            return {{u"42"_qs, u"must be one id of 36 characters, that of a"_qs}};
        case FieldKind::referenceSet:
            return {{u"42"_qs, u"must be a list of ids of 36 characters, each that of a"_qs},
                    {QJsonArray{u"42"_qs},
                     u"must be a list of ids of 36 characters, each that of a"_qs}};
    }
    return {};
}

/// As a line of a file, or a form, brings a value in.
Status take(const Field& field, const QJsonValue& json) {
    TRY(const cbor::Value value, valueFromJson(field, json));
    return validateValue(field, value);
}

}  // namespace

class RecordListTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theReleasedList_contradictsItselfNowhere() {
        QCOMPARE(faultsOf(recordList()), QStringList());
    }

    void theSmallestSoundType_hasNoFault() {
        QCOMPARE(faultsOf(RecordList({leaf()})), QStringList());
    }

    void aFaultInAList_isNamed() {
        const auto faults = [](auto&& spoil) {
            RecordType type = leaf();
            spoil(type);
            return faultsOf(RecordList({type})).join(u' ');
        };
        const auto withField = [&](const Field& field) {
            return faults([&](RecordType& type) { type.fields.push_back(field); });
        };
        QVERIFY(faults([](RecordType& t) { t.name = u"Big leaf"_qs; }).contains(u"not plain"));
        QVERIFY(faults([](RecordType& t) { t.purpose.clear(); }).contains(u"not a sentence"));
        QVERIFY(faults([](RecordType& t) { t.subject.clear(); }).contains(u"subject key"));
        QVERIFY(faults([](RecordType& t) {
                    t.subject = {recordIn("colour")};
                }).contains(u"no reference"));
        QVERIFY(faults([](RecordType& t) { t.summary = {u"size"_qs}; }).contains(u"size cannot"));
        QVERIFY(withField(text("id", "Id", "Taken already.")).contains(u"reserved"));
        QVERIFY(withField(text("colour", "Colour", "Taken already.")).contains(u"used twice"));
        QVERIFY(withField(text("size", "Size", "Too long.").upTo(70'000)).contains(u"grow over"));
        QVERIFY(withField(text("name", "Name", "Out of place.").identity())
                    .contains(u"outside the identities notebook"));
        QVERIFY(withField(text("name", "Name", "Indexed.").identity().indexed())
                    .contains(u"cannot be indexed"));
        QVERIFY(
            withField(reference("tree", "Tree", "Of no type.", "tree")).contains(u"unknown type"));
        QVERIFY(withField(choice("shape", "Shape", "No options.", {})).contains(u"options"));
        QVERIFY(withField(integer("size", "Size", "No bounds.", 0, 0)).contains(u"bounds"));
    }

    void everyType_getsATableWithoutIdentityFields() {
        for (const RecordType& type : recordList().types()) {
            const QString sql = createTableSql(type);
            for (const Field& field : type.fields) {
                const bool there = sql.contains(u"\"%1\""_qs.arg(field.name));
                QCOMPARE(there, field.isProjected());
                QCOMPARE(sql.contains(u"_by_%1 "_qs.arg(field.name)), field.indexed);
            }
        }
    }

    void theCipherDatabase_takesEveryTable() {
        SystemRandom random;
        const QTemporaryDir folder;
        const SecretBytes key = SecretBytes::random(32, random);
        const auto database = Database::open(
            {folder.filePath(u"records.db"_qs), key, Database::Options::Mode::create});
        QVERIFY(database.has_value());
        for (const RecordType& type : recordList().types())
            QVERIFY((*database)->script(createTableSql(type).toUtf8().constData()).has_value());
    }

    void aNewType_needsOnlyItsEntry() {
        RecordType type = leaf();
        type.fields.push_back(instant("fell", "Fell", "When it fell.").indexed());
        QCOMPARE(
            createTableSql(type),
            u"CREATE TABLE r_leaf (\n  record INTEGER PRIMARY KEY,\n  id BLOB NOT NULL,\n"
            "  notebook INTEGER NOT NULL,\n  created INTEGER NOT NULL,\n"
            "  author BLOB NOT NULL,\n  conflicts INTEGER NOT NULL DEFAULT 0,\n"
            "  struck INTEGER NOT NULL DEFAULT 0,\n  sealed INTEGER NOT NULL DEFAULT 0,\n"
            "  \"colour\" TEXT,\n  \"fell\" INTEGER,\n"
            "  \"fell_offset\" INTEGER\n) STRICT;\n"
            "CREATE INDEX r_leaf_by_notebook ON r_leaf (notebook);\n"
            "CREATE INDEX r_leaf_by_fell ON r_leaf (\"fell\") WHERE \"fell\" IS NOT NULL;\n"_qs);
        const QJsonObject form = formDescription(type);
        QCOMPARE(form[u"fields"].toArray().size(), 2);
        QCOMPARE(form[u"fields"].toArray()[1].toObject()[u"kind"].toString(), u"instant"_qs);
        QVERIFY(schemaText(type).contains(u"colour   What it looks like. (text, up to 200"));
        QVERIFY(schemaText(RecordList({type})).contains(u"leaf  For this test only."));
    }

    void columns_holdAValueInItsPlainForm() {
        const Field set = choiceSet("shape", "Shape", "Several.", {{"a", "A"}, {"b", "B"}});
        const auto both = cbor::Value::array({cbor::Value(u"a"_qs), cbor::Value(u"b"_qs)});
        QCOMPARE(std::get<QString>(columnValues(set, both).front()), u" a b "_qs);
        const Field moment = instant("at", "At", "When.");
        const auto at = cbor::Value::array({cbor::Value(1000), cbor::Value(60)});
        const std::vector<ColumnValue> columns = columnValues(moment, at);
        QCOMPARE(std::get<std::int64_t>(columns.at(0)), 1000);
        QCOMPARE(std::get<std::int64_t>(columns.at(1)), 60);
        QCOMPARE(columnValues(moment, cbor::Value()).size(), 2u);
    }

    void everyFieldOfEveryType_refusesWhatItCannotHold_inASentence() {
        int asked = 0;
        std::set<FieldKind> kinds;
        for (const RecordType& type : recordList().types())
            for (const Field& field : type.fields) {
                kinds.insert(field.kind);
                for (const Wrong& wrong : wrongFor(field)) {
                    const Status status = take(field, wrong.value);
                    const QString where = type.name + u'.' + field.name;
                    QVERIFY2(!status,
                             qPrintable(where + u" takes "_qs +
                                        QString::fromUtf8(
                                            QJsonDocument(QJsonArray{wrong.value}).toJson())));
                    const auto sentence = QString::fromStdString(status.error().detail);
                    // By the name that stands on the screen and what is typed for it, then what is
                    // expected, and no more.
                    QVERIFY2(sentence.startsWith(field.title + u" ("_qs + field.name + u") "_qs),
                             qPrintable(where + u": "_qs + sentence));
                    QVERIFY2(sentence.contains(wrong.expected),
                             qPrintable(where + u": "_qs + sentence));
                    QVERIFY2(sentence.endsWith(u'.'), qPrintable(where + u": "_qs + sentence));
                    QVERIFY2(!sentence.contains(u"no such option"), qPrintable(where));
                    ++asked;
                }
                if (!field.required) continue;
                const Status missing = validateEdit(type, {{field.name, cbor::Value()}});
                QVERIFY2(!missing && QString::fromStdString(missing.error().detail)
                                         .contains(u"must not be empty."),
                         qPrintable(type.name + u'.' + field.name));
            }
        // Every kind there is: the last of them tells how many.
        QCOMPARE(kinds.size(), static_cast<std::size_t>(FieldKind::referenceSet) + 1);
        QVERIFY(asked > 500);
    }

    void aSummary_saysTitlesNotNames() {
        const RecordType& line = *recordList().type(u"line");
        const FieldValues values = {
            {u"at"_qs, *valueFromText(*line.field(u"at"), u"2027-03-09T14:06:00+00:00"_qs)},
            {u"kind"_qs, cbor::Value(u"said"_qs)},
            {u"text"_qs, cbor::Value(u"The call comes\non a Friday."_qs)}};
        QCOMPARE(summaryOf(line, values),
                 u"9 March 2027 14:06 · Said · The call comes on a Friday."_qs);
        QCOMPARE(searchableText(line, values), u"The call comes\non a Friday."_qs);
    }

    void whatWasSaid_isSealedUnderItsSpeaker() {
        const RecordType& line = *recordList().type(u"line");
        const FieldValues said = {
            {u"session"_qs, first}, {u"kind"_qs, cbor::Value(u"said"_qs)}, {u"speaker"_qs, second}};
        QCOMPARE(*subjectOfNew(line, third, notebook, said, nothingElse()), subject(second));
    }

    void whatWasSaid_withoutASpeaker_isSealedUnderTheOnlyParticipant() {
        const RecordType& line = *recordList().type(u"line");
        const FieldValues said = {{u"session"_qs, first}, {u"kind"_qs, cbor::Value(u"said"_qs)}};
        SubjectLookup lookup = nothingElse();
        lookup.onlyRecord = [](const QString& type, const QString& field, RecordId target) {
            const bool asked = type == u"participant" && field == u"session" && target == first;
            return asked ? std::optional(second) : std::nullopt;
        };
        QCOMPARE(*subjectOfNew(line, third, notebook, said, lookup), subject(second));
    }

    void whatWasSaid_inAGroup_isSealedUnderTheSession() {
        const RecordType& line = *recordList().type(u"line");
        const FieldValues said = {{u"session"_qs, first}, {u"kind"_qs, cbor::Value(u"said"_qs)}};
        QCOMPARE(*subjectOfNew(line, third, notebook, said, nothingElse()), subject(first));
    }

    void whatWasSeenOrThought_isSealedUnderTheSession() {
        const RecordType& line = *recordList().type(u"line");
        for (const QString& kind : {u"saw"_qs, u"thought"_qs, u"mark"_qs}) {
            const FieldValues seen = {
                {u"session"_qs, first}, {u"kind"_qs, cbor::Value(kind)}, {u"speaker"_qs, second}};
            QCOMPARE(*subjectOfNew(line, third, notebook, seen, nothingElse()), subject(first));
        }
    }

    void aTag_isSealedUnderItsTargetsSubject() {
        const RecordType& tag = *recordList().type(u"tag");
        SubjectLookup lookup = nothingElse();
        lookup.subjectOf = [](RecordId record) {
            return record == first ? std::optional(subject(second)) : std::nullopt;
        };
        QCOMPARE(*subjectOfNew(tag, third, notebook, {{u"target"_qs, first}}, lookup),
                 subject(second));
        const auto missing = subjectOfNew(tag, third, notebook, {{u"target"_qs, second}}, lookup);
        QCOMPARE(missing.error().code, Code::notFound);
    }

    void thePlan_isSealedUnderTheNotebook() {
        const RecordType& slot = *recordList().type(u"timetable_slot");
        QCOMPARE(*subjectOfNew(slot, third, notebook, {}, nothingElse()), subject(notebook));
    }

    void participantAndCase_areTheirOwnSubjects() {
        for (const QString& name : {u"participant"_qs, u"tracked_case"_qs, u"session"_qs})
            QCOMPARE(*subjectOfNew(*recordList().type(name), third, notebook, {}, nothingElse()),
                     subject(third));
        const RecordType& identity = *recordList().type(u"case_identity");
        QCOMPARE(*subjectOfNew(identity, third, notebook, {{u"case"_qs, first}}, nothingElse()),
                 subject(first));
    }

    void agreements_leaveInTheirOwnLane_andAreNeverReplaced() {
        const RecordType& agreement = *recordList().type(u"agreement");
        QCOMPARE(agreement.lane, Lane::agreements);
        QVERIFY(agreement.appendOnly);
    }

    void onePlannedSlot_alwaysLeadsToOneSession() {
        QCOMPARE(sessionRecordOf(first), sessionRecordOf(first));
        QVERIFY(sessionRecordOf(first) != sessionRecordOf(second));
        QVERIFY(sessionRecordOf(first).bytes() != sessionNotebookOf(first).bytes());
        // Fixed for ever: vaults out there hold notebooks of these names.
        QCOMPARE(sessionRecordOf(first).toString(), u"0195736a-0000-7813-b9df-4ddcc28ca221"_qs);
        QCOMPARE(sessionNotebookOf(first).toString(), u"0195736a-0000-7336-bf22-bc3f8bbe4359"_qs);
    }
};

QTEST_GUILESS_MAIN(RecordListTest)
#include "tst_recordlist.moc"
