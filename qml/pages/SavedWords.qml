import QtQuick
import Candour
import Candour.Ui

/// "Saved 14:32:07", true only after the commit; or that the words are held here. Never announced
/// while somebody types.
Item {
    id: saved

    required property CaptureModel model
    /// The most it may be wide before it wraps.
    required property real limit
    readonly property bool done: model.savedState === CaptureModel.Saved
    readonly property real gap: Theme.body.size * 0.3
    readonly property real indent: mark.width + Theme.s1 + 2
    /// What the usual words take: kept free from the start, nothing moves when they come.
    readonly property real usual: Math.ceil(indent + word.advanceWidth + gap + time.cell * 6 + colon.advanceWidth * 2)

    Accessible.name: model.savedText
    Accessible.role: Accessible.StaticText
    implicitHeight: sentence.height
    implicitWidth: Math.min(limit, indent + sentence.implicitWidth + (done ? gap + time.width : 0))
    visible: model.savedState !== CaptureModel.NothingYet

    TextMetrics {
        id: word

        font: Theme.body.font
        text: qsTr("Saved")
    }

    TextMetrics {
        id: colon

        font: Theme.body.font
        text: ":"
    }

    Icon {
        id: mark

        anchors.verticalCenter: parent.verticalCenter
        color: saved.done ? Theme.success : Theme.pending
        name: saved.done ? "check" : "warning"
        size: Theme.sizeIconStatus
    }

    Words {
        id: sentence

        Accessible.ignored: true
        anchors.verticalCenter: parent.verticalCenter
        color: saved.done ? Theme.success : Theme.pending
        text: saved.done ? qsTr("Saved") : saved.model.savedText
        width: saved.done ? implicitWidth : Math.max(1, saved.limit - saved.indent)
        x: saved.indent
    }

    TimeWords {
        id: time

        Accessible.ignored: true
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.success
        text: saved.model.savedTime
        visible: saved.done
        x: saved.indent + sentence.width + saved.gap
    }
}
