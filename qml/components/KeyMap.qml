pragma Singleton
import QtQuick
import Candour

/// Every key that does something, written down once: pages take their shortcuts from here (PageKey),
/// the card shows those of a page while Ctrl is held, and Help shows all.
QtObject {
    id: map

    readonly property KeyGroup everywhere: groups[0]
    readonly property list<KeyGroup> groups: [
        KeyGroup {
            title: qsTr("Everywhere")

            KeyEntry {
                does: qsTr("Today, Cases, Review, Coverage, Search, Hand over")
                last: 6
                name: "place"
                row: "Ctrl+"
            }

            KeyEntry {
                does: qsTr("Search")
                keys: ["Ctrl+K"]
                name: "search"
            }

            KeyEntry {
                does: qsTr("Safeguarding, from anywhere")
                keys: ["Ctrl+Shift+S"]
                name: "safeguarding"
            }

            KeyEntry {
                does: qsTr("Lock")
                keys: ["Ctrl+L"]
                name: "lock"
            }

            KeyEntry {
                does: qsTr("Help; ? only outside a text")
                keys: ["F1", "?"]
                name: "help"
            }

            KeyEntry {
                basic: true
                does: qsTr("The keys of the page, for as long as it is held")
                keys: ["Ctrl"]
            }

            KeyEntry {
                basic: true
                does: qsTr("Move inside choices, lists and grids")
                keys: ["Arrows"]
            }

            KeyEntry {
                basic: true
                does: qsTr("Leave a note or a group of choices; Space and Enter press")
                keys: ["Tab"]
            }

            KeyEntry {
                basic: true
                does: qsTr("Close what lies on top; it never discards")
                keys: ["Esc"]
            }
        },
        KeyGroup {
            pages: [ShellModel.Capture]
            title: qsTr("Writing")

            KeyEntry {
                does: qsTr("Finish the line and begin the next")
                keys: ["Enter"]
            }

            KeyEntry {
                does: qsTr("Said")
                keys: ["Alt+S"]
                name: "said"
            }

            KeyEntry {
                does: qsTr("Saw")
                keys: ["Alt+W"]
                name: "saw"
            }

            KeyEntry {
                does: qsTr("Thought")
                keys: ["Alt+T"]
                name: "thought"
            }

            KeyEntry {
                does: qsTr("Tag the line with that quality statement")
                last: 9
                name: "statement"
                row: "Alt+"
            }

            KeyEntry {
                does: qsTr("Mark this moment and write about it later")
                keys: ["Alt+M"]
                name: "moment"
            }

            KeyEntry {
                does: qsTr("Write by hand, and put the sheet away")
                keys: ["Alt+H"]
                name: "hand"
            }

            KeyEntry {
                does: qsTr("Prompts")
                keys: ["Alt+P"]
                name: "prompts"
            }

            KeyEntry {
                does: qsTr("Undo, a hundred steps back")
                keys: ["Ctrl+Z"]
            }

            KeyEntry {
                does: qsTr("Say to a screen reader whether it is saved")
                keys: ["F8"]
                name: "saved"
            }

            KeyEntry {
                does: qsTr("Only the time on the screen; any key returns")
                keys: ["F9"]
                name: "discreet"
            }
        },
        KeyGroup {
            pages: [ShellModel.Review]
            title: qsTr("Review")

            KeyEntry {
                does: qsTr("Tag what is selected with that statement")
                last: 9
                name: "tag"
            }

            KeyEntry {
                does: qsTr("The next line without a tag")
                keys: ["N"]
                name: "next"
            }

            KeyEntry {
                does: qsTr("The one before")
                keys: ["P"]
                name: "previous"
            }

            KeyEntry {
                does: qsTr("Select words, one more at a time")
                keys: ["Shift+Arrows"]
            }

            KeyEntry {
                does: qsTr("Let go of the words that are selected")
                keys: ["Esc"]
                name: "letGo"
            }

            KeyEntry {
                does: qsTr("Compare with other evidence")
                keys: ["C"]
                name: "compare"
            }

            KeyEntry {
                does: qsTr("Take the last tag back")
                keys: ["Ctrl+Z"]
                name: "untag"
            }
        }
    ]

    /// What is particular to that page (ShellModel::Page); null: nothing.
    function ownOf(page: int): KeyGroup {
        for (let i = 0; i < groups.length; ++i)
            if (groups[i].isOf(page))
                return groups[i];
        return null;
    }

    /// For the Shortcut that goes by this name.
    function sequences(name: string, digit: int): list<string> {
        for (let i = 0; i < groups.length; ++i)
            for (let k = 0; k < groups[i].entries.length; ++k)
                if (groups[i].entries[k].name === name)
                    return groups[i].entries[k].sequences(digit);
        return [];
    }

    function count(needle: string): int {
        let found = 0;
        for (let i = 0; i < groups.length; ++i)
            found += groups[i].count(needle);
        return found;
    }
}
