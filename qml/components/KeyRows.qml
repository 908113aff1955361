pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// The keys of a group as caps, and beside them what they do; or those that are searched for.
Column {
    id: rows

    required property KeyGroup group
    property string needle: ""
    /// Only what is particular to the pages.
    property bool brief: false
    /// Whoever listens finds them in Help.
    property bool silent: false
    readonly property bool stacked: width < Theme.body.size * 24

    spacing: Theme.s2

    Words {
        Accessible.ignored: rows.silent
        Accessible.role: Accessible.Heading
        color: Theme.textTertiary
        look: Theme.overline
        text: rows.group.title
        width: parent.width
    }

    Repeater {
        model: rows.group.entries

        Item {
            id: row

            required property KeyEntry modelData

            Accessible.ignored: rows.silent
            Accessible.name: modelData.spoken + ", " + modelData.does
            Accessible.role: Accessible.StaticText
            height: Math.max(caps.height, does.y + does.height)
            visible: modelData.holds(rows.needle) && !(rows.brief && modelData.basic)
            width: rows.width

            Flow {
                id: caps

                spacing: Theme.s1
                width: rows.stacked ? parent.width : Theme.body.size * 9

                Repeater {
                    model: row.modelData.parts

                    Item {
                        id: part

                        required property string modelData
                        readonly property bool between: modelData.startsWith(" ")

                        height: between ? cap.height : cap.implicitHeight
                        width: between ? word.implicitWidth : cap.implicitWidth

                        KeyCap {
                            id: cap

                            text: part.modelData.trim()
                            visible: !part.between
                        }

                        Words {
                            id: word

                            Accessible.ignored: true
                            anchors.verticalCenter: parent.verticalCenter
                            color: Theme.textSecondary
                            look: Theme.label
                            text: part.modelData.trim()
                            visible: part.between
                        }
                    }
                }
            }

            Words {
                id: does

                Accessible.ignored: true
                color: Theme.textSecondary
                text: row.modelData.does
                width: parent.width - x
                x: rows.stacked ? 0 : caps.width + Theme.s3
                // Level with the caps, which are higher than a line.
                y: rows.stacked ? caps.height : Math.max(0, (caps.height - Theme.body.line) / 2)
            }
        }
    }
}
