import QtQuick

/// One step of the type scale: a font and the height of its lines, in pixels.
QtObject {
    required property string family
    required property real size
    required property real line
    required property int weight
    required property real tracking
    readonly property font font: Qt.font({
            "family": family,
            "pixelSize": Math.round(size),
            "weight": weight,
            "letterSpacing": tracking * size
        })
    readonly property font italicFont: Qt.font({
            "family": family,
            "pixelSize": Math.round(size),
            "weight": weight,
            "letterSpacing": tracking * size,
            "italic": true
        })
}
