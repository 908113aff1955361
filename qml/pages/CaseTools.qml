import QtQuick
import Candour
import Candour.Ui

/// What is done with a case as a whole.
Flow {
    id: tools

    required property JourneyModel model
    required property FormModel form
    required property NameModel name

    /// All in one row.
    readonly property real full: show.implicitWidth + change.implicitWidth + spacing

    spacing: Theme.s2
    width: full

    QuietButton {
        id: show

        Accessible.name: qsTr("Show name of %1").arg(tools.model.title)
        iconName: "person"
        text: qsTr("Show name")

        onClicked: tools.name.ask(tools.model.id)
    }

    QuietButton {
        id: change

        rightPadding: 0
        text: qsTr("Change the case")

        onClicked: tools.form.amend("tracked_case", tools.model.id)
    }
}
