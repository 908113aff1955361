import QtQuick
import QtQuick.Layouts
import Candour.Ui

/// One strip: a quiet label in the gutter of the notes, and its values.
Rectangle {
    id: strip

    required property string label
    required property real gutter
    /// In the place of the label: nothing else moves.
    property string paused: ""
    default property alias values: row.data

    color: Theme.surface
    implicitHeight: Math.max(Theme.sizeTouchMin + 4, row.implicitHeight + Theme.s1)

    Words {
        id: title

        anchors.left: parent.left
        anchors.leftMargin: Theme.pageInset
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.textSecondary
        text: strip.label
        visible: strip.paused === ""
        wrapMode: Text.NoWrap
    }

    StatusPill {
        id: pill

        anchors.left: parent.left
        anchors.leftMargin: Theme.pageInset
        anchors.verticalCenter: parent.verticalCenter
        iconName: "pause"
        text: strip.paused
        visible: strip.paused !== ""
    }

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.leftMargin: Theme.pageInset + Math.max(strip.gutter, (pill.visible ? pill.width : title.width) + Theme.s2)
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageInset
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.s3
    }

    Hairline {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
    }
}
