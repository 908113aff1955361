pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The receipt: captured, accepted, held, and who signed.
Item {
    id: receipt

    required property HandOverModel model
    readonly property bool whole: model.held === 0 && model.left === ""

    implicitHeight: card.height + Theme.s7 * 2

    Rectangle {
        id: card

        anchors.horizontalCenter: parent.horizontalCenter
        border.color: Theme.line
        border.width: Theme.edgeHairline
        color: Theme.surface
        height: column.height + Theme.s6 * 2
        radius: Theme.radiusCard
        width: Math.min(parent.width - Theme.pageInset * 2, 640 * Theme.textScale)
        y: Theme.s7

        Column {
            id: column

            width: parent.width - x * 2
            x: Theme.s7
            y: Theme.s6
            spacing: Theme.s3

            Notice {
                width: column.width
                detail: receipt.model.when
                iconColor: receipt.whole ? Theme.success : Theme.pending
                iconName: receipt.whole ? "checkCircle" : "warning"
                iconSize: Theme.sizeIconLarge
                look: Theme.heading
                text: receipt.model.heading
            }

            Hairline {
                width: column.width
            }

            Flow {
                width: column.width
                spacing: Theme.s3

                Repeater {
                    model: [qsTr("Captured"), qsTr("Accepted"), qsTr("Held")]

                    Column {
                        id: count

                        required property int index
                        required property string modelData
                        readonly property int number: [receipt.model.captured, receipt.model.accepted, receipt.model.held][index]

                        Accessible.name: modelData + ", " + number
                        Accessible.role: Accessible.StaticText
                        width: Math.max(word.implicitWidth, (column.width - Theme.s3 * 2) / 3)

                        Words {
                            Accessible.ignored: true
                            look: Theme.display
                            text: count.number
                        }

                        Words {
                            id: word

                            Accessible.ignored: true
                            color: Theme.textSecondary
                            look: Theme.note
                            text: count.modelData
                        }
                    }
                }
            }

            Hairline {
                width: column.width
            }

            Banner {
                text: receipt.model.left
                tone: Banner.Waiting
                visible: text !== ""
                width: column.width
            }

            Repeater {
                model: receipt.model.reasons

                Banner {
                    required property string label
                    required property string value

                    width: column.width
                    detail: value
                    text: label
                    tone: Banner.Waiting
                }
            }

            Repeater {
                model: receipt.model.notes

                Banner {
                    required property string label
                    required property string value

                    width: column.width
                    detail: value
                    text: label
                }
            }

            Repeater {
                model: receipt.model.facts

                Item {
                    id: fact

                    required property string label
                    required property string value
                    readonly property bool stacked: width < Theme.sizeSidePanel
                    readonly property real indent: stacked ? 0 : Theme.body.size * 9.4

                    Accessible.name: label + ", " + value
                    Accessible.role: Accessible.StaticText
                    width: column.width
                    implicitHeight: worth.y + worth.height

                    Words {
                        id: what

                        Accessible.ignored: true
                        color: Theme.textSecondary
                        text: fact.label
                    }

                    Words {
                        id: worth

                        Accessible.ignored: true
                        text: fact.value
                        width: fact.width - fact.indent
                        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                        x: fact.indent
                        y: fact.stacked ? what.height : 0
                    }
                }
            }

            Hairline {
                width: column.width
            }

            Notice {
                width: column.width
                iconColor: Theme.success
                iconName: "shieldCheck"
                ink: Theme.textSecondary
                text: receipt.model.proof
            }
        }
    }
}
