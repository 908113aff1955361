import QtQuick

/// Every key that does something, by where it does.
QtObject {
    readonly property list<HelpKey> keys: [
        HelpKey {
            does: qsTr("Today, Cases, Review, Coverage, Search, Hand over")
            group: qsTr("Everywhere")
            keys: qsTr("Ctrl 1 to 6")
        },
        HelpKey {
            does: qsTr("Search")
            group: qsTr("Everywhere")
            keys: qsTr("Ctrl K")
        },
        HelpKey {
            does: qsTr("Safeguarding, from anywhere")
            group: qsTr("Everywhere")
            keys: qsTr("Ctrl Shift S")
        },
        HelpKey {
            does: qsTr("Lock")
            group: qsTr("Everywhere")
            keys: qsTr("Ctrl L")
        },
        HelpKey {
            does: qsTr("Help; ? only outside a text")
            group: qsTr("Everywhere")
            keys: qsTr("F1 or ?")
        },
        HelpKey {
            does: qsTr("This list, for as long as it is held")
            group: qsTr("Everywhere")
            keys: qsTr("Ctrl, held")
        },
        HelpKey {
            does: qsTr("Move inside choices, lists and grids")
            group: qsTr("Everywhere")
            keys: qsTr("Arrow keys")
        },
        HelpKey {
            does: qsTr("Leave a note or a group of choices; Space and Enter press")
            group: qsTr("Everywhere")
            keys: qsTr("Tab")
        },
        HelpKey {
            does: qsTr("Close what lies on top; it never discards")
            group: qsTr("Everywhere")
            keys: qsTr("Esc")
        },
        HelpKey {
            does: qsTr("Finish the line and begin the next")
            group: qsTr("Writing")
            keys: qsTr("Enter")
        },
        HelpKey {
            does: qsTr("Said, Saw, Thought")
            group: qsTr("Writing")
            keys: qsTr("Alt S, W, T")
        },
        HelpKey {
            does: qsTr("Tag the line with that quality statement")
            group: qsTr("Writing")
            keys: qsTr("Alt 1 to 9")
        },
        HelpKey {
            does: qsTr("Mark this moment and write about it later")
            group: qsTr("Writing")
            keys: qsTr("Alt M")
        },
        HelpKey {
            does: qsTr("Write by hand, and put the sheet away")
            group: qsTr("Writing")
            keys: qsTr("Alt H")
        },
        HelpKey {
            does: qsTr("Prompts")
            group: qsTr("Writing")
            keys: qsTr("Alt P")
        },
        HelpKey {
            does: qsTr("Undo, a hundred steps back")
            group: qsTr("Writing")
            keys: qsTr("Ctrl Z")
        },
        HelpKey {
            does: qsTr("Only the time on the screen; any key returns")
            group: qsTr("Writing")
            keys: qsTr("F9")
        },
        HelpKey {
            does: qsTr("Tag what is selected with that statement")
            group: qsTr("Review")
            keys: qsTr("1 to 9")
        },
        HelpKey {
            does: qsTr("The next line without a tag, the one before")
            group: qsTr("Review")
            keys: qsTr("N, P")
        },
        HelpKey {
            does: qsTr("Select words, one more at a time")
            group: qsTr("Review")
            keys: qsTr("Shift and arrow keys")
        },
        HelpKey {
            does: qsTr("Compare with other evidence")
            group: qsTr("Review")
            keys: qsTr("C")
        }
    ]

    function count(needle: string): int {
        let found = 0;
        for (let i = 0; i < keys.length; ++i)
            found += keys[i].holds(needle) ? 1 : 0;
        return found;
    }
}
