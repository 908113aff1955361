import QtQuick
import Candour
import Candour.Ui

/// The numbers, from anywhere in an alert.
Overlay {
    id: card

    required property SafeguardingModel model

    title: qsTr("Phone card")

    Column {
        bottomPadding: Theme.s5
        spacing: Theme.s2
        topPadding: Theme.s5
        width: parent.width - x * 2
        x: Theme.pageInset

        Words {
            Accessible.role: Accessible.Heading
            look: Theme.heading
            text: qsTr("Phone card")
            width: parent.width
        }

        PhoneNumbers {
            model: card.model
            width: parent.width
        }

        SecondaryButton {
            text: qsTr("Close")

            onClicked: card.dismissed()
        }
    }
}
