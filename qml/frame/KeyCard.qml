pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// The keys of a page, for as long as Ctrl is held. It takes no focus, no key and no tap, and a
/// screen reader finds the same in Help.
Item {
    id: card

    /// ShellModel::Page
    required property int page
    readonly property KeyGroup own: KeyMap.ownOf(page)
    /// Nothing here can be scrolled: where room is short the page's own keys are what is asked for.
    readonly property bool both: own === null || height >= 700 * Theme.textScale
    readonly property real column: Theme.body.size * 26
    readonly property bool beside: own !== null && both && width >= (column + Theme.pageInset) * 2 + Theme.s6

    Accessible.ignored: true

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
    }

    Rectangle {
        anchors.centerIn: parent
        border.color: Theme.line
        border.width: Theme.edgeHairline
        clip: true
        color: Theme.surface
        height: Math.min(groups.height + groups.y * 2, card.height - Theme.s3 * 2)
        radius: Theme.radiusDialog
        width: !card.both ? card.width - Theme.s3 * 2 : Math.min(card.column * (card.beside ? 2 : 1) + (card.beside ? groups.spacing : 0) + groups.x * 2, card.width - Theme.s3 * 2)

        Flow {
            id: groups

            spacing: Theme.s5
            width: parent.width - x * 2
            x: Theme.pageInset
            y: Theme.s5

            Repeater {
                model: card.own === null ? [KeyMap.everywhere] : card.both ? [card.own, KeyMap.everywhere] : [card.own]

                KeyRows {
                    required property KeyGroup modelData

                    brief: true
                    group: modelData
                    silent: true
                    spacing: card.both ? Theme.s2 : Theme.s1
                    width: card.beside ? card.column : groups.width
                }
            }

            Words {
                Accessible.ignored: true
                color: Theme.textSecondary
                text: qsTr("F1 shows every key.")
                visible: !card.both
                width: groups.width
            }
        }
    }
}
