pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Candour.Ui

T.TextField {
    id: field

    required property string words
    readonly property real front: Theme.s8 * Theme.textScale
    readonly property real rear: clear.width + Theme.s2

    signal typed(string text)

    Accessible.name: qsTr("Search words")
    Accessible.role: Accessible.EditableText
    color: Theme.text
    focus: true
    font: Theme.note.font
    implicitHeight: Math.max(Theme.sizeField, contentHeight + Theme.s3)
    inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
    leftPadding: Theme.rightward ? rear : front
    rightPadding: Theme.rightward ? front : rear
    selectByMouse: true
    selectedTextColor: Theme.text
    selectionColor: Theme.highlight
    text: words
    verticalAlignment: TextInput.AlignVCenter

    transform: Upright {
        item: field
    }

    background: Rectangle {
        border.color: Theme.borderField
        border.width: Theme.edgeField
        color: Theme.surface
        radius: Theme.radiusField
    }
    cursorDelegate: Caret {
        on: field.cursorVisible
    }

    Component.onCompleted: forceActiveFocus(Qt.OtherFocusReason)
    onTextEdited: typed(text)

    // What stands in the field turns with the layout again.
    Item {
        id: inside

        anchors.fill: parent

        transform: Upright {
            item: inside
        }

        Icon {
            anchors.left: parent.left
            anchors.leftMargin: Theme.s4
            anchors.verticalCenter: parent.verticalCenter
            name: "search"
            size: Theme.sizeIconSmall
        }

        Words {
            Accessible.ignored: true
            anchors.left: parent.left
            anchors.leftMargin: field.front
            anchors.right: parent.right
            anchors.rightMargin: field.rear
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.textTertiary
            look: Theme.note
            text: qsTr("Words that were written")
            visible: field.text === ""
        }

        QuietButton {
            id: clear

            Accessible.name: qsTr("Clear the words")
            anchors.right: parent.right
            anchors.rightMargin: Theme.s1
            anchors.verticalCenter: parent.verticalCenter
            iconName: "cross"
            visible: field.text !== ""

            onClicked: field.typed("")
        }
    }

    FocusRing {
        radius: Theme.radiusField
        shown: field.activeFocus
    }
}
