import QtQuick
import Candour.Ui

/// A sign and a word in the strip, read as one.
Row {
    id: item

    required property string iconName
    required property string text
    required property string spoken

    Accessible.name: spoken
    Accessible.role: Accessible.StaticText
    spacing: Theme.s2

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.textSecondary
        name: item.iconName
        size: Theme.sizeIconSmall
    }

    Words {
        Accessible.ignored: true
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.textSecondary
        text: item.text
    }
}
