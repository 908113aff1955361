pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// What the thumb reaches: in whose voice, undo, the moment, and the last six tags in an order that
/// stays. Paused, it is dim, and still works.
Rectangle {
    id: dock

    required property CaptureModel model
    required property real inset
    required property bool folded
    property bool sheetOpen: false
    /// What the side panel has room for elsewhere is in the sheet too.
    property bool leadsToTools: false
    /// There is height for a second row of tags.
    property bool lavish: true
    readonly property real room: width - inset * 2
    readonly property bool wide: width >= Theme.twoPaneWidth * Theme.textScale
    readonly property bool oneRow: folded && wide
    /// The voices alone fill the first row; undo and the moment move to the second.
    readonly property bool tight: !oneRow && room < voices.implicitRow + Theme.sizeButton * 2 + Theme.s2 * 4
    readonly property bool beside: !oneRow && !tight
    /// Beside the voices there is room for the moment's sign alone.
    readonly property bool momentUp: tight && room >= voices.implicitRow + Theme.sizeButton + Theme.s3
    /// Where the voices fill a row, tags have two, unless a keyboard needs the room.
    readonly property int tagRows: tight && lavish && !folded && !sheetOpen ? 2 : 1

    signal moreToggled

    color: Theme.surfaceSunken
    implicitHeight: second.y + second.height + Theme.s2

    Hairline {
        anchors.left: parent.left
        anchors.right: parent.right
    }

    Item {
        id: first

        height: Math.max(voices.height, moment.visible ? moment.height : 0)
        opacity: dock.model.paused ? 0.6 : 1
        width: dock.oneRow ? voices.width : dock.room
        x: dock.inset
        y: Theme.s2

        Segmented {
            id: voices

            about: qsTr("This line")
            anchors.verticalCenter: parent.verticalCenter
            available: dock.room
            current: dock.model.kind
            height: implicitHeight
            icons: ["said", "saw", "thought"]
            options: [qsTr("Said"), qsTr("Saw"), qsTr("Thought")]
            width: implicitWidth

            onChosen: index => dock.model.kind = index
        }

        SecondaryButton {
            id: undo

            Accessible.name: qsTr("Undo")
            anchors.verticalCenter: parent.verticalCenter
            enabled: dock.model.canUndo
            iconName: "undo"
            text: dock.wide || dock.room > voices.width + moment.width + Theme.sizeButton * 3 ? qsTr("Undo") : ""
            visible: dock.beside
            x: voices.width + Theme.s3

            onClicked: dock.model.undo()
        }

        SecondaryButton {
            id: moment

            Accessible.name: qsTr("Mark moment")
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            height: dock.folded || dock.momentUp ? Theme.sizeButton : Theme.sizeMarkMoment
            iconName: "moment"
            text: dock.folded || dock.momentUp ? "" : qsTr("Mark moment")
            visible: dock.beside || dock.momentUp

            onClicked: dock.model.markMoment()
        }
    }

    Item {
        id: second

        height: Theme.sizeTagButton * dock.tagRows + Theme.s2 * (dock.tagRows - 1)
        width: dock.oneRow ? dock.room - voices.width - Theme.s5 : dock.room
        x: dock.oneRow ? dock.inset + voices.width + Theme.s5 : dock.inset
        y: dock.oneRow ? first.y : first.y + first.height + Theme.s2

        // A button that finds no room waits under More; the last row ends where the others begin.
        Flow {
            height: parent.height
            spacing: Theme.s2
            width: parent.width - (dock.tagRows === 1 ? buttons.width + Theme.s2 : 0)

            Repeater {
                model: dock.model.tagButtons

                TagButton {
                    readonly property bool fits: y < buttons.y || y < second.height && x + width + Theme.s2 <= buttons.x

                    enabled: fits
                    opacity: fits ? 1 : 0
                    waiting: !dock.model.mayTag || dock.model.paused

                    onClicked: dock.model.tag(number)
                }
            }
        }

        Row {
            id: buttons

            anchors.bottom: parent.bottom
            anchors.right: parent.right
            spacing: Theme.s2

            SecondaryButton {
                Accessible.name: qsTr("Undo")
                enabled: dock.model.canUndo
                iconName: "undo"
                visible: dock.tight

                onClicked: dock.model.undo()
            }

            SecondaryButton {
                Accessible.name: dock.sheetOpen ? qsTr("Close all statements") : dock.leadsToTools ? qsTr("All statements and tools") : qsTr("All statements")
                iconName: dock.sheetOpen ? "chevronDown" : "more"

                onClicked: dock.moreToggled()
            }

            SecondaryButton {
                Accessible.name: qsTr("Mark moment")
                iconName: "moment"
                text: dock.oneRow ? qsTr("Mark moment") : ""
                visible: !dock.beside && !dock.momentUp

                onClicked: dock.model.markMoment()
            }
        }
    }
}
