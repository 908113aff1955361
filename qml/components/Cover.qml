import QtQuick
import Candour.Ui

/// Lies over everything and shows nothing of it. A tap, or any key, takes it away; then the caret is
/// where it was.
Rectangle {
    id: cover

    /// Who had the focus, and has it again afterwards.
    property Item before: null
    /// It lies there and has the focus: what is behind it may go, for eyes and screen readers alike.
    property bool covering: false

    signal dismissed

    Accessible.role: Accessible.Button
    Keys.onPressed: dismissed()
    color: Theme.canvas

    Accessible.onPressAction: dismissed()
    Component.onCompleted: if (visible)
        take()
    onVisibleChanged: visible ? take() : giveBack()

    TapHandler {
        onTapped: cover.dismissed()
    }

    function take() {
        before = Window.activeFocusItem;
        forceActiveFocus(Qt.OtherFocusReason);
        covering = true;
    }

    function giveBack() {
        covering = false;
        if (before)
            before.forceActiveFocus(Qt.OtherFocusReason);
    }
}
