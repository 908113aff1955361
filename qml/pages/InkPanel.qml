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
                icons: ["edit", "cross"]
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
                text: qsTr("Done")
                width: implicitWidth

                onClicked: panel.close()
            }

            Words {
                id: state

                color: Theme.textSecondary
                height: Theme.sizeButton
                text: panel.model.saved !== "" ? panel.model.words + " · " + panel.model.saved : panel.model.words
                verticalAlignment: Text.AlignVCenter
                width: Math.min(implicitWidth, tools.width)
            }
        }

        Rectangle {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.minimumHeight: Theme.sizeButton * 2
            border.color: Theme.borderField
            border.width: Theme.edgeField
            color: Theme.surfaceTile

            InkPad {
                id: pad

                Accessible.name: panel.model.words
                Accessible.role: Accessible.Graphic
                anchors.fill: parent
                anchors.margins: Theme.edgeField
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

                    onActiveChanged: panel.model.rubbing = active
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
    }
}
