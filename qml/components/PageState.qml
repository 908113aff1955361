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
    default property alias actions: column.data

    signal again

    implicitHeight: column.height + Theme.s5 * 2

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
        y: Theme.s5

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
