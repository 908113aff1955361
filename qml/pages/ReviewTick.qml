pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// A statement for the passage: its number, its title, and at the right whether it has this tag.
TickPressable {
    id: row

    required property int number
    required property int theme
    required property string title
    required property string word
    required property bool chosen
    property real inset: Theme.s4

    Accessible.name: qsTr("Tag with statement %1, %2").arg(number).arg(title)
    checked: chosen
    implicitHeight: Math.max(Theme.sizeTouchMin, label.height + Theme.s2 * 2)
    ringRadius: 0

    background: Rectangle {
        color: row.down ? Theme.canvas : row.chosen ? Theme.surface : "transparent"
    }
    contentItem: Item {
    }

    NumberBlock {
        id: block

        number: row.number
        theme: row.theme
        x: row.inset
        y: (row.height - height) / 2
    }

    Words {
        id: label

        Accessible.ignored: true
        look: row.chosen ? Theme.bodyStrong : Theme.body
        text: row.word
        width: box.x - x - Theme.s2
        x: block.x + block.width + Theme.s3
        y: (row.height - height) / 2
    }

    Rectangle {
        id: box

        border.color: row.chosen ? Theme.primary : Theme.borderField
        border.width: Theme.edgeField
        color: row.chosen ? Theme.primary : Theme.surface
        height: Theme.sizeCheckboxVisual
        radius: Theme.radiusCheck
        width: height
        x: row.width - width - row.inset
        y: (row.height - height) / 2

        Repeater {
            model: row.chosen ? 1 : 0

            Icon {
                color: Theme.primaryInk
                name: "check"
                size: Theme.sizeIconSmall
                x: (box.width - width) / 2
                y: (box.height - height) / 2
            }
        }
    }
}
