pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// What can be set and looked up.
Column {
    id: list

    required property SettingsModel model
    property bool unfolded: false
    readonly property list<string> signs: ["textSize", "hide", "handover", "key", "chain", "tablet"]

    signal helpOpened

    Repeater {
        model: list.model.parts

        Column {
            id: entry

            required property int index
            required property string modelData

            width: list.width

            SettingsRow {
                current: list.model.part === entry.index
                detail: list.model.details[entry.index]
                iconName: list.signs[entry.index]
                text: entry.modelData
                width: parent.width

                onClicked: list.model.part = entry.index
            }

            Repeater {
                model: list.unfolded && list.model.part === entry.index ? 1 : 0

                Item {
                    height: inside.height + Theme.s4 * 2
                    width: entry.width

                    SettingsPart {
                        id: inside

                        model: list.model
                        width: parent.width - x * 2
                        x: Theme.pageInset
                        y: Theme.s4
                    }
                }
            }
        }
    }

    SettingsRow {
        detail: qsTr("What each thing is for, and the keys")
        iconName: "info"
        text: qsTr("Help")
        width: parent.width

        onClicked: list.helpOpened()
    }
}
