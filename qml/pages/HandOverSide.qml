pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// Beside review: the day's work, counted. Beside sending: why nothing is removed on trust. What can
/// be done without a network, or what was checked, stands at the foot.
Item {
    id: side

    required property HandOverModel model
    readonly property bool review: model.step === HandOverModel.Review
    property real topPadding: 0
    property real bottomPadding: 0

    implicitHeight: topPadding + top.height + Theme.s4 + (terms.visible ? terms.height + Theme.s4 : 0) + foot.height + bottomPadding

    Column {
        id: top

        spacing: Theme.s1
        width: parent.width
        y: side.topPadding

        Words {
            color: Theme.textTertiary
            look: Theme.overline
            text: side.review ? qsTr("Today’s work") : qsTr("Kept until proved")
            width: parent.width
        }

        Item {
            Accessible.name: qsTr("%1 records only on this tablet").arg(side.model.onlyHere)
            Accessible.role: Accessible.StaticText
            height: Math.max(number.height, words.height)
            visible: side.review
            width: parent.width

            Words {
                id: number

                Accessible.ignored: true
                look: Theme.display
                text: side.model.onlyHere
                wrapMode: Text.NoWrap
            }

            Words {
                id: words

                Accessible.ignored: true
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("records on this tablet only")
                width: parent.width - x
                x: number.width + Theme.s3
            }
        }

        Repeater {
            model: side.review ? side.model.counts : null

            Item {
                id: row

                required property string label
                required property string value

                Accessible.name: label + ", " + value
                Accessible.role: Accessible.StaticText
                height: what.height + Theme.s2 * 2
                width: side.width

                Hairline {
                    width: parent.width
                }

                Words {
                    id: what

                    Accessible.ignored: true
                    color: Theme.textSecondary
                    text: row.label
                    width: row.width - worth.width - Theme.s2
                    y: Theme.s2
                }

                TimeWords {
                    id: worth

                    Accessible.ignored: true
                    anchors.right: parent.right
                    color: Theme.text
                    look: Theme.bodyStrong
                    text: row.value
                    y: Theme.s2
                }
            }
        }

        Words {
            text: qsTr("Each record stays here until the central store signs for it. Nothing is removed on trust.")
            visible: !side.review
            width: parent.width
        }
    }

    // Before it goes, or goes on, it can be given more time or less.
    HandOverTerms {
        id: terms

        metered: side.model.metered
        overMetered: side.model.overMetered
        time: side.model.time
        times: side.model.times
        visible: side.review || !side.model.running
        width: parent.width
        y: top.y + top.height + Theme.s4

        onOverMeteredChosen: everything => side.model.chooseOverMetered(everything)
        onTimeChosen: index => side.model.chooseTime(index)
    }

    Column {
        id: foot

        anchors.bottom: parent.bottom
        anchors.bottomMargin: side.bottomPadding
        spacing: Theme.s2
        width: parent.width

        Rectangle {
            border.color: Theme.line
            border.width: Theme.edgeHairline
            color: Theme.surface
            height: checked.height + Theme.s3 * 2
            radius: Theme.radiusControl
            visible: !side.review && side.model.checked !== ""
            width: parent.width

            Notice {
                id: checked

                iconColor: Theme.success
                iconName: "shieldCheck"
                text: side.model.checked
                width: parent.width - Theme.s4 * 2
                x: Theme.s4
                y: Theme.s3
            }
        }

        Banner {
            text: qsTr("No network tonight? Copy out one sealed file, which only the store can open.")
            visible: side.review && side.model.mayCopyOut
            width: parent.width
        }

        SecondaryButton {
            iconName: "saveCopy"
            text: qsTr("Copy out")
            visible: side.review && side.model.mayCopyOut
            width: parent.width

            onClicked: side.model.copyOut()
        }

        Words {
            color: Theme.textSecondary
            text: side.model.copiedOut
            visible: side.review && text !== ""
            width: parent.width
        }
    }
}
