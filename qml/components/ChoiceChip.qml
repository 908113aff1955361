import QtQuick
import Candour.Ui

/// 36 to the eye, 48 to the finger. A tick as well as a colour says that it is ticked.
TickPressable {
    id: chip

    property bool ticked: false
    property bool exclusive: false
    /// What keeps chips apart belongs to the chip, so that rows of them stand close.
    readonly property real gap: Theme.s2

    checked: ticked
    iconName: ticked ? "check" : ""
    ink: ticked ? Theme.link : Theme.text
    leftPadding: Theme.s3
    look: Theme.bodyStrong
    rightPadding: Theme.s3 + gap
    ringed: false
    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.bottomMargin: anchors.topMargin
            anchors.rightMargin: chip.gap
            anchors.topMargin: (Theme.sizeChoiceChipTouch - Theme.sizeChoiceChipVisual) / 2
            border.color: chip.ticked ? Theme.primary : Theme.borderControl
            border.width: chip.ticked ? Theme.edgeSelectedInner : Theme.edgeControl
            color: chip.ticked || chip.down ? Theme.primarySoft : Theme.surfaceTile
            radius: height / 2

            FocusRing {
                radius: Theme.sizeChoiceChipVisual / 2
                shown: chip.visualFocus
            }
        }
    }
}
