pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// The keyboard map, or the part of it that is searched for.
Column {
    id: rows

    required property HelpKeys map
    property string needle: ""

    Repeater {
        model: rows.map.keys

        Item {
            id: row

            required property int index
            required property HelpKey modelData
            readonly property bool heads: rows.needle === "" && (index === 0 || rows.map.keys[index - 1].group !== modelData.group)
            readonly property bool stacked: width < Theme.sizeSidePanel

            Accessible.name: row.modelData.keys + ", " + row.modelData.does
            Accessible.role: Accessible.StaticText
            visible: modelData.holds(rows.needle)
            height: Math.max(keys.y + keys.height, does.y + does.height) + Theme.s1
            width: rows.width

            Words {
                id: where

                Accessible.role: Accessible.Heading
                color: Theme.textTertiary
                look: Theme.overline
                text: row.modelData.group
                topPadding: row.index > 0 ? Theme.s2 : 0
                visible: row.heads
                width: parent.width
            }

            Words {
                id: keys

                Accessible.ignored: true
                look: Theme.bodyStrong
                text: row.modelData.keys
                width: row.stacked ? parent.width : Theme.body.size * 12
                y: row.heads ? where.height + Theme.s1 : 0
            }

            Words {
                id: does

                Accessible.ignored: true
                color: Theme.textSecondary
                text: row.modelData.does
                width: parent.width - x
                x: row.stacked ? 0 : keys.width
                y: keys.y + (row.stacked ? keys.height : 0)
            }
        }
    }
}
