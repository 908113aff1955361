import QtQuick
import QtQuick.Templates as T
import Candour.Ui

/// A Pressable that is one of several places, of which one is open; a screen reader calls it a tab and
/// says which: Qt takes the first from the kind of control alone.
T.TabButton {
    id: control

    property bool current: false
    property real ringRadius: Theme.radiusControl
    /// Off where the control draws a ring of its own, round the part that is seen.
    property bool ringed: true
    property string iconName: ""
    property TypeStyle look: Theme.bodyStrong
    property color ink: Theme.text
    property real iconSize: Theme.sizeIconSmall

    Accessible.name: text
    Accessible.selectable: true
    Accessible.selected: current
    // This Qt presses no button for a screen reader or a switch by itself.
    Accessible.onPressAction: if (control.enabled)
        control.clicked()
    Keys.onEnterPressed: control.clicked()
    Keys.onReturnPressed: control.clicked()
    autoExclusive: false
    checkable: false
    focusPolicy: Qt.TabFocus
    implicitHeight: Math.max(Theme.sizeTouchMin, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: Math.max(Theme.sizeTouchMin, implicitContentWidth + leftPadding + rightPadding)

    contentItem: IconAndWords {
        iconName: control.iconName
        iconSize: control.iconSize
        ink: control.ink
        look: control.look
        text: control.text
    }

    FocusRing {
        radius: control.ringRadius
        shown: control.ringed && control.visualFocus
    }
}
