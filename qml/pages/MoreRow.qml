import QtQuick
import Candour.Ui

RowPressable {
    id: row

    implicitHeight: Theme.sizeListRow
    ringRadius: 0

    background: Rectangle {
        color: row.down ? Theme.canvas : Theme.surface

        Hairline {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
    contentItem: Item {
    }

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: row.iconName
        x: Theme.pageInset
    }

    Words {
        Accessible.ignored: true
        anchors.verticalCenter: parent.verticalCenter
        look: Theme.subheading
        text: row.text
        x: Theme.pageInset + Theme.sizeIcon + Theme.s4
    }

    Icon {
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageInset
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.textTertiary
        name: "chevronRight"
        size: Theme.sizeIconSmall
    }
}
