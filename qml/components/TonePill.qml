import QtQuick
import Candour.Ui

/// A status pill in one of four tones: quiet, due, good, waiting.
StatusPill {
    required property int tone

    color: [Theme.surfaceSunken, Theme.primarySoft, Theme.successSoft, Theme.pendingSoft][tone]
    ink: [Theme.textSecondary, Theme.link, Theme.success, Theme.pending][tone]
}
