pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The journey of a case: its line, and for the chosen stage what each voice says of it.
Column {
    id: part

    required property JourneyModel model
    /// What the accounts differ on is said at the foot of the page, not beneath them.
    property bool footed: false
    readonly property bool columned: width / 5 >= Theme.body.size * 12

    signal stageAdded
    signal asked
    signal amended

    PageState {
        text: qsTr("No stage of the journey is entered yet.")
        visible: part.model.stageCount === 0
        width: parent.width - Theme.pageInset * 2
        x: Theme.pageInset

        SecondaryButton {
            iconName: "plus"
            text: qsTr("Add a stage")

            onClicked: part.stageAdded()
        }
    }

    Words {
        color: Theme.textSecondary
        leftPadding: Theme.pageInset
        rightPadding: Theme.pageInset
        text: part.model.whole
        topPadding: Theme.s3
        visible: text !== ""
        width: parent.width
    }

    StageTrack {
        model: part.model
        visible: part.model.stageCount > 0
        width: parent.width

        onAdded: part.stageAdded()
    }

    Hairline {
        visible: part.model.stageCount > 0
        width: parent.width
    }

    Item {
        height: heading.height + Theme.s3 * 2
        visible: part.model.stageCount > 0
        width: parent.width

        Beside {
            id: heading

            stacked: part.width < Theme.sizeSidePanel * 2.4
            width: parent.width - Theme.pageInset * 2
            x: Theme.pageInset
            y: Theme.s3

            Words {
                Accessible.role: Accessible.Heading
                look: Theme.subheading
                text: qsTr("%1: five accounts").arg(part.model.stageTitle)
                width: parent.width
            }

            Words {
                color: Theme.textSecondary
                text: part.model.happened
                visible: text !== ""
                width: parent.width
            }

            aside: Flow {
                spacing: Theme.s2
                width: Math.min(part.width - Theme.pageInset * 2, (differing.visible ? differing.width + spacing : 0) + change.implicitWidth + review.implicitWidth + ask.implicitWidth + spacing * 2 + 1)

                // What they differ on is said at the foot.
                Item {
                    id: differing

                    height: Math.max(Theme.sizeTouchMin, differ.height)
                    visible: part.model.differences.length > 0
                    width: differ.width

                    StatusPill {
                        id: differ

                        anchors.verticalCenter: parent.verticalCenter
                        iconName: "differ"
                        text: qsTr("Accounts differ")
                    }
                }

                QuietButton {
                    id: change

                    Accessible.name: qsTr("Change the stage %1").arg(part.model.stageTitle)
                    text: qsTr("Change this stage")

                    onClicked: part.amended()
                }

                QuietButton {
                    id: review

                    Accessible.name: qsTr("Open the accounts in review")
                    text: qsTr("Open in review")

                    onClicked: part.model.review()
                }

                SecondaryButton {
                    id: ask

                    text: qsTr("Ask about this")

                    onClicked: part.asked()
                }
            }
        }
    }

    Hairline {
        visible: part.model.stageCount > 0
        width: parent.width
    }

    Grid {
        id: voices

        columns: part.columned ? 5 : 1
        width: parent.width

        Repeater {
            model: part.model.accounts

            AccountCell {
                id: account

                columned: part.columned
                inset: part.columned && account.index > 0 ? Theme.s4 : Theme.pageInset
                width: part.columned ? part.width / 5 : part.width

                // Who has tried already, and what came of it, stands in the contact log.
                onSought: part.model.part = 1
            }
        }
    }

    DifferenceBar {
        sentences: part.model.differences
        visible: !part.footed && part.model.differences.length > 0
        width: parent.width
    }
}
