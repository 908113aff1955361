import QtQuick
import Candour.Ui

/// "There is a problem", and what it is: a tap goes there. It takes the focus when it appears.
Pressable {
    id: summary

    Accessible.name: qsTr("There is a problem. %1").arg(text)
    Accessible.role: Accessible.Link
    implicitHeight: Math.max(Theme.sizeTouchMin, implicitBackgroundHeight)

    background: Banner {
        detail: summary.text
        text: qsTr("There is a problem")
        tone: Banner.Problem
    }
    contentItem: Item {
    }

    onVisibleChanged: if (visible)
        forceActiveFocus(Qt.OtherFocusReason)
}
