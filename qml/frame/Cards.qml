pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// What lifts above the page: the phone card, the question before locking, and the keys.
Item {
    id: cards

    required property ShellModel shell
    required property SafeguardingModel safeguarding
    required property bool phoneCard

    signal phoneCardDismissed

    Repeater {
        model: cards.phoneCard && !cards.shell.lockAsked ? 1 : 0

        PhoneCard {
            anchors.fill: parent
            model: cards.safeguarding

            onDismissed: cards.phoneCardDismissed()
        }
    }

    Repeater {
        model: cards.shell.lockAsked ? 1 : 0

        LockQuestion {
            anchors.fill: parent
            model: cards.safeguarding

            onDismissed: cards.shell.stayOpen()
            onLocked: cards.shell.lockNow()
            onTold: cards.tell()
        }
    }

    Repeater {
        model: cards.shell.keysShown ? 1 : 0

        KeyCard {
            anchors.fill: parent
            page: cards.shell.page
        }
    }

    function tell() {
        shell.stayOpen();
        shell.go(ShellModel.Safeguarding);
        safeguarding.beginTelling();
    }
}
