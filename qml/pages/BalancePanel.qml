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

    spacing: Theme.s3

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

    Banner {
        text: panel.model.balanceNote
        tone: Banner.Waiting
        visible: text !== ""
        width: panel.width
    }
}
