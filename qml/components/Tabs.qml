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
    /// What it stands on: what lies beyond an end fades into it.
    property color ground: Theme.surface

    signal chosen(int index)

    Accessible.role: Accessible.PageTabList
    implicitHeight: row.implicitHeight
    implicitWidth: row.implicitWidth

    onCurrentChanged: bring()
    Component.onCompleted: bring()
    onWidthChanged: bring()

    // One row, whatever the size of its words: it scrolls sideways, and the chosen one stays in sight.
    Flickable {
        id: strip

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: interactive
        contentHeight: height
        contentWidth: row.width
        flickableDirection: Flickable.HorizontalFlick
        interactive: contentWidth > width + 1

        Row {
            id: row

            spacing: Theme.s3

            // Where the chosen one stands is known only now.
            onPositioningComplete: tabs.bring()

            Repeater {
                id: cells

                model: tabs.names

                TabPressable {
                    id: tab

                    required property int index
                    required property string modelData

                    // As wide as when it is chosen, so that nothing shifts.
                    TextMetrics {
                        id: bold

                        font: Theme.bodyStrong.font
                        text: tab.modelData
                    }

                    Keys.onLeftPressed: tabs.step(index - Theme.onward)
                    Keys.onRightPressed: tabs.step(index + Theme.onward)
                    current: tabs.current === index
                    focusPolicy: current ? Qt.TabFocus : Qt.NoFocus
                    // A row as high as the room it stands in; never the other way round.
                    implicitWidth: Math.max(Theme.sizeTouchMin, Math.ceil(bold.advanceWidth) + 1)
                    implicitHeight: Math.max(Theme.sizeTouchMin, tabs.rowHeight)
                    ink: current ? Theme.text : Theme.textSecondary
                    leftPadding: 0
                    look: current ? Theme.bodyStrong : Theme.body
                    rightPadding: 0
                    text: modelData

                    background: Rectangle {
                        color: tab.down ? Theme.canvas : "transparent"

                        Rectangle {
                            anchors.bottom: parent.bottom
                            color: Theme.primary
                            height: Theme.edgeSelectedInner + 1
                            visible: tab.current
                            width: parent.width
                        }
                    }

                    onClicked: tabs.chosen(index)
                }
            }
        }
    }

    // More that way.
    component End: Rectangle {
        id: end

        required property string iconName

        anchors.bottom: parent.bottom
        anchors.top: parent.top
        width: Theme.sizeIconSmall + Theme.s1

        Icon {
            anchors.centerIn: parent
            color: Theme.textSecondary
            name: end.iconName
            size: Theme.sizeIconSmall
        }
    }

    End {
        anchors.left: parent.left
        color: tabs.ground
        iconName: "back"
        visible: strip.interactive && strip.contentX > 1
    }

    End {
        anchors.right: parent.right
        color: tabs.ground
        iconName: "chevronRight"
        visible: strip.interactive && strip.contentX < strip.contentWidth - strip.width - 1
    }

    function bring() {
        const tab = cells.itemAt(current);
        if (tab !== null)
            strip.contentX = Math.max(0, Math.min(strip.contentWidth - strip.width, Math.max(Math.min(strip.contentX, tab.x - Theme.s6), tab.x + tab.width + Theme.s6 - strip.width)));
    }

    function step(index: int) {
        const next = Math.max(0, Math.min(names.length - 1, index));
        cells.itemAt(next).forceActiveFocus(Qt.TabFocusReason);
        chosen(next);
    }
}
