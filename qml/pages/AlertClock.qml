import QtQuick
import Candour
import Candour.Ui

/// The 24 hours in which somebody has to confirm that they acted.
Rectangle {
    id: card

    required property SafeguardingModel model

    Accessible.name: model.clockText + " " + model.clockDetail
    Accessible.role: Accessible.StaticText
    border.color: Theme.line
    border.width: Theme.edgeHairline
    color: model.overdue ? Theme.pendingSoft : Theme.surface
    implicitHeight: inside.implicitHeight + Theme.s3 * 2
    radius: Theme.radiusControl

    Notice {
        id: inside

        anchors.left: parent.left
        anchors.leftMargin: Theme.s3
        anchors.right: parent.right
        anchors.rightMargin: Theme.s3
        anchors.verticalCenter: parent.verticalCenter
        detail: card.model.clockDetail
        iconColor: card.model.overdue ? Theme.pending : Theme.textSecondary
        iconName: "clock"
        look: Theme.bodyStrong
        text: card.model.clockText
    }
}
