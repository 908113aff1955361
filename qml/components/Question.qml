import QtQuick
import Candour.Ui

/// A label with what belongs to it, above whatever answers it: a sentence of help, and what is wrong,
/// if something is.
Item {
    id: question

    required property string label
    property string detail: ""
    /// What has to be known before answering; it stays while it is so.
    property string note: ""
    property string problem: ""
    readonly property real room: column.width
    default property alias answer: column.data

    implicitHeight: column.height
    implicitWidth: Theme.sizeSidePanel

    Rectangle {
        color: Theme.danger
        height: parent.height
        visible: question.problem !== ""
        width: Theme.s1
    }

    Column {
        id: column

        // Nearer to its own field than to the one above, and the field's ring fits between.
        spacing: Math.max(Theme.s1, Theme.focusInnerWidth + Theme.focusOuterWidth + 2)
        width: parent.width - x
        x: question.problem !== "" ? Theme.s3 : 0

        Words {
            look: Theme.bodyStrong
            text: question.label
            visible: text !== ""
            width: column.width
        }

        Words {
            color: Theme.textSecondary
            text: question.detail
            visible: text !== ""
            width: column.width
        }

        Banner {
            text: question.note
            tone: Banner.Waiting
            visible: text !== ""
            width: column.width
        }

        Notice {
            iconColor: Theme.danger
            iconName: "warning"
            ink: Theme.danger
            look: Theme.bodyStrong
            text: question.problem
            visible: question.problem !== ""
            width: column.width
        }
    }
}
