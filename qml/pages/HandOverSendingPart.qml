pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

Column {
    id: sending

    required property HandOverModel model
    readonly property bool narrow: width < Theme.sizeSidePanel * 1.9

    Column {
        bottomPadding: Theme.s4
        spacing: Theme.s2
        topPadding: Theme.s4
        width: parent.width - Theme.pageInset * 2
        x: Theme.pageInset

        Banner {
            text: sending.model.problem
            tone: Banner.Waiting
            visible: text !== ""
            width: parent.width
        }

        Banner {
            text: sending.model.left
            visible: text !== ""
            width: parent.width
        }

        Flow {
            spacing: Theme.s3
            width: parent.width

            Words {
                Accessible.role: Accessible.Heading
                look: Theme.heading
                text: sending.model.acceptedText
                width: Math.max(Math.min(implicitWidth, parent.width), parent.width - rest.width - parent.spacing - 1)
            }

            Words {
                id: rest

                color: Theme.textSecondary
                look: Theme.note
                text: sending.model.timeLeft !== "" ? sending.model.timeLeft : sending.model.bytesText
                width: Math.min(implicitWidth, parent.width)
            }
        }

        Track {
            fraction: sending.model.fraction
            implicitHeight: Theme.sizeProgressLarge
            width: parent.width
        }

        Words {
            color: Theme.textSecondary
            text: sending.model.bytesText
            visible: sending.model.timeLeft !== "" && text !== ""
            width: parent.width
        }
    }

    Hairline {
        width: parent.width
    }

    Repeater {
        model: sending.model.sending

        Item {
            id: step

            required property string icon
            required property string title
            required property string detail
            required property string when
            required property int done
            required property int total
            required property bool running
            readonly property bool whole: done === total && total > 0
            readonly property color ink: whole ? Theme.success : running ? Theme.link : Theme.textSecondary

            Accessible.name: qsTr("%1, %2 of %3, %4").arg(title).arg(done).arg(total).arg(when)
            Accessible.role: Accessible.ListItem
            width: sending.width
            implicitHeight: named.height + Theme.s3 * 2 + (sending.narrow ? Theme.sizeProgress + Theme.body.line + Theme.s2 * 2 : 0)

            Icon {
                id: mark

                color: step.ink
                name: step.whole ? "checkCircle" : step.icon
                x: Theme.pageInset
                y: sending.narrow ? Theme.s3 : (step.height - height) / 2
            }

            Column {
                id: named

                width: (sending.narrow ? step.width - Theme.pageInset : step.width * 0.35 - Theme.s4) - x
                x: Theme.pageInset + mark.width + Theme.s4
                y: sending.narrow ? Theme.s3 : (step.height - height) / 2

                Words {
                    Accessible.ignored: true
                    look: Theme.subheading
                    text: step.title
                    width: parent.width
                }

                Words {
                    Accessible.ignored: true
                    color: Theme.textSecondary
                    text: step.detail
                    width: parent.width
                }
            }

            Track {
                fraction: step.total > 0 ? step.done / step.total : 0
                ink: step.whole ? Theme.success : Theme.primary
                width: sending.narrow ? step.width - Theme.pageInset * 2 : step.width * 0.28
                x: sending.narrow ? Theme.pageInset : step.width * 0.35
                y: sending.narrow ? named.y + named.height + Theme.s2 : (step.height - height) / 2
            }

            TimeWords {
                id: amount

                Accessible.ignored: true
                color: Theme.text
                text: qsTr("%1 of %2").arg(step.done).arg(step.total)
                x: sending.narrow ? Theme.pageInset : step.width * 0.8 - width
                y: sending.narrow ? named.y + named.height + Theme.s2 * 2 + Theme.sizeProgress : (step.height - height) / 2
            }

            Words {
                Accessible.ignored: true
                anchors.right: parent.right
                anchors.rightMargin: Theme.pageInset
                color: Theme.textSecondary
                text: step.when
                wrapMode: Text.NoWrap
                y: amount.y
            }

            Hairline {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
    }
}
