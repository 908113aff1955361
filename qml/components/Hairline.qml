import QtQuick
import QtQuick.Layouts
import Candour.Ui

/// What parts sections: one pixel, across.
Rectangle {
    Layout.fillWidth: true
    color: Theme.line
    implicitHeight: Theme.edgeHairline
}
