pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Candour
import Candour.Ui

/// What can be reviewed: my lines of today and every session, papers that were taken from, cases that
/// were told of.
ColumnLayout {
    id: part

    required property ReviewModel model
    readonly property bool ready: !model.waiting && model.problem === ""

    spacing: 0

    PageHeader {
        Layout.fillWidth: true
        detail: qsTr("Mark words as evidence, and say what they show.")
        title: qsTr("Review and tag")
    }

    Rectangle {
        Layout.fillWidth: true
        color: Theme.primarySoft
        implicitHeight: Math.max(held.height, stop.height) + Theme.s1 * 2
        visible: part.model.beside.active

        Words {
            id: held

            anchors.left: parent.left
            anchors.leftMargin: Theme.pageInset
            anchors.right: stop.left
            anchors.rightMargin: Theme.s3
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Compare with: %1").arg(part.model.beside.inHand)
        }

        QuietButton {
            id: stop

            anchors.right: parent.right
            anchors.rightMargin: Theme.pageInset
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Stop comparing")

            onClicked: part.model.beside.stop()
        }
    }

    Waiting {
        Layout.fillWidth: true
        Layout.margins: Theme.pageInset
        busy: part.model.waiting
        problem: part.model.problem
        text: qsTr("Looking for your lines")
        visible: !part.ready
    }

    PageState {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.pageInset
        Layout.rightMargin: Theme.pageInset
        iconName: "tag"
        text: qsTr("Nothing to review yet. Lines appear here as they are written.")
        visible: part.ready && list.count === 0
    }

    ListView {
        id: list

        Accessible.name: qsTr("What can be reviewed")
        Accessible.role: Accessible.List
        Keys.onReturnPressed: part.model.openChoice(currentIndex)
        Layout.fillHeight: true
        Layout.fillWidth: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        // Rows are whole when they are there, never half made beside the view.
        cacheBuffer: 0
        clip: true
        model: part.model.choices
        visible: part.ready

        T.ScrollBar.vertical: Bar {
        }
        delegate: Pressable {
            id: row

            required property int index
            required property string section
            required property string title
            required property string detail
            required property int untagged
            readonly property bool current: list.activeFocus && list.currentIndex === index

            Accessible.description: detail
            Accessible.name: title
            Accessible.role: Accessible.ListItem
            focusPolicy: Qt.NoFocus
            implicitHeight: above.height + Math.max(Theme.sizeListRow, words.height + Theme.s3 * 2)
            ringRadius: 0
            width: list.width

            background: Rectangle {
                color: row.down ? Theme.canvas : "transparent"

                Hairline {
                    anchors.bottom: parent.bottom
                    width: parent.width
                }

                FocusRing {
                    anchors.topMargin: above.height + Theme.focusInnerWidth + Theme.focusOuterWidth
                    anchors.margins: Theme.focusInnerWidth + Theme.focusOuterWidth
                    radius: 0
                    shown: row.current
                }
            }
            contentItem: Item {
            }

            // The first of its kind says what they are.
            Words {
                id: above

                Accessible.role: Accessible.Heading
                color: Theme.textTertiary
                height: text === "" ? 0 : implicitHeight
                look: Theme.overline
                text: row.section
                topPadding: Theme.s3
                width: parent.width - x * 2
                x: Theme.pageInset
            }

            Column {
                id: words

                width: parent.width - x - Theme.pageInset - Theme.sizeIconSmall - Theme.s2
                x: Theme.pageInset
                y: above.height + (row.height - above.height - height) / 2

                Words {
                    Accessible.ignored: true
                    look: row.untagged > 0 ? Theme.subheading : Theme.note
                    text: row.title
                    width: parent.width
                }

                Words {
                    Accessible.ignored: true
                    color: Theme.textSecondary
                    text: row.detail
                    width: parent.width
                }
            }

            Icon {
                color: Theme.textTertiary
                name: "chevronRight"
                size: Theme.sizeIconSmall
                x: row.width - width - Theme.pageInset
                y: above.height + (row.height - above.height - height) / 2
            }

            onClicked: part.model.openChoice(index)
        }
    }
}
