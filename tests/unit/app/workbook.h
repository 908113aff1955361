// Makes small XLSX workbooks, sound ones and broken ones, as a spreadsheet program would.
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <zip.h>

#include <utility>
#include <vector>

namespace candour {

class Workbook {
  public:
    QByteArrayList strings;  // shared; what follows a * is bold
    bool date1904 = false;
    QByteArray doctype;  // of every sheet

    /// `rows` are <row> elements. Style 1 is a date.
    void sheet(const QByteArray& name, const QByteArray& rows,
               const QByteArray& state = "visible") {
        m_sheets.push_back({name, rows, state});
    }

    [[nodiscard]] QByteArray bytes() const {
        zip_error_t error;
        zip_error_init(&error);
        zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
        zip_source_keep(target);
        zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
        std::vector<std::pair<QByteArray, QByteArray>> parts = {
            {"xl/workbook.xml", workbook()},
            {"xl/_rels/workbook.xml.rels", relations()},
            {"xl/styles.xml",
             R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>
                <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
                <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>)"},
            {"xl/sharedStrings.xml", sharedStrings()}};
        for (std::size_t i = 0; i < m_sheets.size(); ++i)
            parts.emplace_back(
                "xl/worksheets/sheet" + QByteArray::number(int(i) + 1) + ".xml",
                doctype + "<worksheet><sheetData>" + m_sheets[i].rows + "</sheetData></worksheet>");
        for (const auto& [name, content] : parts)
            zip_file_add(archive, name.constData(),
                         zip_source_buffer(archive, content.constData(),
                                           static_cast<zip_uint64_t>(content.size()), 0),
                         ZIP_FL_ENC_UTF_8);
        if (zip_close(archive) != 0) qFatal("cannot make a workbook");
        zip_source_open(target);
        zip_source_seek(target, 0, SEEK_END);
        QByteArray made(static_cast<qsizetype>(zip_source_tell(target)), Qt::Uninitialized);
        zip_source_seek(target, 0, SEEK_SET);
        zip_source_read(target, made.data(), static_cast<zip_uint64_t>(made.size()));
        zip_source_close(target);
        zip_source_free(target);
        zip_error_fini(&error);
        return made;
    }

  private:
    struct Sheet {
        QByteArray name;
        QByteArray rows;
        QByteArray state;
    };

    [[nodiscard]] QByteArray workbook() const {
        QByteArray xml = "<workbook xmlns:r=\"urn:relationships\"><workbookPr date1904=\"" +
                         QByteArray(date1904 ? "1" : "0") + "\"/><sheets>";
        for (std::size_t i = 0; i < m_sheets.size(); ++i) {
            const QByteArray number = QByteArray::number(int(i) + 1);
            xml += "<sheet name=\"" + m_sheets[i].name + "\" sheetId=\"" + number + "\" state=\"" +
                   m_sheets[i].state + "\" r:id=\"rId" + number + "\"/>";
        }
        return xml + "</sheets></workbook>";
    }
    [[nodiscard]] QByteArray relations() const {
        QByteArray xml = "<Relationships>";
        for (std::size_t i = 0; i < m_sheets.size(); ++i) {
            const QByteArray number = QByteArray::number(int(i) + 1);
            // Both ways of writing a target are in use.
            xml += "<Relationship Id=\"rId" + number + "\" Target=\"" +
                   (i % 2 == 0 ? "worksheets/sheet" : "/xl/worksheets/sheet") + number + ".xml\"/>";
        }
        return xml + "</Relationships>";
    }
    [[nodiscard]] QByteArray sharedStrings() const {
        QByteArray xml = "<sst>";
        for (const QByteArray& text : strings) {
            const qsizetype bold = text.indexOf('*');
            xml += bold < 0
                       ? "<si><t>" + text + "</t></si>"
                       : "<si><r><t xml:space=\"preserve\">" + text.first(bold) + "</t></r><r><t>" +
                             text.sliced(bold + 1) + "</t></r><rPh><t>spoken</t></rPh></si>";
        }
        return xml + "</sst>";
    }

    std::vector<Sheet> m_sheets;
};

}  // namespace candour
