pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// A piece is in hand. First what it is compared with is chosen, at the side or from the list here;
/// then how that stands to it.
Column {
    id: part

    required property ComparingModel model

    spacing: Theme.s2

    Words {
        color: Theme.textTertiary
        look: Theme.overline
        text: part.model.thoughtInHand ? qsTr("Your thought") : qsTr("In hand")
        topPadding: Theme.s2
        width: part.width
    }

    Words {
        text: part.model.inHand
        width: part.width
    }

    Words {
        color: Theme.textSecondary
        text: part.model.inHandDetail
        visible: text !== ""
        width: part.width
    }

    Hairline {
        width: part.width
    }

    Words {
        Accessible.role: Accessible.Heading
        look: Theme.bodyStrong
        text: part.model.thoughtInHand ? qsTr("What does it rest on?") : qsTr("What does it stand beside?")
        visible: !part.model.hasOther
        width: part.width
    }

    Words {
        color: Theme.textSecondary
        text: qsTr("Choose a line here, or go back and open another meeting, paper or case.")
        visible: !part.model.hasOther
        width: part.width
    }

    Column {
        spacing: Theme.s2
        visible: part.model.hasOther
        width: part.width

        Words {
            color: Theme.textTertiary
            look: Theme.overline
            text: qsTr("Beside it")
            width: parent.width
        }

        Words {
            text: part.model.other
            width: parent.width
        }

        Words {
            color: Theme.textSecondary
            text: part.model.otherDetail
            visible: text !== ""
            width: parent.width
        }

        OptionChips {
            heading: part.model.thoughtInHand ? qsTr("How it stands to your thought") : qsTr("How it stands to what is in hand")
            options: part.model.relations
            width: parent.width

            onChosen: key => part.model.relate(key)
        }
    }

    Banner {
        text: part.model.refusal
        visible: text !== ""
        width: part.width
    }

    Words {
        Accessible.role: Accessible.Heading
        color: Theme.textTertiary
        look: Theme.overline
        text: qsTr("Tagged with the same statement")
        topPadding: Theme.s2
        visible: part.model.candidateCount > 0
        width: part.width
    }

    Repeater {
        model: part.model.candidates

        Pressable {
            id: candidate

            required property int index
            required property string words
            required property string detail
            required property string spoken

            Accessible.name: spoken
            implicitHeight: Math.max(Theme.sizeTouchMin, texts.height + Theme.s2 * 2)
            width: part.width

            background: Rectangle {
                color: candidate.down ? Theme.canvas : "transparent"

                Hairline {
                    anchors.bottom: parent.bottom
                    width: parent.width
                }
            }
            contentItem: Item {
            }

            onClicked: part.model.choose(index)

            Column {
                id: texts

                width: parent.width
                y: Theme.s2

                Words {
                    Accessible.ignored: true
                    text: candidate.words
                    width: parent.width
                }

                Words {
                    Accessible.ignored: true
                    color: Theme.textSecondary
                    text: candidate.detail
                    width: parent.width
                }
            }
        }
    }
}
