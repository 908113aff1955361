pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// Which records it points to: those that are chosen, and on demand the list to choose from.
Question {
    id: question

    required property FormEntry entry
    readonly property bool many: entry.kind === FormEntry.References
    readonly property bool foldable: entry.optionCount > 8
    property bool choosing: !foldable

    detail: entry.help
    note: entry.note
    problem: entry.problem

    Words {
        color: question.entry.chosenWords === "" ? Theme.textSecondary : Theme.text
        text: question.entry.optionCount === 0 ? qsTr("There is nothing to choose from on this tablet yet.") : question.entry.chosenWords === "" ? qsTr("None chosen.") : question.entry.chosenWords
        visible: question.foldable || question.entry.optionCount === 0
        width: question.room
    }

    SecondaryButton {
        Accessible.name: qsTr("Choose: %1").arg(question.entry.title)
        text: qsTr("Choose")
        visible: question.foldable && !question.choosing

        onClicked: question.choosing = true
    }

    Field {
        label: qsTr("Find by a word")
        visible: question.foldable && question.choosing
        width: question.room

        onEdited: question.entry.filter = text
    }

    Repeater {
        model: question.choosing ? question.entry.options : null

        TickRow {
            required property string name
            required property string title
            required property bool picked

            Accessible.name: question.entry.title + ", " + title
            chosen: picked
            height: implicitHeight
            round: !question.many
            text: title
            width: question.room

            onClicked: question.entry.choose(name)
        }
    }

    Words {
        color: Theme.textSecondary
        text: qsTr("There are more. Another word finds them.")
        visible: question.choosing && question.entry.cut
        width: question.room
    }
}
