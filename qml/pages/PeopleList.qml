pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// Who is in the room, by role; who of them speaks; what each has said to *Talk with us*; and what
/// they need.
Column {
    id: list

    required property PeopleModel model
    property real inset: 0

    spacing: Theme.s2

    Repeater {
        model: list.model.group ? 1 : 0

        RoomCount {
            bottomPadding: Theme.s3
            inset: list.inset
            model: list.model
            width: list.width
        }
    }

    Words {
        color: Theme.textSecondary
        text: list.model.count < 2 ? qsTr("Everything that is said here is theirs.") : qsTr("Choose who speaks. Otherwise it could be anybody here.")
        width: list.width - list.inset * 2
        x: list.inset
    }

    Repeater {
        model: list.model.people

        Item {
            id: person

            required property int index
            required property string role
            required property string answer
            required property bool agreed
            required property bool asked
            required property bool speaking
            readonly property bool choosable: list.model.count > 1

            height: Math.max(who.height, ask.height)
            width: list.width

            TickRow {
                id: who

                Accessible.name: person.role + ", " + person.answer
                detail: person.answer
                enabled: person.choosable
                text: person.role
                chosen: person.speaking
                round: true
                width: ask.x - Theme.s2 - x
                x: list.inset

                onClicked: list.model.choose(person.index)
            }

            QuietButton {
                id: ask

                Accessible.name: person.asked ? qsTr("Change what %1 agreed to").arg(person.role) : qsTr("Ask %1").arg(person.role)
                anchors.right: parent.right
                anchors.rightMargin: list.inset - Theme.s2
                anchors.verticalCenter: parent.verticalCenter
                text: person.asked ? qsTr("Change") : qsTr("Ask")

                onClicked: list.model.ask(person.index)
            }
        }
    }

    JoiningField {
        action: qsTr("Add a person")
        bottomPadding: Theme.s2
        label: qsTr("Someone joined")
        model: list.model.joining
        placeholder: qsTr("Their role, no name")
        topPadding: Theme.s2
        visible: !list.model.group
        width: list.width - list.inset * 2
        x: list.inset

        onJoined: list.model.add()
    }

    Hairline {
        width: list.width
    }

    MeetingRecordsPart {
        bottomPadding: Theme.s3
        inset: list.inset
        model: list.model
        topPadding: Theme.s2
        width: list.width
    }
}
