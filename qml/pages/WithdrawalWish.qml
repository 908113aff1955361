pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// What they want, in their own time and without a choice made for them; and what they wanted
/// before, which can be undone.
Column {
    id: wish

    required property WithdrawalModel model
    required property real inset
    readonly property list<string> details: [qsTr("No more contact. Earlier words may still be used."), qsTr("What they told us stays evidence, never in their words."), qsTr("Seal everything from them. It is kept, and not used."), qsTr("Sealed now. You record the request, two people decide.")]

    bottomPadding: Theme.s5
    spacing: Theme.s3
    topPadding: Theme.s5

    Component.onCompleted: reason.text = model.reason

    Connections {
        function onSheetChanged() {
            reason.text = wish.model.reason;
        }

        target: wish.model
    }

    Banner {
        text: wish.model.done
        tone: Banner.Good
        visible: text !== ""
        width: parent.width - x * 2
        x: wish.inset
    }

    Repeater {
        model: wish.model.standing

        StandingWishItem {
            model: wish.model
            width: wish.width - x * 2
            x: wish.inset
        }
    }

    Words {
        Accessible.role: Accessible.Heading
        leftPadding: wish.inset
        look: Theme.subheading
        text: wish.model.standingCount > 0 ? qsTr("Do they want something more?") : qsTr("What do they want?")
        width: parent.width
    }

    Column {
        width: parent.width - x * 2
        x: wish.inset

        Repeater {
            model: [qsTr("Stop here, keep what was said"), qsTr("Do not quote them"), qsTr("Lock away what was said"), qsTr("Erase it")]

            Column {
                id: choice

                required property int index
                required property string modelData

                width: wish.width - wish.inset * 2

                TickRow {
                    chosen: wish.model.outcome === choice.index
                    detail: wish.details[choice.index]
                    round: true
                    text: choice.modelData
                    titleLook: Theme.subheading
                    width: parent.width

                    onClicked: wish.model.choose(choice.index)
                }

                Hairline {
                    width: parent.width
                }
            }
        }
    }

    ChipRow {
        current: wish.model.told
        label: qsTr("How they told us")
        options: [qsTr("Spoken"), qsTr("Written"), qsTr("Interpreter"), qsTr("Supporter")]
        width: parent.width - x * 2
        x: wish.inset

        onChosen: index => wish.model.tell(index)
    }

    Field {
        id: reason

        label: qsTr("Their reason, if they gave one")
        placeholder: qsTr("No names")
        width: parent.width - x * 2
        x: wish.inset

        onEdited: wish.model.write(text)
    }
}
