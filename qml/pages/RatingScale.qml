pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// The bands of the rating, and where in them the percentage lies. Silent: the words above say it.
Item {
    id: bands

    required property QtObject steps
    required property int percent
    required property bool rated
    readonly property real first: 25

    function place(percent: real): real {
        return width * Math.max(0, Math.min(1, (percent - first) / (100 - first)));
    }

    implicitHeight: bar.height + Theme.s2 + Theme.label.line

    Item {
        id: bar

        height: Theme.sizeProgressLarge + Theme.s2
        width: parent.width
    }

    Repeater {
        model: bands.steps

        Item {
            id: step

            required property int from
            required property int to
            required property bool here

            Rectangle {
                color: step.here ? Theme.primary : Theme.lineStrong
                height: Theme.sizeProgressLarge
                radius: Theme.s1 - 1
                width: Math.max(1, bands.place(step.to + 1) - x - 3)
                x: bands.place(step.from)
                y: Theme.s1
            }

            Words {
                Accessible.ignored: true
                color: Theme.textSecondary
                look: Theme.label
                text: step.from + "%"
                x: Math.min(bands.place(step.from), bands.width - width)
                y: bar.height + Theme.s1
            }
        }
    }

    Rectangle {
        color: Theme.text
        height: bar.height
        radius: 2
        visible: bands.rated
        width: Theme.edgeSelectedEdge
        x: bands.place(bands.percent) - width / 2
    }
}
