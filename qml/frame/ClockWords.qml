import QtQuick
import Candour
import Candour.Ui

/// The time of day; where it cannot be believed a quiet mark says so, and its name says why.
Row {
    id: clock

    required property strip strip

    spacing: Theme.s1

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.pending
        name: "warning"
        size: Theme.sizeIconStatus
        visible: clock.strip.clockDoubt !== ""
    }

    TimeWords {
        Accessible.name: clock.strip.clockDoubt === "" ? text : text + ", " + clock.strip.clockDoubt
        anchors.verticalCenter: parent.verticalCenter
        color: clock.strip.clockDoubt === "" ? Theme.text : Theme.pending
        look: Theme.bodyStrong
        text: clock.strip.clock
    }
}
