import QtQuick
import Candour.Ui

/// The white sheet that holds a page: its top left corner is round, its right and bottom edges run
/// out of the window.
Item {
    id: sheet

    property bool rounded: true
    default property alias page: inside.data

    clip: true

    Rectangle {
        anchors.bottomMargin: -Theme.radiusSheet
        anchors.fill: parent
        anchors.leftMargin: sheet.rounded ? 0 : -Theme.edgeHairline
        anchors.rightMargin: -Theme.radiusSheet
        border.color: Theme.line
        border.width: Theme.edgeHairline
        color: Theme.surface
        radius: sheet.rounded ? Theme.radiusSheet : 0
    }

    Item {
        id: inside

        anchors.fill: parent
        anchors.leftMargin: sheet.rounded ? Theme.edgeHairline : 0
        anchors.topMargin: Theme.edgeHairline
    }
}
