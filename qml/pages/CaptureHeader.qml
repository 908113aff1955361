import QtQuick
import Candour
import Candour.Ui

/// Who, where, and since when it is saved. Folded it is one line that also says what the strips and
/// the frame would have said.
Item {
    id: header

    required property CaptureModel model
    required property strip strip
    required property bool folded
    required property bool portrait

    signal departed
    signal finishing

    implicitHeight: folded ? Math.max(Theme.sizeButtonPrimary, words.height + Theme.s2) : full.implicitHeight

    PageHeader {
        id: full

        backName: qsTr("Back to Today")
        detail: header.model.detail
        title: header.model.title
        visible: !header.folded
        width: parent.width

        under: SavedWords {
            limit: full.width / 2
            model: header.model
            visible: header.portrait && model.savedState !== CaptureModel.NothingYet
        }

        onBack: header.departed()

        SavedWords {
            anchors.verticalCenter: parent.verticalCenter
            // Narrow enough for title and detail to stay as they are when it is a whole sentence.
            limit: Theme.sizeCaptureSide * 0.66
            model: header.model
            visible: !header.portrait && model.savedState !== CaptureModel.NothingYet
        }

        SecondaryButton {
            text: qsTr("Finish")
            width: implicitWidth

            onClicked: header.finishing()
        }
    }

    QuietButton {
        id: back

        Accessible.name: qsTr("Back to Today")
        anchors.verticalCenter: parent.verticalCenter
        iconName: "back"
        iconSize: Theme.sizeIcon
        visible: header.folded
        x: Theme.s3

        onClicked: header.departed()
    }

    Flow {
        id: words

        anchors.left: back.right
        anchors.leftMargin: Theme.s2
        anchors.right: aside.left
        anchors.rightMargin: Theme.s3
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.s3
        visible: header.folded

        Words {
            Accessible.role: Accessible.Heading
            look: Theme.subheading
            text: header.model.title
            width: Math.min(implicitWidth, parent.width)
        }

        Words {
            color: header.model.mayTag ? Theme.success : Theme.textSecondary
            height: Math.max(implicitHeight, Theme.subheading.line)
            text: header.model.agreedSummary
            width: Math.min(implicitWidth, parent.width)
        }

        SavedWords {
            height: Math.max(implicitHeight, Theme.subheading.line)
            limit: words.width
            model: header.model
        }
    }

    Row {
        id: aside

        anchors.right: parent.right
        anchors.rightMargin: Theme.pageInset + Theme.sizeIconButton + Theme.s3
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.s3
        visible: header.folded

        StripItem {
            iconName: "tablet"
            spoken: qsTr("%1 records only on this tablet").arg(header.strip.onlyHere)
            text: header.strip.onlyHere
            visible: header.strip.onlyHere > 0
        }

        TimeWords {
            color: Theme.text
            look: Theme.bodyStrong
            text: header.strip.clock
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        visible: header.folded
    }
}
