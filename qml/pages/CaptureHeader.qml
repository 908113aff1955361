import QtQuick
import Candour
import Candour.Ui

/// Who, where, and since when it is saved. Folded it is one line that also says what the strips and
/// the frame would have said; brief it is that line without what strips and frame still say.
Item {
    id: header

    required property CaptureModel model
    required property strip strip
    required property bool folded
    property bool brief: false
    property bool portrait: false
    readonly property bool compact: folded || brief
    readonly property bool crowded: width < Theme.twoPaneWidth * Theme.textScale

    signal departed
    signal finishing

    implicitHeight: compact ? Math.max(brief ? Theme.sizeHeader : Theme.sizeButtonPrimary, words.height + Theme.s2) : full.implicitHeight

    PageHeader {
        id: full

        backName: qsTr("Back to Today")
        detail: header.model.detail
        title: header.model.title
        visible: !header.compact
        width: parent.width

        // Its line is kept free from the beginning: nothing moves when the first words are saved.
        under: Item {
            height: Theme.body.line
            visible: header.portrait
            width: parent.width

            SavedWords {
                limit: full.width * 0.6
                model: header.model
            }
        }

        onBack: header.departed()

        // Its room is kept free from the beginning, so that title and detail do not wrap anew.
        Item {
            anchors.verticalCenter: parent.verticalCenter
            height: saved.height
            visible: !header.portrait
            width: Math.max(saved.usual, saved.visible ? saved.width : 0)

            SavedWords {
                id: saved

                anchors.right: parent.right
                // A whole sentence takes two lines, as title and detail do.
                limit: Theme.sizeCaptureSide * 0.9
                model: header.model
            }
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
        visible: header.compact
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
        visible: header.compact

        Words {
            Accessible.role: Accessible.Heading
            look: Theme.subheading
            text: header.model.title
            width: Math.min(implicitWidth, parent.width)
        }

        StatusPill {
            height: Math.max(implicitHeight, Theme.subheading.line)
            iconName: "pause"
            text: header.model.pausedText
            visible: header.folded && header.model.paused
        }

        FrameWords {
            height: Theme.subheading.line
            strip: header.strip
            visible: header.folded && header.crowded
        }

        Words {
            color: header.model.mayTag ? Theme.success : Theme.textSecondary
            height: Math.max(implicitHeight, Theme.subheading.line)
            text: header.model.agreedSummary
            visible: header.folded && !header.model.paused
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
        spacing: Theme.s3
        visible: header.compact
        // Level with the way to safeguarding beside it.
        y: ((header.folded ? Theme.sizeButtonPrimary : Theme.sizeHeader) - height) / 2

        FrameWords {
            strip: header.strip
            visible: !header.crowded
        }

        SecondaryButton {
            id: finish

            text: qsTr("Finish")
            visible: header.crowded
            width: implicitWidth

            onClicked: header.finishing()
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        visible: header.compact
    }

    // What the strip of the frame would have said.
    component FrameWords: Row {
        id: frame

        required property strip strip

        spacing: Theme.s3

        StripItem {
            anchors.verticalCenter: parent.verticalCenter
            iconName: "tablet"
            spoken: qsTr("%1 records only on this tablet").arg(frame.strip.onlyHere)
            text: frame.strip.onlyHere
            visible: frame.strip.onlyHere > 0
        }

        ClockWords {
            anchors.verticalCenter: parent.verticalCenter
            strip: frame.strip
        }
    }
}
