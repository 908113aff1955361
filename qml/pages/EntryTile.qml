import QtQuick
import Candour.Ui

/// One record in a list: a contact, a paper, an answer. What can be amended opens its form.
RowPressable {
    id: row

    required property string id
    required property string type
    required property string title
    required property string detail
    required property string status
    required property string sign
    required property int tone
    required property string spoken
    property real inset: Theme.pageInset
    readonly property bool stacked: width < Theme.sizeSidePanel * 1.5

    Accessible.description: type === "" ? "" : qsTr("Opens it to be changed")
    Accessible.name: spoken
    enabled: type !== ""
    implicitHeight: Math.max(Theme.sizeListRow, words.implicitHeight + Theme.s3 * 2)
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

    Beside {
        id: words

        stacked: row.stacked
        width: row.width - row.inset * 2
        x: row.inset
        y: (row.height - height) / 2

        Words {
            Accessible.ignored: true
            look: Theme.bodyStrong
            text: row.title
            width: parent.width
        }

        Words {
            Accessible.ignored: true
            color: Theme.textSecondary
            text: row.detail
            visible: text !== ""
            width: parent.width
        }

        aside: TonePill {
            Accessible.ignored: true
            iconName: row.sign
            text: row.status
            tone: row.tone
            visible: row.status !== ""
        }
    }
}
