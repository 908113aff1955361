pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The tags of one line, from `start` on in the first row: where the words before them end.
Flow {
    id: flow

    required property list<statement> tags
    property real start: 0

    Accessible.ignored: true
    spacing: Theme.s1

    Item {
        height: Theme.sizeTag
        visible: flow.start > 0
        width: flow.start
    }

    Repeater {
        model: flow.tags

        EvidenceTag {
            required property statement modelData

            number: modelData.number
            theme: modelData.theme
            word: modelData.word
        }
    }
}
