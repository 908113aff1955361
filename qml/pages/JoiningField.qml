import QtQuick
import Candour
import Candour.Ui

/// The role of somebody who joined, kept while it is typed; and the button that lets them in.
Column {
    id: joining

    required property Jotting model
    property alias label: role.label
    property alias text: role.text
    property alias placeholder: role.placeholder
    property alias action: button.text

    signal joined

    function take() {
        role.take();
    }

    spacing: Theme.s2

    Component.onCompleted: role.text = model.text

    Connections {
        function onShown() {
            role.text = joining.model.text;
        }

        target: joining.model
    }

    Field {
        id: role

        width: parent.width

        onAccepted: joining.joined()
        onEdited: joining.model.write(text)
    }

    SecondaryButton {
        id: button

        enabled: role.text.trim() !== ""
        iconName: "plus"

        onClicked: joining.joined()
    }
}
