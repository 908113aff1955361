import QtQuick
import Candour
import Candour.Ui

/// Coverage, huddle and rating share one place: this turns between them.
Segmented {
    id: turn

    required property int page

    signal turned(int page)

    about: qsTr("What we have heard")
    current: page === ShellModel.Coverage ? 0 : page === ShellModel.Huddle ? 1 : 2
    icons: ["", "", "lock"]
    options: [qsTr("Coverage"), qsTr("Huddle"), qsTr("Rating")]

    onChosen: index => turned(index === 0 ? ShellModel.Coverage : index === 1 ? ShellModel.Huddle : ShellModel.Rating)
}
