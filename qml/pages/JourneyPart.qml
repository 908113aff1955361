pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The journey of a case: its line, and for the chosen stage what each voice says of it.
Column {
    id: part

    required property JourneyModel model
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

            stacked: part.width < Theme.sizeSidePanel * 1.8
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
                width: Math.min(part.width - Theme.pageInset * 2, change.implicitWidth + more.implicitWidth + review.implicitWidth + ask.implicitWidth + spacing * 3 + 1)

                QuietButton {
                    id: change

                    Accessible.name: qsTr("Change the stage %1").arg(part.model.stageTitle)
                    text: qsTr("Change")

                    onClicked: part.amended()
                }

                QuietButton {
                    id: more

                    text: qsTr("Add a stage")

                    onClicked: part.stageAdded()
                }

                QuietButton {
                    id: review

                    Accessible.name: qsTr("Open the accounts in review")
                    text: qsTr("Review")

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

    Repeater {
        model: part.model.differences

        Rectangle {
            id: difference

            required property string modelData

            color: Theme.pendingSoft
            height: sentence.height + Theme.s3 * 2
            width: part.width

            Notice {
                id: sentence

                iconColor: Theme.pending
                iconName: "differ"
                text: difference.modelData
                width: parent.width - Theme.pageInset * 2
                x: Theme.pageInset
                y: Theme.s3
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
            }
        }
    }
}
