import QtQuick
import Candour.Ui

/// One attachment: what it is, where its file is, and what can be done with it here.
Item {
    id: tile

    required property int index
    required property string sign
    required property string title
    required property string detail
    required property string state
    required property string stateSign
    required property int tone
    required property bool opens
    required property bool fetchable
    required property string spoken
    readonly property bool stacked: width < Theme.sizeSidePanel * 1.5

    signal looked
    signal fetched

    implicitHeight: Math.max(Theme.sizeListRow, words.implicitHeight + Theme.s3 * 2)

    Icon {
        id: mark

        color: Theme.textSecondary
        name: tile.sign
        x: Theme.pageInset
        y: tile.stacked ? words.y + (Theme.bodyStrong.line - height) / 2 : (tile.height - height) / 2
    }

    Beside {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.s3
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageInset
        stacked: tile.stacked
        y: (tile.height - height) / 2

        Words {
            Accessible.name: tile.spoken
            look: Theme.bodyStrong
            text: tile.title
            width: parent.width
        }

        Words {
            Accessible.ignored: true
            color: Theme.textSecondary
            text: tile.detail
            visible: text !== ""
            width: parent.width
        }

        aside: Flow {
            readonly property real inOneRow: standing.width + (looking.visible ? looking.width + spacing : 0) + (fetching.visible ? fetching.width + spacing : 0)

            spacing: Theme.s3
            width: tile.stacked ? words.width : inOneRow

            Item {
                id: standing

                height: looking.visible || fetching.visible ? looking.height : pill.height
                width: pill.width

                TonePill {
                    id: pill

                    Accessible.ignored: true
                    anchors.verticalCenter: parent.verticalCenter
                    iconName: tile.stateSign
                    text: tile.state
                    tone: tile.tone
                }
            }

            SecondaryButton {
                id: looking

                Accessible.name: qsTr("Look at %1").arg(tile.title)
                text: qsTr("Look at it")
                visible: tile.opens
                width: implicitWidth

                onClicked: tile.looked()
            }

            SecondaryButton {
                id: fetching

                Accessible.name: qsTr("Fetch %1").arg(tile.title)
                text: qsTr("Fetch")
                visible: tile.fetchable
                width: implicitWidth

                onClicked: tile.fetched()
            }
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
