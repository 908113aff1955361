import QtQuick
import QtQuick.Layouts
import Candour.Ui

/// A sign and a word, centred as one; either may be missing.
Item {
    id: pair

    property string iconName: ""
    property string text: ""
    property TypeStyle look: Theme.bodyStrong
    property color ink: Theme.text
    property real iconSize: Theme.sizeIconSmall

    implicitHeight: row.implicitHeight
    implicitWidth: Math.ceil(row.implicitWidth)

    RowLayout {
        id: row

        anchors.centerIn: parent
        spacing: Theme.s2
        width: Math.min(implicitWidth, parent.width)

        Icon {
            color: pair.ink
            name: visible ? pair.iconName : "check"
            size: pair.iconSize
            visible: pair.iconName !== ""
        }

        Words {
            Accessible.ignored: true
            Layout.fillWidth: true
            color: pair.ink
            horizontalAlignment: Text.AlignHCenter
            look: pair.look
            text: pair.text
            visible: pair.text !== ""
        }
    }
}
