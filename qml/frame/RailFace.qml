import QtQuick
import Candour.Ui

/// What is seen of a place or a button of rail and bottom bar: the sign, and the word under it.
Column {
    id: face

    required property color ink
    required property string sign
    required property string word
    required property bool strong
    required property bool worded

    spacing: Theme.s1 - 2

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        color: face.ink
        name: face.sign
    }

    Words {
        Accessible.ignored: true
        anchors.horizontalCenter: parent.horizontalCenter
        color: face.ink
        look: face.strong ? Theme.overline : Theme.label
        text: face.word
        visible: face.worded
        wrapMode: Text.NoWrap
    }
}
