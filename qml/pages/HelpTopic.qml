import QtQuick

/// One thing to know: what it is for, in words that are found by searching.
QtObject {
    required property string title
    required property string words
    required property string iconName

    function holds(needle: string): bool {
        return needle === "" || (title + " " + words).toLowerCase().includes(needle.trim().toLowerCase());
    }
}
