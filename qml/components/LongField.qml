pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Candour.Ui

/// A question, and room for an answer of several lines.
Question {
    id: field

    property alias text: area.text

    signal edited

    function take() {
        area.cursorPosition = area.length;
        area.forceActiveFocus(Qt.OtherFocusReason);
    }

    T.TextArea {
        id: area

        Accessible.description: field.problem !== "" ? field.problem : field.detail
        Accessible.name: field.label
        // Asked when the key comes: what there is around a field changes while it is on the page.
        Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
        Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
        bottomPadding: Theme.s3
        color: Theme.text
        font: Theme.note.font
        implicitHeight: Math.max(Theme.note.line * 3 + Theme.s3 * 2, contentHeight + Theme.s3 * 2)
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhMultiLine
        leftPadding: Theme.s4
        rightPadding: Theme.s4
        selectByMouse: mouse.hovered
        selectedTextColor: Theme.text
        selectionColor: Theme.highlight
        textFormat: TextEdit.PlainText
        topPadding: Theme.s3
        width: field.room
        wrapMode: TextEdit.Wrap

        transform: Upright {
            item: area
        }

        background: Rectangle {
            border.color: field.problem !== "" ? Theme.danger : Theme.borderField
            border.width: field.problem !== "" ? Theme.edgeFieldError : Theme.edgeField
            color: Theme.surface
            radius: Theme.radiusField
        }
        cursorDelegate: Caret {
            on: area.cursorVisible
        }

        onTextChanged: field.edited()

        MouseOver {
            id: mouse
        }

        FocusRing {
            radius: Theme.radiusField
            shown: area.activeFocus
        }
    }
}
