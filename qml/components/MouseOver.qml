import QtQuick

/// Whether a mouse is over what holds it. Words let a mouse select them and no finger: a finger that
/// selects would never scroll the page under it.
HoverHandler {
    acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
}
