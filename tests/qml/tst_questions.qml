import QtQuick
import QtTest
import Candour.Ui

/// Questions and their fields by themselves: every key is told, and a tone is a colour as well as a word.
Item {
    height: 800
    width: 800

    Field {
        id: number

        label: "Number"
        width: 400
    }

    LongField {
        id: account

        detail: "What they say of it."
        label: "Account"
        width: 400
        y: 200
    }

    TonePill {
        id: pill

        iconName: "check"
        text: "Spoken with"
        tone: 2
        y: 500
    }

    SignalSpy {
        id: numberEdited

        signalName: "edited"
        target: number
    }

    SignalSpy {
        id: accountEdited

        signalName: "edited"
        target: account
    }

    TestCase {
        name: "Questions"
        when: windowShown

        function test_everyKey_isTold() {
            number.take();
            keyClick("0");
            keyClick("7");
            compare(number.text, "07");
            compare(numberEdited.count, 2);
            account.take();
            keyClick("W");
            keyClick(Qt.Key_Return);
            compare(account.text, "W\n");
            compare(accountEdited.count, 2);
        }

        function test_tone_changesTheColours_notOnlyTheWord() {
            const good = pill.color.toString();
            pill.tone = 3;
            verify(good !== pill.color.toString());
        }
    }
}
