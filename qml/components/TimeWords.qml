pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// A time, or any text whose digits must not dance: one fixed cell per digit, one name for all.
Row {
    id: time

    required property string text
    property TypeStyle look: Theme.body
    property color color: Theme.textTertiary
    readonly property real cell: look.size * 10 / 16

    Accessible.ignored: text.length === 0
    Accessible.name: text
    Accessible.role: Accessible.StaticText

    transform: Upright {
        item: time
    }

    Repeater {
        model: time.text.length

        Text {
            required property int index
            readonly property string sign: time.text.charAt(index)
            readonly property bool digit: sign >= "0" && sign <= "9"

            Accessible.ignored: true
            color: time.color
            font: time.look.font
            horizontalAlignment: Text.AlignHCenter
            lineHeight: time.look.line
            lineHeightMode: Text.FixedHeight
            text: sign
            textFormat: Text.PlainText
            width: digit ? time.cell : implicitWidth
        }
    }
}
