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

    // Which band begins where: the bar has no room for the names.
    Flow {
        spacing: Theme.s2
        width: part.width

        Repeater {
            model: part.model.steps

            Words {
                required property string title
                required property int from
                required property bool here

                color: here ? Theme.text : Theme.textSecondary
                look: Theme.label
                text: qsTr("%1 %2%").arg(title).arg(from)
                width: Math.min(implicitWidth, part.width)
            }
        }
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

            spacing: Theme.s3
            width: part.width

            Hairline {
                width: parent.width
            }

            Notice {
                id: found

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
                leftPadding: 0
                text: qsTr("Start the check")
                visible: check.state === ""
                width: Math.min(implicitWidth, parent.width - x)
                x: found.indent

                onClicked: part.model.startCheck(check.index)
            }

            Words {
                color: Theme.textSecondary
                text: qsTr("Among the follow-ups: %1").arg(check.state)
                visible: check.state !== ""
                width: parent.width - x
                x: found.indent
            }
        }
    }

    Repeater {
        model: part.model.gaps

        Column {
            id: gap

            required property string modelData

            spacing: Theme.s3
            width: part.width

            Hairline {
                width: parent.width
            }

            Notice {
                detail: qsTr("It is asked for under every statement. Fill it, or give the reason with the score.")
                iconColor: Theme.pending
                iconName: "gap"
                iconSize: Theme.sizeIcon
                look: Theme.bodyStrong
                text: gap.modelData
                width: parent.width
            }
        }
    }

    Column {
        spacing: Theme.s3
        visible: part.model.rating !== ""
        width: part.width

        Hairline {
            width: parent.width
        }

        Words {
            color: Theme.textSecondary
            text: qsTr("The calibration panel works from the evidence pack, outside this tablet. What it decides is given here as a score like any other.")
            width: parent.width
        }
    }
}
