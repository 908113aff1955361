pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// One group: our share as a bar, the population's as a stroke across it, and the count in words.
Pressable {
    id: bar

    required property int index
    required property string title
    required property real sample
    required property real population
    required property string count
    required property bool missing
    required property string spoken
    required property int others
    readonly property bool stacked: width < Theme.body.size * 22
    readonly property real counted: Math.max(Theme.body.size * 4.6, figure.implicitWidth)
    readonly property real named: stacked ? width : (width - counted) * 0.5

    Accessible.description: others > 0 ? qsTr("Lists %1 more on the council’s list").arg(others) : ""
    Accessible.name: spoken
    implicitHeight: Math.max(Theme.sizeTouchMin, (stacked ? group.height + track.height + Theme.s2 : group.height) + Theme.s3)
    ringRadius: Theme.radiusField

    background: Rectangle {
        color: bar.down ? Theme.canvas : "transparent"
        radius: Theme.radiusField
    }
    contentItem: Item {
    }

    Words {
        id: group

        Accessible.ignored: true
        text: bar.title
        width: bar.named - Theme.s2
        y: bar.stacked ? Theme.s1 : (bar.height - height) / 2
    }

    Rectangle {
        id: track

        color: Theme.canvas
        height: Theme.body.line
        radius: Theme.radiusTag
        width: bar.width - x - bar.counted - Theme.s3
        x: bar.stacked ? 0 : bar.named
        y: bar.stacked ? group.y + group.height + Theme.s1 : (bar.height - height) / 2

        Rectangle {
            color: Theme.barSample
            height: parent.height
            radius: Theme.radiusTag
            visible: bar.sample > 0
            width: Math.max(radius * 2, parent.width * bar.sample)
        }

        Rectangle {
            color: Theme.text
            height: parent.height + Theme.s1 * 2
            width: Theme.edgeFieldError
            x: Math.min(parent.width - width, parent.width * bar.population)
            y: -Theme.s1
        }
    }

    Words {
        id: figure

        Accessible.ignored: true
        color: bar.missing ? Theme.pending : Theme.textSecondary
        horizontalAlignment: Theme.rightward ? Text.AlignLeft : Text.AlignRight
        look: bar.missing ? Theme.bodyStrong : Theme.body
        text: bar.count
        width: bar.counted
        x: bar.width - width
        y: track.y
    }

    // Others of the group are on the list, and can be seen: a chevron in the margin says so.
    Repeater {
        model: bar.others > 0 ? 1 : 0

        Icon {
            color: Theme.textTertiary
            name: "chevronRight"
            size: Theme.sizeIconSmall
            x: bar.width + Theme.s1
            y: track.y + (track.height - height) / 2
        }
    }
}
