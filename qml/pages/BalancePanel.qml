pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// Whom the sample stands for beside the people the council serves. A tap on a group lists who else
/// of it is on the council's list; nobody is ever picked.
Column {
    id: panel

    required property CasesModel model

    signal compared

    spacing: Theme.s2

    Words {
        Accessible.role: Accessible.Heading
        look: Theme.subheading
        text: panel.model.balanceTitle
        width: panel.width
    }

    Flow {
        spacing: Theme.s4
        visible: bars.count > 0
        width: panel.width

        Row {
            spacing: Theme.s2

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.barSample
                height: Theme.label.size
                radius: Theme.radiusTag / 2
                width: Theme.sizeIconSmall
            }

            Words {
                color: Theme.textSecondary
                text: qsTr("Our sample")
            }
        }

        Row {
            spacing: Theme.s2

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.text
                height: Theme.body.line
                width: Theme.edgeFieldError
            }

            Words {
                color: Theme.textSecondary
                text: panel.model.population
            }
        }
    }

    Words {
        color: Theme.textSecondary
        text: qsTr("No figures of the council’s population are here yet. They come with the plan.")
        visible: bars.count === 0
        width: panel.width
    }

    Column {
        width: panel.width

        Repeater {
            id: bars

            model: panel.model.balance

            BalanceBar {
                width: panel.width

                onClicked: {
                    panel.model.compare(index);
                    panel.compared();
                }
            }
        }
    }

    Rectangle {
        color: Theme.pendingSoft
        height: gap.implicitHeight + Theme.s2 * 2
        radius: Theme.radiusControl
        visible: panel.model.balanceNote !== ""
        width: panel.width

        Beside {
            id: gap

            stacked: width < Theme.body.size * 20
            width: parent.width - x * 2
            x: Theme.s3
            y: Theme.s2

            aside: QuietButton {
                leftPadding: gap.stacked ? 0 : Theme.s2
                rightPadding: 0
                text: qsTr("Compare them")
                visible: panel.model.mayCompare

                onClicked: {
                    panel.model.compareMissing();
                    panel.compared();
                }
            }

            Notice {
                iconColor: Theme.pending
                iconName: "balance"
                text: panel.model.balanceNote
                width: parent.width
            }
        }
    }
}
