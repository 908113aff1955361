import QtQuick
import Candour.Ui

/// A heading that puts away what stands beneath it, and brings it back.
Pressable {
    id: heading

    required property string title
    required property bool unfolded

    Accessible.name: unfolded ? qsTr("%1, shown").arg(title) : qsTr("%1, put away").arg(title)
    implicitHeight: Math.max(Theme.sizeTouchMin, words.height + Theme.s2 * 2)
    ringRadius: Theme.radiusField

    background: Rectangle {
        color: heading.down ? Theme.canvas : "transparent"
    }
    contentItem: Item {
    }

    Hairline {
        width: parent.width
    }

    Icon {
        color: Theme.link
        name: heading.unfolded ? "chevronDown" : "chevronRight"
        size: Theme.sizeIconSmall
        y: (heading.height - height) / 2
    }

    Words {
        id: words

        Accessible.ignored: true
        color: Theme.link
        look: Theme.bodyStrong
        text: heading.title
        width: parent.width - x
        x: Theme.sizeIconSmall + Theme.s2
        y: (heading.height - height) / 2
    }
}
