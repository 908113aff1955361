import QtQuick

/// The keys of some pages, or of all.
QtObject {
    id: group

    required property string title
    /// ShellModel::Page; empty: everywhere.
    property list<int> pages: []
    default property list<KeyEntry> entries

    /// How many have these words.
    function count(needle: string): int {
        let found = 0;
        for (let i = 0; i < entries.length; ++i)
            found += entries[i].holds(needle) ? 1 : 0;
        return found;
    }

    function isOf(page: int): bool {
        for (let i = 0; i < pages.length; ++i)
            if (pages[i] === page)
                return true;
        return false;
    }
}
