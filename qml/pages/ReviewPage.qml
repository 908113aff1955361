pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// Review and tag: first what there is to review, then its lines, extracts or accounts with the panel
/// at the right or, in portrait, as a sheet of half the height.
Item {
    id: page

    required property ReviewModel model
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale
    readonly property bool sheet: !roomy && (model.current >= 0 || model.beside.active)

    Repeater {
        model: page.model.open ? 0 : 1

        ReviewChoices {
            anchors.fill: parent
            model: page.model
        }
    }

    Repeater {
        model: page.model.open ? 1 : 0

        GridLayout {
            anchors.fill: parent
            columnSpacing: 0
            columns: page.roomy ? 2 : 1
            rowSpacing: 0

            ReviewLines {
                Layout.fillHeight: true
                Layout.fillWidth: true
                halved: page.sheet
                model: page.model
            }

            // Made when it is shown: icons that are made unseen stay empty.
            Repeater {
                model: page.roomy || page.sheet ? 1 : 0

                ReviewPanel {
                    Layout.fillHeight: page.roomy
                    Layout.fillWidth: !page.roomy
                    Layout.preferredHeight: page.roomy ? -1 : Math.round(page.height / 2)
                    Layout.preferredWidth: page.roomy ? Theme.sizeSidePanel : -1
                    model: page.model
                    sheet: !page.roomy
                }
            }
        }
    }
}
