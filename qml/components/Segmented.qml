pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour.Ui

/// One of a few, side by side in cells of equal width, so that nothing shifts when one is chosen.
/// Arrow keys move inside; Tab leaves. Where the words do not fit, the cells stand in a column.
FocusScope {
    id: control

    required property list<string> options
    property list<string> icons: []
    /// Names for a screen reader, where the word alone would not do.
    property string about: ""
    property int current: -1
    /// A tick before the chosen word, for answers.
    property bool ticked: false
    property real available: implicitRow
    readonly property bool stacked: available < implicitRow - 1
    readonly property real implicitRow: sizer.width * options.length

    /// Halves before single cells: four stand two by two.
    readonly property int columns: !stacked ? options.length : options.length % 2 === 0 && available >= implicitRow / 2 - 1 ? options.length / 2 : 1

    signal chosen(int index)

    Accessible.name: about
    Accessible.role: Accessible.Grouping
    activeFocusOnTab: false
    implicitHeight: grid.implicitHeight
    implicitWidth: stacked ? available : implicitRow

    // As wide as the widest word, with whatever stands beside it.
    Column {
        id: sizer

        Accessible.ignored: true
        opacity: 0

        Repeater {
            model: control.options

            Item {
                id: room

                required property int index
                required property string modelData
                readonly property bool signed: control.ticked || (index < control.icons.length && control.icons[index] !== "")

                height: 1
                width: Math.max(Theme.sizeSegmentMinWidth, measure.advanceWidth + Theme.s5 + (signed ? Theme.sizeIconSmall + Theme.s2 : 0))

                TextMetrics {
                    id: measure

                    font: Theme.bodyStrong.font
                    text: room.modelData
                }
            }
        }
    }

    Rectangle {
        anchors.fill: parent
        border.color: Theme.borderControl
        border.width: Theme.edgeControl
        color: Theme.surfaceTile
        radius: Theme.radiusControl
    }

    GridLayout {
        id: grid

        anchors.fill: parent
        columnSpacing: 0
        columns: control.columns
        rowSpacing: 0

        Repeater {
            id: cells

            model: control.options

            ChoicePressable {
                id: cell

                required property int index
                required property string modelData

                Accessible.name: control.about === "" ? text : control.about + ", " + text
                Keys.onDownPressed: control.step(index + Theme.onward)
                Keys.onLeftPressed: control.step(index - Theme.onward)
                Keys.onRightPressed: control.step(index + 1)
                Keys.onUpPressed: control.step(index - 1)
                Layout.fillWidth: true
                Layout.minimumHeight: Theme.sizeSegment
                Layout.preferredWidth: 1
                chosen: control.current === index
                focusPolicy: checked || (control.current < 0 && index === 0) ? Qt.TabFocus : Qt.NoFocus
                iconName: checked && control.ticked ? "check" : index < control.icons.length ? control.icons[index] : ""
                ink: checked ? Theme.link : Theme.text
                leftPadding: Theme.s2
                rightPadding: Theme.s2
                text: modelData

                background: Item {
                    Rectangle {
                        anchors.fill: parent
                        border.color: Theme.primary
                        border.width: Theme.edgeSelectedInner
                        color: Theme.primarySoft
                        radius: Theme.radiusControl
                        visible: cell.checked
                    }

                    Rectangle {
                        anchors.bottom: parent.bottom
                        anchors.left: parent.left
                        anchors.margins: Theme.edgeControl
                        anchors.top: parent.top
                        color: Theme.borderControl
                        visible: cell.index % control.columns > 0 && !cell.checked && control.current !== cell.index - 1
                        width: Theme.edgeControl
                    }

                    Rectangle {
                        anchors.left: parent.left
                        anchors.margins: Theme.edgeControl
                        anchors.right: parent.right
                        anchors.top: parent.top
                        color: Theme.borderControl
                        height: Theme.edgeControl
                        visible: cell.index >= control.columns && !cell.checked && control.current !== cell.index - control.columns
                    }
                }

                onClicked: control.choose(index)
            }
        }
    }

    function step(index: int) {
        choose(Math.max(0, Math.min(options.length - 1, index)));
    }

    // The focus moves first, and only where it was inside: a tap leaves the caret in peace.
    function choose(index: int) {
        if (activeFocus)
            cells.itemAt(index).forceActiveFocus(Qt.TabFocusReason);
        control.chosen(index);
    }
}
