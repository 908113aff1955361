pragma ComponentBehavior: Bound

import QtQml
import QtQuick.Dialogs
import QtQml.Models

/// The desktop's own way to choose a file. Made when it is asked for: it loads much.
Instantiator {
    id: chooser

    property string title: ""
    property var kinds: []

    signal chosen(url file)

    model: 0

    function open() {
        model = 1;
    }

    FileDialog {
        nameFilters: chooser.kinds
        title: chooser.title

        Component.onCompleted: open()
        onAccepted: {
            chooser.chosen(selectedFile);
            chooser.model = 0;
        }
        onRejected: chooser.model = 0
    }
}
