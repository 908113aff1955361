import QtQuick
import Candour.Ui

/// A shortcut, by its name in the map of keys.
Shortcut {
    required property string name
    /// In a row of keys, which of them.
    property int digit: 0

    sequences: KeyMap.sequences(name, digit)
}
