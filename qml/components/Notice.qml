import QtQuick
import Candour.Ui

/// A sign and a sentence, side by side; a second, quieter sentence may stand beneath.
Item {
    id: notice

    required property string iconName
    required property string text
    property string detail: ""
    property color iconColor: Theme.textSecondary
    property color ink: Theme.text
    property TypeStyle look: Theme.body
    property real iconSize: Theme.sizeIconSmall
    readonly property real indent: iconSize + Theme.s2

    implicitHeight: sentence.height + (detail !== "" ? more.height : 0)
    // Sentences wrap: whoever places one gives it its width.
    implicitWidth: indent + look.size * 8

    Icon {
        color: notice.iconColor
        name: notice.iconName
        size: notice.iconSize
        y: (notice.look.line - size) / 2
    }

    Words {
        id: sentence

        color: notice.ink
        look: notice.look
        text: notice.text
        width: Math.max(1, notice.width - notice.indent)
        x: notice.indent
    }

    Words {
        id: more

        anchors.top: sentence.bottom
        color: Theme.textSecondary
        text: notice.detail
        visible: notice.detail !== ""
        width: Math.max(1, notice.width - notice.indent)
        x: notice.indent
    }
}
