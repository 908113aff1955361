pragma ComponentBehavior: Bound

import QtQuick
import QtQml.Models
import Candour
import Candour.Ui

/// The keys that do the same on every page.
Item {
    id: keys

    required property ShellModel shell

    Instantiator {
        model: keys.shell.places

        PageKey {
            required property int index
            required property int page

            name: "place"
            digit: index + 1

            onActivated: keys.shell.go(page)
        }
    }

    PageKey {
        name: "search"

        onActivated: keys.shell.go(ShellModel.Search)
    }

    PageKey {
        name: "lock"

        onActivated: keys.shell.lock()
    }

    PageKey {
        // In a text the question mark is a sign like any other.
        name: "help"

        onActivated: keys.shell.go(ShellModel.Help)
    }

    PageKey {
        name: "safeguarding"

        onActivated: keys.shell.go(ShellModel.Safeguarding)
    }
}
