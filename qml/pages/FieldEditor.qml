pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// One field of a form, edited as its kind needs. The one place that knows the kinds.
Column {
    id: editor

    required property FormEntry entry
    /// Says of what need not be answered that it need not.
    property bool marked: true
    readonly property string label: entry.required || !marked ? entry.title : qsTr("%1 (optional)").arg(entry.title)

    Repeater {
        model: editor.of(FormEntry.Text, FormEntry.Count)

        Field {
            detail: editor.entry.help
            hints: editor.entry.kind === FormEntry.Count ? Qt.ImhDigitsOnly : Qt.ImhNone
            label: editor.label
            note: editor.entry.note
            problem: editor.entry.problem
            width: editor.width

            Component.onCompleted: text = editor.entry.text
            onEdited: editor.entry.text = text
        }
    }

    Repeater {
        model: editor.of(FormEntry.LongText, FormEntry.LongText)

        LongField {
            detail: editor.entry.help
            label: editor.label
            note: editor.entry.note
            problem: editor.entry.problem
            width: editor.width

            Component.onCompleted: text = editor.entry.text
            onEdited: editor.entry.text = text
        }
    }

    Repeater {
        model: editor.of(FormEntry.Choice, FormEntry.Choices)

        Question {
            id: choice

            detail: editor.entry.help
            label: editor.label
            note: editor.entry.note
            problem: editor.entry.problem
            width: editor.width

            Flow {
                width: choice.room

                Repeater {
                    model: editor.entry.options

                    ChoiceChip {
                        required property string name
                        required property string title
                        required property bool picked

                        Accessible.name: editor.entry.title + ", " + title
                        exclusive: editor.entry.kind === FormEntry.Choice
                        text: title
                        ticked: picked

                        onClicked: editor.entry.choose(name)
                    }
                }
            }
        }
    }

    Repeater {
        model: editor.of(FormEntry.YesNo, FormEntry.YesNo)

        Question {
            id: answer

            readonly property list<string> names: ["yes", "no"]

            detail: editor.entry.help
            label: editor.label
            note: editor.entry.note
            problem: editor.entry.problem
            width: editor.width

            Segmented {
                about: editor.entry.title
                available: answer.room
                current: answer.names.indexOf(editor.entry.text)
                options: [qsTr("Yes"), qsTr("No")]
                ticked: true
                width: implicitWidth

                onChosen: index => editor.entry.choose(answer.names[index])
            }
        }
    }

    Repeater {
        model: editor.of(FormEntry.Date, FormEntry.Moment)

        DateQuestion {
            entry: editor.entry
            label: editor.label
            width: editor.width
        }
    }

    Repeater {
        model: editor.of(FormEntry.Reference, FormEntry.References)

        RecordQuestion {
            entry: editor.entry
            label: editor.label
            width: editor.width
        }
    }

    /// One editor where the field is of this kind or that.
    function of(kind: int, other: int): int {
        return entry.kind === kind || entry.kind === other ? 1 : 0;
    }
}
