pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// A line that was found, with the words that were asked for marked.
RowPressable {
    id: hit

    required property int index
    required property string lineId
    required property string marked
    required property string source
    required property string spoken
    required property string sign
    required property list<statement> tags
    property bool chosen: false
    property bool current: false

    Accessible.name: spoken
    Accessible.selectable: true
    Accessible.selected: chosen
    focusPolicy: Qt.NoFocus
    implicitHeight: column.height + Theme.s3 * 2

    background: Rectangle {
        border.color: Theme.focusInner
        border.width: hit.current ? Theme.focusInnerWidth : 0
        color: hit.chosen ? Theme.primarySoft : hit.down ? Theme.canvas : Theme.surface

        Rectangle {
            color: Theme.primary
            height: parent.height
            visible: hit.chosen
            width: Theme.edgeSelectedEdge
        }

        Hairline {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
    contentItem: Item {
    }

    Item {
        readonly property real indent: Theme.sizeIcon + Theme.s3

        height: column.height
        width: hit.width - Theme.pageInset * 2
        x: Theme.pageInset
        y: Theme.s3

        Icon {
            color: Theme.textSecondary
            name: hit.sign
            size: Theme.sizeIconSmall
        }

        Column {
            id: column

            spacing: Theme.s1 + 2
            width: parent.width - x
            x: parent.indent

            MarkedWords {
                Accessible.ignored: true
                marked: hit.marked
                width: parent.width
            }

            Flow {
                spacing: Theme.s1 + 2
                width: parent.width

                Words {
                    Accessible.ignored: true
                    color: Theme.textSecondary
                    height: Math.max(implicitHeight, Theme.sizeTag)
                    rightPadding: Theme.s2
                    text: hit.source
                    // Measured apart: a text whose width follows its own wrapping can chase itself.
                    width: Math.min(Math.ceil(natural.advanceWidth) + rightPadding + 1, parent.width)

                    TextMetrics {
                        id: natural

                        font: Theme.body.font
                        text: hit.source
                    }
                }

                Repeater {
                    model: hit.tags

                    EvidenceTag {
                        required property statement modelData

                        number: modelData.number
                        theme: modelData.theme
                        word: modelData.word
                    }
                }
            }
        }
    }
}
