pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

Column {
    id: question

    required property SafeguardingModel model

    spacing: Theme.s3

    Component.onCompleted: words.text = model.wishesWords

    Connections {
        function onSheetChanged() {
            words.text = question.model.wishesWords;
        }

        target: question.model
    }

    Words {
        Accessible.role: Accessible.Heading
        look: Theme.heading
        text: qsTr("What does the person want to happen?")
        width: parent.width
    }

    Column {
        width: parent.width

        Repeater {
            model: [qsTr("They want something done"), qsTr("They do not want it passed on"), qsTr("They are unsure"), qsTr("Not asked yet"), qsTr("It was not safe to ask")]

            TickRow {
                required property int index
                required property string modelData

                chosen: question.model.wishes === index
                round: true
                text: modelData
                width: question.width

                onClicked: question.model.chooseWishes(index)
            }
        }
    }

    Banner {
        text: qsTr("We must pass it on even so. Tell them that, and why, if it is safe.")
        visible: question.model.wishes === SafeguardingModel.DoesNot
        width: parent.width
    }

    LongField {
        id: words

        detail: qsTr("Such as “I want it sorted, not a fuss”.")
        label: qsTr("In their words")
        width: parent.width

        onEdited: question.model.writeWishes(text)
    }
}
