pragma ComponentBehavior: Bound

import QtQuick
import QtQml.Models
import QtQuick.Layouts
import QtQuick.Templates as T
import Candour
import Candour.Ui

/// The lines of one session, the extracts of a paper or the accounts of a case, and the keys: arrows move by lines and words, Shift extends, 1 to 9
/// tag, N and P go to lines without a tag.
ColumnLayout {
    id: part

    required property ReviewModel model
    /// The panel has taken half the height.
    property bool halved: false
    /// Then the panel has the buttons of the header, too.
    readonly property bool tight: halved && Theme.textScale > 1.4

    spacing: 0

    PageHeader {
        Layout.fillWidth: true
        backName: qsTr("Back to what can be reviewed")
        detail: part.tight ? "" : part.model.detail
        look: part.tight ? Theme.subheading : Theme.heading
        title: part.model.title

        onBack: part.model.close()

        SecondaryButton {
            Accessible.name: qsTr("Undo the last tag")
            iconName: "undo"
            visible: part.model.mayUndo && !part.tight

            onClicked: part.model.undo()
        }

        SecondaryButton {
            text: qsTr("Next without a tag")
            visible: !part.tight

            onClicked: part.model.next(1)
        }
    }

    Rectangle {
        Layout.fillWidth: true
        color: Theme.primarySoft
        implicitHeight: Math.max(all.height, onlyWords.height) + Theme.s1
        visible: part.model.only > 0

        Words {
            id: onlyWords

            anchors.left: parent.left
            anchors.leftMargin: Theme.pageInset
            anchors.right: all.left
            anchors.verticalCenter: parent.verticalCenter
            text: part.model.onlyText
        }

        QuietButton {
            id: all

            anchors.right: parent.right
            anchors.rightMargin: Theme.pageInset
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Show all")

            onClicked: part.model.filter(0)
        }
    }

    ListView {
        id: list

        Accessible.name: qsTr("Lines under review")
        Accessible.role: Accessible.List
        Keys.onDownPressed: part.model.choose(part.model.current + 1)
        Keys.onLeftPressed: event => part.model.step(-Theme.onward, event.modifiers & Qt.ShiftModifier)
        Keys.onRightPressed: event => part.model.step(Theme.onward, event.modifiers & Qt.ShiftModifier)
        Keys.onUpPressed: part.model.choose(Math.max(0, part.model.current - 1))
        Layout.fillHeight: true
        Layout.fillWidth: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        // Rows are whole when they are there, never half made beside the view.
        cacheBuffer: 0
        clip: true
        currentIndex: part.model.current
        highlightFollowsCurrentItem: false
        highlightMoveDuration: 0
        keyNavigationEnabled: false
        model: part.model.lines
        topMargin: Theme.s2

        T.ScrollBar.vertical: Bar {
        }
        delegate: ReviewLine {
            current: part.model.current === index
            focused: list.activeFocus
            model: part.model
            selectLength: current ? part.model.length : 0
            selectStart: current ? part.model.start : 0
            width: list.width

            onClicked: part.model.choose(index)
            onDragged: (from, to) => {
                part.model.select(index, from, to);
                showSelection();
            }
            onTapped: position => {
                part.model.tap(index, position);
                showSelection();
            }
        }

        onHeightChanged: part.reveal()

        Component.onCompleted: {
            forceActiveFocus();
            part.reveal();
        }
    }

    PageFooter {
        Layout.fillWidth: true
        visible: !part.halved
        text: part.model.hint !== "" ? part.model.hint : part.model.beside.active ? qsTr("Up and down choose what to compare with. Esc stops.") : qsTr("1 to 9 tag, N and P go to lines without a tag, Shift and arrows select words.")
    }

    Connections {
        function onPassageChanged() {
            part.reveal();
        }

        target: part.model
    }

    // Once more after the frame in which the rows found their heights.
    Timer {
        id: settled

        interval: 50

        onTriggered: part.show()
    }

    function reveal() {
        show();
        settled.restart();
    }

    function show() {
        if (model.current >= 0)
            list.positionViewAtIndex(model.current, ListView.Contain);
    }

    Instantiator {
        model: 9

        PageKey {
            required property int index

            name: "tag"
            digit: index + 1

            onActivated: part.model.tag(index + 1)
        }
    }

    PageKey {
        name: "next"

        onActivated: part.model.next(1)
    }

    PageKey {
        name: "previous"

        onActivated: part.model.next(-1)
    }

    PageKey {
        name: "compare"

        onActivated: part.model.beside.begin()
    }

    PageKey {
        name: "untag"

        onActivated: part.model.undo()
    }

    PageKey {
        name: "letGo"

        onActivated: part.model.letGo()
    }
}
