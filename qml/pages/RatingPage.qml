pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// Scores and rating, for the assessment lead after the site visit; until then it says when.
Item {
    id: page

    required property RatingModel model
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale
    readonly property bool ready: !model.waiting && model.problem === "" && model.closed === ""
    readonly property bool alone: !roomy && model.statement > 0

    signal turned(int page)
    /// It could not be shown, and is asked for anew.
    signal again

    RowLayout {
        anchors.fill: parent
        spacing: 0

        ColumnLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0
            visible: !page.alone

            PageHeader {
                id: header

                Layout.fillWidth: true
                detail: page.ready ? qsTr("Draft, for the assessment lead only") : ""
                stackBelow: 720 * Theme.textScale
                title: qsTr("Scores and rating")

                FindingsSwitch {
                    available: scroll.width - Theme.pageInset * 2 - header.aside
                    page: ShellModel.Rating

                    onTurned: next => page.turned(next)
                }
            }

            Waiting {
                Layout.fillWidth: true
                Layout.margins: Theme.pageInset
                busy: page.model.waiting
                problem: page.model.problem
                text: qsTr("Reading the board")
                visible: page.model.waiting || page.model.problem !== ""

                onAgain: page.again()
            }

            Repeater {
                model: page.model.closed !== "" ? 1 : 0

                Notice {
                    // It lives on for a moment after the page.
                    readonly property RatingModel rating: page.model

                    Layout.fillWidth: true
                    Layout.margins: Theme.pageInset
                    iconName: "lock"
                    iconSize: Theme.sizeIcon
                    look: Theme.subheading
                    text: rating.closed
                }
            }

            Scroll {
                id: scroll

                Layout.fillHeight: true
                Layout.fillWidth: true
                contentHeight: board.height

                Column {
                    id: board

                    visible: page.ready
                    width: scroll.width

                    Repeater {
                        model: page.model.lines

                        RatingRow {
                            readonly property RatingModel rating: page.model

                            cells: rating.numbers
                            least: rating.least
                            open: rating.statement === number
                            width: board.width

                            onPicked: score => page.model.open(index, score)
                        }
                    }

                    Flow {
                        bottomPadding: Theme.s4
                        spacing: Theme.s5
                        topPadding: Theme.s4
                        width: parent.width - x * 2
                        x: Theme.pageInset

                        Repeater {
                            model: page.model.scores

                            Words {
                                required property string modelData

                                color: Theme.textSecondary
                                text: modelData
                            }
                        }
                    }

                    RatingOverall {
                        model: page.model
                        visible: !page.roomy
                        width: parent.width - x * 2
                        x: Theme.pageInset
                    }
                }
            }
        }

        // Made when it is shown: icons that are made unseen stay empty.
        Repeater {
            model: page.ready && (page.roomy || page.alone) ? 1 : 0

            Rectangle {
                Layout.fillHeight: true
                Layout.fillWidth: !page.roomy
                Layout.preferredWidth: page.roomy ? Theme.sizeSidePanel : -1
                color: Theme.surfaceSunken

                Rectangle {
                    color: Theme.line
                    height: parent.height
                    visible: page.roomy
                    width: Theme.edgeHairline
                }

                Scroll {
                    id: overall

                    anchors.fill: parent
                    contentHeight: sum.height
                    visible: page.model.statement === 0

                    RatingOverall {
                        id: sum

                        model: page.model
                        width: overall.width - x * 2
                        x: Theme.s5
                    }
                }

                Repeater {
                    model: page.model.statement > 0 ? 1 : 0

                    RatingEditor {
                        anchors.fill: parent
                        model: page.model
                    }
                }
            }
        }
    }
}
