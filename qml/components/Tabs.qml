pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// Names of the parts that share one room; the one that is shown is underlined. Arrow keys move
/// inside, Tab leaves.
FocusScope {
    id: tabs

    required property list<string> names
    property int current: 0
    property real rowHeight: Theme.sizeTouchMin

    signal chosen(int index)

    Accessible.role: Accessible.PageTabList
    implicitHeight: row.implicitHeight
    implicitWidth: row.implicitWidth

    Flow {
        id: row

        spacing: Theme.s4
        width: tabs.width

        Repeater {
            id: cells

            model: tabs.names

            Pressable {
                id: tab

                required property int index
                required property string modelData

                Accessible.checkable: true
                Accessible.checked: checked
                Accessible.role: Accessible.PageTab
                Keys.onLeftPressed: tabs.step(index - Theme.onward)
                Keys.onRightPressed: tabs.step(index + Theme.onward)
                checked: tabs.current === index
                focusPolicy: checked ? Qt.TabFocus : Qt.NoFocus
                // A row as high as the room it stands in; never the other way round.
                implicitHeight: Math.max(Theme.sizeTouchMin, tabs.rowHeight)
                ink: checked ? Theme.text : Theme.textSecondary
                leftPadding: 0
                look: checked ? Theme.bodyStrong : Theme.body
                rightPadding: 0
                text: modelData

                background: Rectangle {
                    color: tab.down ? Theme.canvas : "transparent"

                    Rectangle {
                        anchors.bottom: parent.bottom
                        color: Theme.primary
                        height: Theme.edgeSelectedInner + 1
                        visible: tab.checked
                        width: parent.width
                    }
                }

                onClicked: tabs.chosen(index)
            }
        }
    }

    function step(index: int) {
        const next = Math.max(0, Math.min(names.length - 1, index));
        cells.itemAt(next).forceActiveFocus(Qt.TabFocusReason);
        chosen(next);
    }
}
