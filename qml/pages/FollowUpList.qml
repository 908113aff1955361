pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// What still has to be asked for after this meeting: tick what has come, add what is missing.
Column {
    id: list

    required property ClosingModel model
    /// In from the sides, where rows run to the edge.
    property real inset: 0

    spacing: Theme.s1

    Words {
        color: Theme.textSecondary
        text: qsTr("Nothing to ask for yet.")
        visible: rows.count === 0
        width: list.width - list.inset * 2
        x: list.inset
    }

    Repeater {
        id: rows

        model: list.model.followUps

        TickRow {
            required property int index
            required property string key
            required property string what
            required property bool done

            text: what
            chosen: done
            detail: done ? qsTr("Has come") : ""
            enabled: key !== ""
            width: list.width - list.inset * 2
            x: list.inset

            onClicked: list.model.settle(index)
        }
    }

    Column {
        bottomPadding: Theme.s2
        spacing: Theme.s2
        topPadding: Theme.s3
        width: list.width - list.inset * 2
        x: list.inset

        Field {
            id: next

            label: qsTr("Ask for")
            problem: list.model.nextProblem
            placeholder: qsTr("Document, figure or person")
            width: parent.width

            onAccepted: list.model.add()
            onEdited: list.model.write(ClosingModel.Next, next.text)

            Connections {
                function onNextShown() {
                    next.text = list.model.next;
                }

                target: list.model
            }

            Component.onCompleted: next.text = list.model.next
        }

        SecondaryButton {
            enabled: next.text.trim() !== "" && list.model.nextProblem === ""
            iconName: "plus"
            text: qsTr("Add a follow-up")

            onClicked: list.model.add()
        }
    }
}
