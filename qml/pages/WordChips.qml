pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// Words of which any number may be ticked.
Column {
    id: chips

    required property string label
    required property QtObject words

    signal ticked(int index)

    spacing: Theme.s1

    Words {
        look: Theme.bodyStrong
        text: chips.label
        width: chips.width
    }

    Flow {
        width: chips.width

        Repeater {
            model: chips.words

            ChoiceChip {
                required property int index
                required property string word
                required property bool chosen

                Accessible.name: chips.label + ", " + text
                text: word
                ticked: chosen

                onClicked: chips.ticked(index)
            }
        }
    }
}
