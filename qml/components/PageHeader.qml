import QtQuick
import Candour.Ui

/// A page's title and what stands at its right. Where the line is too short, that stands beneath.
Item {
    id: header

    required property string title
    property string detail: ""
    property string backName: ""
    property bool ruled: true
    property TypeStyle look: Theme.heading
    /// Narrower than this, what stands at the right stands beneath.
    property real stackBelow: Theme.sizeSidePanel * 1.5
    default property alias trailing: inside.aside
    /// Beneath title and detail.
    property alias under: below.data
    readonly property bool backed: backName !== ""
    /// Where there is no rail, the way to safeguarding stands at the end of every header.
    readonly property real aside: Window.width > Window.height ? 0 : Theme.sizeIconButton + Theme.s3

    signal back

    implicitHeight: Math.max(Theme.sizeHeader, inside.implicitHeight + Theme.s2 * 2)

    QuietButton {
        id: button

        Accessible.name: header.backName
        iconName: "back"
        iconSize: Theme.sizeIcon
        visible: header.backed
        x: Theme.s3
        y: (Theme.sizeHeader - height) / 2

        onClicked: header.back()
    }

    Beside {
        id: inside

        anchors.left: header.backed ? button.right : parent.left
        anchors.leftMargin: header.backed ? Theme.s2 : Theme.pageInset
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageInset + header.aside
        anchors.verticalCenter: parent.verticalCenter
        // Level with the way to safeguarding, however long title and detail are.
        headline: Theme.sizeHeader - y * 2
        stacked: header.width < header.stackBelow

        Words {
            Accessible.role: Accessible.Heading
            look: header.look
            text: header.title
            width: parent.width
        }

        Words {
            color: Theme.textSecondary
            text: header.detail
            visible: header.detail !== ""
            width: parent.width
        }

        Column {
            id: below

            width: parent.width
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        visible: header.ruled
    }
}
