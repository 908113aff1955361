pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// In portrait: the places that have no room in the bar, the settings and the lock.
Item {
    id: page

    required property ShellModel shell

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            look: Theme.title
            title: qsTr("More")
        }

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: column.implicitHeight

            Column {
                id: column

                width: scroll.width

                Repeater {
                    model: page.shell.places

                    MoreRow {
                        required property int page
                        required property string sign
                        required property string word
                        required property bool inBar

                        iconName: sign
                        text: word
                        visible: !inBar
                        width: column.width

                        onClicked: column.goTo(page)
                    }
                }

                MoreRow {
                    iconName: "settings"
                    text: qsTr("Settings")
                    width: column.width

                    onClicked: page.shell.go(ShellModel.Settings)
                }

                MoreRow {
                    iconName: "info"
                    text: qsTr("Help")
                    width: column.width

                    onClicked: page.shell.go(ShellModel.Help)
                }

                MoreRow {
                    iconName: "lock"
                    text: qsTr("Lock")
                    width: column.width

                    onClicked: page.shell.lock()
                }

                function goTo(place: int) {
                    page.shell.go(place);
                }
            }
        }
    }
}
