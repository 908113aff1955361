import QtQuick
import Candour
import Candour.Ui

/// What one voice says of the stage: who, from where, and the words. A column, or a row of two parts.
Item {
    id: cell

    required property int index
    required property string voice
    required property string title
    required property string sign
    required property string source
    required property string points
    required property string text
    required property string marked
    required property list<statement> tags
    required property bool heard
    required property string spoken
    property bool columned: true
    property real inset: Theme.s4
    readonly property bool split: !columned && width > Theme.body.size * 34
    readonly property real head: split ? Theme.body.size * 13 : width - inset - Theme.s4

    signal sought

    Accessible.name: spoken
    Accessible.role: Accessible.StaticText
    implicitHeight: (split ? Math.max(who.height, said.height) : who.height + Theme.s2 + said.height) + Theme.s3 * 2

    Column {
        id: who

        spacing: Theme.s1
        width: cell.head
        x: cell.inset
        y: Theme.s3

        Row {
            spacing: Theme.s2
            width: parent.width

            Icon {
                color: cell.heard ? Theme.link : Theme.textTertiary
                name: cell.sign
            }

            Words {
                Accessible.ignored: true
                color: cell.heard ? Theme.text : Theme.textSecondary
                look: Theme.bodyStrong
                text: cell.title
                width: parent.width - Theme.sizeIcon - parent.spacing
            }
        }

        Words {
            Accessible.ignored: true
            color: Theme.textSecondary
            text: cell.source
            visible: text !== ""
            width: parent.width
        }
    }

    Column {
        id: said

        spacing: Theme.s2
        width: cell.width - x - Theme.s4
        x: cell.split ? cell.inset + cell.head + Theme.s4 : cell.inset
        y: cell.split ? Theme.s3 : who.y + who.height + Theme.s2

        Words {
            Accessible.ignored: true
            color: Theme.textSecondary
            text: cell.points
            visible: text !== ""
            width: parent.width
        }

        Words {
            Accessible.ignored: true
            color: Theme.textSecondary
            text: cell.text
            visible: cell.marked === "" && text !== ""
            width: parent.width
        }

        MarkedWords {
            Accessible.ignored: true
            marked: cell.marked
            visible: marked !== ""
            width: parent.width
        }

        SecondaryButton {
            Accessible.name: qsTr("See contact, %1").arg(cell.title)
            iconName: "phone"
            text: qsTr("See contact")
            visible: !cell.heard

            onClicked: cell.sought()
        }

        TagFlow {
            tags: cell.tags
            visible: cell.tags.length > 0
            width: parent.width
        }
    }

    Rectangle {
        color: Theme.line
        height: !cell.columned ? Theme.edgeHairline : cell.parent ? cell.parent.height : 0
        width: cell.columned ? Theme.edgeHairline : cell.width
        x: cell.columned ? cell.width - width : 0
        y: cell.columned ? 0 : cell.height - height
    }
}
