pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

Flow {
    id: chips

    required property CaptureModel model

    spacing: 0

    Repeater {
        model: chips.model.setting

        ChoiceChip {
            required property int index
            required property string word
            required property bool chosen

            text: word
            ticked: chosen

            onClicked: chips.model.chooseSetting(index)
        }
    }
}
