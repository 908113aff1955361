import QtQuick
import Candour
import Candour.Ui

/// The code and the address of the store.
Column {
    id: step

    required property EnrolModel model

    readonly property real cellsBottom: y + cells.y + cells.height
    readonly property bool watching: model.watching
    readonly property bool looked: Window.active

    signal accepted
    /// What the camera sees stands here, in the page.
    signal cameraShown(real top, real length)

    spacing: Theme.s3

    // Whoever looks away leaves no camera on.
    Component.onDestruction: model.stopWatching()
    onLookedChanged: if (!looked)
        model.stopWatching()
    onWatchingChanged: camera.setSource(watching ? Qt.resolvedUrl("EnrolCamera.qml") : "", {
            "model": model
        })

    Words {
        Accessible.role: Accessible.Heading
        width: parent.width
        look: Theme.heading
        text: qsTr("Enter your code")
    }

    Words {
        width: parent.width
        color: Theme.textSecondary
        look: Theme.note
        text: qsTr("Sixteen letters and numbers. O counts as 0, and I and L count as 1, so you cannot mix them up.")
    }

    Banner {
        width: parent.width
        detail: step.model.codeProblem
        text: qsTr("There is a problem")
        tone: Banner.Problem
        visible: step.model.codeProblem !== ""
    }

    Words {
        width: parent.width
        look: Theme.bodyStrong
        text: qsTr("Set-up code")
    }

    CodeCells {
        id: cells

        width: parent.width
        code: step.model.code

        onAccepted: step.accepted()
        onTyped: text => step.model.typeCode(text)
    }

    Field {
        id: address

        width: parent.width
        hints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase
        label: qsTr("Address of the central store")
        placeholder: qsTr("https://")
        text: step.model.address

        onAccepted: step.accepted()
        onEdited: step.model.address = text
    }

    Flow {
        id: ways

        spacing: Theme.s2
        width: parent.width

        SecondaryButton {
            enabled: !step.model.reading
            iconName: step.watching ? "stop" : "photo"
            text: step.watching ? qsTr("Stop the camera") : qsTr("Use the camera")
            visible: step.model.cameraOffered

            onClicked: step.watching ? step.model.stopWatching() : step.model.watch()
        }

        SecondaryButton {
            enabled: !step.model.reading
            iconName: "qr"
            text: step.model.reading ? qsTr("Looking for the code") : qsTr("Read code and address from a picture")

            onClicked: chooser.open()
        }
    }

    Loader {
        id: camera

        visible: status === Loader.Ready
        width: parent.width

        onHeightChanged: if (visible)
            step.cameraShown(step.y + ways.y, y + height - ways.y)
    }

    Notice {
        iconColor: Theme.pending
        iconName: "warning"
        text: qsTr("The camera cannot be used on this tablet. Read the code from a picture, or type it.")
        visible: camera.status === Loader.Error
        width: parent.width
    }

    Notice {
        width: parent.width
        iconColor: Theme.textSecondary
        iconName: step.model.scanned !== "" ? "check" : "info"
        ink: Theme.textSecondary
        text: step.model.scanned !== "" ? step.model.scanned : qsTr("A photograph or a screenshot of the square code, as a PNG or JPEG file.")
    }

    FileChooser {
        id: chooser

        kinds: [qsTr("Pictures (*.png *.jpg *.jpeg *.gif *.bmp)")]
        title: qsTr("Read the code from a picture")

        onChosen: file => step.model.readPicture(file)
    }

    Notice {
        width: parent.width
        iconColor: Theme.textSecondary
        iconName: "clock"
        ink: Theme.textSecondary
        text: qsTr("Your administrator has the code and the address. If the code runs out, ask for another.")
    }
}
