import QtQuick
import Candour
import Candour.Ui

/// The exception to the usual way: it wants a reason, and goes back to the usual way in one tap.
Column {
    id: exception

    required property SafeguardingModel model

    spacing: Theme.s3
    visible: model.redirectWords !== ""

    Component.onCompleted: reason.text = model.routeReason

    Connections {
        function onSheetChanged() {
            reason.text = exception.model.routeReason;
        }

        target: exception.model
    }

    Hairline {
        width: parent.width
    }

    QuietButton {
        leftPadding: 0
        text: exception.model.redirectWords
        width: Math.min(implicitWidth, parent.width)

        onClicked: exception.model.redirect(!exception.model.redirected)
    }

    LongField {
        id: reason

        detail: qsTr("It goes with the alert. The assessment lead decides.")
        label: qsTr("Why it goes another way, and who decided it")
        problem: exception.model.routeProblem
        visible: exception.model.redirected
        width: parent.width

        onEdited: exception.model.writeRouteReason(text)
    }
}
