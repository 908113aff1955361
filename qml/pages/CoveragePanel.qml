pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// Beside the grid: what one cell holds, and what could still fill it.
Rectangle {
    id: panel

    required property CoverageModel model
    /// At the right of the grid.
    property bool beside: false

    color: Theme.surfaceSunken

    Rectangle {
        color: Theme.line
        height: parent.height
        visible: panel.beside
        width: Theme.edgeHairline
        z: 1
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: content.height

            Column {
                id: content

                bottomPadding: Theme.s4
                topPadding: Theme.s5
                width: scroll.width

                Words {
                    color: Theme.textTertiary
                    look: Theme.overline
                    text: panel.model.overline
                    width: parent.width - x * 2
                    x: Theme.s5
                }

                Words {
                    Accessible.role: Accessible.Heading
                    look: Theme.heading
                    text: panel.model.title
                    topPadding: Theme.s1
                    width: parent.width - x * 2
                    x: Theme.s5
                }

                Words {
                    color: Theme.textSecondary
                    text: panel.model.detail
                    topPadding: Theme.s2
                    width: parent.width - x * 2
                    x: Theme.s5
                }

                CoverageItems {
                    count: panel.model.chanceCount
                    heading: qsTr("What could still fill it")
                    items: panel.model.chances
                    width: parent.width

                    onOpened: key => panel.model.openChance(key)
                }

                CoverageItems {
                    count: panel.model.heldCount
                    heading: qsTr("What is held, newest first")
                    items: panel.model.held
                    width: parent.width

                    onOpened: key => panel.model.openHeld(key)
                }

                CoverageItems {
                    count: panel.model.besideCount
                    heading: qsTr("Beside other evidence")
                    items: panel.model.beside
                    width: parent.width

                    onOpened: key => panel.model.openHeld(key)
                }

                CoverageItems {
                    count: panel.model.sourceCount
                    heading: qsTr("Independent sources")
                    items: panel.model.sources
                    width: parent.width
                }

                CoverageItems {
                    count: panel.model.paperCount
                    heading: qsTr("Already in the information return")
                    items: panel.model.papers
                    width: parent.width
                }
            }
        }

        Hairline {
        }

        Item {
            Layout.fillWidth: true
            implicitHeight: foot.height + Theme.s4 * 2

            Column {
                id: foot

                spacing: Theme.s3
                width: parent.width - x * 2
                x: Theme.s5
                y: Theme.s4

                Notice {
                    detail: panel.model.rule
                    iconColor: Theme.text
                    iconName: "gap"
                    look: Theme.bodyStrong
                    text: panel.model.summary
                    width: parent.width
                }

                SecondaryButton {
                    text: qsTr("Add to tomorrow’s plan")
                    visible: panel.model.mayPlan
                    width: parent.width

                    onClicked: panel.model.plan()
                }

                Repeater {
                    model: panel.model.planned !== "" ? 1 : 0

                    Notice {
                        iconColor: Theme.success
                        iconName: "check"
                        text: panel.model.planned
                        width: foot.width
                    }
                }
            }
        }
    }
}
