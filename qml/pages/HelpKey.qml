import QtQuick

/// Keys, and what they do.
QtObject {
    required property string keys
    required property string does

    function holds(needle: string): bool {
        return needle === "" || (keys + " " + does).toLowerCase().includes(needle.trim().toLowerCase());
    }
}
