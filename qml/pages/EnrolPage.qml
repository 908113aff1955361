import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// Setting up: the steps at the left, the one of now at the right.
Item {
    id: page

    required property EnrolModel model
    property bool connected: false
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale

    // The cells take the caret before the page has found its height: it begins at its heading all
    // the same, as far as the cells leave room.
    Timer {
        id: settled

        interval: 50
        running: true

        onTriggered: {
            scroll.contentY = 0;
            scroll.reveal(code.cellsBottom, 0);
        }
    }

    Scroll {
        id: steps

        contentHeight: list.implicitHeight + Theme.s7
        height: page.height
        visible: page.roomy
        width: visible ? 400 : 0

        EnrolSteps {
            id: list

            model: page.model
            width: parent.width - Theme.s8 - Theme.s5
            x: Theme.s8
            y: Theme.s6
        }
    }

    Sheet {
        anchors.bottom: parent.bottom
        anchors.left: steps.right
        anchors.right: parent.right
        anchors.top: parent.top
        rounded: page.roomy

        ColumnLayout {
            anchors.fill: parent
            spacing: 0

            Scroll {
                id: scroll

                Layout.fillHeight: true
                Layout.fillWidth: true
                contentHeight: column.implicitHeight + Theme.s7 * 2

                Column {
                    id: column

                    readonly property real inset: page.roomy ? Theme.s8 : Theme.pageInset

                    spacing: Theme.s4
                    width: Math.min(scroll.width - inset * 2, 780 * Theme.textScale)
                    x: inset
                    y: page.roomy ? Theme.s7 : Theme.s4

                    Words {
                        width: parent.width
                        color: Theme.textTertiary
                        look: Theme.overline
                        text: qsTr("Set up this tablet, step %1 of 4").arg(page.model.step + 1)
                        visible: !page.roomy
                    }

                    EnrolCode {
                        id: code

                        width: parent.width
                        model: page.model
                        visible: page.model.step === EnrolModel.Code

                        onAccepted: page.proceed()
                        onCameraShown: (top, length) => Qt.callLater(scroll.reveal, column.y + top, length)
                    }

                    EnrolPassphrase {
                        id: passphrase

                        width: parent.width
                        model: page.model
                        visible: page.model.step === EnrolModel.Passphrase

                        onAccepted: page.proceed()
                    }

                    Column {
                        width: parent.width
                        spacing: Theme.s4
                        visible: page.model.step === EnrolModel.Fetch

                        Words {
                            Accessible.role: Accessible.Heading
                            width: parent.width
                            look: Theme.heading
                            text: qsTr("Fetching your assessment")
                        }

                        Words {
                            width: parent.width
                            color: Theme.textSecondary
                            look: Theme.note
                            text: page.model.progress
                        }

                        Track {
                            width: parent.width
                            fraction: page.model.fraction
                        }

                        Notice {
                            width: parent.width
                            iconColor: Theme.textSecondary
                            iconName: "info"
                            ink: Theme.textSecondary
                            text: qsTr("Connect once to finish. Nothing is lost if you wait.")
                            visible: !page.connected
                        }
                    }
                }
            }

            PageFooter {
                Layout.fillWidth: true
                inset: column.inset
                text: page.model.step === EnrolModel.Code ? page.model.codeLeft : page.model.step === EnrolModel.Passphrase ? page.model.passphraseLength : ""
                visible: page.model.step !== EnrolModel.Fetch

                SecondaryButton {
                    Layout.alignment: Qt.AlignVCenter
                    text: qsTr("Back")
                    visible: page.model.step === EnrolModel.Passphrase

                    onClicked: page.model.back()
                }

                PrimaryButton {
                    enabled: page.model.mayContinue
                    text: qsTr("Continue")

                    onClicked: page.proceed()
                }
            }
        }
    }

    function proceed() {
        page.model.proceed(passphrase.first, passphrase.second);
        if (page.model.step === EnrolModel.Fetch)
            passphrase.clear();
    }
}
