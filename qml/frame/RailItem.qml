import QtQuick
import Candour.Ui

/// One place of rail or bottom bar.
TabPressable {
    id: item

    /// Off where there is room for the sign alone; the name says the word.
    property bool worded: true
    readonly property real wordedHeight: Math.max(Theme.sizeRailItemHeight, Theme.sizeIcon + Theme.label.line + Theme.s1 - 2 + Theme.s2)

    implicitHeight: worded ? wordedHeight : Math.max(Theme.sizeTouchMin / Theme.textScale, Theme.sizeIcon + Theme.s3)
    implicitWidth: Math.max(Theme.sizeRailItemWidth / (worded ? 1 : Theme.textScale), implicitContentWidth + Theme.s1)
    ink: current ? Theme.link : Theme.textSecondary
    ringRadius: Theme.radiusRailTile
    topPadding: Math.max(0, (height - implicitContentHeight) / 2)

    background: Rectangle {
        border.color: Theme.line
        border.width: item.current ? Theme.edgeHairline : 0
        color: item.current ? Theme.surfaceTile : item.down ? Theme.line : "transparent"
        radius: Theme.radiusRailTile
    }
    contentItem: RailFace {
        ink: item.ink
        sign: item.iconName
        strong: item.current
        word: item.text
        worded: item.worded
    }
}
