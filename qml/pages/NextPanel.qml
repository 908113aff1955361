pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// What comes next, what would be lost with the tablet, and what changed since this morning.
Column {
    id: panel

    required property TodayModel model
    readonly property nextSession next: model.next
    property real inset: Theme.s5

    signal handOver

    Rectangle {
        color: Theme.surface
        height: coming.height
        // An empty day says so itself.
        visible: !panel.model.empty
        width: panel.width

        Column {
            id: coming

            bottomPadding: Theme.s4
            spacing: Theme.s2
            topPadding: Theme.s4
            width: parent.width - panel.inset * 2
            x: panel.inset

            Flow {
                spacing: Theme.s2
                visible: panel.next.slotId !== ""
                width: parent.width

                Words {
                    color: Theme.textTertiary
                    look: Theme.overline
                    text: panel.next.heading
                    width: Math.max(implicitWidth, parent.width - when.width - parent.spacing - 1)
                }

                TimeWords {
                    id: when

                    color: Theme.text
                    look: Theme.bodyStrong
                    text: panel.next.when
                }
            }

            Words {
                Accessible.role: Accessible.Heading
                look: Theme.heading
                text: panel.next.slotId !== "" ? panel.next.title : qsTr("Nothing more for you today")
                width: parent.width
            }

            Words {
                color: Theme.textSecondary
                text: panel.next.place
                visible: text !== ""
                width: parent.width
            }

            Notice {
                detail: panel.next.agreementDetail
                iconColor: panel.next.agreed ? Theme.success : Theme.pending
                iconName: "agree"
                look: Theme.bodyStrong
                text: panel.next.agreement
                visible: text !== ""
                width: parent.width
            }

            Notice {
                detail: panel.next.needDetail
                iconColor: Theme.link
                iconName: "ear"
                look: Theme.bodyStrong
                text: panel.next.need
                visible: text !== ""
                width: parent.width
            }

            QuietButton {
                iconName: "cases"
                leftPadding: 0
                text: qsTr("See the case")
                visible: panel.next.caseId !== ""

                onClicked: panel.model.openCase()
            }

            Item {
                height: start.height + Theme.s2
                visible: panel.next.slotId !== ""
                width: parent.width

                PrimaryButton {
                    id: start

                    anchors.bottom: parent.bottom
                    text: panel.next.action
                    width: parent.width

                    onClicked: panel.model.start()
                }
            }
        }
    }

    Hairline {
        visible: !panel.model.empty
        width: panel.width
    }

    Column {
        bottomPadding: Theme.s5
        spacing: Theme.s2
        topPadding: Theme.s4
        width: panel.width - panel.inset * 2
        x: panel.inset

        Words {
            color: Theme.textTertiary
            look: Theme.overline
            text: qsTr("If this tablet were lost now")
            width: parent.width
        }

        Item {
            height: Math.max(number.height, lost.height)
            width: parent.width

            Words {
                id: number

                Accessible.ignored: true
                anchors.verticalCenter: parent.verticalCenter
                look: Theme.display
                text: panel.model.onlyHere
                wrapMode: Text.NoWrap
            }

            Column {
                id: lost

                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - x
                x: number.width + Theme.s3

                Words {
                    Accessible.name: qsTr("%1 records exist nowhere else").arg(panel.model.onlyHere)
                    text: panel.model.onlyHere === 0 ? qsTr("records would be lost. All are handed over.") : panel.model.onlyHere === 1 ? qsTr("record exists nowhere else.") : qsTr("records exist nowhere else.")
                    width: parent.width
                }

                Words {
                    color: Theme.textSecondary
                    text: panel.model.oldest
                    visible: text !== ""
                    width: parent.width
                }
            }
        }

        Flow {
            spacing: Theme.s2
            width: parent.width

            SecondaryButton {
                iconName: "handover"
                leftPadding: Theme.s3
                text: qsTr("Hand over")
                visible: panel.model.onlyHere > 0
                width: Math.max(implicitWidth, copy.visible ? (parent.width - parent.spacing) / 2 : 0)

                onClicked: panel.handOver()
            }

            SecondaryButton {
                id: copy

                iconName: "saveCopy"
                leftPadding: Theme.s3
                text: qsTr("Copy out")
                visible: panel.model.mayCopyOut
                width: Math.max(implicitWidth, (parent.width - parent.spacing) / 2)

                onClicked: panel.model.copyOut()
            }
        }
    }

    Hairline {
        visible: notices.count > 0
        width: panel.width
    }

    Column {
        bottomPadding: Theme.s5
        spacing: Theme.s2
        topPadding: Theme.s4
        visible: notices.count > 0
        width: panel.width - panel.inset * 2
        x: panel.inset

        Words {
            color: Theme.textTertiary
            look: Theme.overline
            text: qsTr("Since this morning")
            width: parent.width
        }

        Repeater {
            id: notices

            model: panel.model.notices

            Notice {
                required property string icon

                iconName: icon
                width: panel.width - panel.inset * 2
            }
        }
    }
}
