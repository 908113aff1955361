pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// What to say at the left, what they agree to at the right; in one column the script is above and
/// folds away once it was given.
Item {
    id: page

    required property AgreementModel model
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale

    property string backName: qsTr("Back to Today")

    signal departed

    RowLayout {
        anchors.fill: parent
        spacing: 0

        Item {
            Layout.fillHeight: true
            Layout.preferredWidth: page.width * 0.35
            clip: true
            visible: page.roomy

            // Keeps the sheet's round corner.
            Rectangle {
                anchors.bottomMargin: -radius
                anchors.fill: parent
                anchors.rightMargin: -radius
                color: Theme.surfaceSunken
                radius: Theme.radiusSheet
            }

            Scroll {
                id: said

                anchors.bottom: given.top
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                contentHeight: script.implicitHeight + Theme.s4 * 2

                AgreementScript {
                    id: script

                    model: page.model
                    width: parent.width - Theme.pageInset * 2
                    x: Theme.pageInset
                    y: Theme.s4
                }
            }

            AgreementGiven {
                id: given

                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.margins: Theme.pageInset
                anchors.right: parent.right
                model: page.model
            }

            Rectangle {
                anchors.right: parent.right
                color: Theme.line
                height: parent.height
                width: Theme.edgeHairline
            }
        }

        ColumnLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0

            PageHeader {
                Layout.fillWidth: true
                backName: page.backName
                detail: page.model.who
                title: qsTr("What they agree to")

                onBack: page.departed()

                StatusPill {
                    color: page.model.allConfirmed ? Theme.successSoft : Theme.pendingSoft
                    iconName: page.model.allConfirmed ? "agree" : "circle"
                    ink: page.model.allConfirmed ? Theme.success : Theme.pending
                    text: page.model.confirmedText
                }
            }

            Scroll {
                id: scroll

                Layout.fillHeight: true
                Layout.fillWidth: true
                contentHeight: column.implicitHeight + Theme.s4

                Column {
                    id: column

                    width: scroll.width

                    Column {
                        bottomPadding: Theme.s3
                        spacing: Theme.s3
                        topPadding: Theme.s4
                        visible: !page.roomy
                        width: parent.width - Theme.pageInset * 2
                        x: Theme.pageInset

                        AgreementScript {
                            model: page.model
                            visible: page.model.scriptGiven === ""
                            width: parent.width
                        }

                        AgreementGiven {
                            model: page.model
                            width: parent.width
                        }
                    }

                    Hairline {
                        visible: !page.roomy
                        width: parent.width
                    }

                    Column {
                        leftPadding: Theme.pageInset
                        padding: Theme.s4
                        visible: page.model.notSaved
                        width: parent.width

                        Banner {
                            text: qsTr("Not saved yet, trying again. Your answers are held here.")
                            tone: Banner.Waiting
                            width: parent.width - Theme.pageInset * 2
                        }
                    }

                    Item {
                        height: summary.height + Theme.s4 * 2
                        visible: page.model.problem !== ""
                        width: parent.width

                        ProblemSummary {
                            id: summary

                            text: page.model.problem
                            width: parent.width - x * 2
                            x: Theme.pageInset
                            y: Theme.s4

                            onClicked: page.show(page.model.problemRow)
                        }
                    }

                    Repeater {
                        id: rows

                        model: page.model.purposes

                        PurposeItem {
                            answers: page.model
                            width: column.width
                        }
                    }

                    Column {
                        topPadding: Theme.s3
                        visible: page.model.footnote !== ""
                        width: parent.width

                        Notice {
                            iconColor: Theme.textSecondary
                            iconName: "info"
                            ink: Theme.textSecondary
                            text: page.model.footnote
                            width: parent.width - Theme.pageInset * 2
                            x: Theme.pageInset
                        }
                    }
                }
            }

            PageFooter {
                Layout.fillWidth: true
                text: page.model.remaining

                QuietButton {
                    text: qsTr("They have changed their mind")
                    visible: page.model.mayWithdraw

                    onClicked: page.model.withdraw()
                }

                PrimaryButton {
                    text: qsTr("Record these answers")

                    onClicked: page.model.record()
                }
            }
        }
    }

    function show(row: int) {
        page.model.open(row);
        scroll.reveal(rows.itemAt(row).y, rows.itemAt(row).height);
    }
}
