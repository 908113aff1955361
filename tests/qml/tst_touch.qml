pragma ComponentBehavior: Bound

import QtQuick
import QtTest
import Candour.Ui

/// A finger scrolls, wherever it is put down; a mouse selects.
Item {
    height: 600
    width: 400

    Flickable {
        id: page

        anchors.fill: parent
        contentHeight: column.height
        contentWidth: width

        Column {
            id: column

            width: page.width

            LongField {
                id: field

                label: "What they told us"
                width: parent.width
            }

            Item {
                height: 2000
                width: 1
            }
        }
    }

    TestCase {
        name: "Touch"
        when: windowShown

        function area() {
            field.take();
            return page.Window.activeFocusItem;
        }

        function drag(item, from, to) {
            const steps = 12;
            const touch = touchEvent(item);
            touch.press(1, item, item.width / 2, from).commit();
            for (let step = 1; step <= steps; ++step)
                touch.move(1, item, item.width / 2, from + (to - from) * step / steps).commit();
            touch.release(1, item, item.width / 2, to).commit();
        }

        function init() {
            page.cancelFlick();
            page.contentY = 0;
            field.text = Array(30).fill("They wait, and nobody rings.").join("\n");
        }

        function test_aFingerOnTheWords_scrollsThePage() {
            const words = area();
            drag(words, 400, 100);
            tryVerify(() => page.contentY > 100);
            compare(words.selectedText, "");
        }

        function test_aTap_putsTheCaretWhereItFell() {
            const words = area();
            const touch = touchEvent(words);
            touch.press(1, words, 60, 100).commit();
            touch.release(1, words, 60, 100).commit();
            tryVerify(() => words.activeFocus);
            verify(words.cursorPosition < words.length);
        }

        function test_aMouse_selects() {
            const words = area();
            mouseMove(words, 40, 40);
            mousePress(words, 40, 40);
            mouseMove(words, 120, 40);
            mouseMove(words, 160, 40);
            mouseRelease(words, 160, 40);
            verify(words.selectedText.length > 0);
            compare(page.contentY, 0);
        }
    }
}
