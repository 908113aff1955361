// The camera on the page that sets a tablet up: the real window, tablet and camera module, and real
// video frames. Only the camera itself is not there: its frames come from here.
#include "tests/qml/pagefaults.h"
#include "tests/support/qrpicture.h"
#include "tests/support/stage.h"
#include "tests/support/tabletwindow.h"

#include <QAccessible>
#include <QBuffer>
#include <QFile>
#include <QPainter>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QVideoFrame>
#include <QVideoSink>
#include <qpa/qplatformaccessibility.h>
#include <qpa/qplatformintegration.h>
#include <qpa/qwindowsysteminterface.h>

#include <private/qguiapplication_p.h>

#include <cstring>

using namespace candour;
using namespace Qt::StringLiterals;

namespace {

const QString invitationLink =
    u"candour:enrol?host=192.0.2.7&port=8443&ca=%1&code=K7MP4XQ29TRDWZ3A"_s.arg(QString(43, u'A'));

/// A code `side` pixels wide, turned, on the grey of a desk.
QImage inFrontOfTheCamera(const QString& text, int side = 420, qreal turned = 6) {
    QImage view(1'280, 720, QImage::Format_RGB32);
    view.fill(QColor(0x88, 0x80, 0x78));
    QPainter painter(&view);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.translate(640, 360);
    painter.rotate(turned);
    painter.drawImage(QRectF(-side / 2.0, -side / 2.0, side, side), test::qrPicture(text));
    return view;
}

QImage blurred(const QImage& sharp) {
    constexpr int by = 3;
    return sharp.scaled(sharp.size() / by, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .scaled(sharp.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

QImage noisy(QImage clear) {
    QRandomGenerator chance(7);
    for (int y = 0; y < clear.height(); ++y)
        for (int x = 0; x < clear.width(); ++x) {
            const int grey = qGray(clear.pixel(x, y)) + chance.bounded(-50, 51);
            const int kept = qBound(0, grey, 255);
            clear.setPixel(x, y, qRgb(kept, kept, kept));
        }
    return clear;
}

/// As a camera of that form hands it over.
QVideoFrame frameOf(const QImage& view, QVideoFrameFormat::PixelFormat form) {
    QByteArray jpeg;
    if (form == QVideoFrameFormat::Format_Jpeg) {
        QBuffer buffer(&jpeg);
        buffer.open(QIODevice::WriteOnly);
        view.save(&buffer, "JPG");
    }
    QVideoFrame frame(QVideoFrameFormat(view.size(), form));
    if (!frame.map(QVideoFrame::WriteOnly)) qFatal("no frame");
    const QImage grey = view.convertToFormat(QImage::Format_Grayscale8);
    for (int plane = 0; plane < frame.planeCount(); ++plane)
        std::memset(frame.bits(plane), 128, static_cast<std::size_t>(frame.mappedBytes(plane)));
    if (form == QVideoFrameFormat::Format_Jpeg) {
        if (jpeg.size() > frame.mappedBytes(0)) qFatal("no room");
        std::memcpy(frame.bits(0), jpeg.constData(), static_cast<std::size_t>(jpeg.size()));
    }
    const bool packed =
        form == QVideoFrameFormat::Format_YUYV || form == QVideoFrameFormat::Format_UYVY;
    const int first = form == QVideoFrameFormat::Format_UYVY ? 1 : 0;
    for (int y = 0; y < view.height() && jpeg.isEmpty(); ++y) {
        uchar* const line = frame.bits(0) + static_cast<qsizetype>(y) * frame.bytesPerLine(0);
        if (form == QVideoFrameFormat::Format_BGRX8888)
            std::memcpy(line, view.constScanLine(y), static_cast<std::size_t>(view.bytesPerLine()));
        else
            for (int x = 0; x < view.width(); ++x)
                line[packed ? x * 2 + first : x] = grey.constScanLine(y)[x];
    }
    frame.unmap();
    return frame;
}

bool isLoaded(const char* library) {
    QFile maps(u"/proc/self/maps"_s);
    return maps.open(QIODevice::ReadOnly) && maps.readAll().contains(library);
}

/// A tablet that nobody has set up yet.
struct Desk {
    Desk() : window(folder.filePath(u"vault"_s), clock, random, modules()) { begin(); }
    /// The page as it is opened first.
    void begin() {
        window.models.shell.showLook(false, 1);
        window.models.shell.showPage(ShellModel::Enrol);
        enrol().show({});
        window.window->resize(1'280, 800);
        window.window->requestActivate();
        (void)northmere::Stage::settle(*window.window);
    }
    ~Desk() { window.tablet.stop(); }
    Q_DISABLE_COPY_MOVE(Desk)

    static QString modules() {
        return QCoreApplication::applicationDirPath() + u"/../../lib/candour/qml"_s;
    }
    [[nodiscard]] EnrolModel& enrol() { return window.models.enrol; }
    void press(const QString& words) const {
        QQuickItem* button = nullptr;
        northmere::eachItem(window.window->contentItem(), [&](QQuickItem* item) {
            if (northmere::isShown(item) && item->inherits("QQuickAbstractButton") &&
                item->property("text").toString() == words)
                button = item;
        });
        QVERIFY2(button != nullptr, qPrintable(words));
        const QPointF middle = button->mapToScene({button->width() / 2, button->height() / 2});
        QTest::mouseClick(window.window, Qt::LeftButton, {}, middle.toPoint());
    }
    /// Words that stand on the page.
    [[nodiscard]] bool says(const QString& words) const {
        bool said = false;
        northmere::eachItem(window.window->contentItem(), [&](const QQuickItem* item) {
            said = said || (northmere::isShown(item) && item->inherits("QQuickText") &&
                            item->property("text").toString().contains(words));
        });
        return said;
    }
    /// Where the camera's frames arrive; null while it is off.
    [[nodiscard]] QVideoSink* sink() const {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        const QQuickItem* const looking = window.item("EnrolCamera");
        return looking == nullptr ? nullptr : looking->findChild<QVideoSink*>();
    }
    /// One after the other, as a camera does, until it holds.
    template <class Holds>
    [[nodiscard]] bool watches(const QVideoFrame& frame, Holds holds) const {
        return QTest::qWaitFor(
            [&] {
                if (QVideoSink* const into = sink()) into->setVideoFrame(frame);
                return holds();
            },
            20'000);
    }

    QTemporaryDir folder;
    SystemClock clock;
    SystemRandom random;
    TabletWindow window;
};

constexpr auto usual = QVideoFrameFormat::Format_NV12;

}  // namespace

class TestCamera : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        if (m_desk == nullptr) m_desk = std::make_unique<Desk>();
        m_desk->begin();
    }
    void initTestCase() {
        // Before anything is loaded, and at the platform, or Controls stay nameless.
        QGuiApplicationPrivate::platformIntegration()->accessibility()->setActive(true);
        QAccessible::setActive(true);
    }

    void camera_isLoadedWhenItIsAskedFor_andSaysThatThereIsNone() {
        QVERIFY(!isLoaded("candour_camera"));
        m_desk->press(u"Use the camera"_s);
        QVERIFY(m_desk->enrol().watching());
        QTRY_VERIFY(m_desk->sink() != nullptr);
        QTRY_VERIFY(m_desk->says(u"no camera that can be used"_s));
        QVERIFY(isLoaded("candour_camera"));
        QVERIFY(m_desk->enrol().watching());
        m_desk->press(u"Stop the camera"_s);
        QTRY_VERIFY(m_desk->sink() == nullptr);
        QVERIFY(!m_desk->says(u"no camera that can be used"_s));
    }

    void cameraThatIsNotInstalled_isNotOffered() {
        QTemporaryDir folder;
        const SystemClock clock;
        SystemRandom random;
        TabletWindow window(folder.filePath(u"vault"_s), clock, random);
        QVERIFY(!window.models.enrol.cameraOffered());
        (void)northmere::Stage::settle(*window.window);
        northmere::eachItem(window.window->contentItem(), [](const QQuickItem* item) {
            QVERIFY(!northmere::isShown(item) ||
                    item->property("text").toString() != u"Use the camera"_s);
        });
        window.tablet.stop();
    }

    void codeBeforeTheCamera_fillsTheFields_data() {
        QTest::addColumn<QImage>("view");
        QTest::addColumn<int>("form");
        const QImage plain = inFrontOfTheCamera(invitationLink);
        QTest::newRow("held up") << plain << int(usual);
        QTest::newRow("upside down") << inFrontOfTheCamera(invitationLink, 420, 176) << int(usual);
        QTest::newRow("on its side") << inFrontOfTheCamera(invitationLink, 420, 90) << int(usual);
        QTest::newRow("small") << inFrontOfTheCamera(invitationLink, 190) << int(usual);
        QTest::newRow("blurred") << blurred(plain) << int(usual);
        QTest::newRow("noisy") << noisy(plain) << int(usual);
        QTest::newRow("as in a mirror") << plain.mirrored(true, false) << int(usual);
        QTest::newRow("by a camera of many pixels")
            << plain.scaled(3'840, 2'160) << int(QVideoFrameFormat::Format_YUV420P);
        QTest::newRow("packed, brightness first") << plain << int(QVideoFrameFormat::Format_YUYV);
        QTest::newRow("packed, colour first") << plain << int(QVideoFrameFormat::Format_UYVY);
        QTest::newRow("in colours") << plain << int(QVideoFrameFormat::Format_BGRX8888);
        QTest::newRow("as a JPEG") << plain << int(QVideoFrameFormat::Format_Jpeg);
    }
    void codeBeforeTheCamera_fillsTheFields() {
        QFETCH(QImage, view);
        QFETCH(int, form);
        m_desk->press(u"Use the camera"_s);
        QTRY_VERIFY(m_desk->sink() != nullptr);
        const QVideoFrame frame = frameOf(view, QVideoFrameFormat::PixelFormat(form));
        QVERIFY(m_desk->watches(frame, [&] { return m_desk->enrol().mayContinue(); }));
        QCOMPARE(m_desk->enrol().code(), u"K7MP4XQ29TRDWZ3A"_s);
        QCOMPARE(m_desk->enrol().address(), u"https://192.0.2.7:8443"_s);
        QCOMPARE(m_desk->enrol().link(), invitationLink);
        QTRY_VERIFY(m_desk->says(u"Read by the camera"_s));
        QVERIFY(!m_desk->enrol().watching());
        QTRY_VERIFY(m_desk->sink() == nullptr);
    }

    void anothersCode_isSaidToBeNoInvitation_andTheCameraLooksOn() {
        m_desk->press(u"Use the camera"_s);
        QTRY_VERIFY(m_desk->sink() != nullptr);
        const QVideoFrame menu = frameOf(inFrontOfTheCamera(u"https://example.org/menu"_s), usual);
        QVERIFY(m_desk->watches(menu, [&] { return m_desk->says(u"no invitation to Candour"_s); }));
        QVERIFY(m_desk->enrol().code().isEmpty());
        QImage desktop(640, 480, QImage::Format_RGB32);
        desktop.fill(Qt::gray);
        QVERIFY(m_desk->watches(frameOf(desktop, usual),
                                [&] { return m_desk->says(u"Hold the square code in front"_s); }));
        QVERIFY(m_desk->watches(frameOf(inFrontOfTheCamera(invitationLink), usual),
                                [&] { return m_desk->enrol().mayContinue(); }));
    }

    void cameraThatShowsNothing_isSaidToBeElsewhere() {
        m_desk->press(u"Use the camera"_s);
        QTRY_VERIFY(m_desk->sink() != nullptr);
        const QImage view = inFrontOfTheCamera(u"https://example.org/menu"_s);
        QVERIFY(m_desk->watches(frameOf(view, usual), [&] { return m_desk->enrol().seesOther(); }));
        // Its patience is over.
        m_desk->sink()->parent()->findChild<QTimer*>()->start(0);
        QTRY_VERIFY(m_desk->says(u"The camera shows nothing"_s));
        // It was let go of elsewhere.
        QVERIFY(m_desk->watches(frameOf(view, usual),
                                [&] { return m_desk->says(u"no invitation to Candour"_s); }));
    }

    void camera_isOffWhenTheWindowIsLeft_orAnotherWayIsTaken() {
        QVERIFY(QTest::qWaitForWindowActive(m_desk->window.window));
        const auto on = [this] {
            m_desk->press(u"Use the camera"_s);
            return QTest::qWaitFor([this] { return m_desk->sink() != nullptr; });
        };
        QVERIFY(on());
        QWindowSystemInterface::handleWindowActivated(nullptr);
        QTRY_VERIFY(m_desk->sink() == nullptr);
        QVERIFY(!m_desk->enrol().watching());
        m_desk->window.window->requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(m_desk->window.window));

        QVERIFY(on());
        m_desk->enrol().readPicture(QUrl(u"file:///no/such/picture.png"_s));
        QTRY_VERIFY(m_desk->sink() == nullptr);
        QTRY_VERIFY(!m_desk->enrol().reading());

        QVERIFY(on());
        m_desk->enrol().typeCode(u"K7MP4XQ29TRDWZ3A"_s);
        m_desk->enrol().setAddress(u"https://192.0.2.7:8443"_s);
        m_desk->enrol().proceed({}, {});
        QTRY_VERIFY(m_desk->sink() == nullptr);
        m_desk->enrol().back();

        QVERIFY(on());
        m_desk->window.models.shell.showPage(ShellModel::Unlock);
        QTRY_VERIFY(m_desk->sink() == nullptr);
        QVERIFY(!m_desk->enrol().watching());
    }

    void whatTheCameraShows_canBeReadAndReached_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("percent");
        for (const QSize size : {QSize(1'280, 800), QSize(800, 1'280)})
            for (const int percent : {100, 200})
                QTest::addRow("%d wide, %d %%", size.width(), percent) << size << percent;
    }
    void whatTheCameraShows_canBeReadAndReached() {
        QFETCH(QSize, size);
        QFETCH(int, percent);
        QQuickWindow& window = *m_desk->window.window;
        window.resize(size);
        m_desk->enrol().watch();
        QTRY_VERIFY(m_desk->sink() != nullptr);
        const QVideoFrame menu = frameOf(inFrontOfTheCamera(u"https://example.org/menu"_s), usual);
        for (const bool dark : {false, true}) {
            m_desk->window.models.shell.showLook(dark, percent / 100.0);
            QVERIFY(m_desk->watches(menu, [&] { return m_desk->enrol().seesOther(); }));
            const QImage shown = northmere::Stage::settle(window);
            QCOMPARE(faultsOf(window), QStringList());
            QCOMPARE(faintTexts(window, shown), QStringList());
            if (const QString to = qEnvironmentVariable("CANDOUR_PICTURES"); !to.isEmpty())
                QVERIFY(shown.save(u"%1/camera-%2-%3-%4.png"_s.arg(to)
                                       .arg(size.width())
                                       .arg(percent)
                                       .arg(dark ? u"dark"_s : u"light"_s)));
        }
        QCOMPARE(faultsOfTheWayByTab(window), QStringList());
    }

  private:
    std::unique_ptr<Desk> m_desk;  // opening a window is what costs the time
};

QTEST_MAIN(TestCamera)
#include "tst_camera.moc"
