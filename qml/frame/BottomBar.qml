pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// The places, along the bottom in portrait; what has no room of its own is under More.
Rectangle {
    id: bar

    required property ShellModel shell

    Accessible.name: qsTr("Places")
    Accessible.role: Accessible.PageTabList
    color: Theme.canvas
    implicitHeight: Math.max(Theme.sizeBottomBar, row.implicitHeight + Theme.s2)

    Hairline {
        anchors.left: parent.left
        anchors.right: parent.right
    }

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.s2
        anchors.rightMargin: Theme.s2
        spacing: Theme.s1

        Repeater {
            model: bar.shell.places

            RailItem {
                required property int page
                required property string sign
                required property string word
                required property string name
                required property bool inBar

                Accessible.name: name
                Layout.alignment: Qt.AlignCenter
                Layout.fillWidth: true
                Layout.maximumWidth: implicitWidth
                Layout.minimumWidth: implicitContentWidth + Theme.s1
                current: bar.shell.place === page
                iconName: sign
                text: word
                visible: inBar

                onClicked: bar.shell.go(page)
            }
        }

        RailItem {
            Layout.alignment: Qt.AlignCenter
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            Layout.minimumWidth: implicitContentWidth + Theme.s1
            current: bar.shell.page === ShellModel.More || bar.shell.page === ShellModel.Settings || bar.shell.page === ShellModel.Search
            iconName: "more"
            text: qsTr("More")

            onClicked: bar.shell.go(ShellModel.More)
        }
    }
}
