pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// What we have heard: statements down, evidence categories across. Arrow keys move inside the grid;
/// the panel explains the cell they stop at.
Item {
    id: page

    required property CoverageModel model
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale
    readonly property real gridWidth: (roomy ? width - Theme.sizeSidePanel : width) - Theme.pageInset * 2
    readonly property bool stacked: gridWidth < 700 * Theme.textScale
    readonly property real labelWidth: Math.round(gridWidth * 0.3)
    readonly property bool ready: !model.waiting && model.problem === ""
    /// The panel takes the page while it is read, where it has no place beside the grid or below it.
    property bool reading: false
    readonly property bool covered: stacked && reading

    signal turned(int page)
    /// It could not be shown, and is asked for anew.
    signal again

    onStackedChanged: reading = false

    GridLayout {
        anchors.fill: parent
        columnSpacing: 0
        columns: page.roomy ? 2 : 1
        rowSpacing: 0

        ColumnLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0
            visible: !page.covered

            PageHeader {
                id: header

                Layout.fillWidth: true
                detail: qsTr("Independent sources: one meeting counts once.")
                ruled: page.stacked
                stackBelow: 720 * Theme.textScale
                title: qsTr("What we have heard")

                FindingsSwitch {
                    available: page.gridWidth - header.aside
                    page: ShellModel.Coverage

                    onTurned: next => page.turned(next)
                }
            }

            Waiting {
                Layout.fillWidth: true
                Layout.margins: Theme.pageInset
                busy: page.model.waiting
                problem: page.model.problem
                text: qsTr("Counting what was heard")
                visible: !page.ready

                onAgain: page.again()
            }

            // What is there stands at the top.
            Item {
                Layout.fillHeight: true
                visible: !page.ready
            }

            Row {
                Layout.bottomMargin: Theme.s2
                Layout.fillWidth: true
                Layout.leftMargin: Theme.pageInset + page.labelWidth
                spacing: Theme.s1
                visible: page.ready && !page.stacked

                Repeater {
                    model: page.model.columns

                    Words {
                        required property string modelData

                        Accessible.role: Accessible.ColumnHeader
                        anchors.bottom: parent ? parent.bottom : undefined
                        look: Theme.overline
                        text: modelData
                        width: Math.floor((page.gridWidth - page.labelWidth + Theme.s1) / page.model.columns.length) - Theme.s1
                    }
                }
            }

            Scroll {
                id: scroll

                Accessible.name: qsTr("Coverage grid")
                Accessible.role: Accessible.Table
                Layout.fillHeight: true
                Layout.fillWidth: true
                contentHeight: rows.height
                visible: page.ready

                Column {
                    id: rows

                    bottomPadding: Theme.s2
                    topPadding: Theme.focusInnerWidth + Theme.focusOuterWidth
                    width: page.gridWidth
                    x: Theme.pageInset

                    Repeater {
                        id: lines

                        model: page.model.lines

                        CoverageRow {
                            // It lives on for a moment after the page.
                            readonly property CoverageModel board: page.model

                            chosenColumn: board.row === index ? board.column : -1
                            labelWidth: page.labelWidth
                            stacked: page.stacked
                            width: rows.width

                            onChosen: column => page.choose(index, column)
                            onMoved: (down, right) => page.move(index + down, page.model.column + right)
                        }
                    }
                }
            }
        }

        Rectangle {
            Layout.fillWidth: true
            color: Theme.line
            implicitHeight: Theme.edgeHairline
            visible: !page.roomy && !page.stacked
        }

        // Made when it is shown: icons that are made unseen stay empty.
        Repeater {
            model: page.ready && (page.covered || !page.stacked) ? 1 : 0

            ColumnLayout {
                Layout.fillHeight: page.roomy || page.covered
                Layout.fillWidth: !page.roomy
                Layout.preferredHeight: page.roomy || page.covered ? -1 : Math.round(page.height * 0.36)
                Layout.preferredWidth: page.roomy ? Theme.sizeSidePanel : -1
                spacing: 0

                Repeater {
                    model: page.covered ? 1 : 0

                    PageHeader {
                        Layout.fillWidth: true
                        backName: qsTr("Back to Coverage")
                        title: qsTr("What we have heard")

                        onBack: page.reading = false
                    }
                }

                CoveragePanel {
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    beside: page.roomy
                    model: page.model
                }
            }
        }
    }

    function choose(row: int, column: int) {
        model.choose(row, column);
        reading = true;
    }

    // Inside the grid only: at its edge the keys do nothing.
    function move(row: int, column: int) {
        if (row < 0 || row >= lines.count || column < 0 || column >= model.columns.length)
            return;
        model.choose(row, column);
        (lines.itemAt(row) as CoverageRow).take(column);
    }
}
