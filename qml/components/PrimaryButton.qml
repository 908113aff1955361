import QtQuick
import Candour.Ui

/// The one thing to do next. One on a screen.
Pressable {
    id: button

    implicitHeight: Math.max(Theme.sizeButtonPrimary, implicitContentHeight + Theme.s3)
    ink: enabled ? Theme.primaryInk : Theme.textTertiary
    leftPadding: Theme.s5
    look: Theme.subheading
    rightPadding: Theme.s5

    background: Rectangle {
        border.color: Theme.lineStrong
        border.width: button.enabled ? 0 : Theme.edgeControl
        color: !button.enabled ? Theme.canvas : button.down ? Theme.link : Theme.primary
        radius: Theme.radiusControl
    }
}
