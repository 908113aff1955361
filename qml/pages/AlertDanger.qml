import QtQuick
import Candour
import Candour.Ui

Column {
    id: question

    required property SafeguardingModel model

    spacing: Theme.s4

    Words {
        Accessible.role: Accessible.Heading
        look: Theme.heading
        text: qsTr("Is somebody in danger now?")
        width: parent.width
    }

    Segmented {
        about: qsTr("Is somebody in danger now?")
        available: question.width
        current: question.model.danger
        options: [qsTr("Yes"), qsTr("No"), qsTr("Not known yet")]
        ticked: true
        width: implicitWidth

        onChosen: index => question.model.chooseDanger(index)
    }

    Words {
        color: Theme.textSecondary
        text: qsTr("At this moment, or before anybody could get there. If you cannot tell, say so and ask.")
        width: parent.width
    }

    TickRow {
        chosen: question.model.othersAtRisk
        detail: qsTr("Another person there, a child, or whoever is cared for next.")
        text: qsTr("Somebody else may be harmed too")
        width: parent.width

        onClicked: question.model.setOthersAtRisk(!question.model.othersAtRisk)
    }
}
