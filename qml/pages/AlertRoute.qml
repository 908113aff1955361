import QtQuick
import Candour
import Candour.Ui

/// Whether the council or its staff are the subject: then the usual way stops, and the assessment
/// lead is named.
Column {
    id: question

    required property SafeguardingModel model

    spacing: Theme.s3

    Component.onCompleted: reason.text = model.routeReason

    Connections {
        function onSheetChanged() {
            reason.text = question.model.routeReason;
        }

        target: question.model
    }

    Words {
        Accessible.role: Accessible.Heading
        look: Theme.heading
        text: qsTr("Is it about the council, or anyone working for it?")
        width: parent.width
    }

    Segmented {
        about: qsTr("Is it about the council, or anyone working for it?")
        available: question.width
        current: question.model.council
        options: [qsTr("Yes"), qsTr("No"), qsTr("Not sure")]
        ticked: true
        width: implicitWidth

        onChosen: index => question.model.chooseCouncil(index)
    }

    Words {
        color: Theme.textSecondary
        text: qsTr("Yes and Not sure both take the careful route.")
        width: parent.width
    }

    Rectangle {
        border.color: Theme.line
        border.width: Theme.edgeHairline
        color: Theme.surfaceSunken
        height: route.implicitHeight + Theme.s4 * 2
        radius: Theme.radiusControl
        visible: question.model.routeTitle !== ""
        width: parent.width

        Column {
            id: route

            spacing: Theme.s3
            width: parent.width - x * 2
            x: Theme.s4
            y: Theme.s4

            Notice {
                detail: question.model.routeDetail
                iconColor: Theme.link
                iconName: "safeguard"
                iconSize: Theme.sizeIcon
                look: Theme.subheading
                text: question.model.routeTitle
                width: parent.width
            }

            Flow {
                spacing: Theme.s2
                width: parent.width - x
                x: Theme.sizeIcon + Theme.s2

                StatusPill {
                    Accessible.name: qsTr("Not to %1").arg(question.model.routeFrom)
                    color: Theme.canvas
                    iconName: "cross"
                    ink: Theme.textSecondary
                    text: question.model.routeFrom
                    visible: text !== ""
                }

                StatusPill {
                    Accessible.name: qsTr("To %1").arg(question.model.routeTo)
                    color: Theme.primarySoft
                    iconName: "person"
                    ink: Theme.link
                    text: question.model.routeTo
                    visible: text !== ""
                }
            }
        }
    }

    QuietButton {
        leftPadding: 0
        text: question.model.redirectWords
        visible: text !== ""
        width: Math.min(implicitWidth, parent.width)

        onClicked: question.model.redirect(!question.model.redirected)
    }

    LongField {
        id: reason

        detail: qsTr("It goes with the alert. The assessment lead decides.")
        label: qsTr("Why it goes another way, and who decided it")
        problem: question.model.routeProblem
        visible: question.model.redirected
        width: parent.width

        onEdited: question.model.writeRouteReason(text)
    }
}
