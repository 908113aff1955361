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
    /// What was agreed is a sentence, because the text is large; it leads to whatever the other
    /// strips would say of the people.
    property bool summed: false
    readonly property bool severalSpeak: people.count > 1
    readonly property bool needsAreKnown: people.knownNeeds !== ""
    readonly property string needs: qsTr("Needs: %1").arg(people.knownNeeds)
    /// Of a group; the panel at the side says it where there is one.
    readonly property string onlyHolders: !roomy && people.onlyHolders !== "" ? qsTr("%1: only one here").arg(people.onlyHolders) : ""

    signal agreementOpened
    signal peopleOpened
    signal promptsOpened

    CaptureStrip {
        width: strips.width
        gutter: strips.summed ? 0 : strips.gutter
        label: strips.summed ? "" : qsTr("Agreed")
        paused: strips.model.pausedText

        Icon {
            Layout.leftMargin: -Theme.s2
            color: agreedWords.color
            name: strips.model.mayTag ? "check" : "circle"
            size: Theme.sizeIconStatus
            visible: agreedWords.visible
        }

        Words {
            id: agreedWords

            Accessible.name: qsTr("Agreed: %1").arg(text)
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
            Accessible.name: strips.onlyHolders !== "" ? strips.onlyHolders : !strips.needsAreKnown ? qsTr("Who speaks") : strips.severalSpeak ? qsTr("Who speaks. %1").arg(strips.needs) : strips.needs
            Layout.rightMargin: -Theme.s2
            iconName: strips.onlyHolders !== "" ? "warning" : strips.needsAreKnown ? "ear" : "people"
            ink: strips.onlyHolders !== "" ? Theme.pending : Theme.link
            visible: strips.summed && !strips.model.paused && (strips.needsAreKnown || strips.severalSpeak || strips.onlyHolders !== "")

            onClicked: strips.peopleOpened()
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
            text: strips.model.asked ? qsTr("Change") : qsTr("Ask")

            onClicked: strips.agreementOpened()
        }
    }

    CaptureStrip {
        width: strips.width
        gutter: strips.gutter
        label: qsTr("Speaking")
        visible: strips.severalSpeak && !strips.brief

        Flow {
            Layout.fillWidth: true

            Repeater {
                model: strips.people.people

                ChoiceChip {
                    required property int index
                    required property string role
                    required property string answer
                    required property bool agreed
                    required property bool asked
                    required property bool speaking

                    Accessible.name: qsTr("Speaking: %1, %2").arg(role).arg(answer)
                    // Whose words can be no evidence is seen before they speak.
                    text: agreed ? role : asked ? qsTr("%1 · has not agreed").arg(role) : qsTr("%1 · not asked").arg(role)
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
        visible: strips.needsAreKnown && !strips.brief

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
        label: qsTr("Room")
        visible: strips.onlyHolders !== "" && !strips.brief

        Icon {
            color: Theme.pending
            name: "warning"
        }

        Words {
            Layout.fillWidth: true
            text: strips.onlyHolders
        }

        QuietButton {
            Accessible.name: qsTr("See who is in the room")
            Layout.rightMargin: -Theme.s2
            text: qsTr("See them")

            onClicked: strips.peopleOpened()
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
