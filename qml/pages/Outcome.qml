import QtQuick
import Candour
import Candour.Ui

/// How the line will read once it is settled.
Rectangle {
    id: outcome

    required property ConflictModel model
    readonly property bool mine: model.choice !== ConflictModel.UseTheirs
    readonly property bool theirs: model.choice !== ConflictModel.UseMine

    border.color: Theme.line
    border.width: Theme.edgeHairline
    color: Theme.surfaceSunken
    implicitHeight: column.height + Theme.s4 * 2
    radius: Theme.radiusCard

    TimeWords {
        id: time

        text: outcome.model.time
        x: Theme.s4
        y: Theme.s4 + (Theme.note.line - Theme.body.line) / 2
    }

    Column {
        id: column

        spacing: Theme.s1
        width: parent.width - x - Theme.s4
        x: time.x + time.width + Theme.s2
        y: Theme.s4

        Words {
            look: Theme.note
            text: outcome.mine ? outcome.model.mineText : outcome.model.theirText
            width: parent.width
        }

        Words {
            color: Theme.textSecondary
            text: qsTr("Heard by %1").arg(outcome.mine ? outcome.model.mineInitials : outcome.model.theirInitials)
            visible: !outcome.model.goes
            width: parent.width
        }

        Hairline {
            visible: second.visible
            width: parent.width
        }

        Words {
            id: second

            look: Theme.note
            text: outcome.model.theirText
            visible: outcome.mine && outcome.theirs
            width: parent.width
        }

        Words {
            color: Theme.textSecondary
            text: qsTr("Heard by %1").arg(outcome.model.theirInitials)
            visible: second.visible
            width: parent.width
        }
    }
}
