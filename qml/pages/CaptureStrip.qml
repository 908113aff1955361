import QtQuick
import QtQuick.Layouts
import Candour.Ui

/// One strip: a quiet label in the gutter of the notes, and its values.
Rectangle {
    id: strip

    required property string label
    required property real gutter
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
        wrapMode: Text.NoWrap
    }

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.leftMargin: Theme.pageInset + Math.max(strip.gutter, title.width + Theme.s2)
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
