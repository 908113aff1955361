pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// A form made from the record list, over the page it was opened from. Esc closes it and loses nothing.
FocusScope {
    id: sheet

    required property FormModel model
    /// What need not be answered is put away, where there is much of it.
    readonly property bool folds: model.firstOptional > 0 && model.besides > 2
    property bool unfolded: false
    readonly property real column: Math.min(width - Theme.pageInset * 2, Theme.body.size * 45)

    Component.onCompleted: forceActiveFocus(Qt.OtherFocusReason)
    Keys.onEscapePressed: model.leave()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            detail: sheet.model.place
            title: sheet.model.title

            QuietButton {
                text: qsTr("Start again")
                visible: sheet.model.restored || sheet.model.keptText !== ""

                onClicked: sheet.model.startAgain()
            }
        }

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: body.height + Theme.s5 * 2

            Column {
                id: body

                spacing: Theme.s5
                width: sheet.column
                x: Theme.pageInset
                y: Theme.s5

                PageState {
                    visible: sheet.model.loading
                    waiting: sheet.model.loading
                    width: parent.width
                }

                ProblemSummary {
                    leads: sheet.model.firstProblem >= 0
                    text: sheet.model.problem
                    visible: text !== ""
                    width: parent.width

                    onClicked: scroll.goTo(sheet.model.firstProblem)
                }

                Banner {
                    text: qsTr("The last words are not on the disk yet. They are held here; writing on tries again.")
                    tone: Banner.Waiting
                    visible: sheet.model.notSaved
                    width: parent.width
                }

                Banner {
                    text: qsTr("This is where you were. It is only a draft until you save it.")
                    visible: sheet.model.restored
                    width: parent.width
                }

                Words {
                    color: Theme.textSecondary
                    text: sheet.model.purpose
                    visible: text !== ""
                    width: parent.width
                }

                Repeater {
                    id: fields

                    model: sheet.model.fields

                    Column {
                        id: place

                        required property int index
                        required property FormEntry entry
                        readonly property bool heads: sheet.folds && index === sheet.model.firstOptional

                        spacing: Theme.s5
                        visible: heads || editor.visible
                        width: body.width

                        Repeater {
                            model: place.heads ? 1 : 0

                            FoldHeading {
                                title: qsTr("More, if you know it")
                                unfolded: sheet.unfolded
                                width: body.width

                                onClicked: sheet.unfolded = !sheet.unfolded
                            }
                        }

                        FieldEditor {
                            id: editor

                            entry: place.entry
                            // What is under the heading need not say it again.
                            marked: !sheet.folds
                            visible: !sheet.folds || sheet.unfolded || entry.required || entry.text !== "" || entry.note !== "" || entry.problem !== ""
                            width: body.width
                        }
                    }
                }
            }

            function goTo(field: int) {
                if (field >= 0)
                    fields.itemAt(field).nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
            }
        }

        PageFooter {
            Layout.fillWidth: true
            text: sheet.model.keptText

            SecondaryButton {
                text: qsTr("Go back")

                onClicked: sheet.model.leave()
            }

            PrimaryButton {
                enabled: !sheet.model.saving
                text: qsTr("Save")
                visible: fields.count > 0

                onClicked: sheet.model.save()
            }
        }
    }
}
