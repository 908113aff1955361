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
    /// From edge to edge, its words begin where the page's do.
    readonly property real inset: radius === 0 ? Theme.pageInset : Theme.s3
    readonly property color ink: tone === Banner.Problem ? Theme.danger : tone === Banner.Good ? Theme.success : tone === Banner.Waiting ? Theme.pending : Theme.link

    color: tone === Banner.Problem ? Theme.dangerSoft : tone === Banner.Good ? Theme.successSoft : tone === Banner.Waiting ? Theme.pendingSoft : Theme.primarySoft
    implicitHeight: inside.implicitHeight + Theme.s3 * 2
    implicitWidth: inside.implicitWidth + inset * 2
    radius: Theme.radiusControl

    Notice {
        id: inside

        anchors.left: parent.left
        anchors.leftMargin: banner.inset
        anchors.right: parent.right
        anchors.rightMargin: banner.inset
        anchors.verticalCenter: parent.verticalCenter
        detail: banner.detail
        iconColor: banner.ink
        iconName: banner.tone === Banner.Good ? "shieldCheck" : banner.tone === Banner.Information ? "info" : "warning"
        look: banner.detail === "" ? Theme.body : Theme.bodyStrong
        text: banner.text
    }
}
