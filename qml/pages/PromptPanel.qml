import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// Beside the notes: what to ask about, reading back, and the discreet clock.
Rectangle {
    id: panel

    required property CaptureModel model
    property bool folded: false

    signal readBack
    signal discreet

    color: Theme.surfaceSunken

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.leftMargin: Theme.s4
            Layout.preferredHeight: Theme.sizeHeader
            Layout.rightMargin: Theme.s4
            visible: !panel.folded

            Words {
                Accessible.role: Accessible.Heading
                Layout.fillWidth: true
                look: Theme.subheading
                text: qsTr("Prompts")
            }

            Words {
                color: Theme.textSecondary
                text: panel.model.promptCount
                wrapMode: Text.NoWrap
            }
        }

        Hairline {
            visible: !panel.folded
        }

        Words {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.s4
            Layout.topMargin: Theme.s3
            color: Theme.textTertiary
            look: Theme.overline
            text: qsTr("Lines of enquiry")
        }

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: list.height
            Layout.topMargin: Theme.s1

            PromptList {
                id: list

                model: panel.model
                width: scroll.width
            }
        }

        Hairline {
            visible: !panel.folded
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.s3
            Layout.leftMargin: Theme.s4
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
        }
    }

    Rectangle {
        color: Theme.line
        height: parent.height
        width: Theme.edgeHairline
    }
}
