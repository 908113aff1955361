import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// A picture out of memory. It is nowhere unsealed on the disk, and gone from memory when this closes.
FocusScope {
    id: view

    required property AttachmentsModel model

    Component.onCompleted: forceActiveFocus(Qt.OtherFocusReason)
    Keys.onEscapePressed: model.closePicture()

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
        radius: Theme.radiusSheet
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            backName: qsTr("Back to the list")
            detail: view.model.pictureDetail
            title: view.model.pictureTitle

            onBack: view.model.closePicture()

            SecondaryButton {
                Accessible.name: qsTr("Smaller")
                enabled: picture.zoom > 1
                iconName: "minus"

                onClicked: picture.zoom /= 1.5
            }

            SecondaryButton {
                Accessible.name: qsTr("Larger")
                iconName: "plus"

                onClicked: picture.zoom *= 1.5
            }

            // Beside large text the rail makes room, and the way to safeguarding stands here.
            Item {
                height: 1
                visible: view.width > view.height && Theme.textScale > 1
                width: Theme.sizeIconButton
            }
        }

        Rectangle {
            Layout.fillHeight: true
            Layout.fillWidth: true
            clip: true
            color: Theme.surfaceSunken

            Picture {
                id: picture

                property real pinched: 1

                Accessible.description: view.model.pictureDetail
                Accessible.name: view.model.pictureTitle
                Accessible.role: Accessible.Graphic
                anchors.fill: parent
                anchors.margins: Theme.s4
                focus: true
                image: view.model.picture

                Keys.onDownPressed: move(0, -Theme.s8)
                Keys.onLeftPressed: move(Theme.s8, 0)
                Keys.onRightPressed: move(-Theme.s8, 0)
                Keys.onUpPressed: move(0, Theme.s8)

                DragHandler {
                    property real wasX: 0
                    property real wasY: 0

                    target: null

                    onActiveChanged: wasX = wasY = 0
                    onActiveTranslationChanged: {
                        picture.move(activeTranslation.x - wasX, activeTranslation.y - wasY);
                        wasX = activeTranslation.x;
                        wasY = activeTranslation.y;
                    }
                }

                PinchHandler {
                    target: null

                    onActiveChanged: picture.pinched = picture.zoom
                    onActiveScaleChanged: picture.zoom = picture.pinched * activeScale
                }

                WheelHandler {
                    onWheel: event => picture.zoom *= event.angleDelta.y > 0 ? 1.25 : 0.8
                }
            }
        }
    }
}
