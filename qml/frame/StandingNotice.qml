import QtQuick
import Candour.Ui

/// Something that could not be done, in a sentence that stays until it is put away.
Rectangle {
    id: notice

    required property string text

    signal dismissed

    Accessible.ignored: !visible
    Accessible.name: text
    Accessible.role: Accessible.AlertMessage
    border.color: Theme.pending
    border.width: Theme.edgeHairline
    color: Theme.pendingSoft
    implicitHeight: Math.max(sentence.implicitHeight, away.height) + Theme.s3 * 2
    radius: Theme.radiusControl

    Notice {
        id: sentence

        anchors.left: parent.left
        anchors.leftMargin: Theme.s4
        anchors.right: away.left
        anchors.rightMargin: Theme.s3
        anchors.verticalCenter: parent.verticalCenter
        iconColor: Theme.pending
        iconName: "warning"
        text: notice.text
    }

    QuietButton {
        id: away

        Accessible.name: qsTr("Put this message away")
        anchors.right: parent.right
        anchors.rightMargin: Theme.s3
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("Close")

        onClicked: notice.dismissed()
    }
}
