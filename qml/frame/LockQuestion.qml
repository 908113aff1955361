import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// Locking while an alert is only here: the numbers first. Locking is allowed all the same.
Overlay {
    id: card

    required property SafeguardingModel model

    signal told
    signal locked

    title: qsTr("Before you lock: an alert has not been sent")

    Rectangle {
        color: Theme.danger
        height: heading.implicitHeight + Theme.s5 * 2
        // The card's corners above, straight below.
        radius: Theme.radiusDialog
        width: parent.width

        Rectangle {
            anchors.bottom: parent.bottom
            color: parent.color
            height: parent.radius
            width: parent.width
        }

        Icon {
            id: shield

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.dangerInk
            name: "safeguard"
            size: Theme.sizeIconLarge
            x: Theme.pageInset
        }

        Words {
            id: heading

            Accessible.role: Accessible.Heading
            anchors.left: shield.right
            anchors.leftMargin: Theme.s3
            anchors.right: parent.right
            anchors.rightMargin: Theme.pageInset
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.dangerInk
            look: Theme.heading
            text: card.title
        }
    }

    Column {
        bottomPadding: Theme.s5
        spacing: Theme.s3
        topPadding: Theme.s4
        width: parent.width - x * 2
        x: Theme.pageInset

        Words {
            look: Theme.note
            text: card.model.beforeLocking
            width: parent.width
        }

        PhoneNumbers {
            model: card.model
            width: parent.width
        }

        GridLayout {
            columnSpacing: Theme.s3
            columns: width < Theme.sizeSidePanel * 1.3 ? 1 : 2
            rowSpacing: Theme.s2
            width: parent.width

            PrimaryButton {
                Layout.fillWidth: true
                text: qsTr("I have told someone")

                onClicked: card.told()
            }

            SecondaryButton {
                Layout.fillWidth: parent.columns === 1
                Layout.preferredHeight: Theme.sizeButtonPrimary
                text: qsTr("Lock, still unsent")

                onClicked: card.locked()
            }
        }

        Words {
            color: Theme.textSecondary
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("The lock screen will say only that an urgent item is waiting.")
            width: parent.width
        }
    }
}
