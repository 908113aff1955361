import QtQuick
import Candour
import Candour.Ui

Column {
    id: given

    required property AgreementModel model

    spacing: Theme.s2

    SecondaryButton {
        width: parent.width
        iconName: "script"
        text: given.model.easyRead ? qsTr("Turn to the script") : qsTr("Turn to easy read")
        visible: given.model.mayEasyRead

        onClicked: given.model.turnEasyRead()
    }

    TickRow {
        width: parent.width
        chosen: given.model.scriptGiven !== ""
        text: chosen ? qsTr("Script given, %1").arg(given.model.scriptGiven) : qsTr("Script given")
        titleLook: Theme.bodyStrong

        onClicked: given.model.giveScript()
    }
}
