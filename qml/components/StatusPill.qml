import QtQuick
import Candour.Ui

/// Round: a state, with sign and word. Never tapped; read as part of whatever it stands in.
Rectangle {
    id: pill

    required property string iconName
    required property string text
    property color ink: Theme.pending
    property TypeStyle look: Theme.label

    Accessible.name: text
    Accessible.role: Accessible.StaticText
    color: Theme.pendingSoft
    implicitHeight: Math.max(Theme.sizeStatus, pair.implicitHeight + Theme.s1)
    implicitWidth: pair.implicitWidth + Theme.s2 * 2
    radius: height / 2

    IconAndWords {
        id: pair

        anchors.centerIn: parent
        iconName: pill.iconName
        iconSize: Theme.sizeIconStatus
        ink: pill.ink
        look: pill.look
        text: pill.text
    }
}
