pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// What the passage is evidence for: its statements and, of one tag, source, direction, subtopic and
/// date; and how the piece stands beside other evidence. While one is compared, that alone.
Rectangle {
    id: panel

    required property ReviewModel model
    /// Beneath the lines: it can be put away there.
    property bool sheet: false
    /// The lines' own header has no room for its buttons.
    readonly property bool tight: sheet && Theme.textScale > 1.4
    readonly property bool tagged: model.focusTitle !== ""
    readonly property bool comparing: model.beside.active
    readonly property bool linked: model.beside.linkCount > 0 && !model.beside.ofThought
    readonly property bool asked: model.dateQuestion !== ""

    color: Theme.surfaceSunken

    onAskedChanged: if (asked)
        inSight.restart()

    // A question out of sight is a question not asked. After the frame in which it found its place.
    Timer {
        id: inSight

        interval: 50
        running: panel.asked

        onTriggered: scroll.reveal(more.y + date.y, reasons.y + reasons.height - date.y)
    }

    // Above it lie the lines, or beside it.
    Rectangle {
        color: Theme.line
        height: panel.sheet ? Theme.edgeHairline : parent.height
        width: panel.sheet ? parent.width : Theme.edgeHairline
        z: 1
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Item {
            Layout.fillWidth: true
            implicitHeight: heading.height + Theme.s4 + Theme.s2

            Column {
                id: heading

                width: parent.width - x - Theme.s4 - (buttons.visible ? buttons.width : 0)
                x: Theme.s4
                y: Theme.s4

                Words {
                    Accessible.role: Accessible.Heading
                    look: Theme.subheading
                    text: panel.comparing ? qsTr("Compare") : panel.model.passage !== "" ? panel.model.passage : qsTr("Select words to tag them.")
                    width: parent.width
                }

                Words {
                    color: Theme.textSecondary
                    text: panel.model.passage !== "" ? panel.model.passageDetail : qsTr("A tap chooses a line, a tap on a word selects it, a tap on another extends to it.")
                    visible: !panel.comparing
                    width: parent.width
                }
            }

            Row {
                id: buttons

                visible: width > 0
                x: parent.width - width - Theme.s3
                y: Theme.s3

                QuietButton {
                    Accessible.name: qsTr("Undo the last tag")
                    iconName: "undo"
                    visible: panel.tight && !panel.comparing && panel.model.mayUndo

                    onClicked: panel.model.undo()
                }

                QuietButton {
                    Accessible.name: qsTr("Next without a tag")
                    iconName: "arrowRight"
                    visible: panel.tight && !panel.comparing

                    onClicked: panel.model.next(1)
                }

                QuietButton {
                    Accessible.name: qsTr("Compare it with other evidence")
                    text: qsTr("Compare")
                    visible: panel.model.beside.possible && !panel.model.beside.ofThought && !panel.comparing

                    onClicked: panel.model.beside.begin()
                }

                QuietButton {
                    Accessible.name: panel.comparing ? qsTr("Stop comparing") : qsTr("Close the panel")
                    iconName: "cross"
                    visible: panel.sheet || panel.comparing

                    onClicked: panel.comparing ? panel.model.beside.stop() : panel.model.choose(-1)
                }
            }
        }

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: panel.comparing ? compare.height + Theme.s4 : content.height

            ReviewCompare {
                id: compare

                model: panel.model.beside
                visible: panel.comparing
                width: parent.width - x * 2
                x: Theme.s4
            }

            Column {
                id: content

                visible: panel.model.current >= 0 && !panel.comparing

                bottomPadding: Theme.s4
                width: scroll.width

                Item {
                    height: refusal.height + Theme.s3
                    visible: panel.model.refusal !== ""
                    width: parent.width

                    Banner {
                        id: refusal

                        text: panel.model.refusal
                        width: parent.width - x * 2
                        x: Theme.s4
                    }
                }

                // Of a thought this is all that can be done: it is no evidence.
                Repeater {
                    model: panel.model.beside.ofThought ? 1 : 0

                    ReviewBeside {
                        bottomPadding: Theme.s4
                        model: panel.model.beside
                        width: content.width - x * 2
                        x: Theme.s4
                    }
                }

                Repeater {
                    model: panel.model.beside.ofThought ? null : panel.model.statements

                    ReviewTick {
                        width: content.width

                        onClicked: panel.model.tag(number)
                    }
                }

                // What others say of it comes before what else can be said of the tag.
                Repeater {
                    model: panel.linked ? 1 : 0

                    ReviewBeside {
                        bottomPadding: Theme.s3
                        model: panel.model.beside
                        width: content.width - x * 2
                        x: Theme.s4
                    }
                }

                Hairline {
                    visible: panel.tagged
                    width: parent.width
                }

                Column {
                    id: more

                    spacing: Theme.s1
                    topPadding: Theme.s3
                    visible: panel.tagged
                    width: parent.width - x * 2
                    x: Theme.s4

                    Words {
                        Accessible.role: Accessible.Heading
                        look: Theme.bodyStrong
                        text: panel.model.focusTitle
                        visible: panel.model.tagCount < 2
                        width: parent.width
                    }

                    Flow {
                        id: others

                        visible: panel.model.tagCount > 1
                        width: parent.width

                        Repeater {
                            model: panel.model.statements

                            ChoiceChip {
                                required property int number
                                required property string title
                                required property string word
                                required property bool chosen
                                required property bool focused

                                Accessible.name: qsTr("More about tag %1, %2").arg(number).arg(title)
                                exclusive: true
                                text: qsTr("%1 %2").arg(number).arg(word)
                                ticked: focused
                                visible: chosen

                                onClicked: panel.model.focusOn(number)
                            }
                        }
                    }

                    OptionChips {
                        heading: qsTr("It comes from")
                        options: panel.model.categories
                        width: parent.width

                        onChosen: key => panel.model.chooseCategory(key)
                    }

                    OptionChips {
                        heading: qsTr("It shows")
                        options: panel.model.directions
                        width: parent.width

                        onChosen: key => panel.model.chooseDirection(key)
                    }

                    OptionChips {
                        heading: qsTr("About")
                        options: panel.model.subtopics
                        width: parent.width

                        onChosen: key => panel.model.chooseSubtopic(key)
                    }

                    Item {
                        height: Theme.s2
                        width: 1
                    }

                    Field {
                        id: date

                        label: qsTr("When it was so, if not when it was said")
                        placeholder: qsTr("Such as May 2025")
                        problem: panel.model.dateQuestion
                        width: parent.width

                        onEdited: panel.model.dating.write(text)
                        onFinished: panel.model.giveDate()
                    }

                    OptionChips {
                        id: reasons

                        heading: qsTr("Why it counts")
                        options: panel.model.reasons
                        width: parent.width

                        onChosen: key => panel.model.chooseReason(key)
                    }

                    QuietButton {
                        iconName: "search"
                        leftPadding: 0
                        text: qsTr("See every passage with this tag")
                        width: Math.min(implicitWidth, parent.width)

                        onClicked: panel.model.filterByFocus()
                    }
                }

                Hairline {
                    visible: panel.model.beside.possible && !panel.model.beside.ofThought && !panel.linked
                    width: parent.width
                }

                Repeater {
                    model: panel.model.beside.ofThought || panel.linked ? 0 : 1

                    ReviewBeside {
                        model: panel.model.beside
                        width: content.width - x * 2
                        x: Theme.s4
                    }
                }
            }
        }
    }

    Connections {
        function onPassageChanged() {
            if (date.text !== panel.model.date)
                date.text = panel.model.date;
        }

        target: panel.model
    }
}
