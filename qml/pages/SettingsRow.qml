import QtQuick
import Candour.Ui

/// A sign, a name and what it is now.
RowPressable {
    id: row

    property bool current: false
    property string detail: ""

    Accessible.name: detail === "" ? text : text + ", " + detail
    Accessible.selectable: true
    Accessible.selected: current
    implicitHeight: Math.max(Theme.sizeListRow, words.height + Theme.s2 * 2)
    ringRadius: 0

    background: Rectangle {
        color: row.current ? Theme.primarySoft : row.down ? Theme.canvas : "transparent"

        Rectangle {
            color: Theme.primary
            height: parent.height
            visible: row.current
            width: Theme.edgeSelectedEdge
        }

        Hairline {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
    contentItem: Item {
    }

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.textSecondary
        name: row.iconName
        x: Theme.pageInset
    }

    Column {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - x - Theme.s3
        x: Theme.pageInset + Theme.sizeIcon + Theme.s3

        Words {
            Accessible.ignored: true
            look: Theme.bodyStrong
            text: row.text
            width: parent.width
        }

        Words {
            Accessible.ignored: true
            color: Theme.textSecondary
            text: row.detail
            visible: text !== ""
            width: parent.width
        }
    }
}
