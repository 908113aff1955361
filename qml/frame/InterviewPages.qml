pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The day, and meeting people: one page of them at a time, made when it is opened.
Item {
    id: pages

    required property ShellModel shell
    required property TodayModel today
    required property CaptureModel capture
    required property PeopleModel people
    required property ClosingModel closing
    required property AgreementModel agreement
    required property AttachmentsModel attachments
    required property InkModel ink
    required property bool folded
    required property bool landscape

    signal discreet

    Repeater {
        model: pages.shell.page === ShellModel.Today ? 1 : 0

        TodayPage {
            anchors.fill: parent
            model: pages.today

            Component.onCompleted: pages.today.onlyMine = !pages.landscape || pages.shell.textScale >= 1.5
            onCasesOpened: pages.shell.go(ShellModel.Cases)
            onHandOver: pages.shell.go(ShellModel.HandOver)
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.Capture ? 1 : 0

        CapturePage {
            anchors.fill: parent
            closing: pages.closing
            folded: pages.folded
            ink: pages.ink
            model: pages.capture
            people: pages.people
            strip: pages.shell.strip

            onAgreementOpened: pages.shell.go(ShellModel.Agreement)
            onAttachmentsOpened: pages.attachments.turnTo(pages.capture.session, pages.capture.title)
            onDiscreet: pages.discreet()
            onSavedAsked: pages.shell.say(pages.capture.savedText)
            onDeparted: pages.shell.go(ShellModel.Today)
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.Agreement ? 1 : 0

        AgreementPage {
            anchors.fill: parent
            backName: pages.shell.backName
            model: pages.agreement

            onDeparted: pages.shell.back()
        }
    }
}
