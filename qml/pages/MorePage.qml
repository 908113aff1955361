pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// In portrait: the places that have no room in the bar, how one likes to read, and the lock.
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
                    iconName: "lock"
                    text: qsTr("Lock")
                    width: column.width

                    onClicked: page.shell.lock()
                }

                Column {
                    bottomPadding: Theme.s5
                    spacing: Theme.s2
                    topPadding: Theme.s5
                    width: parent.width - x * 2
                    x: Theme.pageInset

                    Words {
                        look: Theme.bodyStrong
                        text: qsTr("Text size")
                    }

                    Segmented {
                        about: qsTr("Text size")
                        available: parent.width
                        current: page.shell.textScale < 1.2 ? 0 : page.shell.textScale < 1.4 ? 1 : page.shell.textScale < 1.8 ? 2 : 3
                        height: implicitHeight
                        options: ["100 %", "125 %", "150 %", "200 %"]
                        width: implicitWidth

                        onChosen: index => page.shell.chooseLook(page.shell.dark, [1, 1.25, 1.5, 2][index])
                    }

                    Words {
                        look: Theme.bodyStrong
                        text: qsTr("Screen")
                        topPadding: Theme.s3
                    }

                    Segmented {
                        about: qsTr("Screen")
                        available: parent.width
                        current: page.shell.dark ? 1 : 0
                        height: implicitHeight
                        options: [qsTr("Light"), qsTr("Dark")]
                        width: implicitWidth

                        onChosen: index => page.shell.chooseLook(index === 1, page.shell.textScale)
                    }
                }

                function goTo(place: int) {
                    page.shell.go(place);
                }
            }
        }
    }
}
