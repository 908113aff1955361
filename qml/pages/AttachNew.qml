pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// A file to be sealed: chosen, told what it is, attached. A photograph needs everybody's yes.
Column {
    id: attaching

    required property AttachmentsModel model

    spacing: Theme.s3

    SecondaryButton {
        iconName: "plus"
        text: qsTr("Attach a file")
        visible: attaching.model.fileName === ""

        onClicked: chooser.open()
    }

    Repeater {
        model: attaching.model.fileName !== "" ? 1 : 0

        Column {
            id: chosen

            spacing: Theme.s3
            width: attaching.width

            Notice {
                iconName: attaching.model.kind === AttachmentsModel.Photograph ? "photo" : "script"
                look: Theme.bodyStrong
                text: attaching.model.fileName
                width: parent.width
            }

            Segmented {
                about: qsTr("What it is")
                available: chosen.width
                current: attaching.model.kind
                icons: ["photo", "script"]
                options: [qsTr("Photograph"), qsTr("Document")]
                width: implicitWidth

                onChosen: index => attaching.model.chooseKind(index)
            }

            Banner {
                text: attaching.model.noPhotograph
                tone: Banner.Waiting
                visible: text !== "" && attaching.model.kind === AttachmentsModel.Photograph
                width: parent.width
            }

            Field {
                id: caption

                label: qsTr("What it shows, without names")
                width: parent.width

                Component.onCompleted: text = attaching.model.caption.text
                onAccepted: attaching.model.attach()
                onEdited: attaching.model.caption.write(text)
            }

            Connections {
                function onShown() {
                    caption.text = attaching.model.caption.text;
                }

                target: attaching.model.caption
            }

            Words {
                color: Theme.textSecondary
                text: qsTr("It is sealed while it is read. The file it comes from stays where it is: take it away there, if only we are to have it.")
                width: parent.width
            }

            Flow {
                spacing: Theme.s3
                width: parent.width

                PrimaryButton {
                    enabled: attaching.model.mayAttach
                    text: attaching.model.sealing ? qsTr("Sealing") : qsTr("Attach")

                    onClicked: attaching.model.attach()
                }

                QuietButton {
                    enabled: !attaching.model.sealing
                    text: qsTr("Not this one")

                    onClicked: attaching.model.dropChosen()
                }
            }
        }
    }

    FileChooser {
        id: chooser

        title: qsTr("Attach a file")

        onChosen: file => attaching.model.choose(file)
    }
}
