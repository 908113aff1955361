pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The list of cases with its filters.
Column {
    id: list

    required property CasesModel model
    required property NameModel name

    Item {
        height: Math.max(head.height, Theme.sizeTouchMin)
        width: list.width

        Beside {
            id: head

            stacked: list.width < Theme.sizeSidePanel * 1.5
            width: parent.width - Theme.pageInset * 2
            x: Theme.pageInset

            Tabs {
                current: list.model.filter
                names: list.model.filters
                width: parent.width

                onChosen: index => list.model.filter = index
            }

            aside: QuietButton {
                id: order

                Accessible.name: qsTr("Order: %1").arg(text)
                rightPadding: Theme.sizeIconSmall + Theme.s2
                text: list.model.soonest ? qsTr("Next contact first") : qsTr("By number")

                onClicked: list.model.soonest = !list.model.soonest

                Icon {
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    color: order.ink
                    name: "chevronDown"
                    size: Theme.sizeIconSmall
                }
            }
        }
    }

    Hairline {
        width: list.width
    }

    Banner {
        radius: 0
        text: qsTr("Others of this group on the council’s list: %1. Open one to read it; nothing is chosen for you.").arg(list.model.group)
        visible: list.model.group !== ""
        width: list.width
    }

    QuietButton {
        text: qsTr("Show all cases again")
        visible: list.model.group !== ""
        x: Theme.pageInset - leftPadding

        onClicked: list.model.leaveGroup()
    }

    Repeater {
        model: list.model.cases

        CaseTile {
            width: list.width

            onClicked: list.model.open(id)
            onPressAndHold: list.name.ask(id)
        }
    }

    Words {
        color: Theme.textSecondary
        look: Theme.subheading
        padding: Theme.s4
        leftPadding: Theme.pageInset
        rightPadding: Theme.pageInset
        text: list.model.nothing
        visible: text !== ""
        width: list.width
    }

    Item {
        height: kept.height + Theme.s4 * 2
        width: list.width

        Notice {
            id: kept

            iconName: "lock"
            ink: Theme.textSecondary
            text: qsTr("Names are kept apart. Hold a case to see who it is.")
            width: parent.width - Theme.pageInset * 2
            x: Theme.pageInset
            y: Theme.s4
        }
    }
}
