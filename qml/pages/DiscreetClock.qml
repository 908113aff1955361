import QtQuick
import Candour.Ui

/// Only the time. A second tap, or any key, returns.
Rectangle {
    id: cover

    required property string clock

    /// Who had the focus, and has it again afterwards.
    property Item before: null

    signal dismissed

    Accessible.name: qsTr("%1. Tap to return").arg(clock)
    Accessible.role: Accessible.Button
    Keys.onPressed: dismissed()
    color: Theme.canvas

    Accessible.onPressAction: dismissed()
    onVisibleChanged: visible ? take() : giveBack()

    TimeWords {
        Accessible.ignored: true
        anchors.centerIn: parent
        color: Theme.textSecondary
        look: Theme.display
        text: cover.clock
    }

    TapHandler {
        onTapped: cover.dismissed()
    }

    function take() {
        before = Window.activeFocusItem;
        forceActiveFocus(Qt.OtherFocusReason);
    }

    function giveBack() {
        if (before)
            before.forceActiveFocus(Qt.OtherFocusReason);
    }
}
