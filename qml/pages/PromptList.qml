pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// Lines of enquiry, in any order. They tick themselves when tagged words cover them, or by a tap.
Column {
    id: list

    required property CaptureModel model

    Repeater {
        model: list.model.prompts

        TickPressable {
            id: prompt

            required property int index
            required property string title
            required property string quote
            required property bool covered
            required property bool current
            readonly property real pad: current ? Theme.s2 : Theme.s2 + 2

            Accessible.name: quote === "" ? title : title + ", " + quote
            checked: covered
            implicitHeight: Math.max(Theme.sizeTouchMin, words.height + pad * 2)
            ringRadius: 0
            width: list.width

            background: Rectangle {
                color: prompt.current ? Theme.primarySoft : prompt.down ? Theme.canvas : "transparent"

                Rectangle {
                    color: Theme.primary
                    height: parent.height
                    visible: prompt.current
                    width: Theme.edgeSelectedEdge
                }
            }
            contentItem: Item {
            }

            Item {
                readonly property real indent: Theme.sizeIcon + Theme.s3

                height: words.height
                width: prompt.width - Theme.s4 * 2
                x: Theme.s4
                y: prompt.pad

                Rectangle {
                    border.color: Theme.borderControl
                    border.width: prompt.covered ? 0 : Theme.edgeField
                    color: prompt.covered ? Theme.successSoft : "transparent"
                    height: Theme.sizeIcon
                    radius: height / 2
                    width: height

                    Icon {
                        anchors.centerIn: parent
                        color: Theme.success
                        name: "check"
                        size: Theme.sizeIconStatus
                        visible: prompt.covered
                    }
                }

                Column {
                    id: words

                    spacing: Theme.s1
                    width: Math.max(1, parent.width - parent.indent)
                    x: parent.indent

                    Words {
                        Accessible.ignored: true
                        color: prompt.covered ? Theme.textTertiary : Theme.text
                        look: prompt.current ? Theme.bodyStrong : Theme.body
                        text: prompt.title
                        width: parent.width
                    }

                    Words {
                        Accessible.ignored: true
                        color: Theme.textSecondary
                        text: prompt.quote
                        visible: prompt.current && text !== ""
                        width: parent.width
                    }
                }
            }

            onClicked: list.model.tickPrompt(index)
        }
    }
}
