pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

Column {
    id: question

    required property SafeguardingModel model

    spacing: Theme.s4

    Component.onCompleted: {
        what.text = model.what;
        if (model.what === "")
            what.take();
    }

    Connections {
        function onSheetChanged() {
            what.text = question.model.what;
        }

        target: question.model
    }

    LongField {
        id: what

        detail: qsTr("Their own words where you can. Roles, no names.")
        label: qsTr("What was said or seen?")
        width: parent.width

        onEdited: question.model.write(text)
    }

    Column {
        spacing: Theme.s2
        width: parent.width

        Words {
            look: Theme.bodyStrong
            text: qsTr("Does anybody know already?")
            width: parent.width
        }

        Segmented {
            about: qsTr("Does anybody know already?")
            available: question.width
            current: question.model.concern ? 1 : 0
            options: [qsTr("We heard it first"), qsTr("Others know already")]
            width: implicitWidth

            onChosen: index => question.model.setConcern(index === 1)
        }
    }

    WordChips {
        label: qsTr("Kind of harm, if you can tell")
        width: parent.width
        words: question.model.harms

        onTicked: index => question.model.tickHarm(index)
    }

    WordChips {
        label: qsTr("Who may have caused it, if you can tell")
        width: parent.width
        words: question.model.causes

        onTicked: index => question.model.tickCause(index)
    }
}
