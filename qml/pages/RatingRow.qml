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
    readonly property bool stacked: width < (390 + scores.implicitRow) * Theme.textScale
    /// The first row carries the heads of the columns.
    readonly property real head: index === 0 && !stacked ? Theme.overline.line + Theme.s2 : 0
    readonly property real sourcesWidth: Theme.body.size * 7

    signal picked(int score)

    implicitHeight: head + beside.height + Theme.s2 * (stacked ? 2 : 1)

    Rectangle {
        color: row.open ? Theme.primarySoft : "transparent"
        height: parent.height - y
        width: parent.width
        y: row.head

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

    Repeater {
        model: row.head > 0 ? [{
                "at": block.x,
                "text": qsTr("Quality statement")
            }, {
                "at": beside.x + titles.width + Theme.s3,
                "text": qsTr("Sources")
            }, {
                "at": row.width - Theme.pageInset - scores.width,
                "text": qsTr("Score")
            }] : []

        Words {
            required property var modelData

            color: Theme.textTertiary
            look: Theme.overline
            text: modelData.text
            x: modelData.at
            y: Theme.s1
        }
    }

    Hairline {
        visible: row.head > 0
        width: parent.width
        y: row.head
    }

    NumberBlock {
        id: block

        number: row.number
        theme: row.theme
        x: Theme.pageInset
        y: row.stacked ? beside.y + Theme.s1 : beside.y + (beside.height - height) / 2
    }

    Beside {
        id: beside

        stacked: row.stacked
        width: row.width - x - Theme.pageInset
        x: block.x + block.width + Theme.s3
        y: row.head + (row.stacked ? Theme.s2 : Theme.s1)

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

        Item {
            height: Math.max(titles.height, sources.visible ? sources.height : 0)
            width: parent.width

            Column {
                id: titles

                width: parent.width - (row.stacked ? 0 : row.sourcesWidth + Theme.s3)

                Words {
                    text: row.title
                    width: parent.width
                }

                Words {
                    color: Theme.textSecondary
                    text: qsTr("Sources: %1").arg(row.sources)
                    visible: row.stacked
                    width: parent.width
                }

                Words {
                    color: Theme.textSecondary
                    text: qsTr("Being written")
                    visible: row.writing
                    width: parent.width
                }
            }

            Words {
                id: sources

                Accessible.name: qsTr("Sources: %1").arg(row.sources)
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.textSecondary
                text: row.sources
                visible: !row.stacked
                width: row.sourcesWidth
                x: parent.width - width
            }
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
