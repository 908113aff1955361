import QtQuick
import Candour
import Candour.Ui

/// The lock. No council, no person, no reason.
Item {
    id: page

    required property UnlockModel model
    required property string urgent
    property bool helpShown: false

    Scroll {
        id: scroll

        anchors.fill: parent
        contentHeight: Math.max(height, column.implicitHeight + Theme.s6 * 2)

        Column {
            id: column

            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.s5
            width: Math.min(parent.width - Theme.s5 * 2, 480 * Theme.textScale)
            y: Math.max(Theme.s4, (scroll.height - implicitHeight) / 3)

            Rectangle {
                width: parent.width
                border.color: Theme.line
                border.width: Theme.edgeHairline
                color: Theme.surface
                implicitHeight: card.implicitHeight + Theme.s7 * 2
                radius: Theme.radiusSheet

                Column {
                    id: card

                    anchors.left: parent.left
                    anchors.margins: Theme.s7
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.s3

                    Row {
                        bottomPadding: Theme.s3
                        spacing: Theme.s2

                        Logo {
                        }

                        Words {
                            look: Theme.heading
                            text: "Candour"
                        }
                    }

                    Words {
                        Accessible.role: Accessible.Heading
                        width: parent.width
                        look: Theme.title
                        text: page.model.greeting
                    }

                    Words {
                        width: parent.width
                        color: Theme.textSecondary
                        bottomPadding: Theme.s2
                        look: Theme.note
                        text: page.model.explanation
                    }

                    Banner {
                        width: parent.width
                        text: page.urgent
                        tone: Banner.Problem
                        visible: text !== ""
                    }

                    Field {
                        id: passphrase

                        width: parent.width
                        busy: page.model.opening
                        hints: Qt.ImhHiddenText | Qt.ImhNoAutoUppercase
                        label: qsTr("Passphrase")
                        problem: page.model.problem
                        secret: true

                        Component.onCompleted: take()
                        onAccepted: page.submit()
                    }

                    PrimaryButton {
                        width: parent.width
                        enabled: page.model.mayTry
                        text: page.model.opening ? qsTr("Opening your notes") : qsTr("Unlock")

                        onClicked: page.submit()
                    }

                    QuietButton {
                        text: qsTr("I can’t unlock")
                        x: -Theme.s2

                        onClicked: page.helpShown = !page.helpShown
                    }

                    Banner {
                        width: parent.width
                        text: page.model.help
                        visible: page.helpShown
                    }
                }
            }

            IconAndWords {
                Accessible.name: text
                Accessible.role: Accessible.StaticText
                width: parent.width
                iconName: page.model.holdsUnsaved ? "warning" : "shieldCheck"
                ink: page.model.holdsUnsaved ? Theme.pending : Theme.textSecondary
                look: Theme.body
                text: page.model.holdsUnsaved ? qsTr("The disk would not take the last words. They are held here, and saved when you unlock. Leave this tablet on.") : qsTr("Everything you wrote is saved and encrypted here.")
            }
        }
    }

    Connections {
        function onProgressChanged() {
            if (!page.model.opening)
                passphrase.take();
        }

        target: page.model
    }

    function submit() {
        page.model.unlock(passphrase.text);
        passphrase.clear();
    }
}
