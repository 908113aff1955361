import QtQuick
import Candour
import Candour.Ui

/// One of two texts: who heard it, when, and every word.
Rectangle {
    id: card

    required property string initials
    required property string heading
    required property string times
    required property string kindWord
    required property string kindIcon
    required property string marked
    required property list<statement> tags
    required property color tone

    border.color: Theme.lineStrong
    border.width: Theme.edgeHairline
    color: Theme.surface
    implicitHeight: column.height
    radius: Theme.radiusCard

    Column {
        id: column

        bottomPadding: Theme.s3
        spacing: Theme.s2
        width: parent.width

        Item {
            height: Math.max(face.height, names.height) + Theme.s2 * 2
            width: parent.width

            // Round above, square below.
            Rectangle {
                anchors.fill: parent
                anchors.margins: Theme.edgeHairline
                color: Theme.surfaceSunken
                radius: Theme.radiusCard - 1

                Rectangle {
                    anchors.bottom: parent.bottom
                    color: parent.color
                    height: parent.radius
                    width: parent.width
                }
            }

            Rectangle {
                id: face

                anchors.verticalCenter: parent.verticalCenter
                color: card.tone
                height: Theme.sizeAvatar
                radius: height / 2
                width: height
                x: Theme.s4

                Words {
                    Accessible.ignored: true
                    anchors.centerIn: parent
                    look: Theme.overline
                    text: card.initials
                }
            }

            Column {
                id: names

                anchors.verticalCenter: parent.verticalCenter
                width: kind.x - x - Theme.s2
                x: face.x + face.width + Theme.s2

                Words {
                    look: Theme.bodyStrong
                    text: card.heading
                    width: parent.width
                }

                Words {
                    color: Theme.textSecondary
                    text: card.times
                    width: parent.width
                }
            }

            StatusPill {
                id: kind

                anchors.verticalCenter: parent.verticalCenter
                color: Theme.canvas
                iconName: card.kindIcon === "" ? "said" : card.kindIcon
                ink: Theme.textSecondary
                text: card.kindWord
                x: parent.width - width - Theme.s4
            }

            Hairline {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }

        MarkedWords {
            look: Theme.note
            marked: card.marked
            width: parent.width - Theme.s4 * 2
            x: Theme.s4
        }

        TagFlow {
            tags: card.tags
            width: parent.width - Theme.s4 * 2
            x: Theme.s4
        }
    }
}
