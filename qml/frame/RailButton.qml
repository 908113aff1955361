import QtQuick
import Candour.Ui

/// Something that is done from the rail, and is no place.
Pressable {
    id: item

    property bool strong: false
    /// Off where there is room for the sign alone; the name says the word.
    property bool worded: true
    readonly property real wordedHeight: Math.max(Theme.sizeRailItemHeight, Theme.sizeIcon + Theme.label.line + Theme.s1 - 2 + Theme.s2)

    implicitHeight: worded ? wordedHeight : Math.max(Theme.sizeTouchMin / Theme.textScale, Theme.sizeIcon + Theme.s3)
    implicitWidth: Math.max(Theme.sizeRailItemWidth / (worded ? 1 : Theme.textScale), implicitContentWidth + Theme.s1)
    ink: Theme.textSecondary
    ringRadius: Theme.radiusRailTile
    topPadding: Math.max(0, (height - implicitContentHeight) / 2)

    background: Rectangle {
        border.color: Theme.line
        border.width: 0
        color: item.down ? Theme.line : "transparent"
        radius: Theme.radiusRailTile
    }
    contentItem: RailFace {
        ink: item.ink
        sign: item.iconName
        strong: item.strong
        word: item.text
        worded: item.worded
    }
}
