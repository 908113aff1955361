import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// Where a theme is written for the team: on disk with every key, the team's once it is added.
Rectangle {
    id: panel

    required property HuddleModel model
    property bool filling: false

    function fill() {
        filling = true;
        theme.text = panel.model.theme;
        note.text = panel.model.note;
        find.text = panel.model.find;
        filling = false;
    }

    function write(part: int, text: string) {
        if (!filling)
            panel.model.write(part, text);
    }

    color: Theme.surfaceSunken

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: content.height

            Column {
                id: content

                bottomPadding: Theme.s4
                spacing: Theme.s3
                topPadding: Theme.s5
                width: scroll.width - x * 2
                x: Theme.s5

                Column {
                    width: parent.width

                    Words {
                        color: Theme.textTertiary
                        look: Theme.overline
                        text: panel.model.statementTitle
                        width: parent.width
                    }

                    Words {
                        Accessible.role: Accessible.Heading
                        look: Theme.heading
                        text: qsTr("A theme for the team")
                        width: parent.width
                    }

                    Words {
                        color: Theme.textSecondary
                        text: qsTr("Without names, roles or anybody’s words.")
                        width: parent.width
                    }
                }

                Field {
                    id: theme

                    label: qsTr("Theme, in a few words")
                    problem: panel.model.mistake
                    width: parent.width

                    onEdited: panel.write(HuddleModel.Theme, text)
                }

                LongField {
                    id: note

                    label: qsTr("What we see so far")
                    width: parent.width

                    onEdited: panel.write(HuddleModel.Note, text)
                }

                Column {
                    spacing: Theme.s2
                    width: parent.width

                    Words {
                        look: Theme.bodyStrong
                        text: qsTr("It shows")
                        width: parent.width
                    }

                    Segmented {
                        about: qsTr("It shows")
                        available: parent.width
                        current: panel.model.direction
                        options: [qsTr("Strength"), qsTr("Shortfall"), qsTr("Neither")]
                        width: implicitWidth

                        onChosen: index => panel.model.turn(index)
                    }
                }

                LongField {
                    id: find

                    label: qsTr("Still to find out")
                    width: parent.width

                    onEdited: panel.write(HuddleModel.Find, text)
                }
            }
        }

        Hairline {
        }

        Item {
            Layout.fillWidth: true
            implicitHeight: foot.height + Theme.s3 + Theme.s4

            Column {
                id: foot

                spacing: Theme.s2
                width: parent.width - x * 2
                x: Theme.s5
                y: Theme.s3

                Words {
                    color: Theme.textSecondary
                    text: panel.model.saved
                    visible: text !== ""
                    width: parent.width
                }

                PrimaryButton {
                    text: qsTr("Add to the huddle")
                    width: parent.width

                    onClicked: panel.model.add()
                }
            }
        }
    }

    Connections {
        function onDraftShown() {
            panel.fill();
        }

        target: panel.model
    }

    Component.onCompleted: fill()
}
