pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// What the accounts of a stage differ on: the first in a sentence, and how many more there are.
Rectangle {
    id: bar

    required property list<string> sentences
    property bool unfolded: false

    color: Theme.pendingSoft
    implicitHeight: Math.max(Theme.sizeListRow, beside.implicitHeight + Theme.s2 * 2)

    onSentencesChanged: unfolded = false

    Beside {
        id: beside

        anchors.left: parent.left
        anchors.leftMargin: Theme.pageInset
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageInset
        anchors.verticalCenter: parent.verticalCenter
        stacked: width < Theme.body.size * 34

        aside: QuietButton {
            leftPadding: beside.stacked ? 0 : Theme.s2
            rightPadding: 0
            text: bar.unfolded ? qsTr("Only the first") : qsTr("And %1 more").arg(bar.sentences.length - 1)
            visible: bar.sentences.length > 1

            onClicked: bar.unfolded = !bar.unfolded
        }

        Repeater {
            model: bar.unfolded ? bar.sentences : bar.sentences.slice(0, 1)

            Notice {
                required property string modelData

                iconColor: Theme.pending
                iconName: "differ"
                text: modelData
                width: beside.width - beside.room
            }
        }
    }
}
