pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// What may have shaped what was said. The usual ones and those that were chosen are seen; the rest
/// comes when it is asked for.
RowLayout {
    id: chips

    required property CaptureModel model
    property bool all: false
    readonly property int usual: 4

    spacing: 0

    Flow {
        Layout.fillWidth: true

        Repeater {
            id: effects

            model: chips.model.setting

            ChoiceChip {
                required property int index
                required property string word
                required property bool chosen

                text: word
                ticked: chosen
                visible: chips.all || chosen || index < chips.usual

                onClicked: chips.model.chooseSetting(index)
            }
        }
    }

    QuietButton {
        Accessible.name: chips.all ? qsTr("Show fewer setting effects") : qsTr("Add a setting effect")
        Layout.alignment: Qt.AlignTop
        Layout.rightMargin: -Theme.s3
        iconName: chips.all ? "minus" : "plus"
        iconSize: Theme.sizeIcon
        visible: effects.count > chips.usual

        onClicked: chips.all = !chips.all
    }
}
