pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// My sessions, one under the other.
Column {
    id: list

    required property TodayModel model

    Repeater {
        model: list.model.onlyMine ? list.model.mine : list.model.tiles

        Pressable {
            id: row

            required property string slotId
            required property string title
            required property string detail
            required property string time
            required property string room
            required property string spoken
            required property bool mine
            required property bool past
            required property bool next

            Accessible.name: spoken
            width: list.width
            bottomPadding: Theme.s2
            leftPadding: Theme.pageInset
            rightPadding: Theme.pageInset
            ringRadius: 0
            topPadding: Theme.s2

            background: Rectangle {
                color: row.down ? Theme.canvas : row.next ? Theme.primarySoft : Theme.surface

                Rectangle {
                    color: Theme.primary
                    height: parent.height
                    visible: row.mine
                    width: Theme.edgeSelectedEdge
                }

                Hairline {
                    anchors.bottom: parent.bottom
                    width: parent.width
                }
            }
            contentItem: Column {
                Words {
                    Accessible.ignored: true
                    width: parent.width
                    color: row.past ? Theme.textSecondary : Theme.text
                    look: row.past ? Theme.body : Theme.bodyStrong
                    text: row.title
                }

                Words {
                    Accessible.ignored: true
                    width: parent.width
                    color: Theme.textSecondary
                    text: row.time + " · " + row.room + " · " + row.detail
                }
            }

            onClicked: list.model.open(slotId)
        }
    }
}
