pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQml.Models
import Candour
import Candour.Ui

/// An interview while it happens. The page is for listening: nothing moves by itself, nothing pops
/// up and nothing is red.
FocusScope {
    id: page

    required property CaptureModel model
    required property ClosingModel closing
    required property PeopleModel people
    required property InkModel ink
    required property strip strip
    /// The frame has folded away, and the strips with it: a keyboard is up, or the text is large.
    property bool folded: false
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale
    /// The frame is there, and room for one strip: the rest is under More.
    readonly property bool brief: !folded && Window.height < Theme.fullHeight * Theme.textScale
    /// The sheet to draw on is there, and room for little else.
    readonly property bool drawing: ink.open && (folded || height - head.implicitHeight - strips.implicitHeight - Theme.sizeSegment - Theme.sizeTagButton - Theme.s2 * 3 < Theme.sizeButton * 8)
    readonly property real inset: Theme.pageInset
    readonly property real gutter: Theme.sizeNoteGutterTime + Theme.sizeNoteGutterMark

    signal departed
    signal agreementOpened
    signal attachmentsOpened
    signal discreet
    signal savedAsked

    focus: true

    ColumnLayout {
        anchors.fill: parent
        enabled: !readBack.visible && !finish.visible
        spacing: 0

        CaptureHeader {
            Layout.fillWidth: true
            folded: true
            model: page.model
            strip: page.strip
            visible: page.folded

            onDeparted: page.departed()
            onFinishing: finish.open()
        }

        RowLayout {
            spacing: 0

            ColumnLayout {
                Layout.fillHeight: true
                Layout.fillWidth: true
                spacing: 0

                CaptureHeader {
                    id: head

                    Layout.fillWidth: true
                    brief: page.brief
                    folded: false
                    model: page.model
                    portrait: !page.roomy
                    strip: page.strip
                    visible: !page.folded

                    onDeparted: page.departed()
                    onFinishing: finish.open()
                }

                // Many people: the strips scroll before the dock would be pushed out.
                Scroll {
                    id: above

                    Layout.fillWidth: true
                    Layout.maximumHeight: page.height * 0.34
                    Layout.preferredHeight: strips.implicitHeight
                    contentHeight: strips.implicitHeight
                    visible: !page.folded

                    CaptureStrips {
                        id: strips

                        // A sheet to draw on needs the height more; who speaks is chosen beside it.
                        brief: page.brief || sheet.visible || page.ink.open && page.roomy
                        gutter: page.gutter
                        model: page.model
                        people: page.people
                        roomy: page.roomy
                        summed: page.brief
                        width: above.width

                        onAgreementOpened: page.agreementOpened()
                        onPeopleOpened: sheet.turn(CaptureSheet.People)
                        onPromptsOpened: sheet.turn(CaptureSheet.Prompts)
                    }
                }

                Hairline {
                    Layout.fillWidth: true
                    visible: above.visible && strips.implicitHeight > above.height
                }

                Words {
                    Layout.fillWidth: true
                    Layout.leftMargin: page.inset + page.gutter
                    Layout.rightMargin: page.inset
                    Layout.topMargin: Theme.s2
                    color: Theme.textSecondary
                    text: page.model.firstLine
                    visible: text !== ""
                }

                Notebook {
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    Layout.minimumHeight: Theme.s8
                    capture: page.model
                    gutter: page.gutter
                    inset: page.inset
                    // A sheet to draw on needs its place.
                    visible: !page.ink.open

                    onWritten: editor.take()
                }

                InkPanel {
                    Layout.fillHeight: visible
                    Layout.fillWidth: true
                    Layout.preferredHeight: page.height * 0.45
                    inset: page.inset
                    model: page.ink
                    visible: page.ink.open

                    onClosed: editor.take()
                }

                LineEditor {
                    id: editor

                    Layout.fillWidth: true
                    focus: true
                    grouped: page.people.group
                    gutter: page.gutter
                    inset: page.inset
                    limit: page.height * (sheet.visible || page.drawing ? 0.2 : 0.3)
                    model: page.model
                }

                CaptureSheet {
                    id: sheet

                    brief: page.brief
                    // It gives way before the dock would be pushed out.
                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    Layout.maximumHeight: Math.min(implicitHeight, page.height * 0.5)
                    Layout.minimumHeight: Math.min(implicitHeight, Theme.sizeButton * 2)
                    Layout.preferredHeight: implicitHeight
                    closing: page.closing
                    folded: page.folded
                    model: page.model
                    people: page.people
                    roomy: page.roomy

                    onAgreementOpened: page.agreementOpened()
                    onAttachmentsOpened: page.attachmentsOpened()
                    onClosed: editor.take()
                    onFinishing: finish.open()
                    onDiscreet: page.discreet()
                    onInkOpened: page.ink.turn(true)
                    onReadBack: readBack.open()
                }

                CaptureDock {
                    Layout.fillWidth: true
                    folded: false
                    inset: page.inset
                    leadsToTools: !page.roomy
                    // By the most the line may take, so that no tag moves while somebody types.
                    lavish: page.height - head.implicitHeight - strips.implicitHeight - editor.limit - Theme.s8 >= Theme.sizeSegment + (Theme.sizeTagButton + Theme.s2) * 2
                    model: page.model
                    sheetOpen: sheet.visible
                    visible: !page.folded && !page.drawing

                    onMoreToggled: sheet.turn(CaptureSheet.All)
                }
            }

            SidePanel {
                id: side

                Layout.fillHeight: true
                Layout.preferredWidth: Theme.sizeCaptureSide
                closing: page.closing
                folded: page.folded
                model: page.model
                people: page.people
                visible: page.roomy

                onAttachmentsOpened: page.attachmentsOpened()
                onDiscreet: page.discreet()
                onInkOpened: page.ink.turn(true)
                onReadBack: readBack.open()
            }
        }

        CaptureDock {
            Layout.fillWidth: true
            folded: true
            inset: page.inset
            leadsToTools: true
            model: page.model
            sheetOpen: sheet.visible
            visible: page.folded && !page.drawing

            onMoreToggled: sheet.turn(CaptureSheet.All)
        }
    }

    ReadBack {
        id: readBack

        anchors.fill: parent
        model: page.model

        onClosed: editor.take()
    }

    FinishSheet {
        id: finish

        anchors.fill: parent
        capture: page.model
        model: page.closing

        onClosed: editor.take()
    }

    PageKey {
        name: "said"

        onActivated: page.model.kind = LineListModel.Said
    }

    PageKey {
        name: "saw"

        onActivated: page.model.kind = LineListModel.Saw
    }

    PageKey {
        name: "thought"

        onActivated: page.model.kind = LineListModel.Thought
    }

    PageKey {
        name: "moment"

        onActivated: page.model.markMoment()
    }

    PageKey {
        name: "hand"

        onActivated: page.ink.turn(!page.ink.open)
    }

    PageKey {
        name: "prompts"

        onActivated: sheet.turn(CaptureSheet.Prompts)
    }

    PageKey {
        name: "saved"

        onActivated: page.savedAsked()
    }

    PageKey {
        name: "discreet"

        onActivated: page.discreet()
    }

    Instantiator {
        model: page.model.statements

        PageKey {
            required property int number

            digit: number
            name: "statement"

            onActivated: page.model.tag(number)
        }
    }
}
