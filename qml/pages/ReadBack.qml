pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Candour
import Candour.Ui

/// "Shall I read what I wrote?": the words alone, large, with no tags.
Rectangle {
    id: reading

    required property CaptureModel model

    signal closed

    color: Theme.surface
    visible: false

    Keys.onEscapePressed: close()

    function open() {
        model.finishLine();
        visible = true;
        lines.positionViewAtEnd();
        back.forceActiveFocus(Qt.OtherFocusReason);
    }

    function close() {
        visible = false;
        closed();
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            detail: reading.model.title
            title: qsTr("What I wrote")

            SecondaryButton {
                id: back

                text: qsTr("Back to writing")

                onClicked: reading.close()
            }
        }

        ListView {
            id: lines

            Accessible.name: qsTr("What I wrote")
            Accessible.role: Accessible.List
            Layout.fillHeight: true
            Layout.fillWidth: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            model: reading.visible ? reading.model.lines : null
            reuseItems: true

            T.ScrollBar.vertical: Bar {
            }
            delegate: Item {
                id: row

                required property string words
                required property string time
                required property int kind

                height: kind === LineListModel.Thought || words === "" ? 0 : text.height + Theme.s3
                visible: height > 0
                width: lines.width

                Words {
                    id: text

                    look: Theme.readBack
                    text: row.words
                    width: Math.min(parent.width - Theme.pageInset * 2, look.size * 36)
                    x: Theme.pageInset
                    y: Theme.s2
                }
            }
        }
    }
}
