import QtQuick
import Candour.Ui

/// The keys, for as long as Ctrl is held. It takes no focus.
Rectangle {
    id: card

    required property HelpKeys map

    Accessible.ignored: true
    border.color: Theme.line
    border.width: Theme.edgeHairline
    color: Theme.surface
    height: Math.min(column.implicitHeight + Theme.s4 * 2, parent.height - Theme.s3 * 2)
    radius: Theme.radiusDialog
    width: Math.min(640 * Theme.textScale, parent.width - Theme.s3 * 2)
    clip: true

    Scroll {
        id: scroll

        anchors.fill: parent
        contentHeight: column.implicitHeight + Theme.s4 * 2

        Column {
            id: column

            spacing: Theme.s2
            width: parent.width - x * 2
            x: Theme.pageInset
            y: Theme.s4

            Words {
                look: Theme.subheading
                text: qsTr("Keys")
                width: parent.width
            }

            KeyRows {
                map: card.map
                width: parent.width
            }
        }
    }
}
