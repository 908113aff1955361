pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The places, down the left side in landscape. What is in it is the model's one list.
Item {
    id: rail

    required property ShellModel shell

    /// All of it can be seen at once, with its words.
    readonly property bool worded: (places.count + 3) * (settings.wordedHeight + column.spacing) + column.topPadding + foot.anchors.bottomMargin <= height

    Accessible.name: qsTr("Places")
    Accessible.role: Accessible.PageTabList
    implicitWidth: Math.max(Theme.sizeRail / (worded ? 1 : Theme.textScale), column.implicitWidth + 4, foot.implicitWidth + Theme.s2)

    Scroll {
        anchors.bottom: foot.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        contentHeight: column.implicitHeight + Theme.s2

        Column {
            id: column

            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.s1 - 1
            topPadding: 3

            Repeater {
                id: places

                model: rail.shell.places

                RailItem {
                    required property int page
                    required property string sign
                    required property string word
                    required property string name

                    Accessible.name: name
                    anchors.horizontalCenter: column.horizontalCenter
                    current: rail.shell.place === page
                    iconName: sign
                    text: word
                    worded: rail.worded

                    onClicked: rail.shell.go(page)
                }
            }
        }
    }

    Column {
        id: foot

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.s2 - 2
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.s1 - 1

        RailItem {
            id: settings

            anchors.horizontalCenter: foot.horizontalCenter
            current: rail.shell.page === ShellModel.Settings
            iconName: "settings"
            text: qsTr("Settings")
            worded: rail.worded

            onClicked: rail.shell.go(ShellModel.Settings)
        }

        SafeguardItem {
            alerted: rail.shell.strip.alert !== ""
            anchors.horizontalCenter: foot.horizontalCenter
            current: rail.shell.page === ShellModel.Safeguarding
            worded: rail.worded

            onClicked: rail.shell.go(ShellModel.Safeguarding)
        }

        RailButton {
            anchors.horizontalCenter: foot.horizontalCenter
            iconName: "lock"
            text: qsTr("Lock")
            worded: rail.worded

            onClicked: rail.shell.lock()
        }
    }
}
