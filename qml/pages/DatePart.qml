import QtQuick
import Candour.Ui

/// One number of a date, with its short name above it.
Field {
    required property string about

    // "Began, day": the short name alone would say too little.
    inputName: about + ", " + label.toLowerCase()
    hints: Qt.ImhPreferNumbers
}
