pragma ComponentBehavior: Bound

import QtQuick
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
    required property CopyOutModel copyOut
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

    Announcer {
        id: announcer

        Accessible.ignored: text === ""
        Accessible.name: text
        Accessible.role: Accessible.Notification
    }

    Connections {
        function onSaid(sentence: string) {
            announcer.say(sentence);
        }

        target: window.shell
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
        enabled: !window.covered && !window.form.open && !window.attachments.open && !window.copyOut.open
        rounded: rail.visible
        visible: window.shell.open && !window.veiled

        InterviewPages {
            agreement: window.agreement
            anchors.fill: parent
            attachments: window.attachments
            capture: window.capture
            closing: window.closing
            folded: window.folded
            ink: window.ink
            landscape: window.landscape
            people: window.people
            shell: window.shell
            today: window.today

            onDiscreet: window.discreet = true
        }

        EvidencePages {
            anchors.fill: parent
            coverage: window.coverage
            huddle: window.huddle
            rating: window.rating
            review: window.review
            search: window.search
            shell: window.shell
        }

        CasePages {
            anchors.fill: parent
            attachments: window.attachments
            cases: window.cases
            documents: window.documents
            form: window.form
            journey: window.journey
            name: window.name
            safeguarding: window.safeguarding
            shell: window.shell
            withdrawal: window.withdrawal

            onCardOpened: window.phoneCard = true
        }

        TabletPages {
            anchors.fill: parent
            conflict: window.conflict
            form: window.form
            handOver: window.handOver
            settings: window.settings
            shell: window.shell
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
        visible: window.shell.open && window.attachments.open && !window.veiled

        Repeater {
            model: window.attachments.open ? 1 : 0

            AttachmentsSheet {
                anchors.fill: parent
                model: window.attachments
            }
        }
    }

    Sheet {
        anchors.bottom: bar.top
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: strip.bottom
        rounded: rail.visible
        visible: window.shell.open && window.copyOut.open && !window.veiled

        Repeater {
            model: window.copyOut.open ? 1 : 0

            CopyOutSheet {
                anchors.fill: parent
                model: window.copyOut
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
        model: window.veiled ? 0 : 1

        Cards {
            anchors.fill: parent
            phoneCard: window.phoneCard
            safeguarding: window.safeguarding
            shell: window.shell
            z: 2

            onPhoneCardDismissed: window.phoneCard = false
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

    WindowKeys {
        shell: window.shell
    }
}
