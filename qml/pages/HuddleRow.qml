pragma ComponentBehavior: Bound

import QtQuick
import Candour
import Candour.Ui

/// One statement at the huddle: what was heard today, what is missing, what does not agree, and what
/// the team noted.
Item {
    id: row

    required property int number
    required property int theme
    required property string title
    required property string heard
    required property bool silent
    required property string gaps
    required property list<string> differ
    required property list<huddleThought> thoughts
    property bool chosen: false
    readonly property real indent: Theme.sizeTag + 2 + Theme.s3

    signal noted
    signal planned(string find)

    implicitHeight: column.height + Theme.s3 * 2

    Rectangle {
        color: row.chosen ? Theme.primarySoft : "transparent"
        height: parent.height
        width: parent.width

        Rectangle {
            color: Theme.primary
            height: parent.height
            visible: row.chosen
            width: Theme.edgeSelectedEdge
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }

    Repeater {
        model: row.number > 0 ? 1 : 0

        NumberBlock {
            number: row.number
            theme: row.theme
            x: Theme.pageInset
            y: Theme.s3 + Theme.s2
        }
    }

    Column {
        id: column

        spacing: Theme.s1
        width: parent.width - x - Theme.pageInset
        x: Theme.pageInset + row.indent
        y: Theme.s3

        Beside {
            stacked: width < Theme.sizeSidePanel * Theme.textScale
            width: parent.width

            aside: QuietButton {
                Accessible.name: qsTr("Add a theme to %1").arg(row.title)
                iconName: "plus"
                text: qsTr("Add a theme")
                visible: row.number > 0

                onClicked: row.noted()
            }

            Words {
                Accessible.name: row.number > 0 ? row.number + ", " + row.title : row.title
                Accessible.role: Accessible.Heading
                look: Theme.subheading
                text: row.title
                width: parent.width
            }

            Words {
                color: row.silent ? Theme.textTertiary : Theme.textSecondary
                text: row.heard
                visible: text !== ""
                width: parent.width
            }
        }

        Notice {
            iconColor: Theme.text
            iconName: "gap"
            text: row.gaps
            visible: row.gaps !== ""
            width: parent.width
        }

        Repeater {
            model: row.differ

            Notice {
                required property string modelData

                iconColor: Theme.pending
                iconName: "differ"
                text: qsTr("Accounts differ: %1").arg(modelData)
                width: column.width
            }
        }

        Item {
            height: row.thoughts.length > 0 ? Theme.s1 : 0
            width: 1
        }

        HuddleThoughts {
            thoughts: row.thoughts
            width: parent.width

            onPlanned: find => row.planned(find)
        }
    }
}
