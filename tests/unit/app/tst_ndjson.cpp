#include "app/records/ndjson.h"
#include "platform/limits.h"

#include <QTest>

using namespace candour;

namespace {

/// Single quotes stand for double ones, which would have to be escaped here.
QByteArray json(const char* text) {
    return QByteArray(text).replace('\'', '"');
}

const QByteArray slotStart =
    json("{'type':'timetable_slot','id':'0195736a-0000-7000-8000-000000000001'");
const QByteArray lineStart = json("{'type':'line','id':'0195736a-0000-7000-8000-000000000002'");

}  // namespace

class NdjsonTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aBadLine_isRefusedWithASentence_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const QByteArray& line, const QString& sentence) {
            QTest::newRow(name) << line << sentence;
        };
        row("empty", "", u"This is not JSON: near byte 0, illegal value."_qs);
        row("half a line", slotStart, u"This is not JSON: near byte 68, unterminated string."_qs);
        row("an array", "[1]", u"A line must be one JSON object: { … }."_qs);
        row("two objects", slotStart + "}{}",
            u"This is not JSON: near byte 69, garbage at the end of the document."_qs);
        row("no type", "{}", u"“type” is missing: the name of a record type."_qs);
        row("unknown type", json("{'type':'teapot'}"), u"There is no record type “teapot”."_qs);
        row("a type that is no name", json("{'type':'Mrs Smith, 4 High St'}"),
            u"There is no record type a key that is no name."_qs);
        row("no id", json("{'type':'line'}"),
            u"“id” must be a UUID of version 7, in 36 characters."_qs);
        row("a random id", json("{'type':'line','id':'8c3f0b3e-36a1-4f6b-9a2e-2f8f0f5f1a11'}"),
            u"“id” must be a UUID of version 7, in 36 characters."_qs);
        row("unknown field", slotStart + json(",'colour':'red'}"),
            u"Timetable slot has no field “colour”."_qs);
        row("wrong kind", slotStart + json(",'room':2}"), u"Room (room) must be text."_qs);
        row("a number with a point", lineStart + json(",'agree':2.5}"),
            u"Agree (agree) must be a whole number from 0 to 1000."_qs);
        row("an object as value", slotStart + json(",'room':{'a':1}}"),
            u"Room (room) must be text."_qs);
        row("a NUL byte", slotStart + QByteArray(",\"room\":\"a\0b\"}", 14),
            u"The line holds a NUL byte."_qs);
        row("a NUL escape", slotStart + json(",'room':'a\\u0000b'}"),
            u"Room (room) holds a NUL character, which no text may."_qs);
        row("invalid UTF-8", slotStart + ",\"room\":\"a\xff\"}",
            u"The text near byte 78 is not UTF-8."_qs);
        row("half a surrogate pair", lineStart + json(",'text':'\\ud83d'}"),
            u"Text (text) holds broken characters (not Unicode)."_qs);
        row("a key twice", slotStart + json(",'room':'a','room':'b'}"),
            u"“room” is there twice."_qs);
        row("a key twice, spelt differently", slotStart + json(",'room':'a','r\\u006fom':'b'}"),
            u"A key is there twice."_qs);
        row("over the limit", slotStart + ",\"title\":\"" + QByteArray(201, 'a') + "\"}",
            u"Title (title) takes at most 200 characters; this has 201."_qs);
        row("a huge line", slotStart + QByteArray(limits::applyLine, ' ') + '}',
            u"The line is longer than 1 MiB."_qs);
        row("a notebook that is none", slotStart + json(",'notebook':'plans'}"),
            u"“notebook” must be a notebook's id, team, plan, identities, safeguarding, or "
            "session: and "
            "a timetable slot's id."_qs);
        row("the wrong notebook", lineStart + json(",'notebook':'team'}"),
            u"Line belongs in a notebook of the kind session."_qs);
        row("a session's notebook for a slot",
            slotStart + json(",'notebook':'session:0195736a-0000-7000-8000-000000000001'}"),
            u"Timetable slot belongs in a notebook of the kind plan."_qs);
    }

    void aBadLine_isRefusedWithASentence() {
        QFETCH(QByteArray, line);
        QFETCH(QString, sentence);
        const auto record = recordFromLine(recordList(), line);
        QVERIFY(!record);
        QCOMPARE(QString::fromStdString(record.error().detail), sentence);
    }

    void aGoodLine_isReadAndWrittenWithoutLoss_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no notebook") << slotStart + json(",'day':'2027-03-09','room':'Room 2'}");
        QTest::newRow("a kind") << QByteArray(
            json("{'type':'timetable_slot','id':'0195736a-0000-7000-8000-000000000001',"
                 "'notebook':'plan','title':'PSW \\'north\\' \\\\ – “quoted”'}"));
        QTest::newRow("a notebook's id")
            << lineStart + json(
                               ",'notebook':'0195736a-0000-7000-8000-000000000009','text':'"
                               "two\\nlines {\\'a\\':[1,2]}'}");
        QTest::newRow("a session")
            << lineStart +
                   json(
                       ",'notebook':'session:0195736a-0000-7000-8000-000000000001',"
                       "'at':'2027-03-09T14:06:00+00:00','kind':'said','quote':true,'agree':6}");
    }

    void aGoodLine_isReadAndWrittenWithoutLoss() {
        QFETCH(QByteArray, line);
        const auto record = recordFromLine(recordList(), line);
        QVERIFY2(record.has_value(), record ? "" : record.error().detail.c_str());
        QCOMPARE(lineFromRecord(*record), line);
    }

    void fields_comeInTheOrderOfTheList() {
        const auto record =
            recordFromLine(recordList(), slotStart + json(",'room':'Room 2','day':'2027-03-09'}"));
        QCOMPARE(lineFromRecord(*record), slotStart + json(",'day':'2027-03-09','room':'Room 2'}"));
    }
};

QTEST_GUILESS_MAIN(NdjsonTest)
#include "tst_ndjson.moc"
