pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// Each consequence, counted; what stands in the way; and what to say.
Column {
    id: effects

    required property WithdrawalModel model
    required property real inset

    bottomPadding: Theme.s3
    spacing: Theme.s3
    topPadding: Theme.s4

    Words {
        Accessible.role: Accessible.Heading
        leftPadding: effects.inset
        rightPadding: effects.inset
        look: Theme.subheading
        text: effects.model.heading
        width: parent.width
    }

    Words {
        color: Theme.textSecondary
        leftPadding: effects.inset
        rightPadding: effects.inset
        text: effects.model.done !== "" ? qsTr("This tablet has done it already. The store and the other tablets follow at the next hand over.") : qsTr("Choose what they want, and each consequence is counted here.")
        visible: effects.model.outcome < 0
        width: parent.width
    }

    Column {
        width: parent.width - x * 2
        x: effects.inset

        Repeater {
            model: effects.model.effects

            Item {
                id: row

                required property string icon
                required property string title
                required property string detail
                required property string state
                required property bool waits
                required property string spoken

                Accessible.name: row.spoken
                Accessible.role: Accessible.StaticText
                height: beside.implicitHeight + Theme.s2 * 2
                width: effects.width - effects.inset * 2

                Icon {
                    color: row.waits ? Theme.pending : Theme.textSecondary
                    name: row.icon
                    y: Theme.s2
                }

                Beside {
                    id: beside

                    stacked: width < Theme.sizeSidePanel
                    width: parent.width - x
                    x: Theme.sizeIcon + Theme.s3
                    y: Theme.s2

                    aside: StatusPill {
                        Accessible.ignored: true
                        color: row.waits ? Theme.pendingSoft : Theme.canvas
                        iconName: row.waits ? "clock" : "check"
                        ink: row.waits ? Theme.pending : Theme.textSecondary
                        text: row.state
                        visible: text !== ""
                    }

                    Words {
                        Accessible.ignored: true
                        look: Theme.bodyStrong
                        text: row.title
                        width: parent.width
                    }

                    Words {
                        Accessible.ignored: true
                        color: Theme.textSecondary
                        text: row.detail
                        width: parent.width
                    }
                }

                Hairline {
                    anchors.bottom: parent.bottom
                    width: parent.width
                }
            }
        }
    }

    Banner {
        text: effects.model.hold
        tone: Banner.Waiting
        visible: text !== ""
        width: parent.width - x * 2
        x: effects.inset
    }

    Rectangle {
        border.color: Theme.line
        border.width: Theme.edgeHairline
        color: Theme.surface
        height: say.implicitHeight + Theme.s3 * 2
        radius: Theme.radiusControl
        visible: effects.model.done === ""
        width: parent.width - x * 2
        x: effects.inset

        Notice {
            id: say

            anchors.left: parent.left
            anchors.leftMargin: Theme.s3
            anchors.right: parent.right
            anchors.rightMargin: Theme.s3
            anchors.verticalCenter: parent.verticalCenter
            iconColor: Theme.link
            iconName: "said"
            text: qsTr("Say: %1").arg(effects.model.say)
        }
    }
}
