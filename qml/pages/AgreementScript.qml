pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

Column {
    id: script

    required property AgreementModel model

    spacing: Theme.s3

    Flow {
        width: parent.width
        spacing: Theme.s3

        Words {
            color: Theme.textTertiary
            look: Theme.overline
            text: qsTr("Say this, in your own way")
            width: Math.max(implicitWidth, parent.width - name.implicitWidth - parent.spacing - 1)
        }

        Words {
            id: name

            color: Theme.textTertiary
            look: Theme.label
            text: script.model.scriptName
        }
    }

    Repeater {
        model: script.model.script

        Words {
            required property string modelData

            width: script.width
            look: script.model.easyRead ? Theme.readBack : Theme.note
            text: modelData
            textFormat: Text.StyledText
        }
    }
}
