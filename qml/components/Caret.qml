import QtQuick
import Candour.Ui

/// The caret: two pixels, steady, in the colour of what can be done.
Rectangle {
    property bool on: true

    color: Theme.primary
    visible: on
    width: 2
}
