pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// A statement on the board: its sources, and one of the scores.
Item {
    id: row

    required property int index
    required property int number
    required property int theme
    required property string title
    required property string sources
    required property int score
    required property string missing
    required property bool writing
    required property int least
    required property list<string> cells
    property bool open: false
    readonly property bool stacked: width < (320 + scores.implicitRow) * Theme.textScale

    signal picked(int score)

    implicitHeight: beside.height + Theme.s2 * 2

    Rectangle {
        color: row.open ? Theme.primarySoft : "transparent"
        height: parent.height
        width: parent.width

        Rectangle {
            color: Theme.primary
            height: parent.height
            visible: row.open
            width: Theme.edgeSelectedEdge
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }

    NumberBlock {
        id: block

        number: row.number
        theme: row.theme
        x: Theme.pageInset
        y: row.stacked ? beside.y + Theme.s1 : (row.height - height) / 2
    }

    Beside {
        id: beside

        stacked: row.stacked
        width: row.width - x - Theme.pageInset
        x: block.x + block.width + Theme.s3
        y: Theme.s2

        aside: Segmented {
            id: scores

            about: row.title
            available: row.stacked ? row.width - block.x - block.width - Theme.s3 - Theme.pageInset : implicitRow
            current: row.score > 0 ? row.score - row.least : -1
            height: implicitHeight
            options: row.cells
            width: implicitWidth

            onChosen: index => row.picked(index + row.least)
        }

        Words {
            text: row.title
            width: parent.width
        }

        Words {
            color: Theme.textSecondary
            text: row.writing ? qsTr("Sources: %1 · being written").arg(row.sources) : qsTr("Sources: %1").arg(row.sources)
            width: parent.width
        }

        Notice {
            iconColor: Theme.pending
            iconName: "warning"
            text: row.missing
            visible: text !== ""
            width: parent.width
        }
    }
}
