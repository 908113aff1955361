import QtQuick
import Candour.Ui

/// For what reads the same in a window that is laid out from right to left: letters, numbers, signs.
/// The whole window is turned over there, so that no page has to know; these turn over once more.
Scale {
    id: upright

    required property Item item

    origin.x: upright.item.width / 2
    xScale: Theme.rightward ? -1 : 1
}
