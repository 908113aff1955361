import QtQuick
import Candour.Ui

/// A step's number: filled now, ticked when done, an outline when to come.
Rectangle {
    id: dot

    required property int number
    property bool now: false
    property bool past: false
    property real size: Theme.sizeCheckboxVisual
    property color strong: Theme.text

    border.color: Theme.borderControl
    border.width: now || past ? 0 : Theme.edgeField
    color: past ? Theme.successSoft : now ? strong : "transparent"
    implicitHeight: size
    implicitWidth: size
    radius: size / 2

    Words {
        Accessible.ignored: true
        anchors.centerIn: parent
        color: dot.now ? Theme.surface : Theme.textSecondary
        look: Theme.overline
        text: dot.number
        visible: !dot.past
    }

    Icon {
        anchors.centerIn: parent
        color: Theme.success
        name: "check"
        size: Theme.sizeIconStatus
        visible: dot.past
    }
}
