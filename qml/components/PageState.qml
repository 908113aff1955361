import QtQuick
import Candour.Ui

/// Where a page would be: what it waits for, why it is empty, or what went wrong.
Item {
    id: state

    property bool waiting: false
    property string problem: ""
    /// What went wrong may be over when it is tried again.
    property bool retried: false
    property string text: ""
    /// A large sign above the text: the whole page is empty.
    property string iconName: ""
    default property alias actions: column.data

    signal again

    implicitHeight: column.y + column.height + Theme.s5

    // Most answers are here before anybody could read that they are awaited.
    Timer {
        id: patience

        interval: 300
        running: state.waiting
    }

    Column {
        id: column

        spacing: Theme.s4
        width: state.width
        y: state.iconName !== "" ? Theme.s8 : Theme.s5

        Words {
            color: Theme.textSecondary
            look: Theme.subheading
            text: qsTr("Reading from this tablet")
            visible: state.waiting && !patience.running && state.problem === ""
            width: column.width
        }

        Banner {
            detail: state.problem
            text: qsTr("This cannot be shown just now")
            tone: Banner.Waiting
            visible: state.problem !== ""
            width: column.width
        }

        Icon {
            color: Theme.textTertiary
            name: state.iconName
            size: Theme.sizeIconLarge * 1.25
            visible: state.iconName !== "" && state.text !== "" && !state.waiting && state.problem === ""
        }

        Words {
            color: Theme.textSecondary
            look: Theme.subheading
            text: state.text
            visible: text !== "" && !state.waiting && state.problem === ""
            width: column.width
        }

        SecondaryButton {
            text: qsTr("Try again")
            visible: state.retried && state.problem !== ""

            onClicked: state.again()
        }
    }
}
