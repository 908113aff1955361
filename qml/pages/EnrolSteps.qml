pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

Column {
    id: steps

    required property EnrolModel model
    readonly property list<string> titles: [qsTr("Enter your code"), qsTr("Make this tablet’s keys"), qsTr("Choose a passphrase"), qsTr("Fetch your assessment")]
    readonly property list<string> details: [qsTr("From your administrator. It works once."), qsTr("Made here. They never leave."), qsTr("15 characters or more. Four words is good."), qsTr("Timetable, cases and prompts.")]

    spacing: Theme.s5

    Words {
        Accessible.role: Accessible.Heading
        width: parent.width
        look: Theme.title
        text: qsTr("Set up this tablet")
    }

    Words {
        width: parent.width
        color: Theme.textSecondary
        text: qsTr("Takes about three minutes. You need the network once; after that everything works without it.")
    }

    Repeater {
        model: steps.titles

        Item {
            id: step

            required property int index
            required property string modelData
            readonly property bool past: steps.model.step > index
            readonly property bool now: steps.model.step === index

            Accessible.name: qsTr("Step %1, %2, %3").arg(index + 1).arg(modelData).arg(past ? qsTr("done") : now ? qsTr("now") : qsTr("to come"))
            Accessible.role: Accessible.StaticText
            height: words.y + words.height
            width: steps.width

            StepDot {
                id: dot

                now: step.now
                number: step.index + 1
                past: step.past
                size: Theme.sizeAvatar
                strong: Theme.primary
            }

            Column {
                id: words

                spacing: Theme.s1
                width: step.width - x
                x: dot.width + Theme.s3
                y: Theme.s1

                Words {
                    Accessible.ignored: true
                    look: Theme.subheading
                    text: step.modelData
                    width: parent.width
                }

                Words {
                    Accessible.ignored: true
                    color: Theme.textSecondary
                    text: steps.details[step.index]
                    width: parent.width
                }
            }
        }
    }
}
