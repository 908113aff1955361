pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Candour
import Candour.Ui

/// A list that may be long, found by a word. Only the rows that are seen are made.
Item {
    id: list

    required property DocumentsModel model

    signal chosen(string type, string id)

    Field {
        id: find

        label: qsTr("Find by a word")
        visible: list.model.ready
        width: parent.width - Theme.pageInset * 2
        x: Theme.pageInset
        y: Theme.s3

        Component.onCompleted: text = list.model.filter
        onEdited: list.model.filter = text
    }

    Hairline {
        id: rule

        width: parent.width
        y: find.y + find.height + Theme.s3
    }

    Words {
        anchors.top: rule.bottom
        anchors.topMargin: Theme.s4
        color: Theme.textSecondary
        look: Theme.subheading
        text: list.model.ready ? list.model.nothing : ""
        visible: text !== ""
        width: find.width
        x: Theme.pageInset
    }

    ListView {
        id: view

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: rule.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        // Rows differ in height; making a few more keeps Tab going.
        cacheBuffer: Math.max(0, height)
        model: list.model.rows

        T.ScrollBar.vertical: Bar {
        }
        delegate: EntryTile {
            required property int index

            width: ListView.view.width

            onActiveFocusChanged: if (activeFocus)
                ListView.view.positionViewAtIndex(index, ListView.Contain)
            onClicked: list.chosen(type, id)
        }
    }
}
