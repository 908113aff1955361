import QtQuick
import Candour.Ui

Pressable {
    id: button

    ink: !enabled ? Theme.textTertiary : down ? Theme.link : Theme.text
    leftPadding: text === "" ? Theme.s3 : Theme.s4
    rightPadding: leftPadding

    background: Rectangle {
        border.color: button.down ? Theme.primary : button.enabled ? Theme.borderControl : Theme.lineStrong
        border.width: Theme.edgeControl
        color: !button.enabled ? Theme.canvas : button.down ? Theme.primarySoft : Theme.surfaceTile
        radius: Theme.radiusControl
    }
}
