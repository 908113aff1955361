pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// One cell of the grid: a number, as many dots, and a word where the number alone would not do.
Pressable {
    id: cell

    required property coverageSquare square
    property bool chosen: false
    /// With its category above: where the grid has no room for columns.
    property bool labelled: false
    readonly property bool gap: square.kind === CoverageModel.Gap
    readonly property bool single: square.kind === CoverageModel.One
    readonly property bool unneeded: square.kind === CoverageModel.NotNeeded
    readonly property int shownDots: Math.min(square.sources, 12)

    Accessible.description: chosen ? qsTr("Explained in the panel") : ""
    Accessible.name: square.spoken
    Accessible.selected: chosen
    focusPolicy: chosen ? Qt.TabFocus : Qt.NoFocus
    implicitHeight: Math.max(Theme.sizeCoverageCellHeight, face.height + Theme.s2 * 2)
    ringRadius: Theme.radiusCell

    background: Rectangle {
        border.color: cell.gap ? Theme.text : cell.unneeded ? "transparent" : cell.single ? Theme.pendingLine : Theme.cellBorder
        border.width: cell.gap ? Theme.edgeGapCell : Theme.edgeHairline
        color: cell.down ? Theme.canvas : cell.gap || cell.unneeded ? "transparent" : cell.single ? Theme.pendingSoft : cell.square.kind === CoverageModel.Many ? Theme.cellMany : Theme.cellFew
        radius: Theme.radiusCell

        Rectangle {
            anchors.fill: parent
            anchors.margins: -Theme.edgeFieldError
            border.color: Theme.primary
            border.width: Theme.edgeFieldError
            color: "transparent"
            radius: Theme.radiusCell + Theme.edgeFieldError
            visible: cell.chosen && !cell.visualFocus
        }
    }
    contentItem: Item {
    }

    // Something here does not agree: the panel says what.
    Repeater {
        model: cell.square.contradictions > 0 ? 1 : 0

        Icon {
            anchors.margins: Theme.s1
            anchors.right: cell.right
            anchors.top: cell.top
            color: Theme.pending
            name: "differ"
            size: Theme.sizeIconStatus
        }
    }

    Column {
        id: face

        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.s1
        width: parent.width - x * 2
        x: Theme.s2

        Words {
            Accessible.ignored: true
            color: Theme.textSecondary
            look: Theme.label
            text: cell.square.column
            visible: cell.labelled
            width: parent.width
        }

        Row {
            id: counted

            spacing: Theme.s2
            width: parent.width

            Words {
                id: number

                Accessible.ignored: true
                anchors.verticalCenter: parent.verticalCenter
                color: cell.single ? Theme.pending : Theme.text
                look: Theme.heading
                text: cell.square.sources
                visible: cell.square.sources > 0
            }

            Repeater {
                model: cell.gap ? 1 : 0

                Icon {
                    anchors.verticalCenter: counted.verticalCenter
                    name: "gap"
                    size: Theme.sizeIconStatus
                }
            }

            Words {
                Accessible.ignored: true
                anchors.verticalCenter: parent.verticalCenter
                color: cell.single ? Theme.pending : cell.gap ? Theme.text : Theme.textSecondary
                look: cell.gap ? Theme.bodyStrong : Theme.label
                text: cell.square.word
                visible: text !== ""
                width: Math.max(1, parent.width - (number.visible ? number.width + counted.spacing : 0) - (cell.gap ? Theme.sizeIconStatus + counted.spacing : 0))
            }

            Flow {
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.s1 - 2
                visible: cell.square.word === ""
                width: Math.max(1, parent.width - number.width - parent.spacing)

                Repeater {
                    model: cell.square.word === "" ? cell.shownDots : 0

                    Rectangle {
                        color: Theme.primary
                        height: Theme.s2
                        radius: height / 2
                        width: Theme.s2
                    }
                }
            }
        }
    }
}
