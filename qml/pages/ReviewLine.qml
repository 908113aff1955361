pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// A line, extract or account under review: a numbered stripe for every tag, the newest tag's tint under its words, and
/// words that can be selected: a tap chooses the line, a tap on a word the word, another extends.
RowPressable {
    id: line

    required property int index
    required property string time
    required property string words
    required property string marked
    required property string note
    required property string heading
    required property string beside
    required property bool disagrees
    required property string spoken
    required property int kind
    required property bool loaded
    required property list<statement> tags
    required property ReviewModel model
    property bool current: false
    property bool focused: false
    property int selectStart: 0
    property int selectLength: 0
    readonly property bool moment: kind === LineListModel.Moment && words === ""
    readonly property real stripe: Theme.overline.line + 1
    readonly property int across: width < Theme.sizeSidePanel * 1.6 * Theme.textScale ? 2 : 3
    readonly property real gutter: (stripe + 3) * across + Theme.s2

    signal tapped(int position)
    signal dragged(int from, int to)

    function showSelection() {
        if (selectLength > 0)
            editor.select(selectStart, selectStart + selectLength);
        else
            editor.deselect();
    }

    Accessible.name: spoken
    Accessible.selected: current
    focusPolicy: Qt.NoFocus
    implicitHeight: Math.max(Theme.sizeTouchMin, body.y + body.height + Theme.s3)
    ringRadius: 0

    background: Rectangle {
        color: line.current ? Theme.surfaceSunken : line.down ? Theme.canvas : "transparent"

        Rectangle {
            color: Theme.primary
            height: parent.height
            visible: line.current
            width: Theme.edgeSelectedEdge
        }

        FocusRing {
            anchors.margins: Theme.focusInnerWidth + Theme.focusOuterWidth
            radius: 0
            shown: line.current && line.focused
        }
    }
    contentItem: Item {
    }

    Component.onCompleted: showSelection()
    onSelectLengthChanged: showSelection()
    onSelectStartChanged: showSelection()
    onTintedChanged: again.restart()

    // New text takes the selection with it.
    Timer {
        id: again

        interval: 0

        onTriggered: line.showSelection()
    }

    Words {
        id: title

        Accessible.ignored: true
        color: Theme.textTertiary
        height: text === "" ? 0 : implicitHeight
        look: Theme.overline
        text: line.heading
        topPadding: Theme.s3
        width: line.width - x - Theme.pageInset
        x: Theme.pageInset
    }

    Item {
        id: body

        height: Math.max(compared.y + (compared.visible ? compared.height : 0), stripes.height)
        width: line.width
        y: title.height + Theme.s3 - 2

        Grid {
            id: stripes

            columnSpacing: 3
            columns: line.across
            rowSpacing: 2
            x: Theme.s4
            y: (Theme.note.line - line.stripe) / 2

            Repeater {
                model: line.tags

                Item {
                    id: tag

                    required property int index
                    required property statement modelData
                    readonly property bool alone: line.tags.length <= line.across

                    height: alone ? Math.max(line.stripe, editor.height - 2) : line.stripe
                    width: line.stripe

                    Rectangle {
                        anchors.horizontalCenter: parent.horizontalCenter
                        color: Theme.stripe(tag.modelData.theme)
                        height: parent.height - y
                        radius: width / 2
                        visible: height > Theme.s1
                        width: Theme.edgeSelectedEdge
                        y: line.stripe + 2
                    }

                    NumberBlock {
                        look: Theme.overline
                        number: tag.modelData.number
                        side: line.stripe
                        theme: tag.modelData.theme
                    }
                }
            }
        }

        TimeWords {
            Accessible.ignored: true
            color: Theme.textTertiary
            text: line.time
            x: Theme.s4 + line.gutter
            y: (Theme.note.line - Theme.body.line) / 2
        }

        Repeater {
            model: line.loaded ? 1 : 0

            Icon {
                color: Theme.textSecondary
                name: ["said", "saw", "thought", "read", "moment"][line.kind]
                size: Theme.sizeIconStatus
                x: editor.x - Theme.sizeNoteGutterMark + Theme.s1
                y: (Theme.note.line - height) / 2
            }
        }

        TextEdit {
            id: editor

            Accessible.ignored: true
            activeFocusOnPress: false
            color: line.kind === LineListModel.Thought ? Theme.textSecondary : Theme.text
            font: line.kind === LineListModel.Thought ? Theme.note.italicFont : Theme.note.font
            horizontalAlignment: Theme.rightward ? TextEdit.AlignRight : undefined
            persistentSelection: true
            readOnly: true
            selectByMouse: mouse.hovered && line.loaded && !line.moment
            selectedTextColor: Theme.text
            selectionColor: Theme.highlight
            text: "<p style=\"margin:0;white-space:pre-wrap;line-height:" + Math.round(Theme.note.line) + "px\">" + (line.moment ? qsTr("Marked moment, not written yet") : line.tinted) + "</p>"
            textFormat: TextEdit.RichText
            width: line.width - x - Theme.pageInset
            wrapMode: TextEdit.Wrap

            transform: Upright {
                item: editor
            }
            x: Theme.s4 + line.gutter + Theme.sizeNoteGutterTime + Theme.sizeNoteGutterMark

            MouseOver {
                id: mouse
            }

            TapHandler {
                onTapped: point => line.tapped(editor.positionAt(point.position.x, point.position.y))
            }

            PointHandler {
                acceptedDevices: PointerDevice.Mouse

                onActiveChanged: if (!active && editor.selectionEnd > editor.selectionStart)
                    line.dragged(editor.selectionStart, editor.selectionEnd)
            }
        }

        Notice {
            id: remark

            iconName: "info"
            ink: Theme.textSecondary
            text: line.note
            visible: text !== ""
            width: editor.width
            x: editor.x
            y: editor.height + Theme.s1
        }

        Notice {
            id: compared

            iconColor: line.disagrees ? Theme.pending : Theme.textSecondary
            iconName: line.disagrees ? "differ" : "link"
            ink: Theme.textSecondary
            text: line.beside
            visible: text !== ""
            width: editor.width
            x: editor.x
            y: editor.height + (remark.visible ? remark.height + Theme.s1 : 0) + (visible ? Theme.s1 : 0)
        }
    }

    readonly property string tinted: marked.replace(/\uE001/g, Theme.theme1Tint).replace(/\uE002/g, Theme.theme2Tint).replace(/\uE003/g, Theme.theme3Tint).replace(/\uE004/g, Theme.theme4Tint).replace(/\uE000/g, Theme.canvas)
}
