import QtQuick
import Candour.Ui

/// A card that lifts above everything. Esc puts it away and discards nothing; whoever shows it
/// disables what lies beneath, so that Tab stays inside.
FocusScope {
    id: overlay

    default property alias content: inside.data
    /// What a screen reader says when it comes up.
    required property string title

    signal dismissed

    Accessible.name: title
    Accessible.role: Accessible.Dialog
    Keys.onEscapePressed: dismissed()

    Component.onCompleted: forceActiveFocus(Qt.OtherFocusReason)

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim

        MouseArea {
            anchors.fill: parent

            onClicked: overlay.dismissed()
        }
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        border.color: Theme.line
        border.width: Theme.edgeHairline
        clip: true
        color: Theme.surface
        height: Math.min(inside.implicitHeight, parent.height - Theme.s3 * 2)
        radius: Theme.radiusDialog
        width: Math.min(640 * Theme.textScale, parent.width - Theme.s3 * 2)
        y: Math.max(Theme.s3, (parent.height - height) / 3)

        // Nothing beneath the card is touched through it.
        MouseArea {
            anchors.fill: parent
        }

        Scroll {
            id: scroll

            anchors.fill: parent
            contentHeight: inside.implicitHeight

            Column {
                id: inside

                width: scroll.width
            }
        }
    }
}
