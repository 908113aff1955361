pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// They have changed their mind: their wish at the left, and at the right what follows from it,
/// counted before the button is pressed.
Item {
    id: page

    required property WithdrawalModel model
    property string backName: qsTr("Back")
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale

    /// What happens lies below the wish, out of sight: the foot of the page counts it.
    readonly property bool hidden: !roomy && model.counted !== ""
    readonly property bool finished: model.done !== ""

    signal departed

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            backName: page.backName
            detail: page.model.who
            title: qsTr("They have changed their mind")

            onBack: page.departed()
        }

        RowLayout {
            spacing: 0

            Scroll {
                id: left

                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: 5
                contentHeight: wish.height

                Column {
                    id: wish

                    width: left.width

                    WithdrawalWish {
                        inset: Theme.pageInset
                        model: page.model
                        width: parent.width
                    }

                    Repeater {
                        id: beneath

                        model: page.roomy ? 0 : 1

                        Rectangle {
                            color: Theme.surfaceSunken
                            height: below.implicitHeight
                            width: wish.width

                            Hairline {
                                width: parent.width
                            }

                            WithdrawalEffects {
                                id: below

                                inset: Theme.pageInset
                                model: page.model
                                width: parent.width
                            }
                        }
                    }
                }
            }

            Rectangle {
                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.preferredWidth: 7
                color: Theme.surfaceSunken
                visible: page.roomy

                Rectangle {
                    color: Theme.line
                    height: parent.height
                    width: Theme.edgeHairline
                }

                Scroll {
                    id: right

                    anchors.fill: parent
                    contentHeight: effects.height

                    Column {
                        id: effects

                        width: right.width

                        Repeater {
                            model: page.roomy ? 1 : 0

                            WithdrawalEffects {
                                inset: Theme.pageInset
                                model: page.model
                                width: effects.width
                            }
                        }
                    }
                }
            }
        }

        PageFooter {
            Layout.fillWidth: true
            text: page.hidden ? page.model.counted : page.model.progress

            SecondaryButton {
                text: qsTr("See them")
                visible: page.hidden

                onClicked: left.contentY = Math.max(0, Math.min(beneath.itemAt(0).y, left.contentHeight - left.height))
            }

            SecondaryButton {
                text: qsTr("Go back")
                visible: !page.hidden && !page.finished

                onClicked: page.departed()
            }

            PrimaryButton {
                text: qsTr("Done")
                visible: page.finished

                onClicked: page.departed()
            }

            PrimaryButton {
                enabled: page.model.mayRecord
                text: page.model.action
                visible: !page.finished

                onClicked: page.model.record()
            }
        }
    }
}
