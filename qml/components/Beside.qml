import QtQuick
import Candour.Ui

/// Something wide and, at its right, something that keeps its own size; one under the other where
/// the room is short.
Item {
    id: beside

    default property alias main: left.data
    property alias aside: right.data
    property bool stacked: false
    property real gap: Theme.s4
    /// What stands at the right is centred on so much of the height.
    property real headline: height
    readonly property real room: right.width > 0 && !stacked ? right.width + gap : 0
    readonly property real below: right.height > 0 && stacked ? right.height + Theme.s2 : 0

    implicitHeight: stacked ? left.height + below : Math.max(left.height, right.height)
    implicitWidth: left.implicitWidth + room

    Column {
        id: left

        width: beside.width - beside.room
        y: beside.stacked ? 0 : (beside.height - height) / 2
    }

    Row {
        id: right

        spacing: Theme.s4
        x: beside.stacked ? 0 : beside.width - width
        y: beside.stacked ? left.height + Theme.s2 : Math.max(0, (beside.headline - height) / 2)
    }
}
