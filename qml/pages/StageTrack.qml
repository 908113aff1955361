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
    readonly property real column: (inner - Theme.sizeTouchMin) / Math.max(1, model.stageCount)
    readonly property real centre: Theme.body.line + Theme.s2 + Theme.sizeCheckboxVisual * 0.4
    readonly property bool across: column >= Math.max(Theme.body.size * 8, model.longestTitle * Theme.bodyStrong.size * 0.66)

    Accessible.name: qsTr("Journey, %1").arg(model.whole)
    Accessible.role: Accessible.Grouping
    implicitHeight: stages.height + (across ? 0 : add.height) + Theme.s3 * 2

    signal added

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

    // Where the line ends, it can go on.
    Rectangle {
        color: Theme.lineStrong
        height: Theme.edgeHairline
        visible: track.across
        width: add.x - x
        x: stages.x + track.column * (track.model.stageCount - 1) + Theme.sizeCheckboxVisual * 0.8
        y: stages.y + track.centre
    }

    QuietButton {
        id: add

        Accessible.name: qsTr("Add a stage")
        iconName: "plus"
        leftPadding: track.across ? Theme.s2 : 0
        text: track.across ? "" : qsTr("Add a stage")
        x: track.across ? track.width - Theme.pageInset - width : Theme.pageInset
        y: stages.y + (track.across ? track.centre - height / 2 : stages.height)

        onClicked: track.added()
    }

    function step(index: int) {
        const next = Math.max(0, Math.min(model.stageCount - 1, index));
        model.chooseStage(next);
        dots.itemAt(next).forceActiveFocus(Qt.TabFocusReason);
    }
}
