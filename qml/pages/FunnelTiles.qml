pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// From the council's list to those we speak with: three numbers in a row, or one under the other.
Rectangle {
    id: funnel

    required property CasesModel model
    readonly property bool stacked: width < Theme.sizeSidePanel * 2.4
    readonly property real inner: width - Theme.s4 * 2
    readonly property real figure: Theme.display.size * 1.4

    border.color: Theme.line
    border.width: Theme.edgeHairline
    color: Theme.surfaceTile
    implicitHeight: grid.height + Theme.s3 * 2
    radius: Theme.radiusCard

    Grid {
        id: grid

        columns: funnel.stacked ? 1 : 3
        rowSpacing: Theme.s3
        x: Theme.s4
        y: Theme.s3

        Repeater {
            model: funnel.model.funnel

            Item {
                id: step

                required property int index
                required property int count
                required property string words
                required property string detail
                required property bool lacking
                readonly property real indent: index > 0 && !funnel.stacked ? Theme.sizeIconSmall + Theme.s3 : 0

                Accessible.name: qsTr("%1 %2. %3").arg(count).arg(words).arg(detail)
                Accessible.role: Accessible.StaticText
                height: Math.max(number.height, said.height)
                width: funnel.stacked ? funnel.inner : funnel.inner / 3

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.textTertiary
                    name: "chevronRight"
                    size: Theme.sizeIconSmall
                    visible: step.indent > 0
                }

                Words {
                    id: number

                    Accessible.ignored: true
                    anchors.verticalCenter: parent.verticalCenter
                    look: Theme.display
                    text: step.count
                    x: step.indent
                }

                Column {
                    id: said

                    anchors.verticalCenter: parent.verticalCenter
                    width: step.width - x - Theme.s3
                    x: step.indent + (funnel.stacked ? funnel.figure : number.implicitWidth) + Theme.s3

                    Words {
                        Accessible.ignored: true
                        look: Theme.bodyStrong
                        text: step.words
                        width: parent.width
                    }

                    Words {
                        Accessible.ignored: true
                        color: step.lacking ? Theme.pending : Theme.textSecondary
                        text: step.detail
                        width: parent.width
                    }
                }
            }
        }
    }
}
