import QtQuick
import Candour
import Candour.Ui

/// Another passphrase. What is typed leaves the fields as soon as it is used.
Column {
    id: form

    required property SettingsModel model
    readonly property int hints: Qt.ImhHiddenText | Qt.ImhNoAutoUppercase

    spacing: Theme.s4

    Banner {
        text: form.model.passphraseDone
        tone: Banner.Good
        visible: text !== ""
        width: parent.width
    }

    Words {
        color: Theme.textSecondary
        text: qsTr("At least 15 characters: four words that only you put together. Nobody can open this tablet without it, and nobody can look it up for you.")
        width: parent.width
    }

    Field {
        id: now

        busy: form.model.changing
        hints: form.hints
        label: qsTr("Your passphrase now")
        problem: form.model.problemInNew ? "" : form.model.passphraseProblem
        secret: true
        width: Math.min(parent.width, Theme.sizeSidePanel * 1.4)
    }

    Field {
        id: next

        busy: form.model.changing
        hints: form.hints
        label: qsTr("New passphrase")
        problem: form.model.problemInNew ? form.model.passphraseProblem : ""
        secret: true
        width: now.width
    }

    Field {
        id: again

        busy: form.model.changing
        hints: form.hints
        label: qsTr("New passphrase again")
        secret: true
        width: now.width

        onAccepted: form.submit()
    }

    PrimaryButton {
        enabled: !form.model.changing
        text: form.model.changing ? qsTr("Changing it") : qsTr("Change the passphrase")

        onClicked: form.submit()
    }

    function submit() {
        model.changePassphrase(now.text, next.text, again.text);
        now.clear();
        next.clear();
        again.clear();
    }
}
