pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// Facts in rows: what it is, what it means, and how much of it.
Column {
    id: list

    required property QtObject rows
    property bool ticked: true

    Repeater {
        model: list.rows

        Item {
            id: row

            required property string title
            required property string detail
            required property string value
            required property bool sound
            required property string spoken

            Accessible.name: row.spoken
            Accessible.role: Accessible.StaticText
            height: beside.implicitHeight + Theme.s2 * 2
            width: list.width

            Icon {
                color: row.sound ? Theme.success : Theme.danger
                name: row.sound ? "check" : "warning"
                size: Theme.sizeIconSmall
                visible: list.ticked
                y: Theme.s2
            }

            Beside {
                id: beside

                stacked: width < Theme.sizeSidePanel
                width: parent.width - x
                x: list.ticked ? Theme.sizeIconSmall + Theme.s3 : 0
                y: Theme.s2

                aside: Words {
                    Accessible.ignored: true
                    look: Theme.bodyStrong
                    text: row.value
                    visible: text !== ""
                }

                Words {
                    Accessible.ignored: true
                    look: Theme.bodyStrong
                    text: row.title
                    width: parent.width
                }

                Words {
                    Accessible.ignored: true
                    color: Theme.textSecondary
                    text: row.detail
                    visible: text !== ""
                    width: parent.width
                }
            }

            Hairline {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
    }
}
