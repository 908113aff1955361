import QtQuick
import QtQuick.Templates as T
import Candour.Ui

/// Content that may be taller than its place. Whatever takes the focus comes into view.
Flickable {
    id: scroll

    readonly property Item focused: Window.activeFocusItem
    readonly property int margin: Theme.s3

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentWidth: width
    interactive: contentHeight > height

    T.ScrollBar.vertical: Bar {
    }

    onFocusedChanged: if (focused && scroll.holds(focused))
        scroll.reveal(focused.mapToItem(contentItem, 0, 0).y, focused.height)

    function holds(item: Item): bool {
        return item !== null && item.parent !== null && (item.parent === contentItem || holds(item.parent));
    }

    function reveal(top: real, length: real) {
        const lowest = top + length + margin - height;
        contentY = Math.max(0, Math.min(contentHeight - height, Math.max(Math.min(contentY, top - margin), lowest)));
    }
}
