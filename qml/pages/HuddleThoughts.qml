pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The themes that the team noted, one under the other.
Column {
    id: list

    required property list<huddleThought> thoughts

    signal planned(string find)

    spacing: Theme.s3

    Repeater {
        model: list.thoughts

        Rectangle {
            id: card

            required property huddleThought modelData

            border.color: Theme.line
            border.width: Theme.edgeHairline
            color: Theme.surfaceTile
            height: inside.height + Theme.s3 * 2
            radius: Theme.radiusCard
            width: list.width

            Column {
                id: inside

                spacing: Theme.s1
                width: parent.width - Theme.s4 * 2
                x: Theme.s4
                y: Theme.s3

                Words {
                    look: Theme.bodyStrong
                    text: card.modelData.theme
                    width: parent.width
                }

                Words {
                    text: card.modelData.note
                    visible: text !== ""
                    width: parent.width
                }

                Words {
                    color: Theme.textSecondary
                    text: card.modelData.detail
                    visible: text !== ""
                    width: parent.width
                }

                Notice {
                    iconColor: Theme.pending
                    iconName: "warning"
                    text: card.modelData.warning
                    visible: text !== ""
                    width: parent.width
                }

                Notice {
                    iconName: "followUp"
                    text: qsTr("Still to find out: %1").arg(card.modelData.find)
                    visible: card.modelData.find !== ""
                    width: parent.width
                }

                QuietButton {
                    leftPadding: 0
                    text: qsTr("Add to tomorrow’s plan")
                    visible: card.modelData.find !== "" && !card.modelData.planned

                    onClicked: list.planned(card.modelData.find)
                }

                Repeater {
                    model: card.modelData.planned ? 1 : 0

                    Notice {
                        iconColor: Theme.success
                        iconName: "check"
                        text: qsTr("In tomorrow’s plan")
                        width: inside.width
                    }
                }
            }
        }
    }
}
