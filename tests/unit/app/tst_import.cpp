#include "app/import/caseimport.h"
#include "app/import/cellformat.h"
#include "app/import/cellvalue.h"
#include "app/import/csv.h"
#include "app/records/ndjson.h"
#include "app/rules/agreed.h"
#include "app/rules/recordwords.h"
#include "tests/unit/app/workbook.h"

#include <QTest>

#include <rapidcheck.h>

using namespace candour;

namespace {

QString detailOf(const Error& error) {
    return QString::fromStdString(error.detail);
}

/// Of all rows; a fault is the only cell.
std::vector<QStringList> cellsOf(const Result<Table>& table) {
    if (!table) return {{detailOf(table.error())}};
    std::vector<QStringList> rows;
    for (const TableRow& row : table->rows) rows.push_back(row.cells);
    return rows;
}

std::vector<QStringList> csv(const QByteArray& bytes) {
    return cellsOf(tableFrom(bytes));
}

const RecordType& type(const char* name) {
    return *recordList().type(QString::fromLatin1(name));
}

QString valueOfCell(const char* field, const QString& cell) {
    const auto value = cellValue(*type("tracked_case").field(QString::fromLatin1(field)), cell);
    return value ? valueForPeople(*type("tracked_case").field(QString::fromLatin1(field)), *value)
                 : detailOf(value.error());
}

struct FromFile {
    QString fault;  // of the mapping
    CaseImport import;
    [[nodiscard]] std::vector<RecordLine> records() const {
        std::vector<RecordLine> all;
        for (const QByteArray& line : import.lines.split('\n'))
            if (!line.isEmpty()) all.push_back(*recordFromLine(recordList(), line));
        return all;
    }
};

const cbor::Value today = cbor::Value::array({1'794'000'000'000, 0});

FromFile imported(const QByteArray& file, const QStringList& asked = {},
                  const std::map<QString, KnownCase>& known = {}, const QStringList& values = {}) {
    const auto table = tableFrom(file);
    if (!table) return {detailOf(table.error()), {}};
    const auto mapping = caseMapping(recordList(), *table, asked, values);
    if (!mapping) return {detailOf(mapping.error()), {}};
    int made = 0;
    const auto makeId = [&] {
        return *RecordId::fromString(
            u"0195736a-0000-7000-8000-%1"_qs.arg(++made, 12, 16, QChar(u'0')));
    };
    return {{}, casesFrom(*table, *mapping, recordList(), known, makeId, today)};
}

const QByteArray list =
    "Case number,Summary,Age,Unpaid carer,Date of first contact,Name,Worker\r\n"
    "01,Son cares for father,87,Yes,14/05/2026,Somebody Known,Team A\r\n"
    "02,Home care after a stroke,65-84,no,May 2026,Another,Team B\r\n";

}  // namespace

class ImportTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // CSV -----------------------------------------------------------------------------------------

    void csv_isReadAsItIsWritten_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("first");
        const QStringList two = {u"a"_qs, u"b"_qs};
        QTest::newRow("commas, CRLF") << QByteArray("a,b\r\nc,d\r\n") << two;
        QTest::newRow("semicolons, LF") << QByteArray("a;b\nc;d") << two;
        QTest::newRow("tabs, CR") << QByteArray("a\tb\rc\td\r") << two;
        QTest::newRow("a byte order mark") << QByteArray(
                                                  "\xef\xbb\xbf"
                                                  "a,b\n")
                                           << two;
        QTest::newRow("sep=") << QByteArray("sep=;\r\na;b\r\n") << two;
        QTest::newRow("UTF-16") << QByteArray(
                                       "\xff\xfe"
                                       "a\0,\0b\0\n\0",
                                       10)
                                << two;
        QTest::newRow("quotes") << QByteArray("\"a, \"\"x\"\"\",b\n")
                                << QStringList{u"a, \"x\""_qs, u"b"_qs};
        QTest::newRow("a break in quotes")
            << QByteArray("\"a\nx\",b\n") << QStringList{u"a\nx"_qs, u"b"_qs};
        QTest::newRow("commas in quotes do not decide")
            << QByteArray("\"a,x,y\";b\n") << QStringList{u"a,x,y"_qs, u"b"_qs};
        QTest::newRow("UTF-8") << QByteArray("caf\xc3\xa9,b\n") << QStringList{u"café"_qs, u"b"_qs};
        QTest::newRow("Windows-1252") << QByteArray("caf\xe9 \x96 \x80\x35,O\x92Neil\n")
                                      << QStringList{u"café – €5"_qs, u"O’Neil"_qs};
        QTest::newRow("empty cells at the end") << QByteArray("a,b,,,\n") << two;
    }
    void csv_isReadAsItIsWritten() {
        QFETCH(const QByteArray, bytes);
        QTEST(csv(bytes).front(), "first");
    }

    void csv_rowsKeepTheirNumber_andEmptyOnesAreLeftOut() {
        const auto table = tableFrom("a,b\n\n,,\nc,d\n");
        QCOMPARE(table->rows.size(), 2u);
        QCOMPARE(table->rows.at(1).number, 4);
        QVERIFY(tableFrom("")->rows.empty());
    }

    void csv_whatWasWritten_comesBackTheSame() {
        QVERIFY(rc::check("a table written as CSV comes back the same", [] {
            const auto columns = *rc::gen::inRange<std::size_t>(1, 5);
            const auto cell =
                rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab ,;\t\"\n\r7")));
            std::vector<QStringList> rows;
            QByteArray file = "sep=;\n";
            for (int i = *rc::gen::inRange(0, 6); i > 0; --i) {
                QStringList row;
                for (const std::string& each :
                     *rc::gen::container<std::vector<std::string>>(columns, cell)) {
                    row << QString::fromStdString(each);
                    file += '"' + QByteArray::fromStdString(each).replace("\"", "\"\"") + "\";";
                }
                file += "\r\n";
                while (!row.isEmpty() && row.back().trimmed().isEmpty()) row.pop_back();
                if (!row.isEmpty()) rows.push_back(row);
            }
            const auto table = tableFrom(file);
            RC_ASSERT(table.has_value());
            RC_ASSERT((cellsOf(table) == rows));
        }));
    }

    void csv_anOpenQuote_isAFaultOfItsRow() {
        QVERIFY(csv("a,b\n\"c,d\n").front().front().startsWith(u"Row 2 has a quotation mark"_qs));
        QVERIFY(
            csv("a,b\n\"c\"d,e\n").front().front().startsWith(u"Row 2 has a quotation mark"_qs));
    }

    void csv_limitsAreKept() {
        QCOMPARE(tableFrom(QByteArray("a\n").repeated(10'001)).error().code, Code::tooLarge);
        QVERIFY(tableFrom(QByteArray("a\n").repeated(10'000)));
        QCOMPARE(tableFrom(QByteArray(200, ',') + 'a').error().code, Code::tooLarge);
        QCOMPARE(tableFrom(QByteArray(16'001, 'a')).error().code, Code::tooLarge);
        QCOMPARE(tableFrom(QByteArray(17'000'000, '\n')).error().code, Code::tooLarge);
    }

    void whatIsNoTable_isSaidSo() {
        QCOMPARE(tableFrom(QByteArray("\x89PNG\r\n\x1a\n\0\0", 10)).error().code, Code::badInput);
        QVERIFY(csv("\xd0\xcf\x11\xe0\xa1\xb1").front().front().contains(u"password"_qs));
        QCOMPARE(tableFrom("a,b", u"Sheet1"_qs).error().code, Code::badInput);
    }

    // XLSX ----------------------------------------------------------------------------------------

    void xlsx_cellsAreWhatAPersonReads() {
        Workbook book;
        book.strings = {"Case number", "Date", "plain *rich"};
        book.sheet("List",
                   R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
                      <row r="3"><c r="A3"><v>12</v></c><c r="B3" s="1"><v>46156</v></c>
                        <c r="D3" t="inlineStr"><is><t>typed in</t></is></c>
                        <c r="E3" t="b"><v>1</v></c><c r="F3"><v>0.1</v></c></row>
                      <row r="4"><c r="A4" t="str"><f>CONCAT(A1)</f><v>cached</v></c>
                        <c r="B4" s="1"><f>TODAY()</f><v>46156.25</v></c>
                        <c r="C4" t="s"><v>2</v></c></row>)");
        const auto table = tableFrom(book.bytes());
        QVERIFY2(table, table ? "" : table.error().detail.c_str());
        QCOMPARE(table->sheet, u"List"_qs);
        QCOMPARE(cellsOf(table),
                 (std::vector<QStringList>{
                     {u"Case number"_qs, u"Date"_qs},
                     {u"12"_qs, u"2026-05-14"_qs, u""_qs, u"typed in"_qs, u"Yes"_qs, u"0.1"_qs},
                     {u"cached"_qs, u"2026-05-14 06:00"_qs, u"plain rich"_qs}}));
        QCOMPARE(table->rows.at(1).number, 3);
        QVERIFY(table->faults.empty());
    }

    void xlsx_aCellThatSaysNothingCertain_isAFaultOfItsRow() {
        Workbook book;
        book.sheet("List", R"(<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>
                              <row r="3"><c r="A3"><f>B3</f></c></row>
                              <row r="7"><c r="A7"><f>B7</f><v></v></c></row>
                              <row r="4"><c r="A4" s="1"><v>-5</v></c></row>
                              <row r="5"><c r="A5" t="s"><v>99</v></c></row>
                              <row r="6"><c r="A6" t="s"><v>0</v></c></row>)");
        book.strings = {"there"};
        const auto table = tableFrom(book.bytes());
        QVERIFY(table);
        std::vector<int> rows;
        for (const CellFault& fault : table->faults) rows.push_back(fault.row);
        QCOMPARE(rows, (std::vector<int>{2, 3, 7, 4, 5}));
        QCOMPARE(table->rows.size(), 1u);
    }

    void xlsx_theFirstSheetThatIsShown_orTheOneThatIsNamed() {
        Workbook book;
        book.sheet("Notes", R"(<row r="1"><c r="A1"><v>1</v></c></row>)", "hidden");
        book.sheet("List", R"(<row r="1"><c r="A1"><v>2</v></c></row>)");
        book.sheet("More", R"(<row r="1"><c r="A1"><v>3</v></c></row>)");
        QCOMPARE(cellsOf(tableFrom(book.bytes())).front(), QStringList{u"2"_qs});
        QCOMPARE(cellsOf(tableFrom(book.bytes(), u"More"_qs)).front(), QStringList{u"3"_qs});
        QCOMPARE(cellsOf(tableFrom(book.bytes(), u"Notes"_qs)).front(), QStringList{u"1"_qs});
        QCOMPARE(tableFrom(book.bytes(), u"None"_qs).error().code, Code::notFound);
    }

    void xlsx_daysOfAMacintosh_beginIn1904() {
        Workbook book;
        book.date1904 = true;
        book.sheet("List", R"(<row r="1"><c r="A1" s="1"><v>44694</v></c></row>)");
        QCOMPARE(cellsOf(tableFrom(book.bytes())).front(), QStringList{u"2026-05-14"_qs});
    }

    void xlsx_aPartThatSwells_isRefusedBeforeItTakesTheMemory() {
        Workbook book;
        book.sheet("List", QByteArray(70'000'000, ' '));
        const QByteArray bomb = book.bytes();
        QVERIFY(bomb.size() < 1'000'000);
        QCOMPARE(tableFrom(bomb).error().code, Code::tooLarge);
    }

    void xlsx_aHugeSheet_isRefused_emptyRowsAreNot() {
        Workbook wide;
        wide.sheet("List", R"(<row r="1"><c r="XFD1"><v>1</v></c></row>)");
        QCOMPARE(tableFrom(wide.bytes()).error().code, Code::tooLarge);
        Workbook empty;
        empty.sheet("List", QByteArray("<row><c s=\"0\"/></row>").repeated(20'000) +
                                R"(<row r="1048576"><c r="A1048576"><v>1</v></c></row>)");
        const auto table = tableFrom(empty.bytes());
        QVERIFY(table);
        QCOMPARE(table->rows.at(0).number, 1'048'576);
        Workbook full;
        full.sheet("List", QByteArray("<row><c><v>1</v></c></row>").repeated(10'001));
        QCOMPARE(tableFrom(full.bytes()).error().code, Code::tooLarge);
    }

    void xlsx_entities_areRefused() {
        Workbook book;
        book.sheet("List", R"(<row r="1"><c r="A1" t="str"><v>&big;</v></c></row>)");
        book.doctype = R"(<!DOCTYPE x [<!ENTITY big "aaaa">]>)";
        QCOMPARE(tableFrom(book.bytes()).error().code, Code::badInput);
    }

    void xlsx_aDamagedFile_isSaidSo() {
        Workbook book;
        book.sheet("List", R"(<row r="1"><c r="A1"><v>1</v></c></row>)");
        const QByteArray whole = book.bytes();
        for (const qsizetype length : {qsizetype{10}, whole.size() / 2, whole.size() - 30})
            QCOMPARE(tableFrom(whole.first(length)).error().code, Code::badInput);
        QByteArray flipped = whole;
        flipped[60] = static_cast<char>(flipped[60] ^ 0x55);
        QVERIFY(!tableFrom(flipped));
        Workbook torn;
        torn.sheet("List", R"(<row r="1"><c r="A1"><v>1</c></row>)");
        QCOMPARE(tableFrom(torn.bytes()).error().code, Code::badInput);
        QCOMPARE(tableFrom(Workbook().bytes()).error().code, Code::notFound);
    }

    void xlsx_noFlippedByte_doesHarm() {
        Workbook book;
        book.strings = {"Case number", "plain *rich"};
        book.sheet("List",
                   R"(<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>2</v></c></row>)");
        const QByteArray whole = book.bytes();
        QVERIFY(rc::check("a flipped byte is refused or does not matter", [&] {
            QByteArray flipped = whole;
            const auto at = *rc::gen::inRange<qsizetype>(0, whole.size());
            flipped[at] = static_cast<char>(*rc::gen::inRange(0, 256));
            const auto table = tableFrom(flipped);
            RC_ASSERT((!table || table->rows.size() <= 1));
        }));
    }

    void aNumber_isADateWhereItsFormatSaysSo_data() {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("meaning");
        const auto row = [](int format, const char* code, NumberMeaning meaning) {
            QTest::addRow("%d %s", format, code)
                << format << QString::fromUtf8(code) << static_cast<int>(meaning);
        };
        row(0, "", NumberMeaning::number);
        row(14, "", NumberMeaning::date);
        row(22, "", NumberMeaning::date);
        row(20, "", NumberMeaning::time);
        row(49, "", NumberMeaning::number);
        row(164, "dd/mm/yyyy", NumberMeaning::date);
        row(164, "[$-809]d mmmm yyyy;@", NumberMeaning::date);
        row(164, "mmm", NumberMeaning::date);
        row(164, "[h]:mm", NumberMeaning::time);
        row(164, "General", NumberMeaning::number);
        row(164, "0.00E+00", NumberMeaning::number);
        row(164, "[Red]0 \"days\"", NumberMeaning::number);
        row(164, "0\\d", NumberMeaning::number);
        row(164, "#,##0;[Red]-#,##0", NumberMeaning::number);
    }
    void aNumber_isADateWhereItsFormatSaysSo() {
        QFETCH(const int, format);
        QFETCH(const QString, code);
        QTEST(static_cast<int>(numberFormat(format, code).meaning), "meaning");
    }

    void aNumberOfNoughts_keepsItsLength() {
        QCOMPARE(numberFormat(164, u"00000"_qs).leastDigits, 5);
        QCOMPARE(numberFormat(164, u"0.00"_qs).leastDigits, 1);
        const NumberFormat four{NumberMeaning::number, 4};
        QCOMPARE(*cellText(12, four, DayZero::year1900), u"0012"_qs);
        QCOMPARE(*cellText(12345, four, DayZero::year1900), u"12345"_qs);
        QCOMPARE(*cellText(-7, four, DayZero::year1900), u"-0007"_qs);
    }

    void serialNumbers_areDays() {
        const auto day = [](double serial) {
            return cellText(serial, {NumberMeaning::date}, DayZero::year1900).value_or(u"none"_qs);
        };
        QCOMPARE(day(1), u"1900-01-01"_qs);
        QCOMPARE(day(59), u"1900-02-28"_qs);
        QCOMPARE(day(60), u"none"_qs);
        QCOMPARE(day(61), u"1900-03-01"_qs);
        QCOMPARE(day(46156), u"2026-05-14"_qs);
        QCOMPARE(day(2'958'465), u"9999-12-31"_qs);
        QCOMPARE(day(2'958'466), u"none"_qs);
        QCOMPARE(day(1e300), u"none"_qs);
        QCOMPARE(*cellText(0.5, {NumberMeaning::time}, DayZero::year1900), u"12:00"_qs);
        QCOMPARE(*cellText(1e15, {}, DayZero::year1900), u"1e+15"_qs);
        QCOMPARE(*cellText(-7, {}, DayZero::year1900), u"-7"_qs);
    }

    // Cells as values -----------------------------------------------------------------------------

    void datesAreBritish() {
        for (const QString& same :
             {u"14/05/2026"_qs, u"14/5/26"_qs, u"14 May 2026"_qs, u"14-May-2026"_qs,
              u"2026-05-14"_qs, u"2026-05-14 06:00"_qs, u"2026-05-14T00:00:00"_qs})
            QCOMPARE(councilDate(same).value_or(same + u" is none"_qs), u"2026-05-14"_qs);
        QCOMPARE(*councilDate(u"May 2026"_qs), u"2026-05"_qs);
        QCOMPARE(*councilDate(u"05/2026"_qs), u"2026-05"_qs);
        QCOMPARE(*councilDate(u"2026"_qs), u"2026"_qs);
        for (const QString& none : {u"05/14/2026"_qs, u"31/02/2026"_qs, u"soon"_qs})
            QVERIFY(!councilDate(none));
    }

    void optionsAreUnderstood_byNameTitleOrAge() {
        QCOMPARE(valueOfCell("age", u"87"_qs), u"85 and over"_qs);
        QCOMPARE(valueOfCell("age", u"65-84"_qs), u"65 to 84"_qs);
        QCOMPARE(valueOfCell("age", u"65 to 84"_qs), u"65 to 84"_qs);
        QCOMPARE(valueOfCell("age", u"85+"_qs), u"85 and over"_qs);
        QCOMPARE(valueOfCell("age", u"age_18_64"_qs), u"18 to 64"_qs);
        for (const QString& young : {u"17"_qs, u"16-17"_qs, u"Under 18"_qs, u"<18"_qs, u"0"_qs})
            QCOMPARE(valueOfCell("age", young), u"Under 18"_qs);
        for (const QString& none : {u"1950"_qs, u"born 50"_qs, u"01/02/40"_qs, u"01/02/10"_qs,
                                    u"65+"_qs, u"60-69"_qs, u"18 and over"_qs})
            QCOMPARE(
                valueOfCell("age", none),
                u"“%1” is none of the options: Under 18, 18 to 64, 65 to 84, 85 and over."_qs.arg(
                    none));
        QCOMPARE(valueOfCell("ethnicity", u" WHITE "_qs), u"White"_qs);
        QCOMPARE(valueOfCell("flags", u"Dementia; self-funder"_qs), u"Self-funder, Dementia"_qs);
        QCOMPARE(valueOfCell("flags", u"Dementia, tall"_qs),
                 u"“tall” is none of the options: "_qs +
                     optionsOf(*type("tracked_case").field(u"flags")) + u'.');
        for (const QString& none :
             {u"  "_qs, u"Prefer not to say"_qs, u"Not known"_qs, u"-"_qs, u"N/A"_qs})
            QCOMPARE(valueOfCell("age", none), QString());
        QCOMPARE(valueOfCell("characteristics", u"Female"_qs), u"Woman"_qs);
        QCOMPARE(valueOfCell("characteristics", u"M"_qs), u"Man"_qs);
    }

    void ethnicGroups_areUnderstood_asTheCensusNamesThem_data() {
        QTest::addColumn<QString>("group");
        const auto row = [](const char* written, const char* group) {
            QTest::newRow(written) << QString::fromLatin1(group);
        };
        row("White British", "White");
        row("White: English", "White");
        row("English, Welsh, Scottish, Northern Irish or British", "White");
        row("White - Gypsy or Irish Traveller", "White");
        row("Any other White background", "White");
        row("Asian or Asian British - Pakistani", "Asian");
        row("Asian, Asian British or Asian Welsh", "Asian");
        row("Chinese", "Asian");
        row("Black or Black British: African", "Black");
        row("Caribbean", "Black");
        row("Mixed - White and Black Caribbean", "Mixed");
        row("White and Asian", "Mixed");
        row("Mixed or Multiple ethnic groups", "Mixed");
        row("Arab", "Another");
        row("Any other ethnic group", "Another");
        row("British", "");
        row("Whitehaven", "");
        row("Martian", "");
    }
    void ethnicGroups_areUnderstood_asTheCensusNamesThem() {
        QFETCH(QString, group);
        const QString written = QString::fromLatin1(QTest::currentDataTag());
        const QString none =
            u"“%1” is none of the options: White, Black, Asian, Mixed, Another."_qs;
        QCOMPARE(valueOfCell("ethnicity", written), group.isEmpty() ? none.arg(written) : group);
    }

    // Cases ---------------------------------------------------------------------------------------

    void aCouncilsList_becomesCases() {
        const FromFile made = imported(list);
        QCOMPARE(made.fault, QString());
        QCOMPARE(made.import.cases, 2);
        const auto records = made.records();
        QCOMPARE(records.size(), 2u);
        const FieldValues& first = records.at(0).fields;
        QCOMPARE(valueOf(first, u"number").text(), u"01"_qs);
        QCOMPARE(valueOf(first, u"age").text(), u"age_85"_qs);
        QCOMPARE(valueOf(first, u"first_contact").text(), u"2026-05-14"_qs);
        QCOMPARE(valueOf(first, u"stage").text(), u"listed"_qs);
        QCOMPARE(valueOf(first, u"flags").items().size(), 1u);
        QVERIFY(valueOf(records.at(1).fields, u"flags").isNull());
        QCOMPARE(made.import.rowOfLine, (std::vector<int>{2, 3}));
    }

    void headingsOfRealLists_areRecognised() {
        const FromFile made = imported(
            "Ref,Description,Carer?,Gender,First contacted,Ethnic group,Disability\n"
            "1,a,Yes,Female,14/05/2026,White British,No\n2,b,no,,,Prefer not to say,\n");
        QCOMPARE(made.fault, QString());
        QCOMPARE(made.import.faults, std::vector<RowFault>());
        const auto records = made.records();
        QVERIFY(chosenIn(records.at(0).fields, u"flags", u"unpaid_carer"));
        QVERIFY(chosenIn(records.at(0).fields, u"characteristics", u"sex_female"));
        QCOMPARE(valueOf(records.at(0).fields, u"first_contact").text(), u"2026-05-14"_qs);
        QCOMPARE(valueOf(records.at(0).fields, u"ethnicity").text(), u"white"_qs);
        QVERIFY(valueOf(records.at(1).fields, u"ethnicity").isNull());
        QVERIFY(valueOf(records.at(1).fields, u"flags").isNull());
        // Who said no is counted, and who said nothing is not (R30).
        QVERIFY(chosenIn(records.at(0).fields, u"characteristics", u"disability_none"));
        QVERIFY(valueOf(records.at(1).fields, u"characteristics").isNull());
    }

    void whatAListWrites_isTranslated_asSomebodySays() {
        const QByteArray odd =
            "Number,Summary,Ethnicity,Age,Dementia\n1,a,Wht: Eng,Elder,perhaps\n2,b,old,old,no\n";
        const FromFile made =
            imported(odd, {}, {},
                     {u"Wht: Eng=white"_qs, u"Elder=85 and over"_qs, u"Age:OLD=age_65_84"_qs,
                      u"Ethnicity: old="_qs, u"Dementia:Perhaps=yes"_qs});
        QCOMPARE(made.fault, QString());
        QCOMPARE(made.import.faults, std::vector<RowFault>());
        const auto records = made.records();
        QCOMPARE(valueOf(records.at(0).fields, u"ethnicity").text(), u"white"_qs);
        QCOMPARE(valueOf(records.at(0).fields, u"age").text(), u"age_85"_qs);
        QVERIFY(chosenIn(records.at(0).fields, u"flags", u"dementia"));
        QVERIFY(valueOf(records.at(1).fields, u"ethnicity").isNull());
        QCOMPARE(valueOf(records.at(1).fields, u"age").text(), u"age_65_84"_qs);
        const FromFile sets =
            imported("Number,Summary,Flags\n1,a,\"AD, Dementia\"\n", {}, {}, {u"AD=advocacy"_qs});
        QCOMPARE(valueOf(sets.records().at(0).fields, u"flags").items().size(), 2u);
        // What goes nowhere is said before anything is read.
        QCOMPARE(imported(odd, {}, {}, {u"old=green"_qs}).fault,
                 u"No column has an option “green”."_qs);
        QCOMPARE(
            imported(odd, {}, {}, {u"Ethnicity:old=green"_qs}).fault,
            u"“Ethnicity” has no option “green”. It has: White, Black, Asian, Mixed, Another."_qs);
        QCOMPARE(imported(odd, {}, {}, {u"Dementia:old=green"_qs}).fault,
                 u"“Dementia” has no option “green”. It has: yes, no."_qs);
        QVERIFY(imported(odd, {}, {}, {u"old"_qs}).fault.startsWith(u"“old” says nothing"));
    }

    void r4_whatTheCouncilSaysTheyAgreedTo_isItsReport_andNothingMore() {
        const QByteArray consents =
            "Number,Summary,Consent given?,May we read\n1,a,Yes,14/05/2026\n2,b,No,\n3,c,,Not "
            "known\n";
        QVERIFY(!imported(consents).import.lines.contains("case_agreement"));
        const FromFile made = imported(consents, {u"Consent given?=case_agreement.talk"_qs,
                                                  u"May we read=case_agreement.view_records"_qs});
        QCOMPARE(made.fault, QString());
        QCOMPARE(made.import.faults, std::vector<RowFault>());
        QCOMPARE(made.import.cases, 3);
        const auto records = made.records();
        QStringList answers;
        for (const RecordLine& record : records) {
            if (record.type->name != u"case_agreement") continue;
            QVERIFY(validateRecord(*record.type, record.fields).has_value());
            QCOMPARE(textIn(record.fields, u"source"), u"reported_by_council"_qs);
            answers << textIn(record.fields, u"purpose") + u' ' + textIn(record.fields, u"event");
        }
        QCOMPARE(answers,
                 (QStringList{u"talk given"_qs, u"view_records given"_qs, u"talk refused"_qs}));
        QCOMPARE(valueOf(records.at(1).fields, u"time"), today);
        QCOMPARE(*dayIn(records.at(2).fields, u"time"), QDate(2026, 5, 14));
        QVERIFY(!trackingIsAgreed(records.at(0).id, among(records)));
        QCOMPARE(imported(consents, {u"Consent given?=case_agreement.dance"_qs}).fault,
                 u"“case_agreement.dance” is no field to fill."_qs);
        QCOMPARE(
            imported("Number,Summary,C\n1,a,Verbal\n", {u"C=case_agreement.talk"_qs}).import.faults,
            (std::vector<RowFault>{{2,
                                    u"C: “Verbal” is none of the options: Asked, Yes, No, "
                                    "Withdrawn, Paused."_qs}}));
        QCOMPARE(imported("Number,Summary,C\n1,a,Verbal\n", {u"C=case_agreement.talk"_qs}, {},
                          {u"Verbal=yes"_qs})
                     .records()
                     .size(),
                 2u);
    }

    void aRowWithFaults_saysAllOfThem_andTheGoodRowsAreCountedAllTheSame() {
        const FromFile made =
            imported("Number,Summary,Age,First contact\n1,a,87,\n1,,old,01/13/2026\n2,b,87,\n");
        QStringList sentences;
        for (const RowFault& fault : made.import.faults) {
            QCOMPARE(fault.row, 3);
            sentences << fault.sentence;
        }
        QCOMPARE(sentences.size(), 4);
        QVERIFY(sentences.contains(u"Its case number is there twice."_qs));
        QVERIFY(sentences.contains(u"Summary is missing."_qs));
        QVERIFY(sentences.contains(
            u"First contact: this is not a date such as 14/05/2026 or May 2026."_qs));
        QVERIFY(made.import.lines.isEmpty());
        QCOMPARE(made.import.cases, 0);
        QCOMPARE(made.import.sound, 2);
        QCOMPARE(made.import.examples.size(), 2);
        QVERIFY(made.import.examples.front().contains("\"number\":\"1\""));
    }

    void names_areTakenOnlyWhenAskedFor_andLieApart() {
        QVERIFY(!imported(list).import.lines.contains("Somebody"));
        const auto mapping = caseMapping(recordList(), *tableFrom(list));
        QCOMPARE(mapping->leftOut, (QStringList{u"Name"_qs, u"Worker"_qs}));
        const FromFile made = imported(list, {u"Name=case_identity.name"_qs});
        const auto records = made.records();
        QCOMPARE(records.size(), 4u);
        QCOMPARE(records.at(1).type->name, u"case_identity"_qs);
        QCOMPARE(valueOf(records.at(1).fields, u"name").text(), u"Somebody Known"_qs);
        QCOMPARE(valueOf(records.at(1).fields, u"case").bytes(), records.at(0).id.toBytes());
        QVERIFY(!lineFromRecord(records.at(0)).contains("Somebody"));
    }

    void theMapping_isAsSomebodySays() {
        const QByteArray odd = "Nr.,Story,About,Summary\n7,One,Two,Three\n";
        QCOMPARE(imported(odd).fault,
                 u"No column is “Number”. Say which one it is, of: Nr., Story, About."_qs);
        QCOMPARE(imported("Summary,Stage\nOne,Listed\n").fault,
                 u"No column is “Number”. Say which one it is, of: Stage."_qs);
        const FromFile made =
            imported(odd, {u"Nr.=number"_qs, u"Story=summary"_qs, u"Summary="_qs});
        QCOMPARE(made.fault, QString());
        QCOMPARE(valueOf(made.records().at(0).fields, u"summary").text(), u"One"_qs);
        QCOMPARE(imported(odd, {u"Nr.=number"_qs, u"Story=summary"_qs}).fault,
                 u"Two columns would be “Summary”. Leave one of them out."_qs);
        QCOMPARE(imported(odd, {u"Nothing=number"_qs}).fault, u"No column is called “Nothing”."_qs);
        for (const QString& field : {u"stage"_qs, u"owner"_qs, u"invented"_qs, u"flags:tall"_qs,
                                     u"number:x"_qs, u"case_identity.case"_qs})
            QCOMPARE(imported(odd, {u"Nr.="_qs + field}).fault,
                     u"“%1” is no field to fill."_qs.arg(field));
    }

    void severalColumns_fillOneSet() {
        const FromFile made = imported(
            "Number,Summary,Flags,Dementia,Unpaid carer\n1,a,\"Dementia\",yes,x\n2,b,,,\n");
        QCOMPARE(made.fault, QString());
        QVERIFY(made.import.faults.empty());
        QCOMPARE(valueForPeople(*type("tracked_case").field(u"flags"),
                                valueOf(made.records().at(0).fields, u"flags")),
                 u"Unpaid carer, Dementia"_qs);
    }

    void everyFaultyRow_isNumbered_andNothingIsImported() {
        const FromFile made = imported(
            "Number,Summary,Age,Dementia\n1,fine,87,no\n2,,87,no\n3,a,old,no\n1,b,87,no\n,c,87,no\n"
            "5,d,87,perhaps\n");
        QVERIFY(made.import.lines.isEmpty());
        QCOMPARE(made.import.cases, 0);
        QCOMPARE(made.import.faults,
                 (std::vector<RowFault>{{3, u"Summary is missing."_qs},
                                        {4,
                                         u"Age: “old” is none of the options: Under 18, 18 to "
                                         "64, 65 to 84, 85 and over."_qs},
                                        {5, u"Its case number is there twice."_qs},
                                        {6, u"Number is missing."_qs},
                                        {7, u"Dementia: “perhaps” is neither yes nor no."_qs}}));
    }

    void aFault_repeatsWhatTheCellHolds_onlyWhereAnOptionWasToStand() {
        const FromFile made = imported("Number,Summary,First contact\n" + QByteArray(30, '1') +
                                       ",Known of 7 Lane,Known again\n");
        QCOMPARE(made.import.faults.size(), 2u);
        for (const RowFault& fault : made.import.faults)
            QVERIFY(!fault.sentence.contains(u"Known"_qs) && !fault.sentence.contains(u"111"));
    }

    void aCaseThatIsHereAlready_staysAsItIs() {
        const FromFile made = imported(list, {}, {{u"01"_qs, {}}});
        QCOMPARE(made.import.cases, 1);
        QCOMPARE(made.import.alreadyHere, 1);
        QCOMPARE(valueOf(made.records().at(0).fields, u"number").text(), u"02"_qs);
    }

    void aSecondList_bringsNamesAndAnswers_whereTheyAreNotHereYet() {
        const QByteArray second =
            "Case number,Summary,Name,Consent\n1,x,Somebody "
            "Known,yes\n2,x,Another,yes\n3,x,Else,\n";
        const RecordId one = *RecordId::fromString(u"0195736a-0000-7000-8000-0000000000f1"_qs);
        const RecordId two = *RecordId::fromString(u"0195736a-0000-7000-8000-0000000000f2"_qs);
        const FromFile made =
            imported(second, {u"Name=case_identity.name"_qs, u"Consent=case_agreement.talk"_qs},
                     {{u"01"_qs, {.id = one}},
                      {u"02"_qs, {.id = two, .identified = true, .reported = {u"talk"_qs}}},
                      {u"03"_qs, {}}});  // struck: it is not wanted
        QCOMPARE(made.import.cases, 0);
        QCOMPARE(made.import.alreadyHere, 3);
        QCOMPARE(made.import.completed, 1);
        const auto records = made.records();
        QCOMPARE(records.size(), 2u);
        QCOMPARE(records.at(0).type->name, u"case_agreement"_qs);
        QCOMPARE(records.at(1).type->name, u"case_identity"_qs);
        for (const RecordLine& record : records) QVERIFY(idIn(record.fields, u"case") == one);
    }

    void aTitleAboveTheHeadings_isPassedOver() {
        const FromFile made = imported("Northmere case list\n\nNumber,Summary\n1,a\n");
        QCOMPARE(made.fault, QString());
        QCOMPARE(made.import.rowOfLine, std::vector<int>{4});
        QCOMPARE(imported("only one cell\n").fault, u"The table has no row of headings."_qs);
    }

    void aWorkbook_becomesCasesToo() {
        Workbook book;
        book.strings = {"Case number", "Summary", "First contact", "A long walk"};
        book.sheet("List",
                   R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
                        <c r="C1" t="s"><v>2</v></c></row>
                      <row r="2"><c r="A2"><v>7</v></c><c r="B2" t="s"><v>3</v></c>
                        <c r="C2" s="1"><v>46156</v></c></row>)");
        const FromFile made = imported(book.bytes());
        QCOMPARE(made.fault, QString());
        const auto records = made.records();
        QCOMPARE(valueOf(records.at(0).fields, u"number").text(), u"7"_qs);
        QCOMPARE(valueOf(records.at(0).fields, u"first_contact").text(), u"2026-05-14"_qs);
    }

    void aCellThatCannotBeRead_mattersOnlyWhereSomethingIsTakenFrom() {
        Workbook book;
        book.strings = {"Case number", "Summary", "Worker"};
        const QByteArray headings =
            R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
                 <c r="C1" t="s"><v>2</v></c></row>)";
        Workbook elsewhere = book;
        elsewhere.sheet("List", headings +
                                    R"(<row r="2"><c r="A2" t="n"><v>7</v></c>
                                         <c r="B2" t="s"><v>1</v></c>
                                         <c r="C2" t="e"><v>#N/A</v></c></row>)");
        QCOMPARE(imported(elsewhere.bytes()).import.cases, 1);
        Workbook here = book;
        here.sheet("List", headings +
                               R"(<row r="2"><c r="A2" t="n"><f>1+6</f><v></v></c>
                                    <c r="B2" t="s"><v>1</v></c></row>)");
        const FromFile made = imported(here.bytes());
        QCOMPARE(made.import.faults.size(), 1u);
        QVERIFY(made.import.faults.front().sentence.startsWith(u"Case number: A formula"_qs));
    }
};

QTEST_GUILESS_MAIN(ImportTest)
#include "tst_import.moc"
