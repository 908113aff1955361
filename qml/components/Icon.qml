pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Candour.Ui

/// A drawn sign, named as in icons.json (camel case). Silent: whatever it stands beside speaks.
Item {
    id: icon

    required property string name
    property real size: Theme.sizeIcon
    property color color: Theme.text

    /// It points along the line: it turns with the layout.
    readonly property bool points: name === "arrowRight" || name === "back" || name === "chevronRight" || name === "undo"

    implicitHeight: size
    implicitWidth: size

    transform: Scale {
        origin.x: icon.width / 2
        xScale: Theme.rightward && !icon.points ? -1 : 1
    }

    // Made anew when name or colour change, and when it comes to be seen: the software renderer of this
    // Qt keeps the first picture of a layer that only a Shape in it changes, and makes none unseen.
    Repeater {
        model: icon.visible ? [icon.name + icon.color] : []

        // A layer: smooth without asking the whole window for samples, and cut where a list ends (the
        // software renderer of this Qt draws a Shape outside its clip).
        Item {
            height: icon.size
            layer.enabled: true
            layer.samples: 4
            width: icon.size

            Shape {
                height: Icons.grid
                scale: icon.size / Icons.grid
                transformOrigin: Item.TopLeft
                width: Icons.grid

                ShapePath {
                    capStyle: ShapePath.RoundCap
                    fillColor: "transparent"
                    joinStyle: ShapePath.RoundJoin
                    strokeColor: icon.color
                    strokeWidth: Icons.stroke

                    PathSvg {
                        path: Icons[icon.name]
                    }
                }
            }
        }
    }
}
