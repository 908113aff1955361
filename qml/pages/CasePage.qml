pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// One tracked case: its journey with the accounts side by side, and what belongs to it.
Item {
    id: page

    required property JourneyModel model
    required property FormModel form
    required property NameModel name
    property string backName: ""
    /// Badges stand beside the title and not beneath it.
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale

    signal departed
    signal attachmentsOpened

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            backName: page.backName
            detail: page.model.detail
            ruled: false
            title: page.model.title

            under: Flow {
                spacing: Theme.s2
                topPadding: Theme.s1
                width: parent.width

                Repeater {
                    model: page.roomy ? null : page.model.badges

                    TonePill {
                        required property string sign

                        iconName: sign
                        width: Math.min(implicitWidth, parent.width)
                    }
                }
            }

            onBack: page.departed()

            Row {
                height: Theme.sizeTouchMin
                spacing: Theme.s2
                visible: page.roomy

                Repeater {
                    model: page.roomy ? page.model.badges : null

                    TonePill {
                        required property string sign

                        iconName: sign
                        y: (Theme.sizeTouchMin - height) / 2
                    }
                }
            }

            SecondaryButton {
                Accessible.name: files.Accessible.name
                iconName: "photo"
                text: qsTr("Files")
                visible: page.roomy && page.model.ready

                onClicked: page.attachmentsOpened()
            }

            SecondaryButton {
                iconName: "plus"
                text: qsTr("Add account")
                visible: page.model.stageId !== ""

                onClicked: page.form.add("stage_account", {
                        "case": page.model.id,
                        "stage": page.model.stageId
                    })
            }
        }

        Hairline {
        }

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: body.height

            Column {
                id: body

                width: scroll.width

                Beside {
                    id: tools

                    visible: page.model.ready
                    stacked: page.width < Theme.sizeSidePanel * 2.6
                    width: parent.width - Theme.pageInset * 2
                    x: Theme.pageInset

                    Tabs {
                        current: page.model.part
                        names: page.model.parts
                        width: parent.width

                        onChosen: index => page.model.part = index
                    }

                    aside: [
                        QuietButton {
                            Accessible.name: qsTr("Show name of %1").arg(page.model.title)
                            iconName: "person"
                            text: qsTr("Show name")

                            onClicked: page.name.ask(page.model.id)
                        },
                        QuietButton {
                            id: files

                            Accessible.name: qsTr("Photographs and files of %1").arg(page.model.title)
                            iconName: "photo"
                            text: qsTr("Files")
                            visible: !page.roomy

                            onClicked: page.attachmentsOpened()
                        },
                        QuietButton {
                            Accessible.name: qsTr("Change %1").arg(page.model.title)
                            text: qsTr("Change")

                            onClicked: page.form.amend("tracked_case", page.model.id)
                        }
                    ]
                }

                Hairline {
                    visible: page.model.ready
                    width: parent.width
                }

                PageState {
                    problem: page.model.problem
                    visible: !page.model.ready || page.model.problem !== ""
                    waiting: !page.model.ready
                    width: parent.width - Theme.pageInset * 2
                    x: Theme.pageInset
                }

                JourneyPart {
                    model: page.model
                    visible: page.model.ready && page.model.part === 0
                    width: parent.width

                    onAmended: page.form.amend("journey_stage", page.model.stageId)
                    onAsked: page.form.add("follow_up", {
                            "case": page.model.id,
                            "state": "open",
                            "what": qsTr("%1, %2: ").arg(page.model.title).arg(page.model.stageTitle)
                        })
                    onStageAdded: page.form.add("journey_stage", {
                            "case": page.model.id
                        })
                }

                CaseListPart {
                    form: page.form
                    model: page.model
                    visible: page.model.ready && page.model.part > 0
                    width: parent.width
                }
            }
        }
    }
}
