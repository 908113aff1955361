pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// A finished line: its time, its mark, its words, and after them its tags. A tap opens it again.
RowPressable {
    id: line

    required property int index
    required property string time
    required property string words
    /// The words with those marked that were searched for, or empty.
    required property string found
    required property string note
    required property string spoken
    required property int kind
    required property int standing
    required property bool loaded
    required property list<statement> tags
    required property tally tally
    property real gutter: 0
    property real inset: 0
    property bool open: false
    property bool current: false
    readonly property bool moment: kind === LineListModel.Moment && words === ""
    readonly property real drop: Math.round(Theme.note.size * 0.2)
    readonly property real room: width - inset * 2 - gutter
    /// A group's point: how it was taken stands at the right, or beneath where there is no room.
    readonly property bool tallied: tally.total > 0
    readonly property real tallyWidth: Math.min(room, Theme.sizeSidePanel * 0.92)
    readonly property bool besides: tallied && room - tallyWidth > Theme.note.size * 14

    signal weighed(int voice, bool more)

    Accessible.name: spoken
    focusPolicy: Qt.NoFocus
    implicitHeight: Math.max(Theme.sizeTouchMin, body.height + (tallied ? Theme.s3 * 2 : Theme.s3) + 1)
    ringRadius: 0

    background: Rectangle {
        // Points of a group are parted: each has its own count.
        Hairline {
            anchors.bottom: parent.bottom
            visible: line.tallied
            width: parent.width
        }

        color: line.open ? Theme.primarySoft : line.down ? Theme.canvas : "transparent"

        Rectangle {
            color: Theme.primary
            height: parent.height
            visible: line.open
            width: Theme.edgeSelectedEdge
        }

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.edgeFieldError
            border.color: Theme.focusInner
            border.width: Theme.focusInnerWidth
            color: "transparent"
            visible: line.current

            Rectangle {
                anchors.fill: parent
                anchors.margins: -Theme.focusOuterWidth
                border.color: Theme.focusOuter
                border.width: Theme.focusOuterWidth
                color: "transparent"
            }
        }
    }
    contentItem: Item {
    }

    Item {
        anchors.fill: parent

        TimeWords {
            Accessible.ignored: true
            color: Theme.textTertiary
            text: line.time
            x: line.inset
            y: body.y + (Theme.note.line - Theme.body.line) / 2 + line.drop
        }

        Icon {
            color: line.standing === LineListModel.Waiting ? Theme.textTertiary : line.kind === LineListModel.Moment ? Theme.link : Theme.textSecondary
            name: line.moment ? "moment" : ["said", "saw", "thought", "read", "edit"][line.kind]
            size: Theme.sizeIconStatus
            visible: line.loaded
            x: line.inset + Theme.sizeNoteGutterTime + Theme.s1 / 2
            y: body.y + (Theme.note.line - size) / 2 + line.drop
        }

        Item {
            id: body

            anchors.verticalCenter: parent.verticalCenter
            height: Math.max(written.height, taken.y + taken.height)
            width: line.room
            x: line.inset + line.gutter

            Item {
                id: written

                height: Math.max(plain.height, after.y + after.height)
                width: body.width - (line.besides ? line.tallyWidth + Theme.s4 : 0)

                Words {
                    id: plain

                    property real lastWidth: 0
                    property int lines: 1

                    Accessible.ignored: true
                    color: line.moment ? Theme.link : line.kind === LineListModel.Thought || line.standing === LineListModel.Sealed ? Theme.textSecondary : Theme.text
                    italic: line.kind === LineListModel.Thought
                    look: Theme.note
                    text: line.moment ? qsTr("Marked moment. Tap to write what happened.") : line.words
                    visible: line.found === ""
                    width: parent.width

                    onLineLaidOut: row => lastWidth = row.implicitWidth
                }

                // Over the plain words, which say where the tags go.
                Repeater {
                    model: line.found !== "" ? 1 : 0

                    MarkedWords {
                        Accessible.ignored: true
                        color: plain.color
                        italic: plain.italic
                        look: Theme.note
                        marked: line.found
                        width: written.width
                    }
                }

                Flow {
                    id: after

                    readonly property real start: plain.lastWidth > 0 && line.words !== "" ? plain.lastWidth + 2 : 0

                    spacing: Theme.s1 + 1
                    visible: line.tags.length > 0 || line.note !== "" || line.standing === LineListModel.Disputed
                    width: parent.width
                    // Level with the words, which sit low in their line.
                    y: Math.max(0, plain.height - Theme.note.line) + line.drop

                    Item {
                        height: Theme.note.line
                        visible: after.start > 0
                        width: Math.min(after.start, parent.width)
                    }

                    Repeater {
                        model: line.tags

                        EvidenceTag {
                            required property statement modelData

                            number: modelData.number
                            theme: modelData.theme
                            word: modelData.word
                        }
                    }

                    Words {
                        Accessible.ignored: true
                        color: Theme.textSecondary
                        height: Theme.sizeTag
                        look: Theme.label
                        text: line.note
                        visible: text !== ""
                    }

                    StatusPill {
                        Accessible.ignored: true
                        iconName: "differ"
                        text: qsTr("Two texts")
                        visible: line.standing === LineListModel.Disputed
                    }
                }
            }

            Item {
                id: taken

                height: childrenRect.height
                width: line.tallyWidth
                x: line.besides ? parent.width - width : 0
                y: line.besides || !line.tallied ? 0 : written.height + Theme.s2

                // Made only for a group's point: a notebook can be long.
                Repeater {
                    model: line.tallied ? 1 : 0

                    GroupTally {
                        counts: line.tally
                        point: line.index
                        width: line.tallyWidth

                        onStepped: (voice, by) => line.weighed(voice, by > 0)
                    }
                }
            }
        }
    }
}
