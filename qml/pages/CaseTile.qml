import QtQuick
import Candour.Ui

/// One case in the list, by number. Holding it opens who it is.
RowPressable {
    id: tile

    required property string id
    required property string number
    required property string summary
    required property string detail
    required property string status
    required property string sign
    required property int tone
    required property string spoken
    readonly property bool stacked: width < Theme.sizeSidePanel * 1.5
    readonly property real indent: Theme.subheading.size * 4.3

    Accessible.name: spoken
    implicitHeight: Math.max(Theme.sizeListRow, words.implicitHeight + Theme.s3 * 2)
    ringRadius: 0

    background: Rectangle {
        color: tile.down ? Theme.canvas : Theme.surface

        Hairline {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
    contentItem: Item {
    }

    Words {
        id: figure

        Accessible.ignored: true
        look: Theme.subheading
        text: tile.number
        x: Theme.pageInset
        y: tile.stacked ? words.y : (tile.height - height) / 2
    }

    Beside {
        id: words

        stacked: tile.stacked
        width: tile.width - x - Theme.pageInset
        x: Theme.pageInset + Math.max(figure.implicitWidth + Theme.s3, tile.indent)
        y: (tile.height - height) / 2

        Words {
            Accessible.ignored: true
            look: Theme.bodyStrong
            text: tile.summary
            width: parent.width
        }

        Words {
            Accessible.ignored: true
            color: Theme.textSecondary
            text: tile.detail
            visible: text !== ""
            width: parent.width
        }

        aside: TonePill {
            Accessible.ignored: true
            iconName: tile.sign
            text: tile.status
            tone: tile.tone
        }
    }
}
