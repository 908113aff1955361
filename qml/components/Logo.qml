pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
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

    // Made when it comes to be seen, as icons are.
    Repeater {
        model: logo.visible ? 1 : 0

        Item {
            height: logo.size
            layer.enabled: true
            layer.samples: 4
            width: logo.size

            Shape {
                height: Icons.grid
                scale: logo.size / Icons.grid
                transformOrigin: Item.TopLeft
                width: Icons.grid

                ShapePath {
                    capStyle: ShapePath.RoundCap
                    fillColor: "transparent"
                    strokeColor: Theme.link
                    strokeWidth: 3

                    PathSvg {
                        path: "M18.2 6.1A8 8 0 1 0 18.2 17.9"
                    }
                }

                ShapePath {
                    capStyle: ShapePath.RoundCap
                    fillColor: "transparent"
                    strokeColor: Theme.link
                    strokeWidth: 5

                    PathSvg {
                        path: "M13 12h.01"
                    }
                }
            }
        }
    }
}
