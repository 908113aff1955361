pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// The tablet's own page: what there is at the left, what was chosen at the right; in one column
/// each opens under its name.
Item {
    id: page

    required property SettingsModel model
    property string backName: qsTr("Back to Today")
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale

    /// Evidence proof has the page's head and foot.
    readonly property bool proving: roomy && model.part === SettingsModel.EvidenceProof

    signal departed
    signal helpOpened

    RowLayout {
        anchors.fill: parent
        spacing: 0

        Item {
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.sizeListPane
            clip: true
            visible: page.roomy

            // Keeps the sheet's round corner.
            Rectangle {
                anchors.bottomMargin: -radius
                anchors.fill: parent
                anchors.rightMargin: -radius
                color: Theme.surfaceSunken
                radius: Theme.radiusSheet
            }

            Scroll {
                id: side

                anchors.fill: parent
                contentHeight: list.height

                Column {
                    id: list

                    topPadding: Theme.s5
                    width: side.width

                    Words {
                        Accessible.role: Accessible.Heading
                        bottomPadding: Theme.s3
                        leftPadding: Theme.pageInset
                        rightPadding: Theme.pageInset
                        look: Theme.title
                        text: qsTr("Settings")
                        width: parent.width
                    }

                    SettingsList {
                        model: page.model
                        width: parent.width

                        onHelpOpened: page.helpOpened()
                    }
                }
            }

            Rectangle {
                anchors.right: parent.right
                color: Theme.line
                height: parent.height
                width: Theme.edgeHairline
            }
        }

        ColumnLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0

            PageHeader {
                Layout.fillWidth: true
                backName: page.roomy ? "" : page.backName
                detail: page.proving ? qsTr("Shows that nothing here was changed, removed or put in later.") : ""
                look: page.roomy ? Theme.heading : Theme.title
                title: page.roomy ? page.model.parts[page.model.part] : qsTr("Settings")

                onBack: page.departed()

                PrimaryButton {
                    text: qsTr("Verify evidence")
                    visible: page.proving && !page.model.checking

                    onClicked: page.model.verify()
                }
            }

            Scroll {
                id: scroll

                Layout.fillHeight: true
                Layout.fillWidth: true
                contentHeight: column.height

                Column {
                    id: column

                    width: scroll.width

                    Repeater {
                        model: page.roomy ? 1 : 0

                        Item {
                            height: part.height + Theme.s5 * 2
                            width: column.width

                            SettingsPart {
                                id: part

                                alone: false

                                model: page.model
                                width: parent.width - x * 2
                                x: Theme.pageInset
                                y: Theme.s5
                            }
                        }
                    }

                    Repeater {
                        model: page.roomy ? 0 : 1

                        SettingsList {
                            model: page.model
                            unfolded: true
                            width: column.width

                            onHelpOpened: page.helpOpened()
                        }
                    }
                }
            }

            PageFooter {
                Layout.fillWidth: true
                text: page.model.savedAs === "" ? qsTr("A proof file holds no words and can be checked on another computer, without Candour.") : qsTr("Saved as %1").arg(page.model.savedAs)
                visible: page.proving && page.model.checked

                SecondaryButton {
                    iconName: "saveCopy"
                    text: qsTr("Save proof file")

                    onClicked: page.model.saveProof()
                }
            }
        }
    }
}
