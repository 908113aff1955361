pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The five questions, in any order: what is answered is ticked and says its answer. In one column
/// the question itself stands under its row.
Column {
    id: steps

    required property SafeguardingModel model
    property bool unfolded: false
    property real inset: Theme.pageInset

    function placeOf(question: int): real {
        return rows.itemAt(question).y;
    }

    Repeater {
        id: rows

        model: steps.model.questions

        Column {
            id: step

            required property int index
            required property string title
            required property string answer
            required property bool done
            required property bool awaited
            readonly property bool current: steps.model.question === index
            readonly property bool signed: (done || awaited) && !current

            width: steps.width

            ChoicePressable {
                id: row

                Accessible.name: step.title + ", " + (step.answer !== "" ? step.answer : step.done ? qsTr("answered") : qsTr("not answered"))
                chosen: step.current
                implicitHeight: Math.max(Theme.sizeTouchMin, words.y + words.height + Theme.s2)
                ringRadius: Theme.radiusField
                width: steps.width

                background: Rectangle {
                    color: row.down ? Theme.line : "transparent"
                }
                contentItem: Item {
                }

                onClicked: steps.model.goTo(step.index)

                Rectangle {
                    id: dot

                    border.color: step.current ? Theme.text : Theme.borderField
                    border.width: step.signed ? 0 : Theme.edgeField
                    color: step.current ? Theme.text : step.done ? Theme.successSoft : step.awaited ? Theme.pendingSoft : "transparent"
                    height: width
                    radius: width / 2
                    width: Theme.sizeCheckboxVisual
                    x: steps.inset
                    y: Theme.s2 + (Theme.sizeTouchMin - Theme.s2 * 2 - height) / 2

                    Repeater {
                        model: step.signed ? 1 : 0

                        Icon {
                            color: step.done ? Theme.success : Theme.pending
                            name: step.done ? "check" : "clock"
                            size: Theme.sizeIconStatus
                            x: (dot.width - width) / 2
                            y: (dot.height - height) / 2
                        }
                    }

                    Words {
                        Accessible.ignored: true
                        anchors.centerIn: parent
                        color: step.current ? Theme.surface : Theme.textSecondary
                        look: Theme.bodyStrong
                        text: step.index + 1
                        visible: !step.signed
                    }
                }

                Column {
                    id: words

                    width: parent.width - x - steps.inset
                    x: dot.x + dot.width + Theme.s3
                    y: Theme.s2 + Math.max(0, (Theme.sizeTouchMin - Theme.s2 * 2 - title.height) / 2)

                    Words {
                        id: title

                        Accessible.ignored: true
                        color: step.current || step.signed ? Theme.text : Theme.textSecondary
                        look: Theme.bodyStrong
                        text: step.title
                        width: parent.width
                    }

                    Words {
                        Accessible.ignored: true
                        color: Theme.textSecondary
                        text: step.answer
                        visible: text !== ""
                        width: parent.width
                    }
                }
            }

            Repeater {
                model: steps.unfolded && step.current ? 1 : 0

                Item {
                    height: inside.implicitHeight + Theme.s4 + Theme.s2
                    width: steps.width

                    AlertQuestion {
                        id: inside

                        model: steps.model
                        width: parent.width - x * 2
                        x: steps.inset
                        y: Theme.s2
                    }
                }
            }

            Hairline {
                visible: steps.unfolded
                width: steps.width
            }
        }
    }
}
