pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Candour
import Candour.Ui

/// Two texts of one line, both whole, or a text that somebody struck out. A person says what should
/// stand; nobody's words are dropped.
Item {
    id: page

    required property ConflictModel model
    required property FormModel form
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale

    signal departed

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            backName: qsTr("Back to Hand over")
            detail: page.model.detail
            title: page.model.title

            onBack: page.departed()

            SecondaryButton {
                text: qsTr("Decide later")

                onClicked: page.model.decideLater()
            }
        }

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: grid.implicitHeight + grid.y * 2

            GridLayout {
                id: grid

                columnSpacing: Theme.s4
                columns: page.roomy ? 2 : 1
                rowSpacing: Theme.s3
                width: scroll.width - Theme.pageInset * 2
                x: Theme.pageInset
                y: Theme.s3

                Column {
                    id: origin

                    Layout.columnSpan: grid.columns
                    Layout.fillWidth: true
                    spacing: Theme.s1
                    visible: page.model.before !== ""

                    Words {
                        color: Theme.textTertiary
                        look: Theme.overline
                        text: qsTr("Before you both changed it")
                        width: origin.width
                    }

                    Words {
                        color: Theme.textSecondary
                        text: page.model.before
                        width: origin.width
                    }
                }

                TextCard {
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    heading: page.model.mineHeading
                    initials: page.model.mineInitials
                    kindIcon: page.model.kindIcon
                    kindWord: page.model.kindWord
                    marked: page.model.mineMarked
                    tags: page.model.mineTags
                    times: page.model.mineTimes
                    tone: Theme.primarySoft
                }

                TextCard {
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    heading: page.model.theirHeading
                    initials: page.model.theirInitials
                    kindIcon: page.model.kindIcon
                    kindWord: page.model.kindWord
                    marked: page.model.theirMarked
                    tags: page.model.theirTags
                    times: page.model.theirTimes
                    tone: Theme.theme4Tint
                }

                Column {
                    id: choices

                    Layout.alignment: Qt.AlignTop
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    spacing: Theme.s1

                    Words {
                        Accessible.role: Accessible.Heading
                        look: Theme.subheading
                        text: qsTr("What should stand?")
                        width: choices.width
                    }

                    Repeater {
                        model: page.model.choices

                        TickRow {
                            id: option

                            required property int index
                            required property int choice
                            required property string title
                            required detail

                            chosen: page.model.choice === choice
                            round: true
                            text: title
                            titleLook: Theme.subheading
                            width: choices.width

                            onClicked: page.model.choice = choice

                            Hairline {
                                visible: option.index > 0
                                width: parent.width
                            }
                        }
                    }
                }

                ColumnLayout {
                    Layout.alignment: Qt.AlignTop
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    spacing: Theme.s2

                    Words {
                        Layout.fillWidth: true
                        color: Theme.textTertiary
                        look: Theme.overline
                        text: merge.visible ? qsTr("Your agreed line") : qsTr("How it will read")
                    }

                    Outcome {
                        Layout.fillWidth: true
                        model: page.model
                        visible: !merge.visible
                    }

                    T.TextArea {
                        id: merge

                        transform: Upright {
                            item: merge
                        }

                        Accessible.name: qsTr("Your agreed line")
                        Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                        Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                        Layout.fillWidth: true
                        color: Theme.text
                        font: Theme.note.font
                        implicitHeight: Math.max(Theme.sizeField * 2, contentHeight + Theme.s3 * 2)
                        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhMultiLine
                        padding: Theme.s3
                        selectByMouse: mouse.hovered
                        selectedTextColor: Theme.text
                        selectionColor: Theme.highlight
                        text: page.model.merged
                        textFormat: TextEdit.PlainText
                        visible: page.model.choice === ConflictModel.Merge
                        wrapMode: TextEdit.Wrap

                        background: Rectangle {
                            border.color: Theme.borderField
                            border.width: Theme.edgeField
                            color: Theme.surface
                            radius: Theme.radiusField
                        }
                        cursorDelegate: Caret {
                            on: merge.cursorVisible
                        }

                        onTextChanged: page.model.merged = text

                        MouseOver {
                            id: mouse
                        }

                        FocusRing {
                            radius: Theme.radiusField
                            shown: merge.activeFocus
                        }
                    }
                }
            }
        }

        PageFooter {
            Layout.fillWidth: true
            text: qsTr("Nobody’s words are dropped, whichever you choose.")

            // Often only the person can say which it was.
            SecondaryButton {
                iconName: "followUp"
                text: qsTr("Add a follow-up")

                onClicked: page.form.add("follow_up", {
                        "state": "open"
                    })
            }

            PrimaryButton {
                enabled: page.model.maySettle
                text: page.model.settleWord

                onClicked: page.model.settle()
            }
        }
    }
}
