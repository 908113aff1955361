pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Candour
import Candour.Ui

/// The finished lines, newest at the bottom. It follows the end unless somebody reads further up.
ListView {
    id: notebook

    required property CaptureModel capture
    required property real gutter
    required property real inset
    property bool following: true

    /// A line was opened for writing.
    signal written

    Accessible.name: qsTr("Notebook")
    Accessible.role: Accessible.List
    Keys.onReturnPressed: open(currentIndex)
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    cacheBuffer: 400
    clip: true
    currentIndex: -1
    highlightFollowsCurrentItem: true
    highlightMoveDuration: 0
    model: capture.lines
    keyNavigationEnabled: true
    reuseItems: true
    topMargin: Theme.s2
    verticalLayoutDirection: ListView.TopToBottom

    T.ScrollBar.vertical: Bar {
    }
    delegate: NoteLine {
        current: notebook.activeFocus && notebook.currentIndex === index
        gutter: notebook.gutter
        inset: notebook.inset
        open: notebook.capture.lines.openRow === index
        width: notebook.width

        onClicked: notebook.open(index)
        onWeighed: (voice, more) => notebook.capture.weigh(index, voice, more)
    }

    Component.onCompleted: positionViewAtEnd()
    onActiveFocusChanged: if (activeFocus && currentIndex < 0)
        currentIndex = count - 1
    onContentHeightChanged: follow()
    onCountChanged: follow()
    onHeightChanged: follow()
    onMovementEnded: following = atYEnd

    function follow() {
        if (following)
            settle.restart();
    }

    function open(row: int) {
        notebook.capture.reopen(row);
        notebook.written();
    }

    // After the layout that asked for it, or the view would lay out inside its own layout.
    Timer {
        id: settle

        interval: 0

        onTriggered: notebook.positionViewAtEnd()
    }
}
