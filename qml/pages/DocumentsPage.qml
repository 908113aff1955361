pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// What was given to us in writing: documents with their extracts, the information return, and what is
/// still to be asked for.
Item {
    id: page

    required property DocumentsModel model
    required property FormModel form
    property string backName: ""
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale
    readonly property bool opened: model.paperId !== ""

    signal departed
    signal attachmentsOpened

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            backName: page.opened && !page.roomy ? qsTr("Back to the list") : page.backName
            ruled: false
            title: qsTr("Documents and requests")

            onBack: page.opened && !page.roomy ? page.model.close() : page.departed()

            SecondaryButton {
                iconName: "plus"
                text: page.model.addWords
                visible: page.model.ready && (page.roomy || !page.opened)

                onClicked: page.form.add(page.model.addType, page.model.part === DocumentsModel.FollowUps ? {
                        "state": "open"
                    } : {})
            }
        }

        Hairline {
        }

        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0

            ColumnLayout {
                Layout.fillHeight: true
                Layout.fillWidth: true
                spacing: 0
                visible: page.roomy || !page.opened

                Tabs {
                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.pageInset
                    Layout.rightMargin: Theme.pageInset
                    current: page.model.part
                    names: page.model.parts
                    visible: page.model.ready

                    onChosen: index => page.model.part = index
                }

                Hairline {
                    visible: page.model.ready
                }

                PageState {
                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.pageInset
                    Layout.rightMargin: Theme.pageInset
                    problem: page.model.problem
                    visible: !page.model.ready || page.model.problem !== ""
                    waiting: !page.model.ready
                }

                PaperList {
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    model: page.model

                    onChosen: (type, id) => type === "follow_up" ? page.form.amend(type, id) : page.model.open(id)
                }
            }

            Rectangle {
                Layout.fillHeight: true
                Layout.fillWidth: !page.roomy
                Layout.preferredWidth: page.roomy ? Theme.sizeSidePanel * 4 / 3 : -1
                color: page.roomy ? Theme.surfaceSunken : Theme.surface
                visible: page.opened

                Rectangle {
                    color: Theme.line
                    height: parent.height
                    visible: page.roomy
                    width: Theme.edgeHairline
                    z: 1
                }

                Scroll {
                    id: side

                    anchors.fill: parent
                    contentHeight: panel.height + Theme.s4 * 2

                    PaperPanel {
                        id: panel

                        form: page.form
                        model: page.model
                        width: side.width - Theme.s5 - Theme.pageInset
                        x: page.roomy ? Theme.s5 : Theme.pageInset
                        y: Theme.s4

                        onAttachmentsOpened: page.attachmentsOpened()
                    }
                }
            }
        }
    }
}
