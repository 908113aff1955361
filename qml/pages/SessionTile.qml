pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Candour.Ui

/// A session in the timetable. Mine are blue with an edge, past ones plain, moved ones a ghost that
/// says where they went.
Pressable {
    id: tile

    required property string slotId
    required property string title
    required property string detail
    required property string spoken
    required property int column
    required property int lane
    required property int lanes
    required property real fromHour
    required property real hours
    required property bool mine
    required property bool past
    required property bool next
    required property bool moved
    /// Room for a line of each.
    readonly property bool both: availableHeight + 1 >= Theme.body.line + Theme.label.line

    Accessible.name: spoken
    bottomPadding: 2
    leftPadding: Theme.s3
    ringRadius: Theme.radiusField
    rightPadding: Theme.s1
    topPadding: Theme.s2 - 2

    background: Item {
        Rectangle {
            anchors.fill: parent
            border.color: tile.next ? Theme.primary : tile.mine ? Theme.cellBorder : Theme.line
            border.width: tile.next ? Theme.edgeSelectedInner : tile.moved ? 0 : Theme.edgeHairline
            color: tile.down ? Theme.canvas : tile.moved || tile.past ? Theme.surface : tile.mine ? Theme.primarySoft : Theme.surfaceSunken
            radius: Theme.radiusField
        }

        // The edge: as much as is seen of a tile behind it.
        Item {
            clip: true
            height: parent.height
            visible: tile.mine && !tile.moved
            width: Theme.s1

            Rectangle {
                color: Theme.primary
                height: parent.height
                radius: Theme.radiusField
                width: Theme.radiusField * 4
            }
        }

        Repeater {
            model: tile.moved && tile.visible ? 1 : 0

            Shape {
                height: tile.height
                layer.enabled: true
                width: tile.width

                ShapePath {
                    dashPattern: [3, 3]
                    fillColor: "transparent"
                    strokeColor: Theme.borderControl
                    strokeStyle: ShapePath.DashLine
                    strokeWidth: 1

                    PathSvg {
                        path: "M0.5 0.5H%1V%2H0.5Z".arg(tile.width - 0.5).arg(tile.height - 0.5)
                    }
                }
            }
        }
    }
    contentItem: Item {
        clip: true

        Column {
            width: parent.width

            Words {
                Accessible.ignored: true
                color: tile.past || tile.moved ? Theme.textSecondary : Theme.text
                elide: Text.ElideRight
                maximumLineCount: Math.max(1, Math.floor((tile.availableHeight + 1 - (tile.both ? Theme.label.line : 0)) / Theme.body.line))
                look: tile.past || tile.moved ? Theme.body : Theme.bodyStrong
                text: tile.title
                width: parent.width
            }

            Words {
                Accessible.ignored: true
                color: Theme.textSecondary
                elide: Text.ElideRight
                look: Theme.label
                maximumLineCount: Math.max(1, Math.floor((tile.availableHeight + 1 - y) / Theme.label.line))
                text: tile.detail
                // A short session has room for its title alone; a tap, or its name, tells the rest.
                visible: tile.both
                width: parent.width
            }
        }
    }
}
