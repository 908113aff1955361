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
    required property strip strip
    /// The frame has folded away, and the strips with it: a keyboard is up, or the text is large.
    property bool folded: false
    readonly property bool roomy: width >= Theme.twoPaneWidth * Theme.textScale
    readonly property real inset: Theme.pageInset
    readonly property real gutter: Theme.sizeNoteGutterTime + Theme.sizeNoteGutterMark

    signal departed
    signal agreementOpened
    signal discreet

    focus: true

    ColumnLayout {
        anchors.fill: parent
        enabled: !readBack.visible
        spacing: 0

        CaptureHeader {
            Layout.fillWidth: true
            folded: true
            model: page.model
            portrait: false
            strip: page.strip
            visible: page.folded

            onDeparted: page.departed()
        }

        RowLayout {
            spacing: 0

            ColumnLayout {
                Layout.fillHeight: true
                Layout.fillWidth: true
                spacing: 0

                CaptureHeader {
                    Layout.fillWidth: true
                    folded: false
                    model: page.model
                    portrait: !page.roomy
                    strip: page.strip
                    visible: !page.folded

                    onDeparted: page.departed()
                }

                CaptureStrips {
                    Layout.fillWidth: true
                    gutter: page.gutter
                    model: page.model
                    roomy: page.roomy
                    visible: !page.folded

                    onAgreementOpened: page.agreementOpened()
                    onPromptsOpened: sheet.turn(CaptureSheet.Prompts)
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

                    onWritten: editor.take()
                }

                LineEditor {
                    id: editor

                    Layout.fillWidth: true
                    focus: true
                    gutter: page.gutter
                    inset: page.inset
                    limit: page.height * 0.4
                    model: page.model
                }

                CaptureSheet {
                    id: sheet

                    Layout.fillWidth: true
                    Layout.maximumHeight: Math.min(implicitHeight, page.height * 0.5)
                    folded: page.folded
                    model: page.model
                    roomy: page.roomy

                    onAgreementOpened: page.agreementOpened()
                    onClosed: editor.take()
                    onDeparted: page.departed()
                    onDiscreet: page.discreet()
                    onReadBack: readBack.open()
                }

                CaptureDock {
                    Layout.fillWidth: true
                    folded: false
                    inset: page.inset
                    model: page.model
                    sheetOpen: sheet.visible
                    visible: !page.folded

                    onMoreToggled: sheet.turn(CaptureSheet.All)
                }
            }

            PromptPanel {
                Layout.fillHeight: true
                Layout.preferredWidth: Theme.sizeCaptureSide
                folded: page.folded
                model: page.model
                visible: page.roomy

                onDiscreet: page.discreet()
                onReadBack: readBack.open()
            }
        }

        CaptureDock {
            Layout.fillWidth: true
            folded: true
            inset: page.inset
            model: page.model
            sheetOpen: sheet.visible
            visible: page.folded

            onMoreToggled: sheet.turn(CaptureSheet.All)
        }
    }

    ReadBack {
        id: readBack

        anchors.fill: parent
        model: page.model

        onClosed: editor.take()
    }

    Shortcut {
        sequence: "Alt+S"

        onActivated: page.model.kind = LineListModel.Said
    }

    Shortcut {
        sequence: "Alt+W"

        onActivated: page.model.kind = LineListModel.Saw
    }

    Shortcut {
        sequence: "Alt+T"

        onActivated: page.model.kind = LineListModel.Thought
    }

    Shortcut {
        sequence: "Alt+M"

        onActivated: page.model.markMoment()
    }

    Shortcut {
        sequence: "Alt+P"

        onActivated: sheet.turn(CaptureSheet.Prompts)
    }

    Shortcut {
        sequence: "F9"

        onActivated: page.discreet()
    }

    Instantiator {
        model: page.model.statements

        Shortcut {
            required property int number

            sequence: "Alt+" + number

            onActivated: page.model.tag(number)
        }
    }
}
