import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// Whether the council or its staff are the subject: then the usual way stops, and the assessment
/// lead is named.
Column {
    id: question

    required property SafeguardingModel model

    spacing: Theme.s3

    Words {
        Accessible.role: Accessible.Heading
        look: Theme.heading
        text: qsTr("Is it about the council, or anyone working for it?")
        width: parent.width
    }

    GridLayout {
        columnSpacing: Theme.s4
        columns: answers.implicitRow + hint.implicitWidth + columnSpacing <= question.width ? 2 : 1
        rowSpacing: Theme.s3
        width: parent.width

        Segmented {
            id: answers

            about: qsTr("Is it about the council, or anyone working for it?")
            available: question.width
            current: question.model.council
            options: [qsTr("Yes"), qsTr("No"), qsTr("Not sure")]
            ticked: true

            onChosen: index => question.model.chooseCouncil(index)
        }

        Words {
            id: hint

            Layout.fillWidth: true
            color: Theme.textSecondary
            text: qsTr("Yes and Not sure both take the careful route.")
        }
    }

    // From edge to edge of the page: it is where the alert goes, not something to pick up.
    Rectangle {
        color: Theme.surfaceSunken
        height: route.implicitHeight + Theme.s4 * 2
        visible: question.model.routeTitle !== ""
        width: parent.width + Theme.pageInset * 2
        x: -Theme.pageInset

        Hairline {
            width: parent.width
        }

        Hairline {
            anchors.bottom: parent.bottom
            width: parent.width
        }

        Column {
            id: route

            spacing: Theme.s3
            width: parent.width - x * 2
            x: Theme.pageInset
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
                    id: from

                    Accessible.name: qsTr("Not to %1").arg(question.model.routeFrom)
                    color: Theme.canvas
                    iconName: ""
                    ink: Theme.textSecondary
                    text: question.model.routeFrom
                    visible: text !== ""

                    Rectangle {
                        anchors.verticalCenter: parent.verticalCenter
                        color: from.ink
                        height: Theme.edgeControl
                        width: parent.width - x * 2
                        x: Theme.s2
                    }
                }

                Item {
                    height: from.height
                    visible: from.visible
                    width: Theme.sizeIconSmall

                    Icon {
                        anchors.centerIn: parent
                        name: "arrowRight"
                        size: Theme.sizeIconSmall
                    }
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
}
