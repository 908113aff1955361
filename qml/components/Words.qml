import QtQuick
import Candour.Ui

/// Plain text in one step of the type scale. It wraps; it is never cut short.
Text {
    id: words

    property TypeStyle look: Theme.body
    property bool italic: false

    Accessible.name: text
    Accessible.role: Accessible.StaticText
    color: Theme.text
    font: italic ? look.italicFont : look.font
    lineHeight: look.line
    lineHeightMode: Text.FixedHeight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    horizontalAlignment: Theme.rightward ? Text.AlignRight : undefined
    wrapMode: Text.Wrap

    transform: Upright {
        item: words
    }
}
