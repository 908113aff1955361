pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour.Ui

/// What each thing is for, and the keys. It is all here and needs no network.
Item {
    id: page

    property string backName: qsTr("Back")
    property string needle: ""
    // It outlives the page: its rows read it to the last.
    required property HelpTopics all
    readonly property int found: page.all.count(needle) + KeyMap.count(needle)

    signal departed

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            backName: page.backName
            detail: qsTr("Works without a network")
            title: qsTr("Help")

            onBack: page.departed()
        }

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: column.height

            Column {
                id: column

                bottomPadding: Theme.s6
                spacing: Theme.s4
                topPadding: Theme.s5
                width: Math.min(scroll.width - x * 2, Theme.body.size * 48)
                x: Theme.pageInset

                Field {
                    id: field

                    label: qsTr("What are you looking for?")
                    placeholder: qsTr("Such as agreement, or undo")
                    width: parent.width

                    onEdited: page.needle = text
                }

                Words {
                    color: Theme.textSecondary
                    text: qsTr("Nothing here has these words. Try a shorter one, or ask your assessment lead.")
                    visible: page.found === 0
                    width: parent.width
                }

                Repeater {
                    model: page.all.topics

                    Notice {
                        required property HelpTopic modelData

                        detail: modelData.words
                        iconColor: Theme.link
                        iconName: modelData.iconName
                        iconSize: Theme.sizeIcon
                        look: Theme.subheading
                        text: modelData.title
                        visible: modelData.holds(page.needle)
                        width: column.width
                    }
                }

                Words {
                    Accessible.role: Accessible.Heading
                    look: Theme.subheading
                    text: qsTr("Keys")
                    visible: KeyMap.count(page.needle) > 0
                    width: parent.width
                }

                Repeater {
                    model: KeyMap.groups

                    KeyRows {
                        required property KeyGroup modelData

                        group: modelData
                        needle: page.needle
                        visible: modelData.count(page.needle) > 0
                        width: column.width
                    }
                }
            }
        }
    }
}
