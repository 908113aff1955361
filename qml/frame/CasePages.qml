pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// Tracked cases, and what keeps people safe: one page of them at a time, made when it is opened.
Item {
    id: pages

    required property ShellModel shell
    required property CasesModel cases
    required property JourneyModel journey
    required property DocumentsModel documents
    required property WithdrawalModel withdrawal
    required property SafeguardingModel safeguarding
    required property AttachmentsModel attachments
    required property FormModel form
    required property NameModel name

    signal cardOpened

    Repeater {
        model: pages.shell.page === ShellModel.Cases ? 1 : 0

        CasesPage {
            anchors.fill: parent
            form: pages.form
            model: pages.cases
            name: pages.name

            onAgain: pages.shell.again()
            onDocumentsOpened: pages.shell.go(ShellModel.Documents)
            onHandOver: pages.shell.go(ShellModel.HandOver)
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.Case ? 1 : 0

        CasePage {
            anchors.fill: parent
            backName: pages.shell.backName
            form: pages.form
            model: pages.journey
            name: pages.name

            onAttachmentsOpened: pages.attachments.turnTo(pages.journey.id, pages.journey.title)
            onDeparted: pages.shell.back()
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.Documents ? 1 : 0

        DocumentsPage {
            anchors.fill: parent
            backName: pages.shell.backName
            form: pages.form
            model: pages.documents

            onAttachmentsOpened: pages.attachments.turnTo(pages.documents.paperId, pages.documents.paperTitle)
            onDeparted: pages.shell.back()
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.Withdrawal ? 1 : 0

        WithdrawalPage {
            anchors.fill: parent
            backName: pages.shell.backName
            model: pages.withdrawal

            onDeparted: pages.shell.back()
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.Safeguarding ? 1 : 0

        SafeguardingPage {
            anchors.fill: parent
            backName: pages.shell.backName
            model: pages.safeguarding

            onCardOpened: pages.cardOpened()
            onDeparted: pages.shell.back()
        }
    }
}
