pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// How the piece stands to other evidence; of a thought, what it rests on. A link that is tapped says
/// more of itself: its relation, why, and where it leads.
Column {
    id: part

    required property ComparingModel model

    spacing: Theme.s1
    visible: model.possible

    Words {
        Accessible.role: Accessible.Heading
        bottomPadding: Theme.s1
        look: Theme.bodyStrong
        text: part.model.ofThought ? qsTr("What it rests on") : qsTr("Beside other evidence")
        topPadding: Theme.s3
        width: part.width
    }

    Words {
        color: Theme.textSecondary
        text: part.model.ofThought ? qsTr("Link it to what was said, seen or read.") : qsTr("Not compared with anything yet.")
        visible: part.model.linkCount === 0
        width: part.width
    }

    Repeater {
        model: part.model.links

        Column {
            id: row

            required property int index
            required property string title
            required property string detail
            required property string words
            required property string other
            required property string note
            required property string sign
            required property string relation
            required property string spoken
            readonly property bool focused: part.model.link === index

            width: part.width

            Pressable {
                id: head

                Accessible.name: row.spoken
                Accessible.selectable: true
                Accessible.selected: row.focused
                implicitHeight: Math.max(Theme.sizeTouchMin, texts.height + Theme.s2 * 2)
                width: parent.width

                background: Rectangle {
                    color: head.down || row.focused ? Theme.surface : "transparent"
                    radius: Theme.radiusControl
                }
                contentItem: Item {
                }

                onClicked: part.model.focusOn(row.index)

                Icon {
                    id: icon

                    color: row.relation === "contradicts" ? Theme.pending : row.relation === "supports" ? Theme.success : Theme.textSecondary
                    name: row.sign
                    size: Theme.sizeIconSmall
                    x: Theme.s2
                    y: Theme.s2 + (Theme.body.line - height) / 2
                }

                Column {
                    id: texts

                    width: parent.width - x - Theme.s2
                    x: icon.x + icon.width + Theme.s2
                    y: Theme.s2

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

                    Words {
                        Accessible.ignored: true
                        text: qsTr("“%1”").arg(row.words)
                        visible: row.words !== ""
                        width: parent.width
                    }

                    Words {
                        Accessible.ignored: true
                        color: Theme.textSecondary
                        text: row.note
                        visible: row.note !== "" && !row.focused
                        width: parent.width
                    }
                }
            }

            Repeater {
                model: row.focused ? 1 : 0

                Column {
                    spacing: Theme.s1
                    width: row.width

                    OptionChips {
                        heading: qsTr("It stands so")
                        options: part.model.relations
                        width: parent.width

                        onChosen: key => part.model.changeRelation(key)
                    }

                    Field {
                        id: note

                        label: qsTr("Why, without anybody’s words")
                        width: parent.width

                        Component.onCompleted: text = part.model.note
                        onEdited: part.model.noting.write(text)
                        onFinished: part.model.giveNote()
                    }

                    Flow {
                        spacing: Theme.s2
                        width: parent.width

                        QuietButton {
                            text: qsTr("Open it")
                            visible: row.other !== ""

                            onClicked: part.model.openOther(row.index)
                        }

                        QuietButton {
                            text: qsTr("Take the link away")

                            onClicked: part.model.takeAway()
                        }
                    }

                    Connections {
                        function onPieceChanged() {
                            if (note.text !== part.model.note)
                                note.text = part.model.note;
                        }

                        target: part.model
                    }
                }
            }
        }
    }

    SecondaryButton {
        iconName: "link"
        text: part.model.ofThought ? qsTr("Link it") : qsTr("Compare it")
        width: Math.min(implicitWidth, part.width)

        onClicked: part.model.begin()
    }
}
