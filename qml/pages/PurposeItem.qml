pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// One purpose: what the council reported, what we heard, and while it is open how they told us and
/// whether they are able to decide this, now.
Item {
    id: item

    required property int index
    required property string title
    required property string reported
    required property string problem
    required property int choice
    required property int told
    required property int ability
    required property bool open
    required property string supportTried
    required property string outcome
    required property string consulted
    required property AgreementModel answers
    readonly property bool stacked: width < Theme.sizeSidePanel * 1.9
    readonly property bool detailed: open && (choice === AgreementModel.Yes || choice === AgreementModel.No)

    implicitHeight: column.implicitHeight + Theme.s3 * 2

    Rectangle {
        color: item.problem !== "" ? Theme.danger : Theme.primary
        height: parent.height
        visible: item.open || item.problem !== ""
        width: item.problem !== "" ? Theme.s1 : Theme.edgeSelectedEdge
    }

    Column {
        id: column

        anchors.left: parent.left
        anchors.leftMargin: Theme.pageInset
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageInset
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.s1

        Beside {
            stacked: item.stacked
            width: parent.width

            aside: Segmented {
                about: item.title
                available: column.width
                current: item.choice
                options: [qsTr("Yes"), qsTr("No"), qsTr("Ask later")]
                ticked: true
                width: implicitWidth

                onChosen: index => item.answers.choose(item.index, index)
            }

            Words {
                look: Theme.subheading
                text: item.title
                width: parent.width
            }

            Notice {
                iconColor: Theme.textSecondary
                iconName: "council"
                ink: Theme.textSecondary
                text: item.reported
                width: parent.width
            }

            Notice {
                iconColor: Theme.danger
                iconName: "warning"
                ink: Theme.danger
                look: Theme.bodyStrong
                text: item.problem
                visible: text !== ""
                width: parent.width
            }
        }

        ChipRow {
            width: parent.width
            current: item.told
            label: qsTr("How they told us")
            options: [qsTr("Spoken"), qsTr("Signed form"), qsTr("Gesture"), qsTr("Interpreter")]
            visible: item.detailed

            onChosen: index => item.answers.tell(item.index, index)
        }

        ChipRow {
            width: parent.width
            current: item.ability
            label: qsTr("Able to decide now")
            options: [qsTr("Presumed yes"), qsTr("Record a doubt"), qsTr("With support")]
            visible: item.detailed

            onChosen: index => item.answers.judge(item.index, index)
        }

        Repeater {
            model: item.detailed && item.ability === AgreementModel.Doubt ? [qsTr("What support was tried?"), qsTr("What came of it?"), qsTr("Who was consulted, and their role?")] : []

            Field {
                required property int index
                required property string modelData

                width: column.width
                label: modelData

                Component.onCompleted: text = [item.supportTried, item.outcome, item.consulted][index]
                onEdited: item.answers.doubt(item.index, index, text)
            }
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
    }
}
