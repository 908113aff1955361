pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Candour
import Candour.Ui

/// Words in, and out comes whatever holds them. Names are never searched.
Item {
    id: page

    required property SearchModel model
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale
    readonly property bool reading: model.chosenId !== ""
    /// The statements are shown to choose one.
    property bool choosing: false

    RowLayout {
        anchors.fill: parent
        spacing: 0

        ColumnLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            spacing: 0
            visible: page.roomy || !page.reading

            SearchField {
                id: field

                Layout.fillWidth: true
                Layout.leftMargin: Theme.pageInset
                Layout.rightMargin: Theme.pageInset + (Window.width > Window.height ? 0 : Theme.sizeIconButton + Theme.s3)
                Layout.topMargin: Theme.s4
                words: page.model.words

                onTyped: text => page.model.words = text
            }

            Flow {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.pageInset
                // What keeps a chip from the next lies in the margin.
                Layout.rightMargin: Theme.s2
                Layout.topMargin: Theme.s2
                spacing: 0

                Repeater {
                    model: page.model.kinds

                    ChoiceChip {
                        required property int index
                        required property string word
                        required property bool chosen

                        text: word
                        ticked: chosen

                        onClicked: page.model.chooseKind(index)
                    }
                }
            }

            Flow {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.pageInset
                Layout.rightMargin: Theme.pageInset
                spacing: 0

                ChoiceChip {
                    text: qsTr("Mine")
                    ticked: page.model.mine

                    onClicked: page.model.chooseMine()
                }

                ChoiceChip {
                    text: qsTr("Today")
                    ticked: page.model.today

                    onClicked: page.model.chooseToday()
                }

                ChoiceChip {
                    text: qsTr("This session")
                    ticked: page.model.inSession
                    visible: page.model.maySession

                    onClicked: page.model.chooseSession()
                }

                ChoiceChip {
                    id: narrow

                    Accessible.name: qsTr("Narrow by statement, %1").arg(text)
                    rightPadding: Theme.s3 + gap + Theme.sizeIconSmall + Theme.s1
                    text: page.model.statementText
                    ticked: page.model.statement > 0

                    onClicked: page.choosing = !page.choosing

                    Icon {
                        anchors.right: parent.right
                        anchors.rightMargin: Theme.s3 + narrow.gap
                        anchors.verticalCenter: parent.verticalCenter
                        color: narrow.ink
                        name: "chevronDown"
                        size: Theme.sizeIconSmall
                    }
                }
            }

            Repeater {
                model: page.choosing ? 1 : 0

                Flow {
                    id: statements

                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.pageInset
                    Layout.rightMargin: Theme.pageInset
                    Layout.topMargin: Theme.s1
                    spacing: Theme.s2

                    Repeater {
                        model: page.model.statements

                        TagButton {
                            Accessible.name: qsTr("Only statement %1, %2").arg(number).arg(title)
                            chosen: page.model.statement === number

                            onClicked: page.chooseStatement(number)
                        }
                    }
                }
            }

            Flow {
                Layout.bottomMargin: Theme.s2
                Layout.fillWidth: true
                Layout.leftMargin: Theme.pageInset
                Layout.rightMargin: Theme.pageInset
                Layout.topMargin: Theme.s1
                spacing: Theme.s3
                visible: page.model.words !== ""

                Words {
                    look: Theme.bodyStrong
                    text: page.model.countText !== "" ? page.model.countText : page.model.nothing
                    width: Math.max(Math.min(implicitWidth, parent.width), parent.width - where.implicitWidth - parent.spacing - 1)
                }

                Words {
                    id: where

                    color: Theme.textSecondary
                    text: qsTr("On this tablet")
                }
            }

            Hairline {
            }

            ListView {
                id: hits

                Accessible.name: qsTr("Lines found")
                Accessible.role: Accessible.List
                Keys.onReturnPressed: if (currentItem)
                    page.model.choose((currentItem as HitItem).lineId)
                Layout.fillHeight: true
                Layout.fillWidth: true
                activeFocusOnTab: true
                boundsBehavior: Flickable.StopAtBounds
                clip: true
                currentIndex: -1
                highlightMoveDuration: 0
                model: page.model.hits
                reuseItems: true
                visible: page.model.words !== ""

                T.ScrollBar.vertical: Bar {
                }
                delegate: HitItem {
                    chosen: lineId === page.model.chosenId
                    current: hits.activeFocus && hits.currentIndex === index
                    width: hits.width

                    onClicked: page.model.choose(lineId)
                }
            }

            Scroll {
                id: empty

                Layout.fillHeight: true
                Layout.fillWidth: true
                contentHeight: examples.height
                visible: page.model.words === ""

                Column {
                    id: examples

                    bottomPadding: Theme.s4
                    spacing: Theme.s1
                    topPadding: Theme.s5
                    width: empty.width - Theme.pageInset * 2
                    x: Theme.pageInset

                    Words {
                        color: Theme.textTertiary
                        look: Theme.overline
                        text: qsTr("Searched just now")
                        visible: page.model.recent.length > 0
                    }

                    Repeater {
                        model: page.model.recent

                        QuietButton {
                            required property string modelData

                            Accessible.name: qsTr("Search again for %1").arg(modelData)
                            iconName: "clock"
                            leftPadding: 0
                            text: modelData

                            onClicked: page.model.words = modelData
                        }
                    }

                    Words {
                        color: Theme.textTertiary
                        look: Theme.overline
                        text: qsTr("For example")
                        topPadding: page.model.recent.length > 0 ? Theme.s3 : 0
                        visible: page.model.examples.length > 0
                    }

                    Repeater {
                        model: page.model.examples

                        QuietButton {
                            required property string modelData

                            iconName: "search"
                            leftPadding: 0
                            text: modelData

                            onClicked: page.model.words = modelData
                        }
                    }

                    Words {
                        color: Theme.textSecondary
                        text: qsTr("Names are never searched. What was searched is forgotten when the tablet locks.")
                        topPadding: Theme.s3
                        visible: !page.roomy
                        width: parent.width
                    }
                }
            }
        }

        Rectangle {
            Layout.fillHeight: true
            color: Theme.line
            implicitWidth: Theme.edgeHairline
            visible: page.roomy
        }

        ColumnLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            spacing: 0
            visible: page.roomy || page.reading

            PageHeader {
                Layout.fillWidth: true
                backName: page.roomy ? "" : qsTr("Back to Search")
                detail: page.model.contextDetail
                title: page.reading ? page.model.contextTitle : qsTr("Choose a line to read it")
                visible: page.reading || (page.model.words !== "" && hits.count > 0)

                onBack: page.model.closeContext()
            }

            ListView {
                id: beside

                Accessible.name: qsTr("Lines beside it")
                Accessible.role: Accessible.List
                Layout.fillHeight: true
                Layout.fillWidth: true
                boundsBehavior: Flickable.StopAtBounds
                clip: true
                model: page.model.context
                topMargin: Theme.s3

                T.ScrollBar.vertical: Bar {
                }
                delegate: NoteLine {
                    enabled: false
                    gutter: Theme.sizeNoteGutterTime + Theme.sizeNoteGutterMark
                    inset: Theme.pageInset
                    open: index === page.model.contextRow
                    width: beside.width
                }
            }

            Item {
                Layout.fillWidth: true
                implicitHeight: links.height + Theme.s3 * 2
                visible: page.model.linkCount > 0

                Hairline {
                    width: parent.width
                }

                Column {
                    id: links

                    spacing: Theme.s2
                    width: parent.width - x * 2
                    x: Theme.pageInset
                    y: Theme.s3

                    Words {
                        color: Theme.textTertiary
                        look: Theme.overline
                        text: qsTr("Beside it")
                        width: parent.width
                    }

                    Repeater {
                        model: page.model.links

                        Notice {
                            required property string about
                            required property string relation
                            required property bool contradicts

                            detail: relation
                            iconColor: contradicts ? Theme.pending : Theme.success
                            iconName: contradicts ? "differ" : "link"
                            text: about
                            width: links.width
                        }
                    }
                }
            }

            PageFooter {
                Layout.fillWidth: true
                besideFrom: 420
                text: qsTr("Names are never searched.")

                SecondaryButton {
                    iconName: "cases"
                    text: qsTr("Open the case")
                    visible: page.model.ofCase

                    onClicked: page.model.openCase()
                }

                PrimaryButton {
                    text: qsTr("Open in review")
                    visible: page.model.mayOpen

                    onClicked: page.model.openSession()
                }
            }
        }
    }

    function chooseStatement(number: int) {
        model.chooseStatement(number);
        choosing = false;
    }
}
