import QtQuick
import Candour
import Candour.Ui

/// Authority and day at the left; connection, what is only here and the time at the right. Where
/// that is too much for one row it is said shorter, and then in a second row; the time stays where it
/// is.
Item {
    id: bar

    required property strip strip
    /// The tablet is locked or new: say no council and no count.
    property bool closed: false
    property string closedText: qsTr("Locked")
    /// Closed, and still in need of the network.
    property bool connecting: false
    property real logoRoom: Theme.sizeRail
    readonly property bool narrow: width < Theme.twoPaneWidth * Theme.textScale
    readonly property real gap: narrow ? Theme.s3 : Theme.s4
    readonly property real room: width - mark.width - Theme.pageInset
    readonly property real ends: end.width + gap
    readonly property real named: closed ? 0 : Math.ceil(authority.advanceWidth) + 1
    readonly property real signs: Theme.sizeIconSmall + Theme.s2
    readonly property real midsShort: (loud.visible ? loud.width + gap : 0) + (connection.visible ? signs + connectionShort.advanceWidth + gap : 0) + (only.visible ? Theme.sizeIconStatus + Theme.s2 * 3 + onlyShort.advanceWidth + gap : 0)
    readonly property real midsFull: midsShort + (connection.visible ? connectionFull.advanceWidth - connectionShort.advanceWidth : 0) + (only.visible ? onlyFull.advanceWidth - onlyShort.advanceWidth : 0)
    readonly property bool whole: named + Theme.s2 + day.implicitWidth + midsFull + ends + gap <= room
    readonly property bool terse: !whole && named + midsShort + ends + gap <= room
    readonly property bool twoRows: !whole && !terse
    readonly property bool shortened: terse || twoRows && midsFull > room

    implicitHeight: Math.max(Theme.sizeStatusStrip, head.height + (twoRows ? mids.height + Theme.s1 : 0) + Theme.s2 * 2)

    TextMetrics {
        id: authority

        font: Theme.bodyStrong.font
        text: bar.strip.council
    }

    TextMetrics {
        id: connectionFull

        font: Theme.body.font
        text: bar.narrow ? bar.strip.connectionShort : bar.strip.connection
    }

    TextMetrics {
        id: connectionShort

        font: Theme.body.font
        text: bar.strip.connectionShort
    }

    TextMetrics {
        id: onlyFull

        font: Theme.body.font
        text: bar.strip.onlyHereText
    }

    TextMetrics {
        id: onlyShort

        font: Theme.body.font
        text: only.shortText
    }

    Item {
        id: mark

        height: head.height
        width: bar.narrow || bar.closed ? Math.max(Theme.pageInset + Theme.sizeIconSmall + Theme.s2, Theme.sizeIconLarge + Theme.s3 * 2) : bar.logoRoom
        y: head.y

        Logo {
            id: logo

            anchors.centerIn: parent
            size: Theme.sizeIconLarge * 0.9
            visible: !bar.closed || bar.connecting
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.textSecondary
            name: "lock"
            size: Theme.sizeIconSmall
            visible: bar.closed && !bar.connecting
            x: Theme.pageInset
        }
    }

    Item {
        id: head

        height: Math.max(Theme.sizeStatus, council.height)
        width: bar.room
        x: mark.width
        y: bar.twoRows ? Theme.s2 : (bar.height - height) / 2

        Words {
            id: council

            anchors.verticalCenter: parent.verticalCenter
            look: Theme.bodyStrong
            text: bar.strip.council
            visible: !bar.closed
            width: Math.min(bar.named, Math.max(1, parent.width - bar.ends))
        }

        Words {
            id: day

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.textSecondary
            text: bar.closed ? bar.closedText : bar.strip.day
            visible: bar.closed || !bar.terse && x + implicitWidth + bar.ends <= parent.width
            wrapMode: Text.NoWrap
            x: bar.closed ? 0 : council.width + Theme.s2
        }

        Row {
            id: end

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: bar.gap

            ClockWords {
                anchors.verticalCenter: parent.verticalCenter
                strip: bar.strip
            }
        }
    }

    Flow {
        id: mids

        readonly property real most: bar.twoRows ? bar.room : bar.room - bar.ends

        spacing: bar.gap
        width: Math.min(most, Math.ceil(bar.shortened ? bar.midsShort : bar.midsFull) + 1)
        x: mark.width + most - width
        y: bar.twoRows ? head.y + head.height + Theme.s1 : head.y + (head.height - height) / 2

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

            height: loud.implicitHeight
            iconName: bar.strip.connected ? "online" : "offline"
            spoken: bar.strip.connection
            text: bar.shortened ? connectionShort.text : connectionFull.text
            visible: (!bar.closed || bar.connecting) && bar.strip.connection !== ""
        }

        StatusPill {
            id: only

            readonly property string shortText: bar.strip.onlyHere > 0 ? bar.strip.onlyHere : bar.strip.onlyHereText

            Accessible.name: bar.strip.onlyHere > 0 ? qsTr("%1 records only on this tablet").arg(bar.strip.onlyHere) : bar.strip.onlyHereText
            color: bar.strip.onlyHere > 0 ? Theme.pendingSoft : "transparent"
            iconName: bar.strip.onlyHere > 0 ? "tablet" : "check"
            ink: bar.strip.onlyHere > 0 ? Theme.pending : Theme.textSecondary
            look: Theme.body
            text: bar.shortened ? shortText : bar.strip.onlyHereText
            visible: !bar.closed
        }
    }
}
