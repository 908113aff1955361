pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Candour
import Candour.Ui

/// Two texts of one line, both whole. A person says what should stand; nobody's words are dropped.
Item {
    id: page

    required property ConflictModel model
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale
    readonly property list<string> titles: [qsTr("Keep both"), qsTr("Use mine"), qsTr("Use theirs"), qsTr("Write an agreed line")]
    readonly property list<string> details: [qsTr("Two listeners, one remark. Counts as one source."), qsTr("Yours stands. Theirs stays underneath, with its time."), qsTr("Theirs stands. Yours stays underneath, with its time."), qsTr("Both originals stay, with times.")]

    signal departed

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            backName: qsTr("Back to Hand over")
            detail: page.model.detail
            title: qsTr("Two of you wrote this line")

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
            contentHeight: grid.implicitHeight + Theme.s4 * 2

            GridLayout {
                id: grid

                columnSpacing: Theme.s4
                columns: page.roomy ? 2 : 1
                rowSpacing: Theme.s4
                width: scroll.width - Theme.pageInset * 2
                x: Theme.pageInset
                y: Theme.s4

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
                        model: page.titles

                        TickRow {
                            id: option

                            required property int index
                            required property string modelData

                            chosen: page.model.choice === index
                            detail: page.details[index]
                            round: true
                            text: modelData
                            titleLook: Theme.subheading
                            visible: page.model.words || index === ConflictModel.UseMine || index === ConflictModel.UseTheirs
                            width: choices.width

                            onClicked: page.model.choice = index

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

                        Accessible.name: qsTr("Your agreed line")
                        Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                        Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                        Layout.fillWidth: true
                        color: Theme.text
                        font: Theme.note.font
                        implicitHeight: Math.max(Theme.sizeField * 2, contentHeight + Theme.s3 * 2)
                        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhMultiLine
                        padding: Theme.s3
                        selectByMouse: true
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

            PrimaryButton {
                enabled: page.model.maySettle
                text: page.model.settleWord

                onClicked: page.model.settle()
            }
        }
    }
}
