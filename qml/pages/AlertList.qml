pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The other alerts, and a new one.
Column {
    id: list

    required property SafeguardingModel model
    property real inset: Theme.pageInset

    Words {
        bottomPadding: Theme.s1
        color: Theme.textTertiary
        leftPadding: list.inset
        rightPadding: list.inset
        look: Theme.overline
        text: qsTr("Alerts on this tablet")
        topPadding: Theme.s3
        visible: list.model.alertCount > 0
        width: list.width
    }

    Repeater {
        model: list.model.alerts

        ChoicePressable {
            id: row

            required property int index
            required property string title
            required property string state
            required property bool urgent
            required property bool current

            Accessible.name: row.title + ", " + row.state
            chosen: current
            implicitHeight: Math.max(Theme.sizeTouchMin, words.height + Theme.s2 * 2)
            ringRadius: 0
            width: list.width

            background: Rectangle {
                color: row.current ? Theme.primarySoft : row.down ? Theme.canvas : "transparent"

                Rectangle {
                    color: Theme.primary
                    height: parent.height
                    visible: row.current
                    width: Theme.edgeSelectedEdge
                }
            }
            contentItem: Item {
            }

            onClicked: list.model.choose(index)

            Column {
                id: words

                width: parent.width - list.inset * 2
                x: list.inset
                y: Theme.s2

                Words {
                    Accessible.ignored: true
                    look: Theme.bodyStrong
                    text: row.title
                    width: parent.width
                }

                Words {
                    Accessible.ignored: true
                    color: row.urgent ? Theme.danger : Theme.textSecondary
                    text: row.state
                    width: parent.width
                }
            }
        }
    }

    QuietButton {
        iconName: "plus"
        text: qsTr("Another alert")
        visible: list.model.alertCount > 0
        x: list.inset - Theme.s2

        onClicked: list.model.begin()
    }
}
