import QtQuick

/// Every key that does something, in one list.
QtObject {
    readonly property list<HelpKey> keys: [
        HelpKey {
            does: qsTr("Today, Cases, Review, Coverage, Search, Hand over")
            keys: qsTr("Ctrl 1 to 6")
        },
        HelpKey {
            does: qsTr("Search")
            keys: qsTr("Ctrl K")
        },
        HelpKey {
            does: qsTr("Safeguarding, from anywhere")
            keys: qsTr("Ctrl Shift S")
        },
        HelpKey {
            does: qsTr("Lock")
            keys: qsTr("Ctrl L")
        },
        HelpKey {
            does: qsTr("Help")
            keys: qsTr("F1, or ? outside a text")
        },
        HelpKey {
            does: qsTr("This list, for as long as it is held")
            keys: qsTr("Ctrl, held")
        },
        HelpKey {
            does: qsTr("Finish the line and begin the next")
            keys: qsTr("Enter")
        },
        HelpKey {
            does: qsTr("Said, Saw, Thought")
            keys: qsTr("Alt S, W, T")
        },
        HelpKey {
            does: qsTr("Tag the line with that quality statement")
            keys: qsTr("Alt 1 to 9")
        },
        HelpKey {
            does: qsTr("Mark this moment and write about it later")
            keys: qsTr("Alt M")
        },
        HelpKey {
            does: qsTr("Write by hand, and put the sheet away")
            keys: qsTr("Alt H")
        },
        HelpKey {
            does: qsTr("In review: tag what is selected with that statement")
            keys: qsTr("1 to 9")
        },
        HelpKey {
            does: qsTr("In review: the next line without a tag, the one before")
            keys: qsTr("N, P")
        },
        HelpKey {
            does: qsTr("In review: select words, one more at a time")
            keys: qsTr("Shift and arrow keys")
        },
        HelpKey {
            does: qsTr("In review: compare with other evidence")
            keys: qsTr("C")
        },
        HelpKey {
            does: qsTr("Prompts")
            keys: qsTr("Alt P")
        },
        HelpKey {
            does: qsTr("Undo, a hundred steps back")
            keys: qsTr("Ctrl Z")
        },
        HelpKey {
            does: qsTr("Only the time on the screen; any key returns")
            keys: qsTr("F9")
        },
        HelpKey {
            does: qsTr("Move inside choices, lists and grids")
            keys: qsTr("Arrow keys")
        },
        HelpKey {
            does: qsTr("Leave a note or a group of choices; Space and Enter press")
            keys: qsTr("Tab")
        },
        HelpKey {
            does: qsTr("Close what lies on top; it never discards")
            keys: qsTr("Esc")
        }
    ]

    function count(needle: string): int {
        let found = 0;
        for (let i = 0; i < keys.length; ++i)
            found += keys[i].holds(needle) ? 1 : 0;
        return found;
    }
}
