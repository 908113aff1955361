pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// A short list in the coverage panel under a quiet heading; what can be opened has a chevron.
Column {
    id: list

    required property string heading
    required property QtObject items
    required property int count
    property real inset: Theme.s5

    signal opened(string key)

    visible: count > 0

    Words {
        Accessible.role: Accessible.Heading
        bottomPadding: Theme.s1
        color: Theme.textTertiary
        look: Theme.overline
        text: list.heading
        topPadding: Theme.s4
        width: list.width - list.inset * 2
        x: list.inset
    }

    Repeater {
        model: list.items

        Pressable {
            id: row

            required property string key
            required property string sign
            required property string title
            required property string detail
            readonly property bool opens: key !== ""

            Accessible.name: title + (detail !== "" ? ", " + detail : "")
            enabled: opens
            implicitHeight: Math.max(Theme.sizeListRow, texts.height + Theme.s2 * 2)
            ringRadius: 0
            width: list.width

            background: Rectangle {
                color: row.down ? Theme.canvas : "transparent"

                Hairline {
                    anchors.bottom: parent.bottom
                    width: parent.width
                }
            }
            contentItem: Item {
            }

            Icon {
                color: Theme.textSecondary
                name: row.sign
                x: list.inset
                y: texts.y
            }

            Column {
                id: texts

                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - x - list.inset - (row.opens ? Theme.sizeIconSmall + Theme.s2 : 0)
                x: list.inset + Theme.sizeIcon + Theme.s3

                Words {
                    Accessible.ignored: true
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

            Repeater {
                model: row.opens ? 1 : 0

                Icon {
                    color: Theme.textTertiary
                    name: "chevronRight"
                    size: Theme.sizeIconSmall
                    x: row.width - width - list.inset
                    y: (row.height - height) / 2
                }
            }

            onClicked: list.opened(row.key)
        }
    }
}
