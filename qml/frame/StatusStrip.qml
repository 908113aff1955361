import QtQuick
import Candour
import Candour.Ui

/// Authority and day at the left; connection, what is only here, battery and time at the right. It
/// stacks when the text is large.
Item {
    id: bar

    required property strip strip
    /// The tablet is locked or new: say no council and no count.
    property bool closed: false
    property string closedIcon: "lock"
    property string closedText: qsTr("Locked")
    property real logoRoom: Theme.sizeRail
    readonly property bool narrow: width < Theme.twoPaneWidth * Theme.textScale

    implicitHeight: Math.max(Theme.sizeStatusStrip, flow.implicitHeight + Theme.s2)

    Item {
        id: mark

        anchors.verticalCenter: parent.verticalCenter
        height: logo.height
        width: bar.narrow || bar.closed ? Theme.sizeIconLarge + Theme.s3 * 2 : bar.logoRoom

        Logo {
            id: logo

            anchors.centerIn: parent
            size: Theme.sizeIconLarge * 0.9
            visible: !bar.closed
        }

        Icon {
            anchors.centerIn: parent
            color: Theme.textSecondary
            name: bar.closedIcon
            size: Theme.sizeIconSmall
            visible: bar.closed
        }
    }

    Flow {
        id: flow

        readonly property real rest: width - left.width - (loud.visible ? loud.width + spacing : 0) - (connection.visible ? connection.width + spacing : 0) - (only.visible ? only.width + spacing : 0) - (battery.visible ? battery.width + spacing : 0) - clock.width - spacing * 2 - 1

        anchors.left: mark.right
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageInset
        anchors.verticalCenter: parent.verticalCenter
        spacing: bar.narrow ? Theme.s2 : Theme.s4

        Row {
            id: left

            height: only.height
            spacing: Theme.s2

            Words {
                anchors.verticalCenter: parent.verticalCenter
                look: Theme.bodyStrong
                text: bar.strip.council
                visible: !bar.closed
            }

            Words {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.textSecondary
                text: bar.closed ? bar.closedText : bar.strip.day
            }
        }

        // What is at the right is pushed there while all of it fits in one row.
        Item {
            height: 1
            visible: flow.rest > 0
            width: flow.rest
        }

        StatusPill {
            id: loud

            Accessible.role: Accessible.AlertMessage
            color: Theme.danger
            iconName: "safeguard"
            ink: Theme.dangerInk
            look: Theme.bodyStrong
            text: bar.strip.alert
            visible: !bar.closed && text !== ""
        }

        StripItem {
            id: connection

            height: only.height
            iconName: bar.strip.connected ? "online" : "offline"
            spoken: bar.strip.connection
            text: bar.narrow ? bar.strip.connectionShort : bar.strip.connection
            visible: !bar.closed
        }

        StatusPill {
            id: only

            Accessible.name: bar.strip.onlyHere > 0 ? qsTr("%1 records only on this tablet").arg(bar.strip.onlyHere) : bar.strip.onlyHereText
            color: bar.strip.onlyHere > 0 ? Theme.pendingSoft : "transparent"
            iconName: bar.strip.onlyHere > 0 ? "tablet" : "check"
            ink: bar.strip.onlyHere > 0 ? Theme.pending : Theme.textSecondary
            look: Theme.body
            text: bar.strip.onlyHereText
            visible: !bar.closed
        }

        StripItem {
            id: battery

            height: only.height
            iconName: "battery"
            spoken: qsTr("Battery %1 percent").arg(bar.strip.battery)
            text: qsTr("%1%").arg(bar.strip.battery)
            visible: bar.strip.battery >= 0
        }

        Item {
            height: only.height
            width: clock.width

            TimeWords {
                id: clock

                anchors.verticalCenter: parent.verticalCenter
                color: Theme.text
                look: Theme.bodyStrong
                text: bar.strip.clock
            }
        }
    }
}
