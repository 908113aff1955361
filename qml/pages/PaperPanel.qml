pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// One paper: what is known of it, and the extracts taken from it with their tags.
Column {
    id: panel

    required property DocumentsModel model
    required property FormModel form
    /// The extract whose tags are being chosen; -1 for none.
    property int tagging: -1

    signal attachmentsOpened

    spacing: Theme.s3

    Words {
        Accessible.role: Accessible.Heading
        look: Theme.subheading
        text: panel.model.paperTitle
        width: panel.width
    }

    Words {
        color: Theme.textSecondary
        text: panel.model.paperDetail
        visible: text !== ""
        width: panel.width
    }

    Words {
        text: panel.model.paperAbout
        visible: text !== ""
        width: panel.width
    }

    Flow {
        spacing: Theme.s2
        width: panel.width

        SecondaryButton {
            iconName: "plus"
            text: qsTr("Add an extract")

            onClicked: panel.form.add("extract", {
                    "source": panel.model.paperId
                })
        }

        SecondaryButton {
            iconName: "photo"
            text: qsTr("Photographs and files")
            visible: panel.model.paperType === "document"

            onClicked: panel.attachmentsOpened()
        }

        SecondaryButton {
            iconName: "tag"
            text: qsTr("Open in review")
            visible: panel.model.extractCount > 0

            onClicked: panel.model.review()
        }

        QuietButton {
            Accessible.name: qsTr("Change %1").arg(panel.model.paperTitle)
            text: qsTr("Change")

            onClicked: panel.form.amend(panel.model.paperType, panel.model.paperId)
        }
    }

    Words {
        color: Theme.textSecondary
        text: qsTr("No extract yet. Words or a figure taken from here can be tagged as evidence.")
        visible: panel.model.extractCount === 0
        width: panel.width
    }

    Repeater {
        model: panel.model.extracts

        Column {
            id: extract

            required property int index
            required property string id
            required property string where
            required property string text
            required property list<statement> tags
            required property string spoken

            spacing: Theme.s2
            width: panel.width

            Hairline {
                width: parent.width
            }

            Column {
                Accessible.name: extract.spoken
                Accessible.role: Accessible.StaticText
                spacing: Theme.s2
                width: parent.width

                Words {
                    Accessible.ignored: true
                    color: Theme.textSecondary
                    text: extract.where
                    visible: text !== ""
                    width: parent.width
                }

                Words {
                    Accessible.ignored: true
                    text: extract.text
                    width: parent.width
                }

                TagFlow {
                    tags: extract.tags
                    visible: extract.tags.length > 0
                    width: parent.width
                }
            }

            Flow {
                spacing: Theme.s2
                width: parent.width

                QuietButton {
                    Accessible.name: qsTr("Tag the extract: %1").arg(extract.text)
                    iconName: "tag"
                    text: panel.tagging === extract.index ? qsTr("Done") : qsTr("Tag")

                    onClicked: panel.tagging = panel.tagging === extract.index ? -1 : extract.index
                }

                QuietButton {
                    Accessible.name: qsTr("Change the extract: %1").arg(extract.text)
                    text: qsTr("Change")

                    onClicked: panel.form.amend("extract", extract.id)
                }
            }

            Flow {
                spacing: Theme.s2
                visible: panel.tagging === extract.index
                width: parent.width

                Repeater {
                    model: panel.tagging === extract.index ? panel.model.statements : null

                    TagButton {
                        // Looked up anew whenever the tags change.
                        chosen: extract.tags.length >= 0 && panel.model.isTagged(extract.index, number)

                        onClicked: panel.model.tag(extract.index, number)
                    }
                }
            }
        }
    }
}
