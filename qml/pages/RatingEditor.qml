pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Candour
import Candour.Ui

/// One score while it is written: the number, why, and what it rests on.
ColumnLayout {
    id: part

    required property RatingModel model
    property bool filling: false

    function fill() {
        filling = true;
        why.text = part.model.rationale;
        filling = false;
    }

    spacing: 0

    Scroll {
        id: scroll

        Layout.fillHeight: true
        Layout.fillWidth: true
        contentHeight: content.height

        Column {
            id: content

            bottomPadding: Theme.s4
            spacing: Theme.s3
            topPadding: Theme.s5
            width: scroll.width - x * 2
            x: Theme.s5

            Column {
                // Where there is no rail, the way to safeguarding stands beside it.
                width: parent.width - (Window.width < Window.height ? Theme.sizeIconButton + Theme.s3 : 0)

                Words {
                    color: Theme.textTertiary
                    look: Theme.overline
                    text: part.model.heading
                    width: parent.width
                }

                Words {
                    Accessible.role: Accessible.Heading
                    look: Theme.heading
                    text: part.model.label
                    width: parent.width
                }
            }

            Banner {
                text: part.model.mistake
                tone: Banner.Waiting
                visible: text !== ""
                width: parent.width
            }

            LongField {
                id: why

                label: qsTr("Why this score")
                width: parent.width

                onEdited: if (!part.filling)
                    part.model.write(text)
            }

            Words {
                look: Theme.bodyStrong
                text: qsTr("What it rests on · %1").arg(part.model.cited)
                width: parent.width
            }

            Words {
                color: Theme.textSecondary
                text: qsTr("Nothing that counts is tagged for this statement yet.")
                visible: evidence.count === 0
                width: parent.width
            }

            Repeater {
                id: evidence

                model: part.model.evidence

                TickRow {
                    required property int index
                    required property string words
                    required property string about
                    required property bool cited

                    chosen: cited
                    detail: about
                    text: words
                    width: content.width

                    onClicked: part.model.cite(index)
                }
            }
        }
    }

    Hairline {
    }

    Item {
        Layout.fillWidth: true
        implicitHeight: foot.height + Theme.s3 + Theme.s4

        Column {
            id: foot

            spacing: Theme.s2
            width: parent.width - x * 2
            x: Theme.s5
            y: Theme.s3

            Words {
                color: Theme.textSecondary
                text: part.model.saved
                visible: text !== ""
                width: parent.width
            }

            PrimaryButton {
                text: qsTr("Give this score")
                width: parent.width

                onClicked: part.model.give()
            }

            QuietButton {
                text: qsTr("Finish later")
                width: parent.width

                onClicked: part.model.close()
            }
        }
    }

    Connections {
        function onDraftShown() {
            part.fill();
        }

        target: part.model
    }

    Component.onCompleted: fill()
}
