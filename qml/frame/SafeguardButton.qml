import QtQuick
import Candour.Ui

/// The way to safeguarding where there is no rail: at the end of every header.
Pressable {
    id: button

    property bool alerted: false
    property bool current: false

    Accessible.name: qsTr("Safeguarding, raise an alert or concern")
    iconName: "safeguard"
    iconSize: Theme.sizeIcon
    implicitHeight: Theme.sizeIconButton
    implicitWidth: Theme.sizeIconButton
    ink: alerted ? Theme.dangerInk : current ? Theme.link : Theme.text

    background: Rectangle {
        border.color: button.alerted ? Theme.danger : button.current ? Theme.primary : Theme.borderField
        border.width: Theme.edgeField
        color: button.alerted ? Theme.danger : button.down ? Theme.primarySoft : Theme.surfaceTile
        radius: Theme.radiusControl
    }
}
