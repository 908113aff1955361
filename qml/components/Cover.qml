import QtQuick
import Candour.Ui

/// Lies over everything and shows nothing of it. A tap, or any key, takes it away; then the caret is
/// where it was.
Rectangle {
    id: cover

    /// Who had the focus, and has it again afterwards.
    property Item before: null

    signal dismissed

    Accessible.role: Accessible.Button
    Keys.onPressed: dismissed()
    color: Theme.canvas

    Accessible.onPressAction: dismissed()
    onVisibleChanged: visible ? take() : giveBack()

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
