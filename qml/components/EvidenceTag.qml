import QtQuick
import Candour.Ui

/// Square and numbered: a quality statement that a line speaks to. Its line says its name.
Rectangle {
    id: tag

    required property int number
    required property int theme
    required property string word

    color: Theme.tint(theme)
    implicitHeight: Theme.sizeTag
    implicitWidth: block.width + label.implicitWidth + Theme.s2 * 2
    radius: Theme.radiusTag

    Rectangle {
        id: block

        color: Theme.stripe(tag.theme)
        height: parent.height
        radius: Theme.radiusTag
        width: Math.max(Theme.sizeTag - 2, digits.implicitWidth + Theme.s2)

        // Square where it meets the word.
        Rectangle {
            anchors.right: parent.right
            color: parent.color
            height: parent.height
            width: Theme.radiusTag
        }

        Words {
            id: digits

            Accessible.ignored: true
            anchors.centerIn: parent
            color: Theme.stripeInk
            look: Theme.overline
            text: tag.number
        }
    }

    Words {
        id: label

        Accessible.ignored: true
        anchors.left: block.right
        anchors.leftMargin: Theme.s2
        anchors.verticalCenter: parent.verticalCenter
        look: Theme.label
        text: tag.word
        wrapMode: Text.NoWrap
    }
}
