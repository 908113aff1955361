#include "qml/camera/camera.h"

#include <QCameraDevice>
#include <QImage>
#include <QVideoFrame>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace candour {
namespace {

/// A camera that somebody else has may say nothing at all.
constexpr auto patience = 5s;

/// The brightness out of pixels that have it in every `step`-th byte.
QImage everyByte(const uchar* bytes, int bytesPerLine, QSize size, int first, int step) {
    QImage grey(size, QImage::Format_Grayscale8);
    for (int y = 0; y < size.height(); ++y) {
        const uchar* from = bytes + static_cast<qsizetype>(y) * bytesPerLine + first;
        uchar* to = grey.scanLine(y);
        for (int x = 0; x < size.width(); ++x) to[x] = from[static_cast<qsizetype>(x) * step];
    }
    return grey;
}

/// Of a frame that lies in memory; null for a form that no camera sends.
QImage greyOfMapped(const QVideoFrame& frame) {
    const uchar* const bytes = frame.bits(0);
    const int line = frame.bytesPerLine(0);
    const QSize size = frame.size();
    switch (frame.pixelFormat()) {
        case QVideoFrameFormat::Format_Y8:
        case QVideoFrameFormat::Format_YUV420P:
        case QVideoFrameFormat::Format_YUV422P:
        case QVideoFrameFormat::Format_YV12:
        case QVideoFrameFormat::Format_NV12:
        case QVideoFrameFormat::Format_NV21:
        case QVideoFrameFormat::Format_IMC1:
        case QVideoFrameFormat::Format_IMC2:
        case QVideoFrameFormat::Format_IMC3:
        case QVideoFrameFormat::Format_IMC4:
            return everyByte(bytes, line, size, 0, 1);
        case QVideoFrameFormat::Format_YUYV:
            return everyByte(bytes, line, size, 0, 2);
        case QVideoFrameFormat::Format_UYVY:
            return everyByte(bytes, line, size, 1, 2);
        case QVideoFrameFormat::Format_Jpeg:
            return QImage::fromData(bytes, frame.mappedBytes(0), "JPEG")
                .convertToFormat(QImage::Format_Grayscale8);
        default:
            break;
    }
    const QImage::Format form = QVideoFrameFormat::imageFormatFromPixelFormat(frame.pixelFormat());
    if (form == QImage::Format_Invalid) return {};
    return QImage(bytes, size.width(), size.height(), line, form)
        .convertToFormat(QImage::Format_Grayscale8);
}

QImage greyOf(QVideoFrame frame) {
    if (!frame.map(QVideoFrame::ReadOnly)) return {};
    QImage grey = greyOfMapped(frame);
    frame.unmap();
    if (std::max(grey.width(), grey.height()) > Camera::longestSide)
        grey = grey.scaled(Camera::longestSide, Camera::longestSide, Qt::KeepAspectRatio,
                           Qt::SmoothTransformation)
                   .convertToFormat(QImage::Format_Grayscale8);
    return grey;
}

}  // namespace

Camera::Camera(QObject* parent)
    : QObject(parent), m_devices(this), m_sink(this), m_patience(this), m_worker(u"camera"_s, 1) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { become(Refused); });
    connect(&m_sink, &QVideoSink::videoFrameChanged, this, &Camera::see);
    connect(&m_devices, &QMediaDevices::videoInputsChanged, this, &Camera::open);
    open();
}

Camera::~Camera() {
    if (m_camera != nullptr) m_camera->stop();
}

void Camera::open() {
    const QList<QCameraDevice> devices = QMediaDevices::videoInputs();
    if (m_camera != nullptr && devices.contains(m_camera->cameraDevice())) return;
    m_session.reset();
    m_camera.reset();
    m_patience.stop();
    if (devices.isEmpty()) return become(Missing);
    // The code is on a screen or on paper in front of the person, behind the tablet.
    const auto back = std::find_if(devices.begin(), devices.end(), [](const QCameraDevice& device) {
        return device.position() == QCameraDevice::BackFace;
    });
    m_camera = std::make_unique<QCamera>(
        back != devices.end() ? *back : QMediaDevices::defaultVideoInput());
    connect(m_camera.get(), &QCamera::errorOccurred, this, [this](QCamera::Error error) {
        if (error != QCamera::NoError) become(Refused);
    });
    m_session = std::make_unique<QMediaCaptureSession>();
    m_session->setCamera(m_camera.get());
    m_session->setVideoSink(&m_sink);
    become(Starting);
    m_patience.start();
    m_camera->start();
}

void Camera::become(State state) {
    if (state == m_state) return;
    m_state = state;
    Q_EMIT stateChanged();
}

void Camera::see(const QVideoFrame& frame) {
    if (!frame.isValid()) return;
    const bool taken = m_worker.ask(
        this, [frame] { return greyOf(frame); },
        [this](const QImage& grey) {
            if (grey.isNull()) return;
            m_patience.stop();
            m_frame = grey;
            become(Seeing);
            Q_EMIT frameChanged();
        });
    if (!taken) return;  // the one before is still looked at
}

}  // namespace candour
