pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// Who has been told, when and how; and one more.
Column {
    id: told

    required property SafeguardingModel model

    spacing: Theme.s2

    Words {
        Accessible.role: Accessible.Heading
        look: Theme.subheading
        text: qsTr("Told so far")
        width: parent.width
    }

    Words {
        color: Theme.textSecondary
        text: qsTr("Nobody yet.")
        visible: told.model.toldCount === 0
        width: parent.width
    }

    Column {
        width: parent.width

        Repeater {
            model: told.model.told

            Item {
                id: row

                required property string time
                required property string who
                required property string note
                required property string state
                required property bool reached
                required property int index
                required property bool waiting
                required property string spoken

                Accessible.name: row.spoken
                Accessible.role: Accessible.StaticText
                height: beside.implicitHeight + Theme.s2 * 2
                width: told.width

                TimeWords {
                    id: when

                    Accessible.ignored: true
                    text: row.time
                    y: Theme.s2 + (beside.stacked ? 0 : (beside.height - names.height) / 2)
                }

                Beside {
                    id: beside

                    stacked: width < Theme.sizeSidePanel
                    width: parent.width - x
                    x: Theme.body.size * 4
                    y: Theme.s2

                    aside: [
                        StatusPill {
                            Accessible.ignored: true
                            anchors.verticalCenter: parent.verticalCenter
                            color: row.reached ? Theme.successSoft : Theme.pendingSoft
                            iconName: row.reached ? "check" : "clock"
                            ink: row.reached ? Theme.success : Theme.pending
                            text: row.state
                        },
                        QuietButton {
                            Accessible.name: qsTr("Change %1").arg(row.spoken)
                            anchors.verticalCenter: parent.verticalCenter
                            rightPadding: 0
                            text: qsTr("Change")
                            visible: row.waiting && !told.model.telling

                            onClicked: told.model.amendTelling(row.index)
                        }
                    ]

                    Column {
                        id: names

                        width: parent.width

                        Words {
                            Accessible.ignored: true
                            look: Theme.bodyStrong
                            text: row.who
                            width: parent.width
                        }

                        Words {
                            Accessible.ignored: true
                            color: Theme.textSecondary
                            text: row.note
                            visible: text !== ""
                            width: parent.width
                        }
                    }
                }

                Hairline {
                    anchors.bottom: parent.bottom
                    width: parent.width
                }
            }
        }
    }

    // Once the alert is in line this is what the page asks next, and stands at its foot.
    QuietButton {
        iconName: "plus"
        leftPadding: 0
        text: qsTr("Add someone told")
        visible: !told.model.telling && (told.model.mayPut || !told.model.inLine || told.model.settled)

        onClicked: told.model.beginTelling()
    }

    Repeater {
        model: told.model.telling ? 1 : 0

        TellingForm {
            model: told.model
            width: told.width
        }
    }
}
