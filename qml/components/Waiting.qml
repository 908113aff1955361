import QtQuick
import Candour.Ui

/// What stands where an answer is not there: after a moment that it is on its way, or why it cannot
/// come. Nothing flickers when the answer is quick.
Item {
    id: waiting

    required property bool busy
    required property string text
    property string problem: ""
    property bool late: false

    signal again

    implicitHeight: Math.max(sentence.implicitHeight, trouble.visible ? trouble.implicitHeight + Theme.s3 + retry.height : 0)

    onBusyChanged: late = false

    Timer {
        interval: 300
        running: waiting.busy && waiting.visible

        onTriggered: waiting.late = true
    }

    Words {
        id: sentence

        color: Theme.textSecondary
        look: Theme.note
        text: waiting.text
        visible: waiting.busy && waiting.late
        width: parent.width
    }

    Banner {
        id: trouble

        detail: waiting.problem
        text: qsTr("This cannot be shown just now")
        tone: Banner.Waiting
        visible: waiting.problem !== ""
        width: parent.width
    }

    SecondaryButton {
        id: retry

        anchors.top: trouble.bottom
        anchors.topMargin: Theme.s3
        text: qsTr("Try again")
        visible: trouble.visible

        onClicked: waiting.again()
    }
}
