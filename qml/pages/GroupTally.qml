pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// How the group took a point. The three always add up to those who were there; a tap on one opens
/// minus and plus in their place.
Column {
    id: group

    required property tally counts
    /// Which point it is of: a delegate that is used again is another one.
    required property int point
    property int open: -1
    readonly property string word: open >= 0 ? words[open] : ""
    readonly property list<string> words: [qsTr("Agree"), qsTr("Differ"), qsTr("Silent")]

    /// Nobody's voice: a circle of points, not one that waits to be ticked.
    readonly property string dotted: Array.from({
            "length": 14
        }, (_, k) => "M%1 %2h.01".arg((12 + 10.5 * Math.cos(k * Math.PI / 7)).toFixed(2)).arg((12 + 10.5 * Math.sin(k * Math.PI / 7)).toFixed(2))).join("")

    signal stepped(int voice, int by)

    spacing: Theme.s2

    onPointChanged: open = -1

    function count(voice: int): int {
        return voice === 0 ? counts.agree : voice === 1 ? counts.differ : counts.silent;
    }

    Rectangle {
        border.color: Theme.borderControl
        border.width: Theme.edgeControl
        color: Theme.surfaceTile
        height: Theme.sizeSegment
        radius: Theme.radiusControl
        width: parent.width

        GridLayout {
            id: cells

            anchors.fill: parent
            columnSpacing: 0
            columns: 3
            rowSpacing: 0
            visible: group.open < 0

            Repeater {
                model: group.words

                Pressable {
                    id: cell

                    required property int index
                    required property string modelData

                    Accessible.name: qsTr("%1, %2 of %3. Opens counter").arg(modelData).arg(group.count(index)).arg(group.counts.total)
                    Layout.fillWidth: true
                    Layout.minimumHeight: Theme.sizeSegment
                    Layout.preferredWidth: 1
                    text: modelData + "  " + group.count(index)

                    background: Rectangle {
                        color: cell.down ? Theme.primarySoft : "transparent"
                        radius: Theme.radiusControl

                        Rectangle {
                            anchors.margins: Theme.edgeControl
                            anchors.top: parent.top
                            color: Theme.borderControl
                            height: parent.height - Theme.edgeControl
                            visible: cell.index > 0
                            width: Theme.edgeControl
                        }
                    }

                    onClicked: group.open = index
                }
            }
        }

        // In the place of the three: nothing moves down while somebody counts.
        Repeater {
            model: group.open >= 0 ? 1 : 0

            Item {
                height: Theme.sizeSegment
                width: group.width

                Pressable {
                    Accessible.name: qsTr("%1, %2 of %3. Closes counter").arg(group.word).arg(group.count(group.open)).arg(group.counts.total)
                    anchors.left: parent.left
                    anchors.right: counter.left
                    iconName: "back"
                    ink: Theme.link
                    text: group.word

                    onClicked: group.open = -1
                }

                Counter {
                    id: counter

                    about: group.word
                    anchors.right: parent.right
                    most: group.counts.total
                    value: group.count(group.open)

                    onStepped: by => group.stepped(group.open, by)
                }
            }
        }
    }

    // One dot a person, told apart by shape as well as colour.
    Flow {
        Accessible.ignored: true
        spacing: Theme.s1
        visible: group.counts.total <= 30
        width: parent.width

        Repeater {
            model: group.counts.total <= 30 ? group.counts.total : 0

            Rectangle {
                id: dot

                required property int index
                readonly property bool agrees: index < group.counts.agree
                readonly property bool differs: !agrees && index < group.counts.agree + group.counts.differ

                border.color: agrees ? Theme.primary : Theme.text
                border.width: agrees || differs ? Theme.edgeField : 0
                color: agrees ? Theme.primary : "transparent"
                height: width
                radius: width / 2
                width: Theme.sizeIconSmall

                Rectangle {
                    anchors.centerIn: parent
                    color: Theme.text
                    height: Theme.edgeField
                    rotation: -45
                    visible: dot.differs
                    width: parent.width - Theme.edgeField
                }

                Glyph {
                    anchors.fill: parent
                    color: Theme.borderField
                    path: group.dotted
                    stroke: 2
                    visible: !dot.agrees && !dot.differs
                }
            }
        }
    }
}
