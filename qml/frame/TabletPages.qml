pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// The end of the day, and the tablet itself: one page of them at a time, made when it is opened.
Item {
    id: pages

    required property ShellModel shell
    required property HandOverModel handOver
    required property ConflictModel conflict
    required property FormModel form
    required property SettingsModel settings

    HelpTopics {
        id: helpTopics
    }

    Repeater {
        model: pages.shell.page === ShellModel.HandOver ? 1 : 0

        HandOverPage {
            anchors.fill: parent
            model: pages.handOver

            onLocked: pages.shell.lock()
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.Conflict ? 1 : 0

        ConflictPage {
            anchors.fill: parent
            form: pages.form
            model: pages.conflict

            onDeparted: pages.shell.go(ShellModel.HandOver)
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.Settings ? 1 : 0

        SettingsPage {
            anchors.fill: parent
            backName: pages.shell.backName
            model: pages.settings

            onDeparted: pages.shell.back()
            onHelpOpened: pages.shell.go(ShellModel.Help)
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.Help ? 1 : 0

        HelpPage {
            anchors.fill: parent
            all: helpTopics
            backName: pages.shell.backName

            onDeparted: pages.shell.back()
        }
    }

    Repeater {
        model: pages.shell.page === ShellModel.More ? 1 : 0

        MorePage {
            anchors.fill: parent
            shell: pages.shell
        }
    }
}
