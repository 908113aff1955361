import QtQuick
import QtQuick.Layouts
import Candour.Ui

/// The foot of a page: a quiet sentence, and at its right end what can be done, the primary button
/// last. Where the line is too short the sentence stands above; where the buttons do not fit beside
/// each other either, the primary takes a row of its own beneath them.
Rectangle {
    id: footer

    property string text: ""
    default property alias actions: buttons.data
    property real inset: Theme.pageInset
    /// Room for sentence and buttons side by side, at 100 % text.
    property int besideFrom: 540
    /// The sentence keeps a few words' width, however long the words on the buttons are.
    readonly property bool stacked: text !== "" && (width < besideFrom * Theme.textScale || buttons.abreast + Theme.body.size * 14 > grid.width)
    readonly property bool tall: buttons.abreast > grid.width

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
        columns: footer.stacked || footer.tall ? 1 : 2
        rowSpacing: Theme.s2

        Words {
            id: words

            Accessible.ignored: text === ""
            Layout.fillWidth: true
            color: Theme.textSecondary
            text: footer.text
            // Empty, it still pushes the buttons to the right.
            visible: text !== "" || grid.columns > 1
        }

        GridLayout {
            id: buttons

            readonly property real abreast: together(false)
            readonly property int others: visibleChildren.length - (hasPrimary() ? 1 : 0)
            /// So many of the others fit beside each other.
            readonly property bool paired: together(true) <= grid.width

            Layout.alignment: Qt.AlignRight
            Layout.fillWidth: footer.tall
            columnSpacing: Theme.s3
            columns: !footer.tall ? -1 : paired ? Math.max(1, others) : 1
            rowSpacing: Theme.s2

            Component.onCompleted: {
                for (let i = 0; i < children.length; ++i)
                    fit(children[i]);
            }

            function together(othersAlone: bool): real {
                let sum = -columnSpacing;
                for (let i = 0; i < visibleChildren.length; ++i)
                    if (!othersAlone || !isPrimary(visibleChildren[i]))
                        sum += visibleChildren[i].implicitWidth + columnSpacing;
                return sum;
            }

            function isPrimary(item: Item): bool {
                return item instanceof PrimaryButton;
            }

            function hasPrimary(): bool {
                return Array.from(visibleChildren).some(isPrimary);
            }

            function fit(item: Item) {
                item.Layout.fillWidth = Qt.binding(() => footer.tall);
                item.Layout.columnSpan = Qt.binding(() => footer.tall && isPrimary(item) ? buttons.columns : 1);
            }
        }
    }
}
