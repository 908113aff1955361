import QtQuick
import Candour.Ui

/// While another window is in front, or nobody has touched the tablet for a while: no council, no
/// person, no words.
Cover {
    Accessible.name: qsTr("Candour is covered. Tap to go on.")

    Column {
        anchors.centerIn: parent
        spacing: Theme.s3
        width: parent.width - Theme.s6 * 2

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.textSecondary
            name: "hide"
            size: Theme.sizeIconLarge * 1.5
        }

        Words {
            Accessible.ignored: true
            color: Theme.textSecondary
            horizontalAlignment: Text.AlignHCenter
            look: Theme.note
            text: qsTr("Covered. Tap to go on.")
            width: parent.width
        }
    }
}
