pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// What the people here need so that we understand each other, and whether they had it; and what else
/// is written down of the meeting beside its notes. Each opens its form.
Column {
    id: part

    required property PeopleModel model
    property real inset: 0

    spacing: Theme.s2

    Words {
        Accessible.role: Accessible.Heading
        look: Theme.subheading
        text: qsTr("What they need")
        width: part.width - part.inset * 2
        x: part.inset
    }

    Words {
        color: Theme.textSecondary
        text: qsTr("Nothing is known yet. Ask what helps.")
        visible: needs.count === 0
        width: part.width - part.inset * 2
        x: part.inset
    }

    Column {
        width: part.width

        Repeater {
            id: needs

            model: part.model.needs

            EntryTile {
                required property int index

                inset: part.inset
                width: part.width

                onClicked: part.model.openNeed(index)
            }
        }
    }

    QuietButton {
        iconName: "plus"
        leftPadding: 0
        text: qsTr("Add a need")
        x: part.inset

        onClicked: part.model.addNeed()
    }

    Hairline {
        width: part.width
    }

    Words {
        Accessible.role: Accessible.Heading
        look: Theme.subheading
        text: qsTr("About this meeting")
        width: part.width - part.inset * 2
        x: part.inset
    }

    Column {
        width: part.width

        Repeater {
            model: part.model.noted

            EntryTile {
                required property int index

                inset: part.inset
                width: part.width

                onClicked: part.model.openNoted(index)
            }
        }
    }

    Column {
        x: part.inset

        QuietButton {
            iconName: "plus"
            leftPadding: 0
            text: qsTr("What shaped it")

            onClicked: part.model.note("setting_effect")
        }

        QuietButton {
            iconName: "plus"
            leftPadding: 0
            text: qsTr("Able to decide")

            onClicked: part.model.note("capacity_consideration")
        }

        QuietButton {
            iconName: "plus"
            leftPadding: 0
            text: qsTr("Private slip")
            visible: part.model.mayKeepSlips

            onClicked: part.model.note("follow_up_slip")
        }
    }
}
