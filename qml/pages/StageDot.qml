import QtQuick
import Candour.Ui

/// One stage of a journey: its dot on the line, the wait before it, its name and its day.
ChoicePressable {
    id: dot

    required property int index
    required property string title
    required property string date
    required property string wait
    required property bool longWait
    required property bool longAfter
    required property bool begun
    required property string spoken
    property bool across: true
    property bool last: false
    readonly property real size: Theme.sizeCheckboxVisual * 0.8
    readonly property real above: across ? Theme.body.line + Theme.s2 : (index > 0 ? Theme.body.line + Theme.s3 : first)
    /// The first has no wait above it, and is as high as a finger all the same.
    readonly property real first: Math.max(0, Theme.sizeTouchMin - Theme.s1 - words.height - (size - Theme.body.line) / 2)
    readonly property real centre: above + size / 2

    Accessible.name: spoken
    focusPolicy: chosen ? Qt.TabFocus : Qt.NoFocus
    implicitHeight: across ? words.y + words.height + Theme.s1 : Math.max(Theme.sizeTouchMin, words.y + words.height + Theme.s1)
    ringRadius: Theme.radiusField

    contentItem: Item {
    }

    // The line of the wait before: it ends at this dot, and began at the one before.
    Rectangle {
        color: dot.longWait ? Theme.waitLong : Theme.lineStrong
        height: dot.across ? (dot.longWait ? Theme.edgeSelectedEdge : Theme.edgeField) : dot.above
        visible: dot.index > 0
        width: dot.across ? dot.width - dot.size : (dot.longWait ? Theme.edgeSelectedEdge : Theme.edgeField)
        x: dot.across ? dot.size - dot.width : (dot.size - width) / 2
        y: dot.across ? dot.centre - height / 2 : 0
    }

    // Beneath the dot the line goes on to the next stage.
    Rectangle {
        color: dot.longAfter ? Theme.waitLong : Theme.lineStrong
        height: dot.height - y
        visible: !dot.across && !dot.last
        width: dot.longAfter ? Theme.edgeSelectedEdge : Theme.edgeField
        x: (dot.size - width) / 2
        y: dot.centre + dot.size / 2
    }

    Rectangle {
        border.color: dot.begun || dot.chosen ? Theme.primary : Theme.borderControl
        border.width: Theme.edgeFieldError
        color: dot.chosen ? Theme.primary : Theme.surface
        height: dot.size
        radius: height / 2
        width: height
        y: dot.above
    }

    Words {
        Accessible.ignored: true
        color: dot.longWait ? Theme.pending : Theme.textSecondary
        horizontalAlignment: dot.across ? Text.AlignHCenter : Theme.rightward ? Text.AlignRight : Text.AlignLeft
        look: dot.longWait ? Theme.bodyStrong : Theme.body
        text: dot.wait
        visible: text !== ""
        width: dot.across ? dot.width - dot.size : dot.width - x
        x: dot.across ? dot.size - dot.width : dot.size + Theme.s3
        y: dot.across ? 0 : Theme.s1
    }

    Item {
        id: words

        height: dot.across ? day.y + day.height : Math.max(name.height, day.height)
        width: dot.across ? dot.width - Theme.s2 : dot.width - x
        x: dot.across ? 0 : dot.size + Theme.s3
        y: dot.across ? dot.above + dot.size + Theme.s1 : dot.centre - Theme.body.line / 2

        Words {
            id: name

            Accessible.ignored: true
            look: Theme.bodyStrong
            text: dot.title
            width: dot.across ? parent.width : parent.width - day.width - Theme.s3
        }

        Words {
            id: day

            Accessible.ignored: true
            color: Theme.textSecondary
            text: dot.date
            width: dot.across ? parent.width : Math.min(implicitWidth, parent.width * 0.6)
            x: dot.across ? 0 : parent.width - width
            y: dot.across ? name.height : 0
        }
    }
}
