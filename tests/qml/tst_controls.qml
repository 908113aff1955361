import QtQuick
import QtTest
import Candour.Ui

/// The controls by themselves: arrow keys inside, a tick as well as a colour, cells that advance.
Item {
    height: 600
    width: 800

    Segmented {
        id: voices

        options: ["Said", "Saw", "Thought"]
        current: 0

        onChosen: index => voices.current = index
    }

    ChoiceChip {
        id: chip

        text: "Brought notes"
        y: 100

        onClicked: chip.ticked = !chip.ticked
    }

    CodeCells {
        id: cells

        code: ""
        width: 800
        y: 200

        onTyped: text => cells.code = text.toUpperCase()
    }

    Pressable {
        id: plain

        text: "Press"
        y: 400
    }

    SignalSpy {
        id: pressed

        signalName: "clicked"
        target: plain
    }

    TestCase {
        name: "Controls"
        when: windowShown

        function test_arrowKeys_moveInsideTheSegments() {
            voices.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
            voices.step(1);
            keyClick(Qt.Key_Right);
            compare(voices.current, 2);
            keyClick(Qt.Key_Right);
            compare(voices.current, 2);
            keyClick(Qt.Key_Left);
            compare(voices.current, 1);
        }

        function test_chip_ticks() {
            compare(chip.iconName, "");
            mouseClick(chip);
            compare(chip.iconName, "check");
            verify(chip.height >= 48);
        }

        function test_code_advancesByItself() {
            mouseClick(cells, 20, 20);
            keyClick("k");
            keyClick("7");
            compare(cells.code, "K7");
            keyClick(Qt.Key_Backspace);
            compare(cells.code, "K");
        }

        function test_enterPresses_andOnlyTheKeyboardShowsTheRing() {
            mouseClick(plain);
            compare(pressed.count, 1);
            verify(!plain.visualFocus);
            plain.forceActiveFocus(Qt.TabFocusReason);
            verify(plain.visualFocus);
            keyClick(Qt.Key_Return);
            compare(pressed.count, 2);
        }
    }
}
