import QtQuick
import Candour.Ui

/// Tags the line with one statement.
TickPressable {
    id: button

    required property int number
    required property int theme
    required property string word
    required property string title
    property bool chosen: false
    /// Nothing may be tagged just now: it says why when it is pressed, and does not shine.
    property bool waiting: false
    readonly property real block: Theme.sizeTag + 2

    Accessible.name: qsTr("Tag with statement %1, %2").arg(number).arg(title)
    checked: chosen
    implicitHeight: Theme.sizeTagButton
    ink: waiting ? Theme.textSecondary : Theme.text
    leftPadding: block + Theme.s2
    rightPadding: Theme.s2
    ringRadius: Theme.radiusField
    text: word

    background: Rectangle {
        border.color: button.chosen || button.down ? Theme.text : Theme.lineStrong
        border.width: button.chosen ? Theme.edgeSelectedInner : Theme.edgeControl
        color: button.waiting ? Theme.surface : Theme.tint(button.theme)
        radius: Theme.radiusField

        Rectangle {
            color: button.waiting ? Theme.canvas : Theme.stripe(button.theme)
            height: parent.height
            radius: Theme.radiusField
            width: button.block

            Rectangle {
                anchors.right: parent.right
                color: parent.color
                height: parent.height
                width: Theme.radiusField
            }

            Words {
                Accessible.ignored: true
                anchors.centerIn: parent
                color: button.waiting ? Theme.textSecondary : Theme.stripeInk
                look: Theme.bodyStrong
                text: button.number
            }
        }
    }
}
