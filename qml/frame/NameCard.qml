pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// Who a case is, for as long as it takes to dial. It goes away by itself.
Rectangle {
    id: card

    required property NameModel model

    Accessible.name: model.heading
    Accessible.role: Accessible.AlertMessage
    border.color: Theme.borderControl
    border.width: Theme.edgeControl
    color: Theme.surfaceTile
    implicitHeight: column.height + Theme.s4 * 2
    radius: Theme.radiusCard

    Column {
        id: column

        spacing: Theme.s2
        width: parent.width - Theme.s5 * 2
        x: Theme.s5
        y: Theme.s4

        Beside {
            width: column.width

            Words {
                Accessible.role: Accessible.Heading
                look: Theme.subheading
                text: card.model.heading
                width: parent.width
            }

            Words {
                color: Theme.textSecondary
                text: card.model.problem === "" ? qsTr("This is logged, and closes after 10 seconds.") : card.model.problem
                width: parent.width
            }

            aside: SecondaryButton {
                iconName: "hide"
                text: qsTr("Hide")

                onClicked: card.model.hide()
            }
        }

        Repeater {
            model: card.model.facts

            Beside {
                id: fact

                required property string title
                required property string words

                Accessible.name: title + ", " + words
                Accessible.role: Accessible.StaticText
                width: column.width

                Words {
                    Accessible.ignored: true
                    color: Theme.textSecondary
                    text: fact.title
                    width: parent.width
                }

                Words {
                    Accessible.ignored: true
                    look: Theme.note
                    text: fact.words
                    width: parent.width
                }
            }
        }
    }
}
