pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The part of the settings that is open.
Column {
    id: part

    required property SettingsModel model
    /// No head and foot of a page stand round it.
    property bool alone: true

    Repeater {
        model: part.model.part === SettingsModel.TextSize ? 1 : 0

        Column {
            spacing: Theme.s3
            width: part.width

            Segmented {
                about: qsTr("Text size")
                available: part.width
                current: part.model.textScale < 1.2 ? 0 : part.model.textScale < 1.4 ? 1 : part.model.textScale < 1.8 ? 2 : 3
                options: ["100%", "125%", "150%", "200%"]
                width: implicitWidth

                onChosen: index => part.model.chooseScale([1, 1.25, 1.5, 2][index])
            }

            Words {
                color: Theme.textSecondary
                text: qsTr("It changes at once, on every page.")
                width: parent.width
            }

            Words {
                look: Theme.note
                text: qsTr("A line of a note looks like this.")
                width: parent.width
            }
        }
    }

    Repeater {
        model: part.model.part === SettingsModel.Display ? 1 : 0

        Column {
            spacing: Theme.s3
            width: part.width

            Segmented {
                about: qsTr("Colours")
                available: part.width
                current: part.model.scheme
                options: [qsTr("As the system"), qsTr("Light"), qsTr("Dark")]
                width: implicitWidth

                onChosen: index => part.model.chooseScheme(index)
            }

            Words {
                color: Theme.textSecondary
                text: qsTr("Nothing moves during an interview. F9, or Discreet clock beside the notes, leaves only the time on the screen; whenever another window comes forward, nothing of what you write shows here.")
                width: parent.width
            }
        }
    }

    Repeater {
        model: part.model.part === SettingsModel.HandingOver ? 1 : 0

        HandOverTerms {
            metered: true
            overMetered: part.model.overMetered
            time: part.model.time
            times: part.model.times
            width: part.width

            onOverMeteredChosen: everything => part.model.chooseOverMetered(everything)
            onTimeChosen: index => part.model.chooseTime(index)
        }
    }

    Repeater {
        model: part.model.part === SettingsModel.Passphrase ? 1 : 0

        PassphraseForm {
            model: part.model
            width: part.width
        }
    }

    Repeater {
        model: part.model.part === SettingsModel.EvidenceProof ? 1 : 0

        ProofPart {
            alone: part.alone
            model: part.model
            width: part.width
        }
    }

    Repeater {
        model: part.model.part === SettingsModel.ThisTablet ? 1 : 0

        ProofRows {
            rows: part.model.facts
            ticked: false
            width: part.width
        }
    }
}
