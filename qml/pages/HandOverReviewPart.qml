pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

Column {
    id: review

    required property HandOverModel model

    Repeater {
        model: review.model.points

        Item {
            id: point

            required property string key
            required property string icon
            required property string title
            required property string detail
            required property string action
            required property string place
            required property bool settled

            implicitHeight: inside.implicitHeight + Theme.s2 * 2
            width: review.width

            Icon {
                id: mark

                color: point.settled ? Theme.success : Theme.pending
                name: point.icon
                x: Theme.pageInset
                y: Theme.s2 + (inside.stacked ? 0 : (inside.height - height) / 2)
            }

            Beside {
                id: inside

                anchors.left: mark.right
                anchors.leftMargin: Theme.s4
                anchors.right: parent.right
                anchors.rightMargin: Theme.pageInset
                anchors.verticalCenter: parent.verticalCenter
                stacked: point.width < Theme.sizeSidePanel * 1.6

                aside: Item {
                    height: inside.stacked && !act.visible ? done.implicitHeight : Theme.sizeButton
                    width: act.visible ? act.width : done.visible ? done.implicitWidth : 0

                    Words {
                        id: done

                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.textSecondary
                        text: qsTr("Nothing to do")
                        visible: point.settled
                    }

                    SecondaryButton {
                        id: act

                        Accessible.name: point.action + ", " + point.title
                        text: point.action
                        visible: point.action !== ""
                        width: implicitWidth

                        onClicked: review.model.act(point.key, point.place)
                    }
                }

                Words {
                    look: Theme.subheading
                    text: point.title
                    width: parent.width
                }

                Words {
                    color: Theme.textSecondary
                    text: point.detail
                    visible: text !== ""
                    width: parent.width
                }
            }

            Hairline {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
    }
}
