import QtQuick
import Candour
import Candour.Ui

/// A day, or a month or a year alone, exact or about; of a moment the time as well.
Question {
    id: question

    required property FormEntry entry
    readonly property bool moment: entry.kind === FormEntry.Moment
    readonly property real digit: Theme.note.size * 0.75

    detail: moment ? entry.help : entry.help === "" ? qsTr("Leave empty what is not known.") : qsTr("%1 Leave empty what is not known.").arg(entry.help)
    note: entry.note
    problem: entry.problem

    Flow {
        spacing: Theme.s3
        width: question.room

        DatePart {
            id: day

            about: question.entry.title
            label: qsTr("Day")
            width: question.digit * 2 + Theme.s4 * 2

            Component.onCompleted: text = question.entry.day
            onEdited: question.keep()
        }

        DatePart {
            id: month

            about: question.entry.title
            label: qsTr("Month")
            width: Math.max(question.digit * 2 + Theme.s4 * 2, Theme.body.size * 4)

            Component.onCompleted: text = question.entry.month
            onEdited: question.keep()
        }

        DatePart {
            id: year

            about: question.entry.title
            label: qsTr("Year")
            width: question.digit * 4 + Theme.s4 * 2

            Component.onCompleted: text = question.entry.year
            onEdited: question.keep()
        }

        DatePart {
            id: time

            about: question.entry.title
            label: qsTr("Time")
            visible: question.moment
            width: question.digit * 5 + Theme.s4 * 2

            Component.onCompleted: text = question.entry.time
            onEdited: question.keep()
        }

        Item {
            implicitHeight: year.height
            implicitWidth: about.implicitWidth
            visible: !question.moment

            TickRow {
                id: about

                Accessible.name: qsTr("%1, about").arg(question.entry.title)
                anchors.bottom: parent.bottom
                anchors.bottomMargin: (Theme.sizeField - height) / 2
                chosen: question.entry.about
                height: implicitHeight
                text: qsTr("About")
                width: implicitWidth

                onClicked: question.entry.setDate(day.text, month.text, year.text, !chosen)
            }
        }
    }

    function keep() {
        if (moment)
            entry.setMoment(day.text, month.text, year.text, time.text);
        else
            entry.setDate(day.text, month.text, year.text, entry.about);
    }
}
