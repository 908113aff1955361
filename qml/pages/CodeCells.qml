pragma ComponentBehavior: Bound

import QtQuick
import Candour.Ui

/// Sixteen cells in groups of four over one field: typing goes on by itself, deleting goes back, and
/// a pasted code fills them all. The cells are silent; the field speaks.
Item {
    id: cells

    required property string code
    readonly property int groups: 4
    readonly property int each: 4

    signal typed(string text)
    signal accepted

    implicitHeight: flow.implicitHeight

    Flow {
        id: flow

        spacing: Theme.s2
        width: parent.width

        Repeater {
            id: groups

            model: cells.groups

            Row {
                id: place

                required property int index
                readonly property bool now: input.activeFocus && Math.min(cells.groups - 1, Math.floor(cells.code.length / cells.each)) === index

                spacing: Theme.s2

                Rectangle {
                    border.color: Theme.borderField
                    border.width: Theme.edgeField
                    color: Theme.surface
                    height: Theme.sizeMarkMoment
                    radius: Theme.radiusField
                    width: letters.width + Theme.s4 * 2

                    Row {
                        id: letters

                        anchors.centerIn: parent

                        Repeater {
                            model: cells.each

                            Item {
                                id: cell

                                required property int index
                                readonly property int at: place.index * cells.each + index

                                height: Theme.heading.line
                                width: Theme.heading.size

                                Words {
                                    Accessible.ignored: true
                                    anchors.centerIn: parent
                                    look: Theme.heading
                                    text: cells.code.charAt(cell.at)
                                }

                                Caret {
                                    height: parent.height
                                    on: input.activeFocus && cells.code.length === cell.at
                                }
                            }
                        }
                    }

                    FocusRing {
                        radius: Theme.radiusField
                        shown: place.now
                    }
                }

                Words {
                    Accessible.ignored: true
                    color: Theme.textSecondary
                    height: Theme.sizeMarkMoment
                    look: Theme.heading
                    // It joins two in one row; at the end of a row it would dangle.
                    opacity: next !== null && next.y === place.y ? 1 : 0
                    text: "–"
                    visible: place.index < cells.groups - 1

                    readonly property Item next: groups.count > place.index + 1 ? groups.itemAt(place.index + 1) : null
                }
            }
        }
    }

    TextInput {
        id: input

        Accessible.name: qsTr("Set-up code, %1 of 16").arg(cells.code.length)
        activeFocusOnTab: true
        anchors.fill: parent
        color: "transparent"
        font: Theme.heading.font
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhPreferUppercase
        selectionColor: "transparent"
        text: cells.code

        cursorDelegate: Item {
        }

        Component.onCompleted: if (visible)
            forceActiveFocus(Qt.OtherFocusReason)
        onAccepted: cells.accepted()
        onCursorPositionChanged: cursorPosition = length
        onTextEdited: cells.renew()

        TapHandler {
            onTapped: input.forceActiveFocus(Qt.MouseFocusReason)
        }
    }

    function renew() {
        cells.typed(input.text);
        input.text = Qt.binding(() => cells.code);
    }
}
