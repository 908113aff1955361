pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Candour
import Candour.Ui

/// The line with the caret. Every change of text or caret goes to the model at once, the part that
/// an input method is still composing included.
Rectangle {
    id: editor

    required property CaptureModel model
    required property real gutter
    required property real inset
    /// As high as it may grow before it scrolls.
    required property real limit
    /// A group speaks: each line is a point.
    property bool grouped: false
    property bool loading: false

    color: Theme.surfaceSunken
    implicitHeight: Math.min(limit, body.implicitHeight + hint.room)

    function take() {
        area.forceActiveFocus(Qt.OtherFocusReason);
    }

    function report() {
        if (loading)
            return;
        const before = area.text.substring(0, area.cursorPosition) + area.preeditText;
        editor.model.edit(before + area.text.substring(area.cursorPosition), before.length);
    }

    Hairline {
        anchors.left: parent.left
        anchors.right: parent.right
        z: 1
    }

    TimeWords {
        color: Theme.text
        text: editor.model.lineTime
        x: editor.inset
        y: Theme.s3 + (Theme.note.line - Theme.body.line) / 2
    }

    Icon {
        color: Theme.link
        name: ["said", "saw", "thought", "read", "said"][editor.model.kind]
        size: Theme.sizeIconStatus
        x: editor.inset + Theme.sizeNoteGutterTime + Theme.s1 / 2
        y: Theme.s3 + (Theme.note.line - size) / 2
    }

    Flickable {
        id: scroll

        anchors.bottom: hint.top
        anchors.left: parent.left
        anchors.leftMargin: editor.inset + editor.gutter
        anchors.right: parent.right
        anchors.rightMargin: editor.inset
        anchors.top: parent.top
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: body.implicitHeight
        interactive: contentHeight > height

        Column {
            id: body

            bottomPadding: tags.visible ? Theme.s2 : 0
            width: scroll.width

            T.TextArea {
                id: area

                transform: Upright {
                    item: area
                }

                Accessible.description: editor.model.lineTime
                Accessible.name: qsTr("This line, %1").arg([qsTr("said"), qsTr("saw"), qsTr("thought"), qsTr("read in a document"), qsTr("said")][editor.model.kind])
                // Asked when the key comes: strips and sheets open and close while this line is written.
                Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                Keys.onPressed: event => {
                    if (event.matches(StandardKey.Undo)) {
                        editor.model.undo();
                        event.accepted = true;
                    }
                }
                Keys.onReturnPressed: editor.finish()
                Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.priority: Keys.BeforeItem
                color: Theme.text
                focus: true
                font: Theme.note.font
                implicitHeight: Math.max(Theme.sizeTouchMin, (prompt.visible ? prompt.implicitHeight : contentHeight) + Theme.s3 * 2)
                inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhMultiLine
                selectByMouse: true
                selectedTextColor: Theme.text
                selectionColor: Theme.highlight
                textFormat: TextEdit.PlainText
                bottomPadding: Theme.s3
                topPadding: Theme.s3
                width: parent.width
                wrapMode: TextEdit.Wrap

                cursorDelegate: Caret {
                    on: area.cursorVisible
                }

                onCursorPositionChanged: editor.report()
                onCursorRectangleChanged: editor.reveal()
                onPreeditTextChanged: editor.report()
                onTextChanged: editor.report()

                Item {
                    id: inside

                    anchors.fill: parent

                    transform: Upright {
                        item: inside
                    }

                    Words {
                        id: prompt

                        Accessible.ignored: true
                        color: Theme.textTertiary
                        look: Theme.note
                        text: editor.model.amending ? qsTr("Write what happened") : editor.model.paused ? qsTr("Paused. What you write is marked as written while paused.") : editor.grouped ? qsTr("Write the next point the group makes") : qsTr("Write here. Enter starts the next line.")
                        visible: area.length === 0 && area.preeditText === ""
                        // Clear of the caret.
                        x: Theme.s1
                        y: Theme.s3
                        width: parent.width - x
                    }
                }
            }

            TagFlow {
                id: tags

                tags: editor.model.lineTags
                visible: editor.model.lineTags.length > 0
                width: parent.width
            }
        }
    }

    Words {
        id: hint

        readonly property real room: text !== "" ? height + Theme.s2 : 0

        anchors.bottom: parent.bottom
        anchors.bottomMargin: text !== "" ? Theme.s2 : 0
        anchors.left: scroll.left
        anchors.right: scroll.right
        color: Theme.textSecondary
        height: text !== "" ? implicitHeight : 0
        text: editor.model.hint
    }

    Connections {
        function onDraftReset() {
            editor.load();
        }

        target: editor.model
    }

    Component.onCompleted: {
        load();
        take();
    }

    function load() {
        loading = true;
        area.text = editor.model.text;
        area.cursorPosition = editor.model.caret;
        loading = false;
    }

    function finish() {
        // What an input method still holds belongs to this line. The linter knows its type only as
        // an object.
        Qt.inputMethod.commit(); // qmllint disable type
        editor.model.finishLine();
    }

    function reveal() {
        const lowest = area.cursorRectangle.y + area.cursorRectangle.height + Theme.s2 - scroll.height;
        scroll.contentY = Math.max(0, Math.min(area.cursorRectangle.y, Math.max(scroll.contentY, lowest)));
    }
}
