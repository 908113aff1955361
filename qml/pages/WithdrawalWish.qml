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
    /// Not while the page says what has just been recorded.
    readonly property bool choosing: model.done === ""
    readonly property list<string> details: [qsTr("No more contact. Earlier words may still be used."), qsTr("What they told us stays evidence, never in their words."), qsTr("Seal everything from them. It is kept, and not used."), qsTr("Sealed now. You record the request, two people decide.")]

    bottomPadding: Theme.s5
    spacing: Theme.s3
    topPadding: Theme.s4

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

    QuietButton {
        leftPadding: 0
        text: qsTr("They want something more")
        visible: !wish.choosing
        x: wish.inset

        onClicked: wish.model.wantMore()
    }

    Words {
        Accessible.role: Accessible.Heading
        leftPadding: wish.inset
        rightPadding: wish.inset
        look: Theme.subheading
        text: wish.model.standingCount > 0 ? qsTr("Do they want something more?") : qsTr("What do they want?")
        visible: wish.choosing
        width: parent.width
    }

    Column {
        visible: wish.choosing
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

    Column {
        visible: wish.model.maySome
        width: parent.width - x * 2
        x: wish.inset

        Words {
            Accessible.role: Accessible.Heading
            look: Theme.bodyStrong
            text: qsTr("How much of it?")
            width: parent.width
        }

        Repeater {
            model: [qsTr("All that they said"), qsTr("Only some of it")]

            TickRow {
                required property int index
                required property string modelData

                chosen: wish.model.some === (index === 1)
                round: true
                text: modelData
                width: wish.width - wish.inset * 2

                onClicked: wish.model.chooseSome(index === 1)
            }
        }

        Repeater {
            model: wish.model.some ? wish.model.words : null

            TickRow {
                required property int index
                required property string time
                required chosen
                required text

                detail: time
                width: wish.width - wish.inset * 2

                onClicked: wish.model.tick(index)
            }
        }
    }

    ChipRow {
        current: wish.model.told
        label: qsTr("How they told us")
        options: [qsTr("Spoken"), qsTr("Written"), qsTr("Interpreter"), qsTr("Supporter")]
        visible: wish.choosing
        width: parent.width - x * 2
        x: wish.inset

        onChosen: index => wish.model.tell(index)
    }

    Field {
        id: reason

        label: qsTr("Their reason, if they gave one")
        placeholder: qsTr("No names")
        visible: wish.choosing
        width: parent.width - x * 2
        x: wish.inset

        onEdited: wish.model.write(text)
    }
}
