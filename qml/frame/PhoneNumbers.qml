pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// Whom to ring and what to say. It names offices and never a person, and needs no network.
Column {
    id: list

    required property SafeguardingModel model

    Repeater {
        model: list.model.numbers

        Item {
            id: row

            required property string title
            required property string number
            required property string detail

            Accessible.name: row.title + ", " + row.number + ", " + row.detail
            Accessible.role: Accessible.StaticText
            height: beside.implicitHeight + Theme.s2 * 2
            width: list.width

            Icon {
                color: Theme.textSecondary
                name: "phone"
                y: Theme.s3
            }

            Beside {
                id: beside

                stacked: width < Theme.sizeSidePanel * 1.2
                width: parent.width - x
                x: say.indent
                y: Theme.s2

                aside: TimeWords {
                    Accessible.ignored: true
                    color: Theme.text
                    look: Theme.subheading
                    text: row.number
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
                    visible: text !== ""
                    width: parent.width
                }
            }

            Hairline {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
    }

    Item {
        height: say.implicitHeight + Theme.s3 * 2
        width: list.width

        Notice {
            id: say

            detail: qsTr("“%1” No names until they give the code word.").arg(list.model.words)
            iconName: "script"
            iconSize: Theme.sizeIcon
            look: Theme.bodyStrong
            text: qsTr("What to say")
            width: parent.width
            y: Theme.s3
        }
    }

    Banner {
        text: list.model.example
        tone: Banner.Waiting
        visible: text !== ""
        width: list.width
    }
}
