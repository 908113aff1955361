import QtQuick
import Candour.Ui

/// One key as it lies on a keyboard. Silent: the row it stands in speaks.
Rectangle {
    id: cap

    required property string text

    border.color: Theme.borderField
    border.width: Theme.edgeHairline
    color: Theme.surfaceSunken
    implicitHeight: Math.max(Theme.sizeTag, word.implicitHeight + Theme.s1)
    implicitWidth: Math.max(implicitHeight, word.implicitWidth + Theme.s2 * 2)
    radius: Theme.radiusTag

    Words {
        id: word

        Accessible.ignored: true
        anchors.centerIn: parent
        look: Theme.label
        text: cap.text
        wrapMode: Text.NoWrap
    }
}
