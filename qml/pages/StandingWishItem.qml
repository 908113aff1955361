import QtQuick
import Candour
import Candour.Ui

/// A wish that stands, and how it is undone: by somebody who says why.
Rectangle {
    id: item

    required property WithdrawalModel model
    required property int index
    required property string title
    required property string detail
    required property bool mayUndo
    readonly property bool undoing: model.undoing === index

    border.color: Theme.line
    border.width: Theme.edgeHairline
    color: Theme.surfaceSunken
    implicitHeight: inside.implicitHeight + Theme.s3 * 2
    radius: Theme.radiusControl

    onUndoingChanged: if (undoing)
        why.take()

    Connections {
        function onShown() {
            if (item.undoing)
                why.text = item.model.why.text;
        }

        target: item.model.why
    }

    Column {
        id: inside

        spacing: Theme.s2
        width: parent.width - x * 2
        x: Theme.s3
        y: Theme.s3

        Notice {
            detail: item.detail
            iconName: "seal"
            look: Theme.bodyStrong
            text: item.title
            width: parent.width
        }

        QuietButton {
            Accessible.name: qsTr("They want it back: %1").arg(item.title)
            text: item.undoing ? qsTr("Leave it as it is") : qsTr("They want it back")
            visible: item.mayUndo
            x: -Theme.s2

            onClicked: item.model.beginUndo(item.index)
        }

        Field {
            id: why

            label: qsTr("What they told us, and when")
            visible: item.undoing
            width: parent.width

            onEdited: item.model.why.write(text)
        }

        SecondaryButton {
            enabled: why.text.trim() !== ""
            iconName: "undo"
            text: qsTr("Undo this wish")
            visible: item.undoing

            onClicked: item.model.undo()
        }
    }
}
