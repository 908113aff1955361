import QtQuick
import Candour
import Candour.Ui

/// How urgent it still is: red until the store has it or somebody has heard it.
Rectangle {
    id: strip

    required property SafeguardingModel model
    /// One line, so that strip and numbers stay in sight beside large text.
    property bool tight: false
    readonly property bool red: model.emergency || model.urgency === SafeguardingModel.OnlyHere
    readonly property color ink: red ? Theme.dangerInk : model.urgency === SafeguardingModel.Heard ? Theme.pending : model.urgency === SafeguardingModel.Received ? Theme.success : Theme.text

    signal cardOpened

    Accessible.name: model.urgencyText + " " + model.urgencyDetail
    Accessible.role: red ? Accessible.AlertMessage : Accessible.StaticText
    color: red ? Theme.danger : model.urgency === SafeguardingModel.Heard ? Theme.pendingSoft : model.urgency === SafeguardingModel.Received ? Theme.successSoft : Theme.surfaceSunken
    implicitHeight: tight ? beside.implicitHeight + Theme.s2 * 2 : Math.max(Theme.sizeHeader, beside.implicitHeight + Theme.s2 * 2)

    Beside {
        id: beside

        anchors.left: parent.left
        anchors.leftMargin: Theme.pageInset
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageInset
        anchors.verticalCenter: parent.verticalCenter
        stacked: !(strip.tight && !strip.model.emergency) && width < Theme.sizeSidePanel * (strip.model.emergency ? 2.1 : 1.4)

        aside: [
            SecondaryButton {
                ink: Theme.danger
                text: qsTr("I have rung 999")
                visible: strip.model.emergency

                onClicked: strip.model.rang999()
            },
            SecondaryButton {
                iconName: "phone"
                ink: strip.red ? Theme.danger : Theme.text
                text: qsTr("Phone card")

                onClicked: strip.cardOpened()
            }
        ]

        Item {
            height: words.height
            width: parent.width

            Icon {
                color: strip.ink
                name: strip.model.urgency === SafeguardingModel.Received ? "shieldCheck" : strip.red ? "warning" : "info"
                y: (Theme.bodyStrong.line - height) / 2
            }

            Column {
                id: words

                width: parent.width - x
                x: Theme.sizeIcon + Theme.s3

                Words {
                    Accessible.ignored: true
                    color: strip.ink
                    look: Theme.bodyStrong
                    // Both lines in one where there is no room for the second.
                    text: strip.tight && strip.model.urgency === SafeguardingModel.OnlyHere && !strip.model.emergency ? qsTr("Only on this tablet. Tell someone by phone.") : strip.model.urgencyText
                    width: parent.width
                }

                Words {
                    Accessible.ignored: true
                    color: strip.ink
                    text: strip.model.urgencyDetail
                    visible: !strip.tight
                    width: parent.width
                }
            }
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        visible: !strip.red
    }
}
