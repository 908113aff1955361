pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// One of the lists that belong to a case, and the button that adds to it.
Column {
    id: part

    required property JourneyModel model
    required property FormModel form

    signal attachmentsOpened

    Item {
        height: head.height + Theme.s3 * 2
        width: part.width

        Beside {
            id: head

            stacked: part.width < Theme.sizeSidePanel * 1.8
            width: parent.width - Theme.pageInset * 2
            x: Theme.pageInset
            y: Theme.s3

            Words {
                color: Theme.textSecondary
                text: part.model.note
                visible: text !== ""
                width: parent.width
            }

            Words {
                color: Theme.textSecondary
                look: Theme.subheading
                text: part.model.nothing
                visible: text !== ""
                width: parent.width
            }

            aside: [
                SecondaryButton {
                    Accessible.name: qsTr("Photographs and files of %1").arg(part.model.title)
                    iconName: "photo"
                    text: qsTr("Files")
                    visible: part.model.addType === "document"

                    onClicked: part.attachmentsOpened()
                },
                SecondaryButton {
                    iconName: "plus"
                    text: part.model.addWords
                    visible: text !== ""

                    onClicked: part.form.add(part.model.addType, {
                            "case": part.model.id
                        })
                }
            ]
        }
    }

    Hairline {
        width: part.width
    }

    Repeater {
        model: part.model.rows

        EntryTile {
            width: part.width

            onClicked: part.form.amend(type, id)
        }
    }
}
