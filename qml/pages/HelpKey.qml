import QtQuick

/// Keys, and what they do.
QtObject {
    required property string keys
    required property string does
    /// Where it does it.
    required property string group

    function holds(needle: string): bool {
        return needle === "" || (keys + " " + does + " " + group).toLowerCase().includes(needle.trim().toLowerCase());
    }
}
