import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// Three things worth a thought before the room is left. Each can be skipped.
Rectangle {
    id: sheet

    required property CaptureModel capture
    required property ClosingModel model
    readonly property real column: Math.min(width - Theme.pageInset * 2, Theme.body.size * 45)

    signal closed

    color: Theme.surface
    visible: false

    Keys.onEscapePressed: close()

    function open() {
        capture.finishLine();
        gaps.text = model.gaps;
        seemed.text = model.seemed;
        visible = true;
        gaps.take();
    }

    function close() {
        visible = false;
        closed();
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            detail: sheet.capture.title
            title: qsTr("Before you finish")
        }

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: questions.height + Theme.s5 * 2

            Column {
                id: questions

                spacing: Theme.s6
                width: sheet.column
                x: Theme.pageInset
                y: Theme.s5

                Banner {
                    text: qsTr("Not saved yet, trying again. Your words are held here.")
                    tone: Banner.Waiting
                    visible: sheet.model.notSaved
                    width: parent.width
                }

                LongField {
                    id: gaps

                    detail: qsTr("What was not reached, or could not be said here. You can leave it empty.")
                    label: qsTr("What did we not get to?")
                    width: parent.width

                    onEdited: sheet.model.write(ClosingModel.Gaps, gaps.text)
                }

                Column {
                    spacing: Theme.s2
                    width: parent.width

                    Words {
                        look: Theme.bodyStrong
                        text: qsTr("Still to ask for")
                        width: parent.width
                    }

                    Words {
                        color: Theme.textSecondary
                        text: qsTr("Tick what has come. You can leave the rest for later.")
                        width: parent.width
                    }

                    FollowUpList {
                        model: sheet.model
                        width: parent.width
                    }
                }

                LongField {
                    id: seemed

                    detail: qsTr("Your own impression. It never counts as evidence. You can leave it empty.")
                    label: qsTr("How did they seem?")
                    width: parent.width

                    onEdited: sheet.model.write(ClosingModel.Seemed, seemed.text)
                }
            }
        }

        PageFooter {
            Layout.fillWidth: true
            text: sheet.model.finished === "" ? qsTr("You can still write here afterwards.") : qsTr("Finished before, at %1.").arg(sheet.model.finished)

            SecondaryButton {
                text: qsTr("Go back")

                onClicked: sheet.close()
            }

            PrimaryButton {
                text: qsTr("Finish")

                onClicked: sheet.model.finish()
            }
        }
    }
}
