import QtQuick
import Candour
import Candour.Ui

/// One kind of thing that writes on a sheet. Its points go to the model as they come.
PointHandler {
    id: pointer

    required property InkModel model
    required property InkPad pad
    /// It knows no pressure.
    property bool flat: false
    /// The other end of a pen: it rubs out, whatever was chosen.
    property bool rubs: false
    readonly property real weight: flat ? 0.5 : point.pressure

    target: null

    onActiveChanged: active ? come() : lift()
    onPointChanged: if (active)
        model.extend(point.position.x / pad.share, point.position.y / pad.share, weight)

    function come() {
        if (rubs)
            model.rubbing = true;
        model.begin(point.position.x / pad.share, point.position.y / pad.share, weight, pad.width, pad.height);
    }

    function lift() {
        model.end();
        if (rubs)
            model.rubbing = false;
    }
}
