import QtQuick
import Candour.Ui

/// A sentence that stays: information, good news, waiting or a problem.
Rectangle {
    id: banner

    enum Tone {
        Information,
        Good,
        Waiting,
        Problem
    }

    required property string text
    property string detail: ""
    property int tone: Banner.Information
    readonly property color ink: tone === Banner.Problem ? Theme.danger : tone === Banner.Good ? Theme.success : tone === Banner.Waiting ? Theme.pending : Theme.link

    color: tone === Banner.Problem ? Theme.dangerSoft : tone === Banner.Good ? Theme.successSoft : tone === Banner.Waiting ? Theme.pendingSoft : Theme.primarySoft
    implicitHeight: inside.implicitHeight + Theme.s3 * 2
    implicitWidth: inside.implicitWidth + Theme.s3 * 2
    radius: Theme.radiusControl

    Notice {
        id: inside

        anchors.left: parent.left
        anchors.leftMargin: Theme.s3
        anchors.right: parent.right
        anchors.rightMargin: Theme.s3
        anchors.verticalCenter: parent.verticalCenter
        detail: banner.detail
        iconColor: banner.ink
        iconName: banner.tone === Banner.Good ? "shieldCheck" : banner.tone === Banner.Information ? "info" : "warning"
        look: banner.detail === "" ? Theme.body : Theme.bodyStrong
        text: banner.text
    }
}
