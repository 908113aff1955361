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
    /// Where the page is high enough, what the accounts differ on stays at its foot.
    readonly property bool footed: height >= 560 * Theme.textScale
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
                id: badges

                spacing: Theme.s2
                topPadding: Theme.s1
                width: parent.width

                Repeater {
                    model: page.roomy ? null : page.model.badges

                    TonePill {
                        required property string sign

                        iconName: sign
                        width: Math.min(implicitWidth, badges.width)
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
                iconName: "plus"
                text: qsTr("Add account")
                visible: page.roomy && page.model.stageId !== ""

                onClicked: page.addAccount()
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
                    width: parent.width - Theme.pageInset * 2
                    x: Theme.pageInset

                    Tabs {
                        current: page.model.part
                        names: page.model.parts
                        width: parent.width

                        onChosen: index => page.model.part = index
                    }

                    aside: [
                        CaseTools {
                            form: page.form
                            model: page.model
                            name: page.name
                            visible: page.roomy
                        }
                    ]
                }

                Hairline {
                    visible: page.model.ready
                    width: parent.width
                }

                Flow {
                    bottomPadding: Theme.s1
                    spacing: Theme.s2
                    topPadding: Theme.s1
                    visible: !page.roomy && page.model.ready
                    width: parent.width - x * 2
                    x: Theme.pageInset

                    SecondaryButton {
                        iconName: "plus"
                        text: qsTr("Add account")
                        visible: page.model.stageId !== ""

                        onClicked: page.addAccount()
                    }

                    CaseTools {
                        form: page.form
                        model: page.model
                        name: page.name
                        width: Math.min(full, parent.width)
                    }
                }

                Hairline {
                    visible: !page.roomy && page.model.ready
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
                    footed: page.footed
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

                    onAttachmentsOpened: page.attachmentsOpened()
                }
            }
        }

        DifferenceBar {
            Layout.fillWidth: true
            sentences: page.model.differences
            visible: page.footed && page.model.ready && page.model.part === 0 && page.model.differences.length > 0
        }
    }

    function addAccount() {
        form.add("stage_account", {
                "case": model.id,
                "stage": model.stageId
            });
    }
}
