#include "app/records/fieldvalue.h"
#include "app/records/fieldwords.h"
#include "app/records/timetext.h"

#include <QJsonArray>
#include <QTest>

using namespace candour;
using namespace candour::fieldwords;

namespace {

const Field note = longText("note", "Note", "Anything.").upTo(20);
const Field room = text("room", "Room", "Where.").upTo(10);
const Field kind = choice("kind", "Kind", "Which.", {{"said", "Said"}, {"saw", "Saw"}});
const Field home = flag("private_dwelling", "In a private home", "Whether.");
const Field count = integer("count", "How many", "A number.", 1, 30);
const Field at = instant("at", "Time", "When.");
const Field day = date("day", "Day", "Which day.");
const Field owner = reference("owner", "Owner", "Who.", "team_member");
const Field version = change("version", "Version", "Which change.");
const Field setting =
    choiceSet("setting", "Setting", "What.", {{"notes", "Brought notes"}, {"manager", "Manager"}});
const Field assigned = referenceSet("assigned", "Assigned", "Who.", "team_member").upTo(2);

const QString idA = u"0195736a-0000-7000-8000-000000000001"_qs;
const QString idB = u"0195736a-0000-7000-8000-000000000002"_qs;
const QString idC = u"0195736a-0000-7000-8000-000000000003"_qs;

const Field& named(const QString& name) {
    static const std::vector<const Field*> all = {&note, &room,  &kind,    &home,    &count,   &at,
                                                  &day,  &owner, &version, &setting, &assigned};
    for (const Field* field : all)
        if (field->name == name) return *field;
    qFatal("no such field");
}

}  // namespace

class FieldValueTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aWrongValue_isRefusedWithASentence_data() {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("json");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const char* field, const QJsonValue& json,
                            const QString& sentence) {
            QTest::newRow(name) << QString::fromLatin1(field) << json << sentence;
        };
        row("text: number", "room", 4, u"Room (room) must be text."_qs);
        row("text: too long", "room", u"Room eleven"_qs,
            u"Room (room) takes at most 10 characters; this has 11."_qs);
        row("text: two lines", "room", u"a\nb"_qs,
            u"Room (room) must be one line, without breaks or tabs."_qs);
        row("text: NUL", "note", u"a"_qs + QChar(0) + u'b',
            u"Note (note) holds a NUL character, which no text may."_qs);
        row("text: control", "note", QString(QChar(7)),
            u"Note (note) holds a control character, which no text may."_qs);
        row("text: half a pair", "note", QString(QChar(0xd800)),
            u"Note (note) holds broken characters (not Unicode)."_qs);
        row("choice: unknown", "kind", u"heard"_qs,
            u"Kind (kind) must be one of: Said (said), Saw (saw)."_qs);
        row("flag: word", "private_dwelling", u"yes"_qs,
            u"In a private home (private_dwelling) must be yes or no; in a file, true or false."_qs);
        const QString bounds = u"How many (count) must be a whole number from 1 to 30."_qs;
        row("integer: under", "count", 0, bounds);
        row("integer: over", "count", 31, bounds);
        row("integer: part", "count", 1.5, bounds);
        row("integer: huge", "count", 1e300, bounds);
        row("integer: text", "count", u"3"_qs, bounds);
        const QString time =
            u"Time (at) must be a time with its offset, such as 2027-03-09T14:06:00+00:00."_qs;
        row("instant: no offset", "at", u"2027-03-09T14:06:00"_qs, time);
        row("instant: 25 o'clock", "at", u"2027-03-09T25:06:00Z"_qs, time);
        row("instant: 30 February", "at", u"2027-02-30T10:00:00Z"_qs, time);
        row("instant: microseconds", "at", u"2027-03-09T14:06:00.123456Z"_qs, time);
        // More digits than any number holds.
        row("instant: a long fraction", "at", u"2027-03-09T14:06:00."_qs + QString(40, u'9') + u'Z',
            time);
        row("instant: far offset", "at", u"2027-03-09T14:06:00+19:00"_qs, time);
        row("instant: year 0", "at", u"0000-03-09T14:06:00Z"_qs, time);
        row("instant: number", "at", 1'800'000'000, time);
        const QString dates =
            u"Day (day) must be a date such as 2026, 2026-05 or 2026-05-14; a ~ at its end means about."_qs;
        row("date: words", "day", u"last May"_qs, dates);
        row("date: month 13", "day", u"2026-13"_qs, dates);
        row("date: day first", "day", u"14-05-2026"_qs, dates);
        row("date: twice about", "day", u"2026~~"_qs, dates);
        row("reference: short", "owner", u"0195736a"_qs,
            u"Owner (owner) must be one id of 36 characters, that of a team member."_qs);
        row("reference: braces", "owner", u'{' + idA + u'}',
            u"Owner (owner) must be one id of 36 characters, that of a team member."_qs);
        row("change: list", "version", QJsonArray{idA},
            u"Version (version) must be one id of 36 characters, that of a change."_qs);
        row("choices: not a list", "setting", u"notes"_qs,
            u"Setting (setting) must be a list of any of: Brought notes (notes), Manager (manager)."_qs);
        row("choices: unknown", "setting", QJsonArray{u"cake"_qs},
            u"Setting (setting) must be a list of any of: Brought notes (notes), Manager (manager)."_qs);
        row("choices: twice", "setting", QJsonArray{u"notes"_qs, u"notes"_qs},
            u"Setting (setting) names an entry twice."_qs);
        row("references: no id", "assigned", QJsonArray{u"AW"_qs},
            u"Assigned (assigned) must be a list of ids of 36 characters, each that of a team member."_qs);
        row("references: too many", "assigned", QJsonArray{idA, idB, idC},
            u"Assigned (assigned) takes at most 2 entries."_qs);
    }

    void aWrongValue_isRefusedWithASentence() {
        QFETCH(QString, field);
        QFETCH(QJsonValue, json);
        QFETCH(QString, sentence);
        const auto value = valueFromJson(named(field), json);
        QVERIFY(!value);
        QCOMPARE(QString::fromStdString(value.error().detail), sentence);
    }

    void aRightValue_goesThroughJsonUnchanged_data() {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("json");
        const auto row = [](const char* name, const char* field, const QJsonValue& json) {
            QTest::newRow(name) << QString::fromLatin1(field) << json;
        };
        row("text", "room", u"Room 2"_qs);
        row("text: emoji are one character", "room", u"😀😀😀😀😀😀😀😀😀😀"_qs);
        row("text: empty", "room", u""_qs);
        row("long text", "note", u"one\n\ttwo"_qs);
        row("choice", "kind", u"saw"_qs);
        row("flag", "private_dwelling", false);
        row("integer: least", "count", 1);
        row("integer: most", "count", 30);
        row("instant", "at", u"2027-03-09T14:06:00+00:00"_qs);
        row("instant: summer, half hour west", "at", u"2027-06-09T23:59:59.050-09:30"_qs);
        row("instant: before 1970", "at", u"1931-12-31T00:00:00+01:00"_qs);
        row("date: day", "day", u"2028-02-29"_qs);
        row("date: month", "day", u"2026-05"_qs);
        row("date: about", "day", u"2026-05~"_qs);
        row("date: year", "day", u"2026"_qs);
        row("reference", "owner", idA);
        row("change", "version", idB);
        row("choices", "setting", QJsonArray{u"notes"_qs, u"manager"_qs});
        row("choices: none", "setting", QJsonArray());
        row("references", "assigned", QJsonArray{idA, idB});
        row("nothing", "count", QJsonValue::Null);
    }

    void aRightValue_goesThroughJsonUnchanged() {
        QFETCH(QString, field);
        QFETCH(QJsonValue, json);
        const auto value = valueFromJson(named(field), json);
        QVERIFY2(value.has_value(), value ? "" : value.error().detail.c_str());
        QVERIFY(validateValue(named(field), *value).has_value());
        QCOMPARE(valueToJson(named(field), *value), json);
        // The ledger keeps bytes: they must say the same.
        QVERIFY(*cbor::Value::decode(value->encode()) == *value);
    }

    void equalSets_haveOneForm() {
        QVERIFY(*valueFromJson(assigned, QJsonArray{idB, idA}) ==
                *valueFromJson(assigned, QJsonArray{idA, idB}));
        QVERIFY(*valueFromJson(setting, QJsonArray{u"manager"_qs, u"notes"_qs}) ==
                *valueFromJson(setting, QJsonArray{u"notes"_qs, u"manager"_qs}));
    }

    void aSetOutOfOrder_isNotSound() {
        const auto turned =
            cbor::Value::array({cbor::Value(u"manager"_qs), cbor::Value(u"notes"_qs)});
        QVERIFY(!validateValue(setting, turned));
    }

    void aMoment_keepsTheWallClockItWasWrittenAt() {
        const auto value = *valueFromJson(at, u"2027-06-09T15:06:00+01:00"_qs);
        QCOMPARE(value.items()[0].integer(), std::int64_t{1812549960000});
        QCOMPARE(value.items()[1].integer(), 60);
        QCOMPARE(valueForPeople(at, value), u"9 June 2027 15:06"_qs);
    }

    void anApproximateDate_mayBeTypedInWords() {
        QCOMPARE(valueFromText(day, u"about 2026-05"_qs)->text(), u"2026-05~"_qs);
        QCOMPARE(valueForPeople(day, cbor::Value(u"2026-05~"_qs)), u"about May 2026"_qs);
        for (const auto& [typed, stored] : {std::pair(u"about May 2026"_qs, u"2026-05~"_qs),
                                            std::pair(u"9 March 2027"_qs, u"2027-03-09"_qs),
                                            std::pair(u"mar 2027"_qs, u"2027-03"_qs)})
            QCOMPARE(valueFromText(day, typed)->text(), stored);
        for (const auto& typed : {u"31 February 2027"_qs, u"Ma 2027"_qs, u"March 27"_qs})
            QVERIFY(!valueFromText(day, typed));
    }

    void typedText_isReadAsItsKind() {
        QCOMPARE(valueFromText(home, u"yes"_qs)->boolean(), true);
        QCOMPARE(valueFromText(count, u"12"_qs)->integer(), 12);
        QVERIFY(*valueFromText(setting, u"manager, notes"_qs) ==
                *valueFromJson(setting, QJsonArray{u"notes"_qs, u"manager"_qs}));
        QVERIFY(valueFromText(count, QString())->isNull());
        QVERIFY(!valueFromText(count, u"a dozen"_qs));
    }

    void aNewRecord_needsWhatIsRequired_butAnEditDoesNot() {
        const RecordType type = {
            .name = u"leaf"_qs,
            .singular = u"Leaf"_qs,
            .fields = {Field(text("room", "Room", "Where.").required()), count}};
        const FieldValues onlyCount = {{u"count"_qs, cbor::Value(3)}};
        QCOMPARE(validateRecord(type, onlyCount).error().detail, "Room (room) is missing.");
        QVERIFY(validateEdit(type, onlyCount).has_value());
        QCOMPARE(validateEdit(type, {{u"room"_qs, cbor::Value()}}).error().detail,
                 "Room (room) must not be empty.");
        QCOMPARE(validateRecord(type, {{u"room"_qs, cbor::Value(u" "_qs)}}).error().detail,
                 "Room (room) must not be empty.");
        QCOMPARE(validateEdit(type, {{u"size"_qs, cbor::Value(1)}}).error().detail,
                 "Leaf has no such field.");
        QCOMPARE(validateEdit(type, {onlyCount[0], onlyCount[0]}).error().detail,
                 "How many (count) is given twice.");
    }

    void shiftedDays_moveDatesAndMoments_andKeepTheWallClock() {
        const RecordType type = {.name = u"leaf"_qs, .fields = {at, day}};
        const FieldValues values = {{u"at"_qs, *valueFromJson(at, u"2027-03-09T14:06:00+00:00"_qs)},
                                    {u"day"_qs, *valueFromJson(day, u"2027-03-09"_qs)}};
        const FieldValues moved = shiftedByDays(type, values, 100);
        QCOMPARE(valueToJson(at, moved[0].value).toString(), u"2027-06-17T14:06:00+00:00"_qs);
        QCOMPARE(moved[1].value.text(), u"2027-06-17"_qs);
        const FieldValues summer = shiftedByDays(type, values, 100, 60);
        QCOMPARE(valueToJson(at, summer[0].value).toString(), u"2027-06-17T14:06:00+01:00"_qs);
        QCOMPARE(dateShifted(u"2026-05~", 31), u"2026-06~"_qs);
    }
};

QTEST_GUILESS_MAIN(FieldValueTest)
#include "tst_fieldvalue.moc"
