import QtQuick
import QtQuick.Layouts
import Candour.Ui

/// The foot of a page: a quiet sentence, and at its right end what can be done. They stack where the
/// line is too short.
Rectangle {
    id: footer

    property string text: ""
    default property alias actions: buttons.data
    property real inset: Theme.pageInset
    /// Room for sentence and buttons side by side, at 100 % text.
    property int besideFrom: 620
    /// The sentence keeps a few words' width, however long the words on the buttons are.
    readonly property bool stacked: width < besideFrom * Theme.textScale || buttons.abreast + Theme.body.size * 14 > grid.width

    color: Theme.surface
    implicitHeight: grid.implicitHeight + Theme.s3 * 2

    Hairline {
        anchors.left: parent.left
        anchors.right: parent.right
    }

    GridLayout {
        id: grid

        anchors.left: parent.left
        anchors.leftMargin: footer.inset
        anchors.right: parent.right
        anchors.rightMargin: footer.inset
        anchors.verticalCenter: parent.verticalCenter
        columnSpacing: Theme.s4
        columns: footer.stacked ? 1 : 2
        rowSpacing: Theme.s2

        Words {
            id: words

            Layout.fillWidth: true
            color: Theme.textSecondary
            text: footer.text
            visible: text !== ""
        }

        GridLayout {
            id: buttons

            readonly property real abreast: together()

            Layout.alignment: footer.stacked ? Qt.AlignLeft : Qt.AlignRight
            Layout.fillWidth: footer.stacked
            columnSpacing: Theme.s3
            // Under the sentence there may still be room for them side by side.
            columns: footer.stacked && abreast > grid.width ? 1 : -1
            rowSpacing: Theme.s2

            function together(): real {
                let sum = -columnSpacing;
                for (let i = 0; i < visibleChildren.length; ++i)
                    sum += visibleChildren[i].implicitWidth + columnSpacing;
                return sum;
            }
        }
    }
}
