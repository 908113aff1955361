import QtQuick
import Candour.Ui

/// What a hand-over may take: how long, and how much of it where the network is paid for by the
/// megabyte.
Column {
    id: terms

    required property list<string> times
    required property int time
    required property bool metered
    required property bool overMetered

    signal timeChosen(int index)
    signal overMeteredChosen(bool everything)

    spacing: Theme.s3

    Words {
        look: Theme.bodyStrong
        text: qsTr("How long is the Wi-Fi yours?")
        width: parent.width
    }

    Segmented {
        about: qsTr("How long is the Wi-Fi yours?")
        available: terms.width
        current: terms.time
        options: terms.times
        width: implicitWidth

        onChosen: index => terms.timeChosen(index)
    }

    Words {
        color: Theme.textSecondary
        text: qsTr("Photographs go last. What does not fit waits here for the next time.")
        width: parent.width
    }

    TickRow {
        chosen: terms.overMetered
        detail: qsTr("Without this, only alerts and withdrawals leave where the network is paid for by the megabyte.")
        text: qsTr("Send everything on a metered network")
        visible: terms.metered
        width: parent.width

        onClicked: terms.overMeteredChosen(!terms.overMetered)
    }
}
