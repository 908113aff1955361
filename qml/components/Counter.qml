import QtQuick
import Candour.Ui

/// One fewer, how many, one more.
Row {
    id: counter

    required property string about
    required property int value
    property int least: 0
    property int most: 1000

    signal stepped(int by)

    Accessible.name: qsTr("%1, %2").arg(about).arg(value)
    Accessible.role: Accessible.Grouping

    SecondaryButton {
        Accessible.name: qsTr("One fewer, %1").arg(counter.about)
        enabled: counter.value > counter.least
        height: implicitHeight
        iconName: "minus"
        width: Theme.sizeTouchMin

        onClicked: counter.stepped(-1)
    }

    Words {
        Accessible.ignored: true
        height: Theme.sizeTouchMin
        horizontalAlignment: Text.AlignHCenter
        look: Theme.subheading
        text: counter.value
        width: Math.max(Theme.sizeTouchMin * 0.9, implicitWidth + Theme.s2)
    }

    SecondaryButton {
        Accessible.name: qsTr("One more, %1").arg(counter.about)
        enabled: counter.value < counter.most
        height: implicitHeight
        iconName: "plus"
        width: Theme.sizeTouchMin

        onClicked: counter.stepped(1)
    }
}
