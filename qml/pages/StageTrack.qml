pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The journey as a line: a dot for each stage, and on the line before it how long the person waited.
/// Across while every title has its column, else downwards. Arrow keys move along it.
FocusScope {
    id: track

    required property JourneyModel model
    readonly property real inner: width - Theme.pageInset * 2
    readonly property real column: inner / Math.max(1, model.stageCount)
    readonly property bool across: column >= Math.max(Theme.body.size * 8, model.longestTitle * Theme.bodyStrong.size * 0.66)

    Accessible.name: qsTr("Journey, %1").arg(model.whole)
    Accessible.role: Accessible.Grouping
    implicitHeight: stages.height + Theme.s3 * 2

    Grid {
        id: stages

        columns: track.across ? Math.max(1, track.model.stageCount) : 1
        x: Theme.pageInset
        y: Theme.s3

        Repeater {
            id: dots

            model: track.model.stages

            StageDot {
                across: track.across
                chosen: track.model.stage === index
                last: index === track.model.stageCount - 1
                width: track.across ? track.column : track.inner

                Keys.onDownPressed: track.step(index + 1)
                Keys.onLeftPressed: track.step(index - Theme.onward)
                Keys.onRightPressed: track.step(index + Theme.onward)
                Keys.onUpPressed: track.step(index - 1)
                onClicked: track.model.chooseStage(index)
            }
        }
    }

    function step(index: int) {
        const next = Math.max(0, Math.min(model.stageCount - 1, index));
        model.chooseStage(next);
        dots.itemAt(next).forceActiveFocus(Qt.TabFocusReason);
    }
}
