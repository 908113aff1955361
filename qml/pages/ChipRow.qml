pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// A quiet label and the chips to choose one from.
Item {
    id: row

    required property string label
    required property list<string> options
    property int current: -1
    readonly property bool stacked: width < Theme.sizeSidePanel * 1.6
    readonly property real indent: stacked ? 0 : Theme.body.size * 10.75

    signal chosen(int index)

    implicitHeight: stacked ? title.height + chips.height : chips.height

    Words {
        id: title

        color: Theme.textSecondary
        text: row.label
        width: row.stacked ? row.width : row.indent
        y: row.stacked ? 0 : (Theme.sizeChoiceChipTouch - height) / 2
    }

    Flow {
        id: chips

        width: row.width - row.indent
        x: row.indent
        y: row.stacked ? title.height : 0

        Repeater {
            model: row.options

            ChoiceChip {
                required property int index
                required property string modelData

                Accessible.name: row.label + ", " + text
                ticked: row.current === index
                exclusive: true
                text: modelData

                onClicked: row.chosen(index)
            }
        }
    }
}
