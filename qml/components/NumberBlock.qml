import QtQuick
import Candour.Ui

/// A statement's number on its theme's colour. Silent: whatever it stands in speaks.
Rectangle {
    id: block

    required property int number
    required property int theme
    property TypeStyle look: Theme.bodyStrong
    property real side: Theme.sizeTag + 2

    color: Theme.stripe(theme)
    implicitHeight: Math.max(side, digits.implicitHeight + 2)
    implicitWidth: Math.max(side, digits.implicitWidth + Theme.s1)
    radius: Theme.radiusTag

    Words {
        id: digits

        Accessible.ignored: true
        anchors.centerIn: parent
        color: Theme.stripeInk
        look: block.look
        text: block.number
    }
}
