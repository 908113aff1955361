pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// A group in the room, counted by role and without names.
Column {
    id: counted

    required property PeopleModel model
    property real inset: 0
    property bool adding: false

    spacing: Theme.s2

    Beside {
        width: parent.width - x * 2
        x: counted.inset

        aside: Words {
            Accessible.name: qsTr("%1 in the room").arg(text)
            look: Theme.heading
            text: counted.model.headcount
            wrapMode: Text.NoWrap
        }

        Words {
            Accessible.role: Accessible.Heading
            look: Theme.subheading
            text: qsTr("In the room")
            width: parent.width
        }

        Words {
            color: Theme.textSecondary
            text: qsTr("Count roles. Keep no names.")
            width: parent.width
        }
    }

    Hairline {
        width: parent.width
    }

    // Before the counters: it says how their words may be used.
    Banner {
        detail: qsTr("Their words could point to them. They count as “staff” outside this note.")
        text: qsTr("%1: only one here").arg(counted.model.onlyHolders)
        tone: Banner.Waiting
        visible: counted.model.onlyHolders !== ""
        width: parent.width - x * 2
        x: counted.inset
    }

    Repeater {
        model: counted.model.roles

        Item {
            id: row

            required property int index
            required property string role
            required property int count

            height: beside.implicitHeight + Theme.s2
            width: counted.width

            Beside {
                id: beside

                gap: Theme.s2
                stacked: width < Theme.sizeSidePanel * 0.7
                width: parent.width - x * 2
                x: counted.inset

                aside: Counter {
                    about: row.role
                    value: row.count

                    onStepped: by => counted.model.change(row.index, by)
                }

                Words {
                    text: row.role
                    width: parent.width
                }
            }

            Hairline {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
    }

    Column {
        spacing: Theme.s2
        width: parent.width - x * 2
        x: counted.inset

        QuietButton {
            iconName: "plus"
            text: qsTr("Add a role")
            visible: !joining.visible
            x: -Theme.s2

            onClicked: {
                counted.adding = true;
                joining.take();
            }
        }

        JoiningField {
            id: joining

            action: qsTr("Add a role")
            label: qsTr("Add a role")
            model: counted.model.joining
            placeholder: qsTr("Such as social workers")
            visible: counted.adding || text !== ""
            width: parent.width

            onJoined: counted.model.addRole()
        }

        Words {
            color: Theme.textSecondary
            text: qsTr("Whoever joins later counts for the points from then on. Earlier points keep their total.")
            width: parent.width
        }
    }
}
