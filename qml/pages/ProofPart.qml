import QtQuick
import Candour
import Candour.Ui

/// That nothing here was changed, removed or put in later: checked on request, said in sentences.
Column {
    id: part

    required property SettingsModel model
    property bool alone: true

    spacing: Theme.s4

    Words {
        color: Theme.textSecondary
        text: qsTr("Shows that nothing here was changed, removed or put in later. It reads everything once, which may take a minute.")
        visible: part.alone
        width: parent.width
    }

    Words {
        color: Theme.textSecondary
        look: Theme.note
        text: qsTr("Nothing was checked yet. It reads everything once, which may take a minute.")
        visible: !part.alone && !part.model.checked && !part.model.checking
        width: parent.width
    }

    PrimaryButton {
        text: qsTr("Verify evidence")
        visible: part.alone && !part.model.checking

        onClicked: part.model.verify()
    }

    Column {
        spacing: Theme.s3
        visible: part.model.checking
        width: parent.width

        Words {
            look: Theme.bodyStrong
            text: qsTr("Checking every entry · %1%").arg(Math.floor(part.model.share * 100))
            width: parent.width
        }

        Track {
            fraction: part.model.share
            width: parent.width
        }

        Words {
            color: Theme.textSecondary
            text: qsTr("You can go on with your work meanwhile.")
            width: parent.width
        }

        SecondaryButton {
            text: qsTr("Stop")

            onClicked: part.model.stopChecking()
        }
    }

    Banner {
        detail: part.model.detail
        text: part.model.heading
        tone: part.model.sound ? Banner.Good : Banner.Problem
        visible: part.model.checked
        width: parent.width
    }

    ProofRows {
        rows: part.model.proof
        visible: part.model.checked
        width: parent.width
    }

    Words {
        color: Theme.textSecondary
        text: qsTr("Latest fingerprint: %1").arg(part.model.fingerprint)
        visible: part.model.checked
        width: parent.width
    }

    Words {
        color: Theme.textSecondary
        text: part.model.savedAs === "" ? qsTr("A proof file holds no words and can be checked on another computer, without Candour.") : qsTr("Saved as %1").arg(part.model.savedAs)
        visible: part.alone && part.model.checked
        width: parent.width
    }

    SecondaryButton {
        iconName: "saveCopy"
        text: qsTr("Save proof file")
        visible: part.alone && part.model.checked

        onClicked: part.model.saveProof()
    }
}
