import QtQuick
import Candour.Ui

/// "There is a problem", and what it is: a tap goes there. It takes the focus when it appears.
Pressable {
    id: summary

    /// There is a place to go to.
    property bool leads: true

    Accessible.name: qsTr("There is a problem. %1").arg(text)
    implicitHeight: Math.max(Theme.sizeTouchMin, said.implicitHeight + Theme.s3 * 2)

    background: Rectangle {
        color: Theme.dangerSoft
        radius: Theme.radiusControl
    }
    contentItem: Item {
    }

    onVisibleChanged: if (visible)
        forceActiveFocus(Qt.OtherFocusReason)

    Notice {
        id: said

        anchors.left: parent.left
        anchors.leftMargin: Theme.s3
        anchors.right: there.left
        anchors.rightMargin: Theme.s2
        anchors.verticalCenter: parent.verticalCenter
        detail: summary.text
        iconColor: Theme.danger
        iconName: "warning"
        look: Theme.bodyStrong
        text: qsTr("There is a problem")
    }

    Icon {
        id: there

        anchors.right: parent.right
        anchors.rightMargin: Theme.s3
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.danger
        name: "chevronRight"
        size: Theme.sizeIconSmall
        visible: summary.leads
    }
}
