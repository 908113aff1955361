import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// The day: the timetable of all rooms, what is next for me, and what exists nowhere else.
Item {
    id: page

    required property TodayModel model
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale
    /// In one column my sessions are a list; Everyone opens the grid, where its words fit.
    readonly property bool gridded: !model.empty && (roomy || !model.onlyMine) && columnRoom >= Theme.sizeSidePanel * 0.45
    readonly property real columnRoom: (width - (roomy ? Theme.sizeSidePanel : 0) - Theme.sizeRail) / Math.max(1, model.rooms.length)

    signal handOver
    signal casesOpened

    RowLayout {
        anchors.fill: parent
        spacing: 0

        ColumnLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0

            PageHeader {
                Layout.fillWidth: true
                detail: page.model.summary
                look: Theme.title
                ruled: !page.roomy
                title: page.model.dateText

                Segmented {
                    about: qsTr("Whose sessions")
                    current: page.model.onlyMine ? 1 : 0
                    options: [qsTr("Everyone"), qsTr("Mine")]
                    visible: !page.model.empty

                    onChosen: index => page.model.onlyMine = index === 1
                }
            }

            Scroll {
                id: scroll

                Layout.fillHeight: true
                Layout.fillWidth: true
                contentHeight: body.implicitHeight

                Column {
                    id: body

                    width: scroll.width

                    Item {
                        height: stale.height + Theme.s4 * 2
                        visible: page.model.stale !== ""
                        width: parent.width

                        Banner {
                            id: stale

                            text: page.model.stale
                            tone: Banner.Waiting
                            width: parent.width - x * 2
                            x: Theme.pageInset
                            y: Theme.s4
                        }
                    }

                    NextPanel {
                        inset: Theme.pageInset
                        model: page.model
                        visible: !page.roomy
                        width: parent.width

                        onHandOver: page.handOver()
                    }

                    Hairline {
                        visible: !page.roomy
                        width: parent.width
                    }

                    PageState {
                        iconName: "today"
                        text: qsTr("Nothing planned today")
                        visible: page.model.empty
                        width: parent.width - x * 2
                        x: Theme.pageInset

                        SecondaryButton {
                            text: qsTr("All cases")

                            onClicked: page.casesOpened()
                        }
                    }

                    Timetable {
                        model: page.model
                        visible: page.gridded
                        width: parent.width - x - Theme.s4
                        x: Theme.pageInset
                    }

                    SessionList {
                        model: page.model
                        visible: !page.model.empty && !page.gridded
                        width: parent.width
                    }
                }
            }
        }

        Rectangle {
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.sizeSidePanel
            color: Theme.surfaceSunken
            visible: page.roomy

            Rectangle {
                color: Theme.line
                height: parent.height
                width: Theme.edgeHairline
                z: 1
            }

            Scroll {
                id: side

                anchors.fill: parent
                contentHeight: panel.implicitHeight

                NextPanel {
                    id: panel

                    model: page.model
                    width: side.width

                    onHandOver: page.handOver()
                }
            }
        }
    }
}
