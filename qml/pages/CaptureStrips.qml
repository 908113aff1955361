pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// What was agreed, what the setting was, and in one column the prompt of now. Their values begin
/// where the notes begin.
Column {
    id: strips

    required property CaptureModel model
    required property PeopleModel people
    required property bool roomy
    required property real gutter
    /// Room for what was agreed alone.
    property bool brief: false
    /// What was agreed is a sentence, because the text is large.
    property bool summed: false

    signal agreementOpened
    signal promptsOpened

    CaptureStrip {
        width: strips.width
        gutter: strips.gutter
        label: qsTr("Agreed")
        paused: strips.model.pausedText

        Words {
            Layout.fillWidth: true
            color: strips.model.mayTag ? Theme.success : Theme.textSecondary
            text: strips.model.agreedSummary
            visible: strips.summed && !strips.model.paused
        }

        // What is agreed waits while nobody is asked.
        Item {
            Layout.fillWidth: true
            visible: strips.summed && strips.model.paused
        }

        Flow {
            Layout.fillWidth: true
            spacing: Theme.s3
            visible: !strips.summed

            Repeater {
                model: strips.model.agreed

                Row {
                    id: purpose

                    required property string word
                    required property int answer
                    readonly property bool yes: answer === 1
                    readonly property color ink: yes ? Theme.success : Theme.textSecondary

                    // What a tick shows to the eye has to be said.
                    Accessible.name: yes ? qsTr("%1: yes").arg(word) : word
                    Accessible.role: Accessible.StaticText
                    spacing: Theme.s1 + 2

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        color: purpose.ink
                        name: purpose.yes ? "check" : purpose.answer === 2 ? "cross" : "circle"
                        size: Theme.sizeIconStatus
                    }

                    Words {
                        Accessible.ignored: true
                        color: purpose.ink
                        text: purpose.word
                    }
                }
            }
        }

        QuietButton {
            Accessible.name: strips.model.paused ? qsTr("Go on") : qsTr("Pause")
            Layout.rightMargin: -Theme.s2
            iconName: !strips.model.paused ? "pause" : strips.summed ? "" : "arrowRight"
            text: strips.summed && !strips.model.paused ? "" : Accessible.name

            onClicked: strips.model.setPaused(!strips.model.paused)
        }

        QuietButton {
            Layout.rightMargin: -Theme.s2
            text: qsTr("Change")

            onClicked: strips.agreementOpened()
        }
    }

    CaptureStrip {
        width: strips.width
        gutter: strips.gutter
        label: qsTr("Speaking")
        visible: strips.people.count > 1 && !strips.brief

        Flow {
            Layout.fillWidth: true

            Repeater {
                model: strips.people.people

                ChoiceChip {
                    required property int index
                    required property string role
                    required property string answer
                    required property bool speaking

                    Accessible.name: qsTr("Speaking: %1, %2").arg(role).arg(answer)
                    text: role
                    ticked: speaking

                    onClicked: strips.people.choose(index)
                }
            }
        }
    }

    CaptureStrip {
        width: strips.width
        gutter: strips.gutter
        label: qsTr("Needs")
        visible: strips.people.knownNeeds !== "" && !strips.brief

        Icon {
            color: Theme.link
            name: "ear"
        }

        Words {
            Layout.fillWidth: true
            text: strips.people.knownNeeds
        }
    }

    CaptureStrip {
        width: strips.width
        gutter: strips.gutter
        label: qsTr("Setting")
        visible: !strips.brief

        SettingChips {
            Layout.fillWidth: true
            model: strips.model
        }
    }

    CaptureStrip {
        width: strips.width
        color: Theme.surfaceSunken
        gutter: strips.gutter
        label: qsTr("Prompt")
        visible: !strips.roomy && !strips.brief && strips.model.promptNow !== ""

        Words {
            Layout.fillWidth: true
            look: Theme.bodyStrong
            text: strips.model.promptNow
        }

        Words {
            color: Theme.textSecondary
            text: strips.model.promptCount
        }

        QuietButton {
            Layout.rightMargin: -Theme.s2
            text: qsTr("All prompts")

            onClicked: strips.promptsOpened()
        }
    }

    Banner {
        radius: 0
        width: strips.width
        text: strips.model.warning
        tone: Banner.Waiting
        visible: text !== ""
    }
}
