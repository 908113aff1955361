import QtQuick
import Candour.Ui

/// Always outlined in the rail; red while nobody has received what was written.
RailButton {
    id: item

    property bool alerted: false
    property bool current: false

    Accessible.name: qsTr("Safeguarding, raise an alert or concern")
    iconName: "safeguard"
    ink: alerted ? Theme.dangerInk : current ? Theme.link : Theme.text
    strong: current
    text: qsTr("Safeguard")

    background: Rectangle {
        border.color: item.alerted ? Theme.danger : item.current ? Theme.primary : Theme.borderField
        border.width: Theme.edgeField
        color: item.alerted ? Theme.danger : item.down ? Theme.line : Theme.surfaceTile
        radius: Theme.radiusRailTile
    }
}
