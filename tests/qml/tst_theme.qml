import QtQuick
import QtTest
import Candour.Ui

/// Contrast of the pairs that are used, in light and in dark.
TestCase {
    name: "Theme"

    function channel(value: real): real {
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    function luminance(colour: color): real {
        return 0.2126 * channel(colour.r) + 0.7152 * channel(colour.g) + 0.0722 * channel(colour.b);
    }

    function contrast(one: color, other: color): real {
        const a = luminance(one) + 0.05;
        const b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    function test_text_hasEnoughContrast_data() {
        return [{
                "tag": "light",
                "dark": false
            }, {
                "tag": "dark",
                "dark": true
            }];
    }

    function test_text_hasEnoughContrast(data) {
        Theme.dark = data.dark;
        verify(contrast(Theme.text, Theme.surface) >= 4.5);
        verify(contrast(Theme.textSecondary, Theme.surfaceSunken) >= 4.5);
        verify(contrast(Theme.textTertiary, Theme.canvas) >= 4.5);
        verify(contrast(Theme.primaryInk, Theme.primary) >= 4.5);
        verify(contrast(Theme.link, Theme.primarySoft) >= 4.5);
        verify(contrast(Theme.pending, Theme.pendingSoft) >= 4.5);
        verify(contrast(Theme.danger, Theme.dangerSoft) >= 4.5);
        for (let theme = 1; theme <= 4; ++theme)
            verify(contrast(Theme.text, Theme.tint(theme)) >= 4.5 && contrast(Theme.stripeInk, Theme.stripe(theme)) >= 4.5);
    }
}
