pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// Copying out, over the page it was asked for: where to, on its way, and what lies there now. Esc
/// puts it away; what is being copied goes on.
FocusScope {
    id: sheet

    required property CopyOutModel model
    readonly property bool choosing: model.step === CopyOutModel.Choosing
    readonly property bool asking: model.step === CopyOutModel.Asking
    /// What had the focus goes with its step or folder: the way by Tab begins anew.
    readonly property string stand: model.step + model.folder

    Component.onCompleted: forceActiveFocus(Qt.OtherFocusReason)
    onStandChanged: forceActiveFocus(Qt.OtherFocusReason)
    Keys.onEscapePressed: model.leave()

    FileChooser {
        id: answers

        kinds: [qsTr("Sealed files (*.bundle)"), qsTr("All files (*)")]
        title: qsTr("Take in the store’s answer")

        onChosen: file => sheet.model.takeIn(file)
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            backName: qsTr("Close copy out")
            detail: sheet.model.waiting
            title: qsTr("Copy out")

            onBack: sheet.model.leave()
        }

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: body.height

            Column {
                id: body

                bottomPadding: Theme.s5
                width: scroll.width

                Column {
                    bottomPadding: Theme.s4
                    spacing: Theme.s3
                    topPadding: Theme.s4
                    width: Math.min(parent.width - Theme.pageInset * 2, Theme.body.size * 45)
                    x: Theme.pageInset

                    Banner {
                        text: sheet.model.problem
                        tone: Banner.Waiting
                        visible: text !== ""
                        width: parent.width
                    }

                    Banner {
                        text: sheet.model.answer
                        tone: Banner.Good
                        visible: text !== ""
                        width: parent.width
                    }

                    Words {
                        color: Theme.textSecondary
                        text: qsTr("One sealed file for the central store. Whoever carries it cannot open it, and everything stays on this tablet as well.")
                        visible: sheet.choosing && !sheet.model.inside
                        width: parent.width
                    }

                    Field {
                        id: name

                        detail: qsTr("The name is not sealed: keep people’s names out of it.")
                        label: qsTr("Name of the file")
                        longest: 120
                        problem: sheet.model.nameProblem
                        visible: sheet.choosing && sheet.model.inside
                        width: parent.width

                        Component.onCompleted: text = sheet.model.name
                        onAccepted: sheet.model.copy()
                        onEdited: sheet.model.write(text)
                    }

                    Connections {
                        function onShown() {
                            if (name.text !== sheet.model.name)
                                name.text = sheet.model.name;
                        }

                        target: sheet.model
                    }

                    Words {
                        Accessible.role: Accessible.Heading
                        look: Theme.subheading
                        text: sheet.asking ? sheet.model.place : sheet.model.inside ? sheet.model.folder : qsTr("Where to?")
                        visible: sheet.choosing || sheet.asking
                        width: parent.width
                    }

                    Words {
                        color: Theme.textSecondary
                        text: sheet.model.folderDetail
                        visible: sheet.choosing && text !== ""
                        width: parent.width
                    }

                    Banner {
                        text: sheet.model.folderProblem
                        tone: Banner.Waiting
                        visible: sheet.choosing && text !== ""
                        width: parent.width
                    }

                    Flow {
                        spacing: Theme.s3
                        visible: sheet.choosing
                        width: parent.width

                        SecondaryButton {
                            iconName: "back"
                            text: qsTr("Up")
                            visible: sheet.model.inside

                            onClicked: sheet.model.up()
                        }

                        SecondaryButton {
                            text: qsTr("Look again")

                            onClicked: sheet.model.lookAgain()
                        }

                        SecondaryButton {
                            enabled: !sheet.model.takingIn
                            iconName: "receipt"
                            text: sheet.model.takingIn ? qsTr("Taking it in") : qsTr("Take in the store’s answer")
                            visible: !sheet.model.inside

                            onClicked: answers.open()
                        }
                    }

                    Words {
                        color: Theme.textSecondary
                        text: sheet.model.inside ? qsTr("There are no folders in here. The file can go here all the same.") : qsTr("A stick or card that you put in is listed when you look again.")
                        visible: sheet.choosing && !sheet.model.looking && sheet.model.folderProblem === "" && (sheet.model.inside ? sheet.model.count === 0 : sheet.model.count < 2)
                        width: parent.width
                    }

                    Words {
                        Accessible.role: Accessible.Heading
                        look: Theme.subheading
                        text: sheet.model.step === CopyOutModel.Done ? sheet.model.heading : qsTr("Copying to %1").arg(sheet.model.folder)
                        visible: sheet.model.step === CopyOutModel.Copying || sheet.model.step === CopyOutModel.Done
                        width: parent.width
                    }

                    Track {
                        fraction: sheet.model.fraction
                        visible: sheet.model.step === CopyOutModel.Copying
                        width: parent.width
                    }

                    Words {
                        color: Theme.textSecondary
                        text: sheet.model.written
                        visible: sheet.model.step === CopyOutModel.Copying && text !== ""
                        width: parent.width
                    }

                    Words {
                        text: sheet.model.detail
                        visible: sheet.model.step === CopyOutModel.Done
                        width: parent.width
                    }

                    Notice {
                        iconColor: Theme.success
                        iconName: "checkCircle"
                        look: Theme.bodyStrong
                        text: sheet.model.place
                        visible: sheet.model.step === CopyOutModel.Done
                        width: parent.width
                    }
                }

                Hairline {
                    visible: sheet.choosing && sheet.model.count > 0
                    width: parent.width
                }

                Repeater {
                    model: sheet.choosing ? sheet.model.places : null

                    SettingsRow {
                        required property int index
                        required property string sign
                        required property string title

                        required detail
                        iconName: sign
                        text: title
                        width: body.width

                        onClicked: sheet.model.choose(index)
                    }
                }

                Words {
                    color: Theme.textSecondary
                    text: qsTr("There are more folders than are listed here.")
                    visible: sheet.choosing && sheet.model.more
                    width: parent.width - Theme.pageInset * 2
                    x: Theme.pageInset
                }
            }
        }

        PageFooter {
            Layout.fillWidth: true
            text: sheet.model.inside ? qsTr("It goes to %1.").arg(sheet.model.folder) : qsTr("Choose where it goes first.")
            visible: sheet.choosing

            PrimaryButton {
                enabled: sheet.model.mayCopy
                text: qsTr("Copy here")

                onClicked: sheet.model.copy()
            }
        }

        PageFooter {
            Layout.fillWidth: true
            text: qsTr("A file of this name is there already.")
            visible: sheet.asking

            SecondaryButton {
                text: qsTr("Change the name")

                onClicked: sheet.model.rename()
            }

            PrimaryButton {
                text: qsTr("Replace it")

                onClicked: sheet.model.replace()
            }
        }

        PageFooter {
            Layout.fillWidth: true
            text: qsTr("Go on with your work: it runs beside it. Leave the stick in until it is done.")
            visible: sheet.model.step === CopyOutModel.Copying

            SecondaryButton {
                text: qsTr("Cancel")

                onClicked: sheet.model.stop()
            }
        }

        PageFooter {
            Layout.fillWidth: true
            visible: sheet.model.step === CopyOutModel.Done

            PrimaryButton {
                text: qsTr("Done")

                onClicked: sheet.model.leave()
            }
        }
    }
}
