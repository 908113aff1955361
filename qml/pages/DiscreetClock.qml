import QtQuick
import Candour.Ui

/// Only the time. A second tap, or any key, returns.
Cover {
    id: cover

    required property string clock

    Accessible.name: qsTr("%1. Tap to return").arg(clock)

    TimeWords {
        Accessible.ignored: true
        anchors.centerIn: parent
        color: Theme.textSecondary
        look: Theme.display
        text: cover.clock
    }
}
