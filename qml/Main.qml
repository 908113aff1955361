pragma ComponentBehavior: Bound

import QtQuick
import QtQml.Models
import Candour
import Candour.Ui

/// The window: one page at a time inside one frame. It decides nothing; the models do.
Window {
    id: window

    required property ShellModel shell
    required property UnlockModel unlock
    required property EnrolModel enrol
    required property TodayModel today
    required property CaptureModel capture
    required property PeopleModel people
    required property ClosingModel closing
    required property AgreementModel agreement
    required property ReviewModel review
    required property CoverageModel coverage
    required property HuddleModel huddle
    required property RatingModel rating
    required property SearchModel search
    required property HandOverModel handOver
    required property ConflictModel conflict

    readonly property bool landscape: width > height
    readonly property real keyboard: shell.keyboardInset
    /// While somebody writes and room is short, only the page is shown.
    readonly property bool folded: shell.page === ShellModel.Capture && (keyboard > 0 || height < Theme.fullHeight * Theme.textScale)
    readonly property bool framed: shell.open && !folded
    property bool discreet: false

    color: Theme.canvas
    height: 800
    minimumHeight: 480
    minimumWidth: 480
    title: shell.open && shell.strip.council !== "" ? qsTr("Candour, %1").arg(shell.strip.council) : qsTr("Candour")
    visible: true
    width: 1280

    Binding {
        property: "dark"
        target: Theme
        value: window.shell.dark
    }

    Binding {
        property: "textScale"
        target: Theme
        value: window.shell.textScale
    }

    StatusStrip {
        id: strip

        anchors.left: parent.left
        anchors.right: parent.right
        closed: !window.shell.open
        closedIcon: window.shell.page === ShellModel.Enrol ? "tablet" : "lock"
        closedText: window.shell.page === ShellModel.Enrol ? "Candour" : qsTr("Locked")
        height: window.folded ? 0 : implicitHeight
        logoRoom: rail.visible ? rail.width : Theme.sizeRail
        strip: window.shell.strip
        visible: !window.folded
    }

    Rail {
        id: rail

        anchors.bottom: parent.bottom
        anchors.bottomMargin: window.keyboard
        anchors.left: parent.left
        anchors.top: strip.bottom
        shell: window.shell
        visible: window.framed && window.landscape
        width: visible ? implicitWidth : 0
    }

    BottomBar {
        id: bar

        anchors.bottom: parent.bottom
        anchors.bottomMargin: window.keyboard
        anchors.left: parent.left
        anchors.right: parent.right
        height: visible ? implicitHeight : 0
        shell: window.shell
        visible: window.framed && !window.landscape
    }

    Sheet {
        anchors.bottom: bar.top
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: strip.bottom
        rounded: rail.visible
        visible: window.shell.open

        Repeater {
            model: window.shell.page === ShellModel.Today ? 1 : 0

            TodayPage {
                anchors.fill: parent
                model: window.today

                Component.onCompleted: window.today.onlyMine = !window.landscape || Theme.textScale >= 1.5
                onHandOver: window.shell.go(ShellModel.HandOver)
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Capture ? 1 : 0

            CapturePage {
                anchors.fill: parent
                closing: window.closing
                folded: window.folded
                model: window.capture
                people: window.people
                strip: window.shell.strip

                onAgreementOpened: window.shell.go(ShellModel.Agreement)
                onDiscreet: window.discreet = true
                onDeparted: window.shell.go(ShellModel.Today)
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Agreement ? 1 : 0

            AgreementPage {
                anchors.fill: parent
                backName: window.shell.backName
                model: window.agreement

                onDeparted: window.shell.back()
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Review ? 1 : 0

            ReviewPage {
                anchors.fill: parent
                model: window.review
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Coverage ? 1 : 0

            CoveragePage {
                anchors.fill: parent
                model: window.coverage

                onTurned: page => window.shell.go(page)
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Huddle ? 1 : 0

            HuddlePage {
                anchors.fill: parent
                model: window.huddle

                onTurned: page => window.shell.go(page)
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Rating ? 1 : 0

            RatingPage {
                anchors.fill: parent
                model: window.rating

                onTurned: page => window.shell.go(page)
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Search ? 1 : 0

            SearchPage {
                anchors.fill: parent
                model: window.search
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.HandOver ? 1 : 0

            HandOverPage {
                anchors.fill: parent
                model: window.handOver

                onLocked: window.shell.lock()
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Conflict ? 1 : 0

            ConflictPage {
                anchors.fill: parent
                model: window.conflict

                onDeparted: window.shell.go(ShellModel.HandOver)
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.More ? 1 : 0

            MorePage {
                anchors.fill: parent
                shell: window.shell
            }
        }
    }

    StandingNotice {
        anchors.bottom: bar.top
        anchors.left: rail.right
        anchors.margins: Theme.s4
        anchors.right: parent.right
        text: window.shell.notice
        visible: text !== "" && window.shell.open && window.shell.page !== ShellModel.Capture

        onDismissed: window.shell.dismissNotice()
    }

    Item {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: window.keyboard
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: strip.bottom
        visible: !window.shell.open

        Repeater {
            model: window.shell.page === ShellModel.Unlock ? 1 : 0

            UnlockPage {
                anchors.fill: parent
                model: window.unlock
                urgent: window.shell.strip.urgent
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Enrol ? 1 : 0

            EnrolPage {
                anchors.fill: parent
                model: window.enrol
            }
        }
    }

    DiscreetClock {
        anchors.fill: parent
        clock: window.shell.strip.clock
        visible: window.discreet

        onDismissed: window.discreet = false
    }

    Instantiator {
        model: window.shell.places

        Shortcut {
            required property int page
            required property string keys

            sequence: keys

            onActivated: window.shell.go(page)
        }
    }

    Shortcut {
        sequence: "Ctrl+K"

        onActivated: window.shell.go(ShellModel.Search)
    }

    Shortcut {
        sequence: "Ctrl+L"

        onActivated: window.shell.lock()
    }
}
