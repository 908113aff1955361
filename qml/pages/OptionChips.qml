pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// A quiet heading and a few words of which one is chosen.
Column {
    id: part

    required property string heading
    required property QtObject options

    signal chosen(string key)

    visible: chips.count > 0

    Words {
        color: Theme.textTertiary
        look: Theme.overline
        text: part.heading
        topPadding: Theme.s2
        width: part.width
    }

    Flow {
        width: part.width

        Repeater {
            id: chips

            model: part.options

            ChoiceChip {
                required property string key
                required property string title
                required property bool chosen

                Accessible.name: part.heading + ", " + title
                exclusive: true
                text: title
                ticked: chosen
                width: Math.min(implicitWidth, part.width)

                onClicked: part.chosen(key)
            }
        }
    }
}
