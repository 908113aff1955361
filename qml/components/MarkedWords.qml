import QtQuick
import Candour.Ui

/// Words with some of them marked: rich text in which U+E000 stands for the colour (markedtext.h).
Words {
    id: words

    required property string marked
    property color highlight: Theme.highlight

    text: marked.replace(/\uE000/g, highlight)
    textFormat: Text.RichText
}
