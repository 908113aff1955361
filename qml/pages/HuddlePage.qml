pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Candour
import Candour.Ui

/// The team's huddle: statements at the left, the theme that is being written at the right or, where
/// there is no room, on a page of its own.
Item {
    id: page

    required property HuddleModel model
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale
    readonly property bool ready: !model.waiting && model.problem === ""
    property bool writing: false
    readonly property bool alone: !roomy && writing

    signal turned(int page)
    /// It could not be shown, and is asked for anew.
    signal again

    RowLayout {
        anchors.fill: parent
        spacing: 0

        ColumnLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0
            visible: !page.alone

            PageHeader {
                id: header

                Layout.fillWidth: true
                detail: page.model.day !== "" ? qsTr("Today, %1. No quotes and no roles.").arg(page.model.day) : ""
                stackBelow: 720 * Theme.textScale
                title: qsTr("Team huddle")

                FindingsSwitch {
                    available: list.width - Theme.pageInset * 2 - header.aside
                    page: ShellModel.Huddle

                    onTurned: next => page.turned(next)
                }
            }

            Waiting {
                Layout.fillWidth: true
                Layout.margins: Theme.pageInset
                busy: page.model.waiting
                problem: page.model.problem
                text: qsTr("Gathering what was heard today")
                visible: !page.ready

                onAgain: page.again()
            }

            // What is there stands at the top.
            Item {
                Layout.fillHeight: true
                visible: !page.ready
            }

            Words {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.pageInset
                Layout.rightMargin: Theme.pageInset
                Layout.topMargin: Theme.s3
                color: Theme.textSecondary
                text: page.model.withheld
                visible: text !== ""
            }

            ListView {
                id: list

                Accessible.name: qsTr("Quality statements")
                Accessible.role: Accessible.List
                Layout.fillHeight: true
                Layout.fillWidth: true
                boundsBehavior: Flickable.StopAtBounds
                // Rows are whole when they are there, never half made beside the view.
                cacheBuffer: 0
                clip: true
                model: page.model.lines
                visible: page.ready

                T.ScrollBar.vertical: Bar {
                }
                delegate: HuddleRow {
                    // It lives on for a moment after the page.
                    readonly property HuddleModel board: page.model

                    chosen: board.statement === number && number > 0
                    width: list.width

                    onNoted: page.write(number)
                    onPlanned: find => page.model.plan(number, find)
                }
            }

            PageFooter {
                Layout.fillWidth: true
                text: qsTr("Themes go to the team with the next hand over.")
                visible: !page.roomy

                PrimaryButton {
                    text: qsTr("Write a theme")

                    onClicked: page.writing = true
                }
            }
        }

        // Made when it is shown: icons that are made unseen stay empty.
        Repeater {
            model: page.roomy || page.alone ? 1 : 0

            ColumnLayout {
                Layout.fillHeight: true
                Layout.fillWidth: !page.roomy
                Layout.preferredWidth: page.roomy ? Theme.sizeSidePanel : -1
                spacing: 0

                Repeater {
                    model: page.alone ? 1 : 0

                    PageHeader {
                        Layout.fillWidth: true
                        backName: qsTr("Back to the huddle")
                        title: qsTr("Team huddle")

                        onBack: page.writing = false
                    }
                }

                HuddleNote {
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    model: page.model
                }
            }
        }
    }

    function write(statement: int) {
        model.about(statement);
        writing = true;
    }
}
