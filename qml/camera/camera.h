// The tablet's camera, on for as long as one of these lives: what it sees, in grey, which is all
// that a code in it needs. One frame is looked at at a time, on a thread of its own, and those that
// come meanwhile pass by; none is kept, none is written.
#pragma once

#include "platform/worker.h"

#include <QCamera>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QTimer>
#include <QVariant>
#include <QVideoSink>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace candour {

class Camera : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
    /// What it saw last: a QImage of one byte a pixel, at most `longestSide` pixels long.
    Q_PROPERTY(QVariant frame READ frame NOTIFY frameChanged)

  public:
    enum State {
        Missing,   // the tablet has none, or it was pulled out
        Starting,  // on, and nothing seen yet
        Seeing,
        Refused  // another program has it, or nobody may use it
    };
    Q_ENUM(State)

    static constexpr int longestSide = 1'920;

    explicit Camera(QObject* parent = nullptr);
    ~Camera() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QVariant frame() const { return m_frame; }

  Q_SIGNALS:
    void stateChanged();
    void frameChanged();

  private:
    void open();
    void become(State state);
    void see(const QVideoFrame& frame);

    QMediaDevices m_devices;
    QVideoSink m_sink;
    std::unique_ptr<QCamera> m_camera;
    std::unique_ptr<QMediaCaptureSession> m_session;  // lets go of the camera before it ends
    QTimer m_patience;
    State m_state = Missing;
    QVariant m_frame;
    Worker m_worker;
};

}  // namespace candour
