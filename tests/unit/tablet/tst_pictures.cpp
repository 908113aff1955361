// Pictures from others: a set-up code read out of a photograph, and what is not decoded at all.
#include "app/handover/enroller.h"
#include "app/tablet/pictures.h"
#include "platform/qrcode.h"
#include "tests/support/must.h"
#include "tests/support/qrpicture.h"

#include <QBuffer>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

using namespace candour;

namespace {

const QString invitationLink =
    u"candour:enrol?host=192.0.2.7&port=8443&ca=%1&code=K7MP4XQ29TRDWZ3A"_qs.arg(QString(43, u'A'));

/// As somebody holds a tablet in front of a screen: turned a little, on a grey ground, uneven
/// light.
QImage photographed(const QImage& code) {
    QImage photo(1'400, 1'000, QImage::Format_RGB32);
    photo.fill(QColor(0x88, 0x80, 0x78));
    QPainter painter(&photo);
    painter.translate(700, 500);
    painter.rotate(9);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(-260, -260, 520, 520), code);
    QLinearGradient light(-700, 0, 700, 0);
    light.setColorAt(0, QColor(0, 0, 0, 90));
    light.setColorAt(1, QColor(255, 255, 255, 60));
    painter.fillRect(QRectF(-900, -900, 1'800, 1'800), light);
    return photo;
}

}  // namespace

class TestPictures : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void code_isReadFromAPicture_data() {
        QTest::addColumn<bool>("photo");
        QTest::addColumn<QString>("name");
        QTest::newRow("a screenshot") << false << u"code.png"_qs;
        QTest::newRow("a photograph of a screen") << true << u"IMG_1.jpg"_qs;
        QTest::newRow("called something else") << false << u"code.txt"_qs;
    }
    void code_isReadFromAPicture() {
        QFETCH(bool, photo);
        QFETCH(QString, name);
        const QImage code = test::qrPicture(invitationLink);
        const QString path = m_folder.filePath(name);
        QVERIFY((photo ? photographed(code) : code).save(path, photo ? "JPG" : "PNG"));
        const ScannedInvitation found = must(invitationIn(path));
        QCOMPARE(found.link, invitationLink);
        QCOMPARE(found.address, u"https://192.0.2.7:8443"_qs);
        QCOMPARE(found.code, u"K7MP-4XQ2-9TRD-WZ3A"_qs);
        QVERIFY(Invitation::fromTyped(found.address, found.code).has_value());
    }
    void whatIsNoInvitation_isSaidToBeNone() {
        const QString other = m_folder.filePath(u"menu.png"_qs);
        QVERIFY(test::qrPicture(u"https://example.org/menu"_qs).save(other));
        QCOMPARE(invitationIn(other).error().code, Code::codeUnknown);
        const QString blank = m_folder.filePath(u"blank.png"_qs);
        QImage white(300, 300, QImage::Format_RGB32);
        white.fill(Qt::white);
        QVERIFY(white.save(blank));
        QCOMPARE(invitationIn(blank).error().code, Code::notFound);
        QCOMPARE(invitationIn(u"/no/such/picture.png"_qs).error().code, Code::badInput);
        const QString words = m_folder.filePath(u"words.png"_qs);
        QFile file(words);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no picture");
        file.close();
        QCOMPARE(invitationIn(words).error().code, Code::badInput);
    }
    void pixelsThatAreNotAllThere_areNotLookedAt() {
        const std::vector<std::uint8_t> few(10);
        QCOMPARE(readQrCode(few, 100, 100).error().code, Code::badInput);
        QCOMPARE(readQrCode(few, -1, -10).error().code, Code::badInput);
        QCOMPARE(readQrCode({}, 0, 0).error().code, Code::badInput);
    }
    void aPictureLargerThanAScreen_isMadeSmaller_whateverItSaysOfItself() {
        // A GIF of one pixel, on a canvas of 1 by 12,544.
        const QByteArray strip = QByteArray::fromHex(
            "47494638396101000031800000000000ffffff21f90401000000002c00000000010001000002024401003"
            "b");
        QCOMPARE(must(decodedPicture(strip)).size(), QSize(1, picture::longestSide));
        QImage line(1, 9'000, QImage::Format_RGB32);
        line.fill(Qt::white);
        QByteArray png;
        QBuffer buffer(&png);
        QVERIFY(buffer.open(QIODevice::WriteOnly) && line.save(&buffer, "PNG"));
        QCOMPARE(must(decodedPicture(png)).size(), QSize(1, picture::longestSide));
    }
    void formsThatHoldMoreThanAPicture_areNotDecoded() {
        QCOMPARE(decodedPicture("<svg xmlns=\"http://www.w3.org/2000/svg\"/>").error().code,
                 Code::badInput);
        QVERIFY(!isPictureForm(u"image/svg+xml"_qs));
        QByteArray cut;
        QBuffer buffer(&cut);
        buffer.open(QIODevice::WriteOnly);
        QVERIFY(test::qrPicture(invitationLink).save(&buffer, "PNG"));
        cut.truncate(cut.size() / 2);
        const auto half = decodedPicture(cut);
        QVERIFY(!half || !half->isNull());
    }

  private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestPictures)
#include "tst_pictures.moc"
