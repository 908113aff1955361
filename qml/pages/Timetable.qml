pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// Rooms are columns, hours are rows.
Item {
    id: table

    required property TodayModel model
    readonly property real hour: Theme.sizeTimetableHour
    readonly property real axis: Theme.label.size * 3.6
    readonly property real column: (width - axis) / Math.max(1, model.rooms.length)
    readonly property real head: Theme.s2 + Theme.body.line + Theme.s3

    implicitHeight: head + model.hours.length * hour

    Repeater {
        model: table.model.rooms

        Words {
            required property int index
            required property string modelData

            Accessible.role: Accessible.ColumnHeader
            look: Theme.bodyStrong
            text: modelData
            width: table.column - Theme.s2
            x: table.axis + index * table.column + Theme.s1
            y: Theme.s2
        }
    }

    Repeater {
        model: table.model.hours

        Item {
            id: row

            required property int index
            required property string modelData

            width: table.width
            y: table.head + index * table.hour

            TimeWords {
                anchors.verticalCenter: parent.top
                look: Theme.label
                text: row.modelData
            }

            Hairline {
                anchors.right: parent.right
                width: parent.width - table.axis
            }
        }
    }

    Rectangle {
        color: Theme.text
        height: Theme.edgeField
        visible: table.model.nowHour >= 0
        width: parent.width
        y: table.head + table.model.nowHour * table.hour
    }

    Repeater {
        model: table.model.tiles

        SessionTile {
            height: hours * table.hour - Theme.s1
            width: (table.column - Theme.s2) / lanes - (lanes > 1 ? 2 : 0)
            x: table.axis + column * table.column + lane * (table.column - Theme.s2) / lanes
            y: table.head + fromHour * table.hour + 2

            onClicked: table.model.open(slotId)
        }
    }

    Rectangle {
        color: Theme.text
        height: now.height + Theme.s1
        radius: Theme.radiusTag
        visible: table.model.nowHour >= 0
        width: now.width + Theme.s2
        x: -Theme.s2
        y: table.head + table.model.nowHour * table.hour - height / 2

        TimeWords {
            id: now

            Accessible.name: qsTr("Now, %1").arg(text)
            anchors.centerIn: parent
            color: Theme.surface
            look: Theme.overline
            text: table.model.nowText
        }
    }
}
