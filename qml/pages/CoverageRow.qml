pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// One statement and its cells: beside it in columns, or beneath it where there is no room.
Item {
    id: line

    required property int index
    required property int number
    required property int theme
    required property string title
    required property list<coverageSquare> squares
    property bool stacked: false
    property real labelWidth: 0
    property int chosenColumn: -1
    readonly property int across: stacked ? 2 : squares.length

    signal chosen(int column)
    signal moved(int rows, int columns)

    function take(column: int) {
        const cell = cells.itemAt(column);
        if (cell)
            cell.forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: stacked ? label.height + grid.height + Theme.s2 + Theme.s4 : Math.max(label.height, grid.height) + Theme.s1

    Row {
        id: label

        height: Math.max(block.height, words.height)
        spacing: Theme.s2
        width: line.stacked ? line.width : line.labelWidth - Theme.s3
        y: line.stacked ? Theme.s2 : Math.max(0, (grid.height - height) / 2)

        NumberBlock {
            id: block

            number: line.number
            theme: line.theme
            y: (label.height - height) / 2
        }

        Words {
            id: words

            Accessible.name: line.number + ", " + line.title
            Accessible.role: Accessible.RowHeader
            look: line.stacked ? Theme.bodyStrong : Theme.body
            text: line.title
            width: label.width - block.width - label.spacing
            y: (label.height - height) / 2
        }
    }

    GridLayout {
        id: grid

        columnSpacing: Theme.s1
        columns: line.across
        rowSpacing: Theme.s2
        width: line.stacked ? line.width : line.width - line.labelWidth
        x: line.stacked ? 0 : line.labelWidth
        y: line.stacked ? label.y + label.height + Theme.s2 : Math.max(0, (label.height - height) / 2)

        Repeater {
            id: cells

            model: line.squares

            CoverageSquare {
                required property int index
                required property coverageSquare modelData

                Keys.onDownPressed: line.moved(1, 0)
                Keys.onLeftPressed: line.moved(0, -Theme.onward)
                Keys.onRightPressed: line.moved(0, Theme.onward)
                Keys.onUpPressed: line.moved(-1, 0)
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                chosen: line.chosenColumn === index
                labelled: line.stacked
                square: modelData

                onClicked: line.chosen(index)
            }
        }
    }
}
