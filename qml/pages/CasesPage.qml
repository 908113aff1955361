pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// The tracked cases: the funnel, the list, and whom the sample stands for.
Item {
    id: page

    required property CasesModel model
    required property FormModel form
    required property NameModel name
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale
    /// In one column: the list, or the balance.
    property int part: 0
    readonly property bool changing: model.filter === CasesModel.All

    signal again
    signal documentsOpened
    signal handOver

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            look: Theme.title
            ruled: false
            title: qsTr("Case tracking")

            // Beneath the title it goes on in the next line, and leaves the corner to safeguarding.
            Flow {
                spacing: Theme.s2
                width: page.width < Theme.sizeSidePanel * 1.5 ? page.width - Theme.pageInset * 2 - Theme.sizeIconButton - Theme.s3 : undefined

                QuietButton {
                    iconName: "script"
                    text: qsTr("Documents")

                    onClicked: page.documentsOpened()
                }

                SecondaryButton {
                    iconName: page.changing ? "plus" : "balance"
                    text: page.changing ? qsTr("Add a case") : qsTr("Change the sample")
                    // There is nothing to choose from yet.
                    visible: page.model.ready && !page.model.empty

                    onClicked: page.changing ? page.form.add("tracked_case", {
                            "stage": "listed"
                        }) : page.change()
                }
            }
        }

        Column {
            Layout.fillWidth: true
            bottomPadding: Theme.s4
            visible: page.roomy && !page.model.empty

            FunnelTiles {
                model: page.model
                width: parent.width - Theme.pageInset * 2
                x: Theme.pageInset
            }
        }

        Hairline {
        }

        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0

            Scroll {
                id: scroll

                Layout.fillHeight: true
                Layout.fillWidth: true
                contentHeight: body.height

                Column {
                    id: body

                    width: scroll.width

                    PageState {
                        iconName: "cases"
                        problem: page.model.problem
                        retried: true
                        text: page.model.ready && page.model.empty ? qsTr("No cases listed yet. The council’s list arrives with the next hand over.") : ""
                        visible: !page.model.ready || page.model.empty || page.model.problem !== ""
                        waiting: !page.model.ready
                        width: parent.width - Theme.pageInset * 2
                        x: Theme.pageInset

                        onAgain: page.again()

                        SecondaryButton {
                            iconName: "handover"
                            text: qsTr("Hand over")
                            visible: page.model.ready && page.model.empty && page.model.problem === ""

                            onClicked: page.handOver()
                        }
                    }

                    Column {
                        bottomPadding: Theme.s2
                        spacing: Theme.s3
                        topPadding: Theme.s3
                        visible: !page.roomy && !page.model.empty
                        width: parent.width

                        FunnelTiles {
                            model: page.model
                            width: parent.width - Theme.pageInset * 2
                            x: Theme.pageInset
                        }

                        Segmented {
                            about: qsTr("Show")
                            available: parent.width - Theme.pageInset * 2
                            current: page.part
                            options: [qsTr("Cases"), qsTr("Balance")]
                            width: implicitWidth
                            x: Theme.pageInset

                            onChosen: index => page.part = index
                        }
                    }

                    CaseRows {
                        model: page.model
                        name: page.name
                        visible: !page.model.empty && (page.roomy || page.part === 0)
                        width: parent.width
                    }

                    BalancePanel {
                        bottomPadding: Theme.s5
                        model: page.model
                        visible: !page.roomy && page.part === 1
                        width: parent.width - Theme.pageInset * 2
                        x: Theme.pageInset

                        onCompared: page.part = 0
                    }
                }
            }

            Rectangle {
                Layout.fillHeight: true
                Layout.preferredWidth: Theme.sizeSidePanel * 4 / 3
                color: Theme.surfaceSunken
                visible: page.roomy && !page.model.empty

                Rectangle {
                    color: Theme.line
                    height: parent.height
                    width: Theme.edgeHairline
                    z: 1
                }

                Scroll {
                    id: side

                    anchors.fill: parent
                    contentHeight: panel.height + Theme.s4 * 2

                    BalancePanel {
                        id: panel

                        model: page.model
                        width: side.width - Theme.s5 - Theme.pageInset
                        x: Theme.s5
                        y: Theme.s4
                    }
                }
            }
        }
    }

    function change() {
        model.filter = CasesModel.All;
        part = 0;
    }
}
