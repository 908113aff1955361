import QtQuick
import Candour.Ui

/// How much of something is done, 0 to 1. The words beside it say the same.
Rectangle {
    id: track

    required property real fraction
    property color ink: Theme.primary

    color: Theme.canvas
    implicitHeight: Theme.sizeProgress
    radius: height / 2

    Rectangle {
        color: track.ink
        height: parent.height
        radius: parent.radius
        visible: track.fraction > 0
        width: Math.max(height, parent.width * track.fraction)
    }
}
