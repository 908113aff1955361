pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Candour
import Candour.Ui

/// The end of the day: review, hand over, receipt.
Item {
    id: page

    required property HandOverModel model
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale
    readonly property bool sided: roomy && model.step !== HandOverModel.Receipt

    signal locked

    RowLayout {
        anchors.fill: parent
        spacing: 0

        ColumnLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0

            Item {
                Layout.fillWidth: true
                implicitHeight: head.implicitHeight + Theme.s5 + Theme.s3

                Column {
                    id: head

                    spacing: Theme.s3
                    width: parent.width - Theme.pageInset * 2
                    x: Theme.pageInset
                    y: Theme.s5

                    Words {
                        Accessible.role: Accessible.Heading
                        look: Theme.title
                        text: qsTr("End of day")
                        // Where there is no rail, the way to safeguarding stands beside it.
                        width: parent.width - (page.width < page.height ? Theme.sizeIconButton + Theme.s3 : 0)
                    }

                    Flow {
                        width: parent.width
                        spacing: Theme.s6

                        Repeater {
                            model: [qsTr("Review"), qsTr("Hand over"), qsTr("Receipt")]

                            Row {
                                id: step

                                required property int index
                                required property string modelData
                                readonly property bool now: page.model.step === index
                                readonly property bool past: page.model.step > index

                                Accessible.name: qsTr("Step %1, %2").arg(index + 1).arg(modelData) + (now ? qsTr(", now") : past ? qsTr(", done") : "")
                                Accessible.role: Accessible.StaticText
                                spacing: Theme.s2

                                StepDot {
                                    now: step.now
                                    number: step.index + 1
                                    past: step.past
                                }

                                Words {
                                    Accessible.ignored: true
                                    anchors.verticalCenter: parent.verticalCenter
                                    color: step.now ? Theme.text : Theme.textSecondary
                                    look: step.now ? Theme.bodyStrong : Theme.body
                                    text: step.modelData
                                }
                            }
                        }
                    }
                }

                Hairline {
                    anchors.bottom: parent.bottom
                    width: parent.width
                }
            }

            ListView {
                Accessible.name: qsTr("What was handed over")
                Accessible.role: Accessible.List
                Layout.fillHeight: true
                Layout.fillWidth: true
                boundsBehavior: Flickable.StopAtBounds
                clip: true
                model: page.model.everything
                visible: page.model.listing

                T.ScrollBar.vertical: Bar {
                }
                delegate: EntryTile {
                    width: ListView.view.width
                }
            }

            Scroll {
                id: scroll

                Layout.fillHeight: true
                Layout.fillWidth: true
                contentHeight: body.implicitHeight
                visible: !page.model.listing

                Rectangle {
                    color: Theme.surfaceSunken
                    height: Math.max(scroll.height, body.implicitHeight)
                    visible: page.model.step === HandOverModel.Receipt
                    width: scroll.width
                }

                Column {
                    id: body

                    width: scroll.width

                    HandOverReviewPart {
                        width: parent.width
                        model: page.model
                        visible: page.model.step === HandOverModel.Review
                    }

                    HandOverSendingPart {
                        width: parent.width
                        model: page.model
                        visible: page.model.step === HandOverModel.Sending
                    }

                    HandOverReceiptPart {
                        width: parent.width
                        model: page.model
                        visible: page.model.step === HandOverModel.Receipt
                    }

                    HandOverSide {
                        bottomPadding: Theme.pageInset
                        model: page.model
                        topPadding: Theme.pageInset
                        width: parent.width - Theme.pageInset * 2
                        x: Theme.pageInset
                        visible: !page.sided && page.model.step !== HandOverModel.Receipt
                    }
                }
            }

            PageFooter {
                Layout.fillWidth: true
                text: qsTr("None of these stops you. Anything left open is listed for tomorrow.")
                visible: page.model.step === HandOverModel.Review

                PrimaryButton {
                    text: qsTr("Go to hand over")

                    onClicked: page.model.start()
                }
            }

            PageFooter {
                Layout.fillWidth: true
                text: page.model.pausing ? qsTr("Finishing what is under way.") : page.model.running ? qsTr("Go on with your work: it runs beside it. Safe to stop at any point.") : qsTr("It starts again where it left off.")
                visible: page.model.step === HandOverModel.Sending

                SecondaryButton {
                    iconName: "pause"
                    text: page.model.pausing ? qsTr("Stop at once") : qsTr("Pause")
                    visible: page.model.running

                    onClicked: page.model.pause()
                }

                PrimaryButton {
                    text: qsTr("Carry on")
                    visible: !page.model.running

                    onClicked: page.model.start()
                }
            }

            PageFooter {
                Layout.fillWidth: true
                besideFrom: 760
                text: page.model.keeping
                visible: page.model.step === HandOverModel.Receipt

                SecondaryButton {
                    iconName: "handover"
                    text: qsTr("Go on")
                    visible: page.model.left !== "" && !page.model.listing

                    onClicked: page.model.start()
                }

                SecondaryButton {
                    text: page.model.listing ? qsTr("Back to the receipt") : qsTr("See all %1").arg(page.model.captured)
                    visible: page.model.captured > 0

                    onClicked: page.model.listing ? page.model.closeAll() : page.model.seeAll()
                }

                SecondaryButton {
                    Layout.alignment: Qt.AlignVCenter
                    iconName: "saveCopy"
                    text: qsTr("Save receipt")
                    visible: page.model.maySave

                    onClicked: page.model.saveReceipt()
                }

                PrimaryButton {
                    text: qsTr("Lock for the night")

                    onClicked: page.locked()
                }
            }
        }

        Rectangle {
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.sizeSidePanel
            color: Theme.surfaceSunken
            visible: page.sided

            Rectangle {
                color: Theme.line
                height: parent.height
                width: Theme.edgeHairline
            }

            Scroll {
                id: beside

                anchors.fill: parent
                contentHeight: summed.height

                HandOverSide {
                    id: summed

                    bottomPadding: Theme.s5
                    height: Math.max(beside.height, implicitHeight)
                    model: page.model
                    topPadding: Theme.s5
                    width: parent.width - x * 2
                    x: Theme.s5
                }
            }
        }
    }
}
