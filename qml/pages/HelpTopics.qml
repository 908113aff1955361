import QtQuick

/// What each thing is for, in plain words.
QtObject {
    readonly property list<HelpTopic> topics: [
        HelpTopic {
            iconName: "lock"
            title: qsTr("Saved, always")
            words: qsTr("Every key you press is on its way to the encrypted notes on this tablet at once. “Saved 14:32:07” appears only when it has arrived. Notes have no Save button, and nothing is lost when the tablet is locked, dropped or runs out of power.")
        },
        HelpTopic {
            iconName: "tablet"
            title: qsTr("Only on this tablet")
            words: qsTr("The number at the top counts what exists nowhere else. It falls when the central store has acknowledged the records. Offline is normal: everything works without a network.")
        },
        HelpTopic {
            iconName: "today"
            title: qsTr("Today")
            words: qsTr("The timetable of all rooms, what is next for you, what was agreed to, and what the person needs so that you understand each other. Start interview puts you at a blinking caret.")
        },
        HelpTopic {
            iconName: "said"
            title: qsTr("Said, Saw, Thought")
            words: qsTr("Said is what somebody told you, Saw is what you saw yourself, Thought is yours alone and never counts as evidence. Choose with one tap or with Alt S, W and T.")
        },
        HelpTopic {
            iconName: "moment"
            title: qsTr("Mark moment")
            words: qsTr("When there is no time to write: it keeps the time, and you fill in the words later.")
        },
        HelpTopic {
            iconName: "edit"
            title: qsTr("Write by hand")
            words: qsTr("A sheet beside the lines for pen, finger or mouse. Strokes are kept as you draw them and are never turned into words; say in a few of your own what the sheet shows, so that it is found again. The rubber takes out whole strokes, and Undo brings them back. Done seals the sheet; it is then among the photographs and files.")
        },
        HelpTopic {
            iconName: "photo"
            title: qsTr("Photographs and files")
            words: qsTr("A file is sealed while it is read, and opened from memory only. A photograph needs everybody’s yes first. Each says where it is: only on this tablet, at the store, or not here yet. The file it came from stays where it was. Candour takes no photographs itself.")
        },
        HelpTopic {
            iconName: "handover"
            title: qsTr("Twelve minutes of Wi-Fi")
            words: qsTr("Say how long a hand over may take, for every one in Settings or for this one on its page. Alerts go first and photographs last; what does not fit waits here. Where the network is paid for by the megabyte only alerts and withdrawals leave, unless you say otherwise. It runs beside your work.")
        },
        HelpTopic {
            iconName: "tag"
            title: qsTr("Tags")
            words: qsTr("A tag ties words to a quality statement. You can tag once Talk with us is Yes. Untagged lines are fine: nothing has to be tagged in the room.")
        },
        HelpTopic {
            iconName: "agree"
            title: qsTr("Agreement")
            words: qsTr("Each purpose is asked by itself, and any answer is fine. What the council reported is shown beside what you heard, and never takes its place. Earlier answers stay.")
        },
        HelpTopic {
            iconName: "withdraw"
            title: qsTr("They changed their mind")
            words: qsTr("Open their agreement and choose They have changed their mind. What follows is counted before you press. Sealing works at once, without a network, and can be undone if they want it back.")
        },
        HelpTopic {
            iconName: "people"
            title: qsTr("A group in the room")
            words: qsTr("In a drop-in, count people by role and keep no names. Each point begins with everybody silent; tap Agree, Differ or Silent to count. Who joins later counts from then on.")
        },
        HelpTopic {
            iconName: "safeguard"
            title: qsTr("Safeguarding")
            words: qsTr("One press from anywhere. Five questions in any order, and none of them has to be complete. If somebody is in danger now, ring 999 first. If it may be about the council or its staff, it goes to the assessment lead and not to the council.")
        },
        HelpTopic {
            iconName: "phone"
            title: qsTr("Phone card")
            words: qsTr("Numbers and what to say, without a network and without a name. Give the reference first, and names only after the code word.")
        },
        HelpTopic {
            iconName: "search"
            title: qsTr("Search")
            words: qsTr("Words only, never names. It counts lines and independent sources apart: two lines from one meeting are one source.")
        },
        HelpTopic {
            iconName: "handover"
            title: qsTr("Hand over")
            words: qsTr("At the end of the day, or whenever you like. Alerts and withdrawals go first, then agreements, then words. It carries on by itself where it stopped, and the receipt says what the store has.")
        },
        HelpTopic {
            iconName: "saveCopy"
            title: qsTr("Copy out")
            words: qsTr("Where there is no network: one sealed file for the store, onto a USB stick or any folder. Whoever carries it cannot open it; only the store can. Everything stays here as well, and counts as only on this tablet until the store’s receipt is here, with the next hand over or with the answer that comes back on the stick. It may be done again at any time.")
        },
        HelpTopic {
            iconName: "differ"
            title: qsTr("Two texts of one line")
            words: qsTr("If two of you wrote the same line without a network, both texts are kept until a person decides. Keep both is always right when you are not sure.")
        },
        HelpTopic {
            iconName: "hide"
            title: qsTr("Discreet clock")
            words: qsTr("Leaves only the time on the screen. When another window comes forward, nothing of what you write shows either.")
        },
        HelpTopic {
            iconName: "chain"
            title: qsTr("Evidence proof")
            words: qsTr("In Settings. It checks that nothing here was changed, removed or put in later, and says so in sentences. The proof file holds no words.")
        },
        HelpTopic {
            iconName: "key"
            title: qsTr("Passphrase")
            words: qsTr("Nobody can open this tablet without it, and nobody can look it up. Five tries, then a short wait; nothing is ever wiped because of a wrong one.")
        },
        HelpTopic {
            iconName: "textSize"
            title: qsTr("Text size and colours")
            words: qsTr("In Settings, from 100 to 200 %, light or dark. Everything stays reachable at every size.")
        }
    ]

    function count(needle: string): int {
        let found = 0;
        for (let i = 0; i < topics.length; ++i)
            found += topics[i].holds(needle) ? 1 : 0;
        return found;
    }
}
