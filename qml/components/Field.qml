pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Candour.Ui

/// A label, a line to write on, and above it what is wrong, if something is.
Question {
    id: field

    property alias text: input.text
    property alias placeholder: hint.text
    /// In characters.
    property alias longest: input.maximumLength
    /// Besides those that every field has.
    property int hints: Qt.ImhNone
    property bool secret: false
    property bool revealed: false
    property bool busy: false
    /// For a screen reader, where the label alone says too little.
    property string inputName: label
    readonly property real rear: secret ? toggle.width + Theme.s3 : Theme.s4

    signal accepted
    signal edited
    /// Return was pressed, or the field was left.
    signal finished

    function take() {
        input.forceActiveFocus(Qt.OtherFocusReason);
    }

    function clear() {
        input.clear();
    }

    // Qt hides the name of a password field, lest it be the password: the group round it says it.
    Accessible.ignored: !secret
    Accessible.name: label
    Accessible.role: Accessible.Grouping

    T.TextField {
        id: input

        Accessible.description: field.problem !== "" ? field.problem : field.detail
        Accessible.name: field.inputName
        width: field.room
        color: Theme.text
        echoMode: field.secret && !field.revealed ? TextInput.Password : TextInput.Normal
        enabled: !field.busy
        font: Theme.note.font
        implicitHeight: Math.max(Theme.sizeField, (hint.visible ? Math.max(contentHeight, hint.implicitHeight) : contentHeight) + Theme.s3)
        // A keyboard that learns would carry people's words out of the app.
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | field.hints
        leftPadding: Theme.rightward ? field.rear : Theme.s4
        passwordCharacter: "•"
        rightPadding: Theme.rightward ? Theme.s4 : field.rear
        selectByMouse: true
        selectedTextColor: Theme.text
        selectionColor: Theme.highlight
        verticalAlignment: TextInput.AlignVCenter

        transform: Upright {
            item: input
        }

        background: Rectangle {
            border.color: field.problem !== "" ? Theme.danger : Theme.borderField
            border.width: field.problem !== "" ? Theme.edgeFieldError : Theme.edgeField
            color: Theme.surface
            radius: Theme.radiusField
        }
        cursorDelegate: Caret {
            on: input.cursorVisible
        }

        onAccepted: field.accepted()
        onEditingFinished: field.finished()
        onTextEdited: field.edited()

        // What stands in the field turns with the layout again.
        Item {
            id: inside

            anchors.fill: parent

            transform: Upright {
                item: inside
            }

            Words {
                id: hint

                Accessible.ignored: true
                anchors.left: parent.left
                // Clear of the caret.
                anchors.leftMargin: Theme.s4 + Theme.s1
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.textTertiary
                look: Theme.note
                visible: input.text === ""
            }

            QuietButton {
                id: toggle

                Accessible.name: field.revealed ? qsTr("Hide %1").arg(field.label) : qsTr("Show %1").arg(field.label)
                anchors.right: parent.right
                anchors.rightMargin: Theme.s2
                anchors.verticalCenter: parent.verticalCenter
                look: Theme.body
                text: field.revealed ? qsTr("Hide") : qsTr("Show")
                visible: field.secret

                onClicked: field.revealed = !field.revealed
            }
        }

        FocusRing {
            radius: Theme.radiusField
            shown: input.activeFocus
        }
    }
}
