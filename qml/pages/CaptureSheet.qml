pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// Between the notes and the dock, on request: every statement, and what the strips and the side
/// panel hold when there is no room for them. Escape closes it and discards nothing.
Rectangle {
    id: sheet

    enum Part {
        None,
        All,
        Prompts,
        FollowUps,
        People
    }

    required property CaptureModel model
    required property ClosingModel closing
    required property PeopleModel people
    required property bool roomy
    required property bool folded
    /// Of the strips only what was agreed is seen.
    property bool brief: false
    property int part: CaptureSheet.None

    signal closed
    signal readBack
    signal discreet
    signal agreementOpened
    signal attachmentsOpened
    signal inkOpened
    signal finishing

    color: Theme.surface
    implicitHeight: column.height + Theme.s3 * 2
    visible: part !== CaptureSheet.None

    Keys.onEscapePressed: sheet.turn(sheet.part)

    function turn(wanted: int) {
        part = part === wanted ? CaptureSheet.None : wanted;
        if (!visible)
            closed();
    }

    Hairline {
        anchors.left: parent.left
        anchors.right: parent.right
        z: 1
    }

    Scroll {
        id: scroll

        anchors.fill: parent
        contentHeight: column.height + Theme.s3 * 2

        Column {
            id: column

            spacing: Theme.s3
            width: scroll.width - Theme.pageInset * 2
            x: Theme.pageInset
            y: Theme.s3

            // What header and strips hold when they are folded away comes first.
            Flow {
                spacing: Theme.s2
                visible: sheet.folded
                width: column.width

                SecondaryButton {
                    iconName: sheet.model.paused ? "arrowRight" : "pause"
                    text: sheet.model.paused ? qsTr("Go on") : qsTr("Pause")

                    onClicked: sheet.model.setPaused(!sheet.model.paused)
                }

                SecondaryButton {
                    iconName: "check"
                    text: qsTr("Finish")

                    onClicked: sheet.finishing()
                }

                SecondaryButton {
                    iconName: "agree"
                    text: qsTr("Change what was agreed")

                    onClicked: sheet.agreementOpened()
                }

                SecondaryButton {
                    iconName: "undo"
                    enabled: sheet.model.canUndo
                    text: qsTr("Undo")

                    onClicked: sheet.model.undo()
                }
            }

            Flow {
                width: column.width
                spacing: Theme.s2
                visible: sheet.part === CaptureSheet.All

                Repeater {
                    model: sheet.model.statements

                    TagButton {
                        waiting: !sheet.model.mayTag || sheet.model.paused

                        onClicked: sheet.model.tag(number)
                    }
                }
            }

            SettingChips {
                width: column.width
                model: sheet.model
                visible: sheet.part === CaptureSheet.All && (sheet.folded || sheet.brief)
            }

            PromptList {
                width: column.width
                model: sheet.model
                visible: sheet.part === CaptureSheet.Prompts
            }

            FollowUpList {
                width: column.width
                model: sheet.closing
                visible: sheet.part === CaptureSheet.FollowUps
            }

            PeopleList {
                width: column.width
                model: sheet.people
                visible: sheet.part === CaptureSheet.People
            }

            Flow {
                width: column.width
                spacing: Theme.s2
                visible: !sheet.roomy || sheet.folded

                SecondaryButton {
                    iconName: "script"
                    text: qsTr("Read back what I wrote")

                    onClicked: sheet.readBack()
                }

                SecondaryButton {
                    iconName: "hide"
                    text: qsTr("Discreet clock")

                    onClicked: sheet.discreet()
                }

                SecondaryButton {
                    iconName: "edit"
                    text: qsTr("Write by hand")

                    onClicked: {
                        sheet.turn(sheet.part);
                        sheet.inkOpened();
                    }
                }

                SecondaryButton {
                    iconName: "photo"
                    text: qsTr("Photographs and files")

                    onClicked: sheet.attachmentsOpened()
                }

                SecondaryButton {
                    iconName: "tag"
                    text: qsTr("All statements")
                    visible: sheet.part !== CaptureSheet.All

                    onClicked: sheet.part = CaptureSheet.All
                }

                SecondaryButton {
                    iconName: "check"
                    text: qsTr("All prompts")
                    visible: sheet.part !== CaptureSheet.Prompts

                    onClicked: sheet.part = CaptureSheet.Prompts
                }

                SecondaryButton {
                    iconName: "followUp"
                    text: qsTr("Follow-ups")
                    visible: sheet.part !== CaptureSheet.FollowUps

                    onClicked: sheet.part = CaptureSheet.FollowUps
                }

                SecondaryButton {
                    iconName: "people"
                    text: qsTr("People")
                    visible: sheet.part !== CaptureSheet.People

                    onClicked: sheet.part = CaptureSheet.People
                }
            }
        }
    }
}
