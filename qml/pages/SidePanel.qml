pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// Beside the notes: what to ask about, what to ask for later, who is there; reading back, and the
/// discreet clock.
Rectangle {
    id: panel

    enum Part {
        Prompts,
        FollowUps,
        People
    }

    required property CaptureModel model
    required property ClosingModel closing
    required property PeopleModel people
    property bool folded: false
    property int part: people.group ? SidePanel.People : SidePanel.Prompts

    signal readBack
    signal discreet
    signal attachmentsOpened
    signal inkOpened

    color: Theme.surfaceSunken

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Tabs {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.s4
            Layout.rightMargin: Theme.s4
            current: panel.part
            ground: panel.color
            rowHeight: Theme.sizeHeader
            names: [qsTr("Prompts"), panel.closing.open > 0 ? qsTr("Follow-ups %1").arg(panel.closing.open) : qsTr("Follow-ups"), panel.people.group ? qsTr("Room %1").arg(panel.people.headcount) : panel.people.count > 1 ? qsTr("People %1").arg(panel.people.count) : qsTr("People")]
            visible: !panel.folded

            onChosen: index => panel.part = index
        }

        Hairline {
            visible: !panel.folded
        }

        RowLayout {
            Layout.leftMargin: Theme.s4
            Layout.rightMargin: Theme.s4
            Layout.topMargin: Theme.s3
            visible: panel.part === SidePanel.Prompts

            Words {
                Layout.fillWidth: true
                color: Theme.textTertiary
                look: Theme.overline
                text: qsTr("Lines of enquiry")
            }

            Words {
                color: Theme.textTertiary
                look: Theme.label
                text: panel.model.promptCount
                wrapMode: Text.NoWrap
            }
        }

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.topMargin: Theme.s1
            contentHeight: content.height

            Column {
                id: content

                topPadding: panel.part === SidePanel.Prompts ? 0 : Theme.s3
                width: scroll.width

                // Each is made when it is shown.
                Repeater {
                    model: panel.part === SidePanel.Prompts ? 1 : 0

                    PromptList {
                        model: panel.model
                        width: content.width
                    }
                }

                Repeater {
                    model: panel.part === SidePanel.FollowUps ? 1 : 0

                    FollowUpList {
                        inset: Theme.s4
                        model: panel.closing
                        width: content.width
                    }
                }

                Repeater {
                    model: panel.part === SidePanel.People ? 1 : 0

                    PeopleList {
                        inset: Theme.s4
                        model: panel.people
                        width: content.width
                    }
                }
            }
        }

        Hairline {
            visible: !panel.folded
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.s4
            Layout.margins: Theme.s3
            Layout.rightMargin: Theme.s4
            spacing: Theme.s2
            visible: !panel.folded

            SecondaryButton {
                Layout.fillWidth: true
                iconName: "script"
                text: qsTr("Read back what I wrote")

                onClicked: panel.readBack()
            }

            SecondaryButton {
                Layout.fillWidth: true
                iconName: "hide"
                text: qsTr("Discreet clock")

                onClicked: panel.discreet()
            }

            RowLayout {
                spacing: Theme.s2

                SecondaryButton {
                    Accessible.name: qsTr("Write by hand")
                    Layout.fillWidth: true
                    iconName: "edit"
                    text: qsTr("By hand")

                    onClicked: panel.inkOpened()
                }

                SecondaryButton {
                    Accessible.name: qsTr("Photographs and files")
                    Layout.fillWidth: true
                    iconName: "photo"
                    text: qsTr("Files")

                    onClicked: panel.attachmentsOpened()
                }
            }
        }
    }

    Rectangle {
        color: Theme.line
        height: parent.height
        width: Theme.edgeHairline
    }
}
