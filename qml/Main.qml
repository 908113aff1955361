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
    required property SafeguardingModel safeguarding
    required property WithdrawalModel withdrawal
    required property SettingsModel settings
    required property FormModel form
    required property CasesModel cases
    required property JourneyModel journey
    required property DocumentsModel documents
    required property AttachmentsModel attachments
    required property InkModel ink
    required property NameModel name

    readonly property bool landscape: width > height
    readonly property real keyboard: shell.keyboardInset
    /// While somebody writes and room is short, only the page is shown.
    readonly property bool folded: shell.page === ShellModel.Capture && (keyboard > 0 || height < (landscape ? Theme.fullHeight : Theme.framedHeight) * Theme.textScale)
    readonly property bool framed: shell.open && !folded
    /// Something lies over everything: a screen reader finds nothing behind it either.
    readonly property bool veiled: clock.covering || shield.covering
    property bool discreet: false
    property bool phoneCard: false
    /// A card lifts above the page, which then takes no key and no tap.
    readonly property bool covered: shell.lockAsked || phoneCard
    readonly property bool alerted: shell.strip.alert !== ""

    color: Theme.canvas
    contentItem.transform: Scale {
        origin.x: window.width / 2
        xScale: Theme.rightward ? -1 : 1
    }
    height: 800
    minimumHeight: 480
    minimumWidth: 480
    title: shell.open && !shell.shielded && !discreet && shell.strip.council !== "" ? qsTr("Candour, %1").arg(shell.strip.council) : qsTr("Candour")
    visible: true
    width: 1280

    // Whoever looks away leaves no name on the screen.
    onActiveChanged: if (!active)
        name.hide()

    Binding {
        property: "dark"
        restoreMode: Binding.RestoreNone
        target: Theme
        value: window.shell.dark
    }

    Binding {
        property: "rightward"
        restoreMode: Binding.RestoreNone
        target: Theme
        value: Application.layoutDirection === Qt.RightToLeft
    }

    Binding {
        property: "textScale"
        restoreMode: Binding.RestoreNone
        target: Theme
        value: window.shell.textScale
    }

    Connections {
        function onPageChanged() {
            window.phoneCard = false;
        }

        target: window.shell
    }

    HelpTopics {
        id: helpTopics
    }

    HelpKeys {
        id: helpKeys
    }

    StatusStrip {
        id: strip

        anchors.left: parent.left
        anchors.right: parent.right
        closed: !window.shell.open
        connecting: window.shell.page === ShellModel.Enrol
        closedText: window.shell.page === ShellModel.Enrol ? "Candour" : qsTr("Locked")
        height: window.folded ? 0 : implicitHeight
        logoRoom: rail.visible ? rail.width : Theme.sizeRail
        strip: window.shell.strip
        visible: !window.folded && !window.veiled
    }

    Rail {
        id: rail

        anchors.bottom: parent.bottom
        anchors.bottomMargin: window.keyboard
        anchors.left: parent.left
        anchors.top: strip.bottom
        enabled: !window.covered
        shell: window.shell
        visible: window.framed && window.landscape && !window.veiled
        width: window.framed && window.landscape ? implicitWidth : 0
    }

    BottomBar {
        id: bar

        anchors.bottom: parent.bottom
        anchors.bottomMargin: window.keyboard
        anchors.left: parent.left
        anchors.right: parent.right
        enabled: !window.covered
        height: window.framed && !window.landscape ? implicitHeight : 0
        shell: window.shell
        visible: window.framed && !window.landscape && !window.veiled
    }

    SafeguardButton {
        alerted: window.alerted
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageInset
        anchors.top: strip.bottom
        anchors.topMargin: ((window.folded ? Theme.sizeButtonPrimary : Theme.sizeHeader) - height) / 2
        current: window.shell.page === ShellModel.Safeguarding
        enabled: !window.covered
        visible: window.shell.open && !rail.visible && !window.veiled
        z: 1

        onClicked: window.shell.go(ShellModel.Safeguarding)
    }

    Sheet {
        anchors.bottom: bar.top
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: strip.bottom
        enabled: !window.covered && !window.form.open && !window.attachments.open
        rounded: rail.visible
        visible: window.shell.open && !window.veiled

        Repeater {
            model: window.shell.page === ShellModel.Today ? 1 : 0

            TodayPage {
                anchors.fill: parent
                model: window.today

                Component.onCompleted: window.today.onlyMine = !window.landscape || Theme.textScale >= 1.5
                onCasesOpened: window.shell.go(ShellModel.Cases)
                onHandOver: window.shell.go(ShellModel.HandOver)
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Capture ? 1 : 0

            CapturePage {
                anchors.fill: parent
                closing: window.closing
                folded: window.folded
                ink: window.ink
                model: window.capture
                people: window.people
                strip: window.shell.strip

                onAgreementOpened: window.shell.go(ShellModel.Agreement)
                onAttachmentsOpened: window.attachments.turnTo(window.capture.session, window.capture.title)
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

                onAgain: window.shell.again()
                onTurned: page => window.shell.go(page)
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Huddle ? 1 : 0

            HuddlePage {
                anchors.fill: parent
                model: window.huddle

                onAgain: window.shell.again()
                onTurned: page => window.shell.go(page)
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Rating ? 1 : 0

            RatingPage {
                anchors.fill: parent
                model: window.rating

                onAgain: window.shell.again()
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
            model: window.shell.page === ShellModel.Cases ? 1 : 0

            CasesPage {
                anchors.fill: parent
                form: window.form
                model: window.cases
                name: window.name

                onAgain: window.shell.again()
                onDocumentsOpened: window.shell.go(ShellModel.Documents)
                onHandOver: window.shell.go(ShellModel.HandOver)
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Safeguarding ? 1 : 0

            SafeguardingPage {
                anchors.fill: parent
                backName: window.shell.backName
                model: window.safeguarding

                onCardOpened: window.phoneCard = true
                onDeparted: window.shell.back()
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Case ? 1 : 0

            CasePage {
                anchors.fill: parent
                backName: window.shell.backName
                form: window.form
                model: window.journey
                name: window.name

                onAttachmentsOpened: window.attachments.turnTo(window.journey.id, window.journey.title)
                onDeparted: window.shell.back()
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Withdrawal ? 1 : 0

            WithdrawalPage {
                anchors.fill: parent
                backName: window.shell.backName
                model: window.withdrawal

                onDeparted: window.shell.back()
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Documents ? 1 : 0

            DocumentsPage {
                anchors.fill: parent
                backName: window.shell.backName
                form: window.form
                model: window.documents

                onAttachmentsOpened: window.attachments.turnTo(window.documents.paperId, window.documents.paperTitle)
                onDeparted: window.shell.back()
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Settings ? 1 : 0

            SettingsPage {
                anchors.fill: parent
                backName: window.shell.backName
                model: window.settings

                onDeparted: window.shell.back()
                onHelpOpened: window.shell.go(ShellModel.Help)
            }
        }

        Repeater {
            model: window.shell.page === ShellModel.Help ? 1 : 0

            HelpPage {
                anchors.fill: parent
                all: helpTopics
                backName: window.shell.backName
                every: helpKeys

                onDeparted: window.shell.back()
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

    Sheet {
        anchors.bottom: bar.top
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: strip.bottom
        rounded: rail.visible
        visible: window.shell.open && window.form.open && !window.veiled

        Repeater {
            model: window.form.open ? 1 : 0

            FormSheet {
                anchors.fill: parent
                model: window.form
            }
        }
    }

    Sheet {
        anchors.bottom: bar.top
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: strip.bottom
        rounded: rail.visible
        visible: window.shell.open && window.attachments.open

        Repeater {
            model: window.attachments.open ? 1 : 0

            AttachmentsSheet {
                anchors.fill: parent
                model: window.attachments
            }
        }
    }

    NameCard {
        anchors.bottom: bar.top
        anchors.left: rail.right
        anchors.margins: Theme.s4
        anchors.right: parent.right
        model: window.name
        visible: window.shell.open && window.name.open && !window.veiled
    }

    StandingNotice {
        anchors.bottom: bar.top
        anchors.left: rail.right
        anchors.margins: Theme.s4
        anchors.right: parent.right
        text: window.shell.notice
        visible: text !== "" && window.shell.open && window.shell.page !== ShellModel.Capture && !window.veiled

        onDismissed: window.shell.dismissNotice()
    }

    Item {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: window.keyboard
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: strip.bottom
        visible: !window.shell.open && !window.veiled

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
                connected: window.shell.strip.connected
                model: window.enrol
            }
        }
    }

    Repeater {
        model: window.phoneCard && !window.shell.lockAsked && !window.veiled ? 1 : 0

        PhoneCard {
            anchors.fill: parent
            model: window.safeguarding
            z: 2

            onDismissed: window.phoneCard = false
        }
    }

    Repeater {
        model: window.shell.lockAsked && !window.veiled ? 1 : 0

        LockQuestion {
            anchors.fill: parent
            model: window.safeguarding
            z: 2

            onDismissed: window.shell.stayOpen()
            onLocked: window.shell.lockNow()
            onTold: window.tell()
        }
    }

    Repeater {
        model: window.shell.keysShown && !window.veiled ? 1 : 0

        KeyCard {
            anchors.centerIn: parent
            map: helpKeys
            z: 2
        }
    }

    DiscreetClock {
        id: clock

        anchors.fill: parent
        clock: window.shell.strip.clock
        visible: window.discreet
        z: 3

        onDismissed: window.discreet = false
    }

    Shield {
        id: shield

        anchors.fill: parent
        visible: window.shell.shielded
        z: 4

        onDismissed: window.shell.liftShield()
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

    Shortcut {
        // In a text the question mark is a sign like any other.
        sequences: ["F1", "?"]

        onActivated: window.shell.go(ShellModel.Help)
    }

    Shortcut {
        sequence: "Ctrl+Shift+S"

        onActivated: window.shell.go(ShellModel.Safeguarding)
    }

    function tell() {
        shell.stayOpen();
        shell.go(ShellModel.Safeguarding);
        safeguarding.beginTelling();
    }
}
