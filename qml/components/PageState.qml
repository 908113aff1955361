import QtQuick
import Candour.Ui

/// Where a page would be: what it waits for, why it is empty, or what went wrong.
Item {
    id: state

    property bool waiting: false
    property string problem: ""
    property string text: ""
    default property alias actions: column.data

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
            text: state.problem
            tone: Banner.Problem
            visible: text !== ""
            width: column.width
        }

        Words {
            color: Theme.textSecondary
            look: Theme.subheading
            text: state.text
            visible: text !== "" && !state.waiting && state.problem === ""
            width: column.width
        }
    }
}
