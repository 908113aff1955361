pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// What is attached to a session, a document or a case, over the page it was opened from. Esc closes it.
FocusScope {
    id: sheet

    required property AttachmentsModel model

    Component.onCompleted: forceActiveFocus(Qt.OtherFocusReason)
    Keys.onEscapePressed: model.leave()

    ColumnLayout {
        anchors.fill: parent
        enabled: !sheet.model.looking
        spacing: 0

        PageHeader {
            Layout.fillWidth: true
            backName: qsTr("Back to %1").arg(sheet.model.title)
            detail: sheet.model.title
            title: qsTr("Photographs and files")

            onBack: sheet.model.leave()
        }

        Scroll {
            id: scroll

            Layout.fillHeight: true
            Layout.fillWidth: true
            contentHeight: body.height

            Column {
                id: body

                bottomPadding: Theme.s5
                width: scroll.width

                PageState {
                    visible: !sheet.model.ready && sheet.model.problem === ""
                    waiting: !sheet.model.ready
                    width: parent.width - Theme.pageInset * 2
                    x: Theme.pageInset
                }

                Column {
                    bottomPadding: Theme.s4
                    spacing: Theme.s3
                    topPadding: Theme.s4
                    visible: sheet.model.ready || sheet.model.problem !== ""
                    width: Math.min(parent.width - Theme.pageInset * 2, Theme.body.size * 45)
                    x: Theme.pageInset

                    Banner {
                        text: sheet.model.problem
                        tone: Banner.Problem
                        visible: text !== ""
                        width: parent.width
                    }

                    AttachNew {
                        model: sheet.model
                        visible: sheet.model.ready
                        width: parent.width
                    }

                    Words {
                        color: Theme.textSecondary
                        text: qsTr("Nothing is attached yet. A file can also be dropped here.")
                        visible: sheet.model.ready && sheet.model.count === 0 && sheet.model.fileName === ""
                        width: parent.width
                    }
                }

                Hairline {
                    visible: sheet.model.count > 0
                    width: parent.width
                }

                Repeater {
                    model: sheet.model.items

                    AttachmentTile {
                        width: body.width

                        onFetched: sheet.model.fetch(index)
                        onLooked: sheet.model.look(index)
                    }
                }
            }
        }
    }

    DropArea {
        anchors.fill: parent
        keys: ["text/uri-list"]

        onDropped: event => sheet.model.choose(event.urls[0])
    }

    Repeater {
        model: sheet.model.looking ? 1 : 0

        PictureView {
            anchors.fill: parent
            model: sheet.model
        }
    }
}
