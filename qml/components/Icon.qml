pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// A drawn sign, named as in icons.json (camel case). Silent: whatever it stands beside speaks.
Glyph {
    id: icon

    required property string name
    property real size: Theme.sizeIcon

    /// It points along the line: it turns with the layout.
    readonly property bool points: name === "arrowRight" || name === "back" || name === "chevronRight" || name === "undo"

    color: Theme.text
    grid: Icons.grid
    implicitHeight: size
    implicitWidth: size
    path: name === "" ? "" : Icons[name]
    stroke: Icons.stroke

    transform: Scale {
        origin.x: icon.width / 2
        xScale: Theme.rightward && !icon.points ? -1 : 1
    }
}
