import QtQuick
import Candour
import Candour.Ui

/// The passphrase, chosen twice.
Column {
    id: step

    required property EnrolModel model
    readonly property string first: one.text
    readonly property string second: two.text

    signal accepted

    spacing: Theme.s3

    function clear() {
        one.clear();
        two.clear();
    }

    Component.onCompleted: if (visible)
        one.take()
    onVisibleChanged: if (visible)
        one.take()

    Words {
        Accessible.role: Accessible.Heading
        width: parent.width
        look: Theme.heading
        text: qsTr("Choose a passphrase")
    }

    Words {
        width: parent.width
        color: Theme.textSecondary
        look: Theme.note
        text: qsTr("15 characters or more. Four words that you will remember are better than one clever one. Nobody can look it up for you.")
    }

    Banner {
        width: parent.width
        detail: step.model.passphraseProblem
        text: qsTr("There is a problem")
        tone: Banner.Problem
        visible: step.model.passphraseProblem !== ""
    }

    Field {
        id: one

        width: parent.width
        hints: Qt.ImhHiddenText | Qt.ImhNoAutoUppercase
        label: qsTr("Passphrase")
        secret: true

        onAccepted: two.take()
        onEdited: step.model.weigh(one.text, two.text)
    }

    Field {
        id: two

        width: parent.width
        hints: one.hints
        label: qsTr("The same again")
        secret: true

        onAccepted: step.accepted()
        onEdited: step.model.weigh(one.text, two.text)
    }
}
