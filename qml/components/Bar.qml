import QtQuick
import QtQuick.Templates as T
import Candour.Ui

/// Where one is in something long. It moves with the finger and never by itself.
T.ScrollBar {
    id: bar

    Accessible.ignored: true
    implicitWidth: Theme.s2
    padding: 2
    visible: size < 1

    contentItem: Rectangle {
        color: Theme.lineStrong
        radius: width / 2
    }
}
