import QtQuick

/// Keys, and what they do.
QtObject {
    id: entry

    /// By which a page asks for them (PageKey); without it they belong to whatever has the focus.
    property string name: ""
    /// As Qt writes them, such as "Ctrl+Shift+S"; each does it.
    property list<string> keys: []
    /// Instead of them a row of digits from 1 to `last`, each with this before it, such as "Alt+".
    property string row: ""
    property int last: 0
    required property string does
    /// How every page is walked: it stands in the map, and is not called to mind by the card.
    property bool basic: false

    /// What is drawn, caps and the words between them: "Ctrl", "1", " to ", "6".
    readonly property list<string> parts: {
        const found = [];
        const drawn = last > 0 ? [row + "1"] : keys;
        for (let i = 0; i < drawn.length; ++i) {
            if (i > 0)
                found.push(" " + qsTr("or") + " ");
            for (const cap of ("" + drawn[i]).split("+"))
                found.push(wordOf(cap));
        }
        if (last > 0)
            found.push(" " + qsTr("to") + " ", "" + last);
        return found;
    }
    readonly property string spoken: {
        let words = "";
        for (let i = 0; i < parts.length; ++i)
            words += (i > 0 ? " " : "") + ("" + parts[i]).trim();
        return words;
    }

    /// For a Shortcut; of a row, that of one digit.
    function sequences(digit: int): list<string> {
        return last > 0 ? [row + digit] : keys;
    }

    function holds(needle: string): bool {
        return needle === "" || (spoken + " " + does).toLowerCase().includes(needle.trim().toLowerCase());
    }

    function wordOf(cap: string): string {
        switch (cap) {
        case "Alt":
            return qsTr("Alt");
        case "Arrows":
            return qsTr("Arrow keys");
        case "Ctrl":
            return qsTr("Ctrl");
        case "Enter":
            return qsTr("Enter");
        case "Esc":
            return qsTr("Esc");
        case "Shift":
            return qsTr("Shift");
        case "Tab":
            return qsTr("Tab");
        default:
            return cap;
        }
    }
}
