import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// A sheet to write on by hand, beside the lines: pen, finger or mouse. Typing goes on below it.
Rectangle {
    id: panel

    required property InkModel model
    required property real inset
    /// Once a pen has written, a resting hand does not.
    property bool penSeen: false

    signal closed

    color: Theme.surface

    Keys.onEscapePressed: panel.close()

    function close() {
        panel.model.turn(false);
        panel.closed();
    }

    Hairline {
        anchors.left: parent.left
        anchors.right: parent.right
        z: 1
    }

    ColumnLayout {
        anchors.bottomMargin: Theme.s2
        anchors.fill: parent
        anchors.leftMargin: panel.inset
        anchors.rightMargin: panel.inset
        anchors.topMargin: Theme.s2
        spacing: Theme.s2

        Flow {
            id: tools

            Layout.fillWidth: true
            spacing: Theme.s2

            Segmented {
                about: qsTr("By hand")
                available: panel.width - panel.inset * 2
                current: panel.model.rubbing ? 1 : 0
                height: implicitHeight
                icons: ["edit", "rubber"]
                options: [qsTr("Pen"), qsTr("Rubber")]
                width: implicitWidth

                onChosen: index => panel.model.rubbing = index === 1
            }

            SecondaryButton {
                Accessible.name: qsTr("Undo the last stroke")
                enabled: panel.model.canUndo
                iconName: "undo"

                onClicked: panel.model.undo()
            }

            SecondaryButton {
                enabled: panel.model.strokes > 0
                text: qsTr("Next sheet")
                width: implicitWidth

                onClicked: panel.model.keep()
            }

            SecondaryButton {
                id: done

                text: qsTr("Done")
                width: implicitWidth

                onClicked: panel.close()
            }

            // What is drawn says nothing to whoever cannot see it, and is found by no search.
            Field {
                id: about

                readonly property real rest: tools.width - done.x - done.width - tools.spacing

                inputName: qsTr("What this sheet shows")
                label: ""
                longest: panel.model.longestAbout
                placeholder: qsTr("What it shows, in a few words")

                // Beside the tools where there is room, else below them.
                width: rest >= Theme.body.size * 15 ? rest : tools.width

                Component.onCompleted: text = panel.model.about
                onEdited: panel.model.about = text

                Connections {
                    function onAboutChanged() {
                        if (about.text !== panel.model.about)
                            about.text = panel.model.about;
                    }

                    target: panel.model
                }
            }
        }

        Rectangle {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.minimumHeight: Theme.sizeButton * 2
            border.color: Theme.borderField
            border.width: Theme.edgeField
            color: Theme.surfaceTile
            radius: Theme.radiusControl

            InkPad {
                id: pad

                Accessible.name: panel.model.words
                Accessible.role: Accessible.Graphic
                anchors.fill: parent
                // Clear of the round corners.
                anchors.margins: Theme.s1
                ink: Theme.text
                model: panel.model
                paper: Theme.surfaceTile

                InkPointer {
                    acceptedDevices: PointerDevice.Stylus
                    acceptedPointerTypes: PointerDevice.Pen
                    model: panel.model
                    pad: pad

                    onActiveChanged: panel.penSeen = true
                }

                // The other end of a pen rubs out, whatever was chosen.
                InkPointer {
                    acceptedDevices: PointerDevice.Stylus
                    acceptedPointerTypes: PointerDevice.Eraser
                    model: panel.model
                    pad: pad
                    rubs: true

                    onActiveChanged: panel.penSeen = true
                }

                InkPointer {
                    acceptedDevices: PointerDevice.TouchScreen
                    enabled: !panel.penSeen
                    flat: true
                    model: panel.model
                    pad: pad
                }

                InkPointer {
                    acceptedButtons: Qt.LeftButton
                    acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
                    flat: true
                    model: panel.model
                    pad: pad
                }
            }
        }

        Words {
            Layout.fillWidth: true
            color: Theme.textSecondary
            look: Theme.label
            text: panel.model.saved !== "" ? panel.model.words + " · " + panel.model.saved : panel.model.words
        }
    }
}
