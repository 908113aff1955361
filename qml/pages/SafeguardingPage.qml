pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// Somebody may be harmed. Five questions in any order, who was told, and until somebody has heard
/// of it a red strip with the numbers to ring.
Item {
    id: page

    required property SafeguardingModel model
    property string backName: qsTr("Back to Today")
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale
    /// Large text leaves so little room that the red strip says it in one line.
    readonly property bool tight: !roomy && Theme.textScale >= 1.5
    /// Something is written that is not in line yet.
    readonly property bool putting: model.mayPut || !model.inLine
    /// The form of who was told is in sight.
    readonly property bool writing: model.telling && (model.question === SafeguardingModel.Told || model.question === SafeguardingModel.Council)

    signal departed
    signal cardOpened

    Component.onCompleted: settled.restart()

    Connections {
        function onQuestionChanged() {
            settled.restart();
        }

        target: page.model
    }

    // After the frame in which the question found its height.
    Timer {
        id: settled

        interval: 50

        onTriggered: page.reveal()
    }

    RowLayout {
        anchors.fill: parent
        spacing: 0

        Item {
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.sizeSidePanel * 0.84
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
                id: side

                anchors.bottom: timer.top
                anchors.bottomMargin: Theme.s3
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                contentHeight: panel.implicitHeight

                Column {
                    id: panel

                    topPadding: Theme.s5
                    width: side.width

                    Words {
                        Accessible.role: Accessible.Heading
                        leftPadding: Theme.pageInset
                        look: Theme.heading
                        rightPadding: Theme.pageInset
                        text: qsTr("Safeguarding alert")
                        width: parent.width
                    }

                    Words {
                        bottomPadding: Theme.s3
                        color: Theme.textSecondary
                        leftPadding: Theme.pageInset
                        rightPadding: Theme.pageInset
                        text: page.model.origin
                        width: parent.width
                    }

                    AlertSteps {
                        model: page.model
                        width: parent.width
                    }

                    AlertList {
                        model: page.model
                        width: parent.width
                    }
                }
            }

            AlertClock {
                id: timer

                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.leftMargin: Theme.pageInset
                anchors.margins: Theme.s4
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
                detail: page.tight ? "" : page.model.origin
                look: page.tight ? Theme.subheading : Theme.heading
                title: qsTr("Safeguarding alert")
                visible: !page.roomy

                onBack: page.departed()
            }

            AlertUrgency {
                Layout.fillWidth: true
                model: page.model
                tight: page.tight

                onCardOpened: page.cardOpened()
            }

            Scroll {
                id: scroll

                Layout.fillHeight: true
                Layout.fillWidth: true
                contentHeight: column.implicitHeight

                Column {
                    id: column

                    width: scroll.width

                    Words {
                        bottomPadding: Theme.s3
                        color: Theme.textSecondary
                        leftPadding: Theme.pageInset
                        rightPadding: Theme.pageInset
                        text: page.model.origin
                        topPadding: Theme.s3
                        visible: page.tight && text !== ""
                        width: parent.width
                    }

                    Column {
                        bottomPadding: Theme.s5
                        topPadding: Theme.s5
                        visible: page.roomy
                        width: parent.width

                        Repeater {
                            model: page.roomy ? 1 : 0

                            AlertQuestion {
                                model: page.model
                                width: column.width - x * 2
                                x: Theme.pageInset
                            }
                        }
                    }

                    Repeater {
                        id: narrow

                        model: page.roomy ? 0 : 1

                        AlertSteps {
                            model: page.model
                            unfolded: true
                            width: column.width
                        }
                    }

                    Item {
                        height: small.implicitHeight + Theme.s4 * 2
                        visible: !page.roomy
                        width: parent.width

                        AlertClock {
                            id: small

                            model: page.model
                            width: parent.width - x * 2
                            x: Theme.pageInset
                            y: Theme.s4
                        }
                    }

                    AlertList {
                        bottomPadding: Theme.s4
                        model: page.model
                        visible: !page.roomy
                        width: parent.width
                    }
                }
            }

            PageFooter {
                Layout.fillWidth: true
                text: page.writing && page.model.tellingProblem !== "" ? page.model.tellingProblem : page.model.progress

                SecondaryButton {
                    text: qsTr("Finish later")
                    visible: !page.model.settled && !page.writing

                    onClicked: page.departed()
                }

                SecondaryButton {
                    text: qsTr("Put first in line")
                    visible: page.writing && page.model.mayPut

                    onClicked: page.model.put()
                }

                PrimaryButton {
                    enabled: page.model.tellingProblem === "" && !page.model.recording
                    text: qsTr("Record it")
                    visible: page.writing

                    onClicked: page.model.tell()
                }

                PrimaryButton {
                    enabled: page.model.mayPut
                    text: qsTr("Put first in line")
                    visible: page.putting && !page.writing

                    onClicked: page.model.put()
                }

                PrimaryButton {
                    text: qsTr("Add someone told")
                    visible: !page.putting && !page.writing && !page.model.settled

                    onClicked: page.model.beginTelling()
                }

                PrimaryButton {
                    text: qsTr("Done")
                    visible: page.model.settled && !page.writing

                    onClicked: page.departed()
                }
            }
        }
    }

    // In one column the open question comes to the top.
    function reveal() {
        const steps = narrow.itemAt(0) as AlertSteps;
        if (steps !== null)
            scroll.contentY = Math.max(0, Math.min(scroll.contentHeight - scroll.height, steps.y + steps.placeOf(page.model.question)));
    }
}
