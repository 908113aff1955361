pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// The mark: an open C that listens to a point.
Item {
    id: logo

    property real size: Theme.sizeIconLarge

    implicitHeight: size
    implicitWidth: size

    transform: Upright {
        item: logo
    }

    Glyph {
        anchors.fill: parent
        color: Theme.link
        grid: Icons.grid
        path: "M18.2 6.1A8 8 0 1 0 18.2 17.9"
        stroke: 3
    }

    Glyph {
        anchors.fill: parent
        color: Theme.link
        grid: Icons.grid
        path: "M13 12h.01"
        stroke: 5
    }
}
