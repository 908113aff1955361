pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Candour.Ui

/// A question, and room for an answer of several lines.
Item {
    id: field

    required property string label
    property string detail: ""
    property alias text: area.text

    signal edited

    function take() {
        area.cursorPosition = area.length;
        area.forceActiveFocus(Qt.OtherFocusReason);
    }

    implicitHeight: column.height
    implicitWidth: Theme.sizeSidePanel

    Column {
        id: column

        spacing: Theme.s2
        width: field.width

        Words {
            look: Theme.bodyStrong
            text: field.label
            width: column.width
        }

        Words {
            color: Theme.textSecondary
            text: field.detail
            visible: text !== ""
            width: column.width
        }

        T.TextArea {
            id: area

            Accessible.description: field.detail
            Accessible.name: field.label
            KeyNavigation.priority: KeyNavigation.BeforeItem
            KeyNavigation.tab: nextItemInFocusChain(true)
            KeyNavigation.backtab: nextItemInFocusChain(false)
            bottomPadding: Theme.s3
            color: Theme.text
            font: Theme.note.font
            implicitHeight: Math.max(Theme.note.line * 3 + Theme.s3 * 2, contentHeight + Theme.s3 * 2)
            inputMethodHints: Qt.ImhSensitiveData | Qt.ImhMultiLine
            leftPadding: Theme.s4
            rightPadding: Theme.s4
            selectByMouse: true
            selectedTextColor: Theme.text
            selectionColor: Theme.highlight
            textFormat: TextEdit.PlainText
            topPadding: Theme.s3
            width: column.width
            wrapMode: TextEdit.Wrap

            background: Rectangle {
                border.color: Theme.borderField
                border.width: Theme.edgeField
                color: Theme.surface
                radius: Theme.radiusField
            }
            cursorDelegate: Caret {
                on: area.cursorVisible
            }

            onTextChanged: field.edited()

            FocusRing {
                radius: Theme.radiusField
                shown: area.activeFocus
            }
        }
    }
}
