import QtQuick
import Candour.Ui

/// Yellow touching the control, black outside it. Put it into the control it belongs to.
Item {
    id: ring

    property bool shown: false
    property real radius: Theme.radiusControl

    anchors.fill: parent
    visible: shown

    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.focusInnerWidth - Theme.focusOuterWidth
        border.color: Theme.focusOuter
        border.width: Theme.focusOuterWidth
        color: "transparent"
        radius: ring.radius + Theme.focusInnerWidth + Theme.focusOuterWidth
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.focusInnerWidth
        border.color: Theme.focusInner
        border.width: Theme.focusInnerWidth
        color: "transparent"
        radius: ring.radius + Theme.focusInnerWidth
    }
}
