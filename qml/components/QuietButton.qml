import QtQuick
import Candour.Ui

/// Text only, for Change and Add.
Pressable {
    id: button

    ink: Theme.link
    leftPadding: Theme.s2
    rightPadding: Theme.s2

    background: Rectangle {
        color: button.down ? Theme.primarySoft : "transparent"
        radius: Theme.radiusControl
    }
}
