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

            required property HelpKey modelData
            readonly property bool stacked: width < Theme.sizeSidePanel

            Accessible.name: row.modelData.keys + ", " + row.modelData.does
            Accessible.role: Accessible.StaticText
            visible: modelData.holds(rows.needle)
            height: Math.max(keys.height, does.y + does.height) + Theme.s2
            width: rows.width

            Words {
                id: keys

                Accessible.ignored: true
                look: Theme.bodyStrong
                text: row.modelData.keys
                width: row.stacked ? parent.width : Theme.body.size * 10
            }

            Words {
                id: does

                Accessible.ignored: true
                color: Theme.textSecondary
                text: row.modelData.does
                width: parent.width - x
                x: row.stacked ? 0 : keys.width
                y: row.stacked ? keys.height : 0
            }
        }
    }
}
