pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// Who, when and how: kept while it is typed. The foot of the page writes it down when it is whole.
Rectangle {
    id: form

    required property SafeguardingModel model

    border.color: Theme.line
    border.width: Theme.edgeHairline
    color: Theme.surfaceSunken
    implicitHeight: fields.implicitHeight + Theme.s4 * 2
    radius: Theme.radiusControl

    Component.onCompleted: fill()

    Connections {
        function onSheetChanged() {
            form.fill();
        }

        target: form.model
    }

    Column {
        id: fields

        spacing: Theme.s3
        width: parent.width - x * 2
        x: Theme.s4
        y: Theme.s4

        Column {
            spacing: Theme.s1
            width: parent.width

            Words {
                look: Theme.bodyStrong
                text: qsTr("Who?")
                width: parent.width
            }

            Flow {
                width: parent.width

                Repeater {
                    model: form.model.offices

                    ChoiceChip {
                        required property int index
                        required property string title
                        required property bool chosen

                        Accessible.name: qsTr("Who, %1").arg(text)
                        exclusive: true
                        text: title
                        ticked: chosen

                        onClicked: form.model.chooseOffice(index)
                    }
                }
            }
        }

        Segmented {
            about: qsTr("What came of it?")
            available: fields.width
            current: form.model.outcome
            options: [qsTr("I told them"), qsTr("No answer"), qsTr("They have acted")]
            ticked: true
            width: implicitWidth

            onChosen: index => form.model.chooseOutcome(index)
        }

        Field {
            id: whom

            label: qsTr("Their role or office")
            width: parent.width

            onEdited: form.model.writeWhom(text)
        }

        Field {
            id: time

            hints: Qt.ImhTime
            label: qsTr("When, such as 16:34")
            width: Math.min(parent.width, Theme.sizeSidePanel * 0.7)

            onEdited: form.model.writeTime(text)
        }

        Segmented {
            about: qsTr("How?")
            available: fields.width
            current: form.model.way
            options: [qsTr("Phone"), qsTr("Face to face"), qsTr("Secure e-mail"), qsTr("Their form")]
            width: implicitWidth

            onChosen: index => form.model.chooseWay(index)
        }

        Field {
            id: reference

            label: qsTr("The number they gave you, if any")
            width: parent.width

            onEdited: form.model.writeReference(text)
        }

        LongField {
            id: note

            label: qsTr("What was said and agreed")
            width: parent.width

            onEdited: form.model.writeNote(text)
        }

        QuietButton {
            leftPadding: 0
            text: qsTr("Leave it out")

            onClicked: form.model.dropTelling()
        }
    }

    function fill() {
        whom.text = model.whom;
        time.text = model.tellingTime;
        reference.text = model.tellingReference;
        note.text = model.tellingNote;
    }
}
