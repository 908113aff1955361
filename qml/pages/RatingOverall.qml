pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// What the scores add up to, once nothing is missing.
Column {
    id: part

    required property RatingModel model

    bottomPadding: Theme.s5
    spacing: Theme.s3
    topPadding: Theme.s5

    Column {
        width: part.width

        Words {
            color: Theme.textTertiary
            look: Theme.overline
            text: qsTr("Overall, as scored")
            width: parent.width
        }

        Words {
            Accessible.role: Accessible.Heading
            look: Theme.heading
            text: part.model.rating !== "" ? part.model.rating : qsTr("Not rated yet")
            width: parent.width
        }

        Words {
            color: Theme.textSecondary
            look: Theme.note
            text: part.model.points
            width: parent.width
        }
    }

    RatingScale {
        percent: part.model.percent
        rated: part.model.rating !== ""
        steps: part.model.steps
        width: part.width
    }

    Words {
        look: Theme.bodyStrong
        text: part.model.next
        visible: text !== ""
        width: part.width
    }

    Words {
        color: Theme.textSecondary
        text: qsTr("Nothing is rated until every statement has a score with its reasons and evidence.")
        visible: part.model.rating === ""
        width: part.width
    }

    Repeater {
        model: part.model.checks

        Column {
            id: check

            required property int index
            required property string title
            required property string state

            spacing: Theme.s1
            width: part.width

            Notice {
                detail: qsTr("In the themes of the Care Act a score this low means checking whether the Secretary of State must be told.")
                iconColor: Theme.pending
                iconName: "council"
                iconSize: Theme.sizeIcon
                look: Theme.bodyStrong
                text: check.title
                width: parent.width
            }

            QuietButton {
                Accessible.name: qsTr("Start the check: %1").arg(check.title)
                text: qsTr("Start the check")
                visible: check.state === ""
                width: Math.min(implicitWidth, parent.width)

                onClicked: part.model.startCheck(check.index)
            }

            Words {
                color: Theme.textSecondary
                text: qsTr("Among the follow-ups: %1").arg(check.state)
                visible: check.state !== ""
                width: parent.width
            }
        }
    }
}
