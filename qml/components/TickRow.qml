import QtQuick
import Candour.Ui

/// A box or a circle that is ticked, with its words; all of it can be tapped.
TickPressable {
    id: row

    property bool chosen: false
    property bool round: false
    property string detail: ""
    property TypeStyle titleLook: Theme.body

    Accessible.description: detail
    checked: chosen
    implicitHeight: Math.max(Theme.sizeTouchMin, face.implicitHeight + Theme.s2 * 2)
    implicitWidth: face.implicitWidth

    contentItem: Item {
    }

    Item {
        id: face

        readonly property real indent: Theme.sizeCheckboxVisual + Theme.s3

        implicitHeight: Math.max(box.height, words.height)
        implicitWidth: indent + title.implicitWidth
        width: row.width
        y: Theme.s2

        Rectangle {
            id: box

            border.color: row.chosen ? Theme.primary : Theme.borderField
            border.width: Theme.edgeField
            color: row.chosen && !row.round ? Theme.primary : Theme.surface
            height: Theme.sizeCheckboxVisual
            radius: row.round ? height / 2 : Theme.radiusCheck
            width: height

            Icon {
                anchors.centerIn: parent
                color: Theme.primaryInk
                name: "check"
                size: Theme.sizeIconSmall
                visible: row.chosen && !row.round
            }

            Rectangle {
                anchors.centerIn: parent
                color: Theme.primary
                height: parent.height / 2
                radius: height / 2
                visible: row.chosen && row.round
                width: height
            }
        }

        Column {
            id: words

            width: Math.max(1, parent.width - parent.indent)
            x: parent.indent
            y: Math.max(0, (box.height - title.height) / 2)

            Words {
                id: title

                Accessible.ignored: true
                look: row.titleLook
                text: row.text
                width: parent.width
            }

            Words {
                Accessible.ignored: true
                color: Theme.textSecondary
                text: row.detail
                visible: row.detail !== ""
                width: parent.width
            }
        }
    }
}
