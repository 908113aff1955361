import QtQuick
import QtTest
import Candour
import Candour.Ui

/// What a hand-over may take, and a picture, by themselves: every choice is told, and nothing is dragged
/// out of sight.
Item {
    height: 800
    width: 800

    HandOverTerms {
        id: terms

        property int chosenTime: -1
        property bool chosenAll: false

        metered: true
        overMetered: false
        time: 0
        times: ["No limit", "5 minutes", "12 minutes"]
        width: 700

        onOverMeteredChosen: everything => chosenAll = everything
        onTimeChosen: index => chosenTime = index
    }

    Picture {
        id: picture

        height: 200
        width: 300
        y: 500
    }

    TestCase {
        name: "Attaching"
        when: windowShown

        function find(from, name) {
            for (let i = 0; i < from.children.length; ++i) {
                const child = from.children[i];
                if (child.text === name && child.clicked)
                    return child;
                const inside = find(child, name);
                if (inside)
                    return inside;
            }
            return null;
        }

        function test_everyChoice_isTold() {
            mouseClick(find(terms, "12 minutes"));
            compare(terms.chosenTime, 2);
            mouseClick(find(terms, "Send everything on a metered network"));
            verify(terms.chosenAll);
        }

        function test_meteredChoice_isSeenOnlyWhereItMatters() {
            const choice = find(terms, "Send everything on a metered network");
            terms.metered = false;
            verify(!choice.visible);
            terms.metered = true;
            verify(choice.visible);
        }

        function test_zoom_staysWithinReason() {
            picture.zoom = 100;
            compare(picture.zoom, 8);
            picture.move(10000, -10000);
            picture.zoom = 0;
            compare(picture.zoom, 1);
        }
    }
}
