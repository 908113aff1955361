"""Somebody who neither sees the screen nor points at it: the real app is found, read and worked through the
accessibility bus (AT-SPI) alone, as a screen reader or a switch does it: unlock, begin the interview, write three
lines, tag one, hand over, hear that it is done, read the receipt. No pointer is moved, and no place on the screen is
known."""

import argparse
import json
import pathlib
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import display  # noqa: E402

SESSION = "Drop-in, north"
LINES = ["The duty desk answers within the hour.", "Carers are asked what a good week is.",
         "Nobody rings back after a Friday discharge."]
RETURN = 0xFF0D


class Reader:
    """What a screen reader can do: find by name and role, ask for an action, put text in, press a key."""

    def __init__(self, window, atspi):
        self.window = window
        self.atspi = atspi
        self.steps = 0

    def do(self, name, role=None, last=False, seconds=30):
        """The element's own first action: no pointer, no place."""
        element = self.window.find(name, role, seconds=seconds, last=last)
        names = [element.get_action_name(i) for i in range(element.get_n_actions())]
        wanted = next((i for i, action in enumerate(names) if action in ("Press", "Toggle")), None)
        if wanted is None or not element.do_action(wanted):
            raise SystemExit(f"“{name}” could not be pressed; it offers {names}")
        self.steps += 1
        time.sleep(0.4)

    def write(self, element, text):
        """Puts the caret there, and types as an assistive device does."""
        if not element.grab_focus():
            raise SystemExit(f"{element.get_role_name()} “{element.get_name()}” does not take the caret")
        time.sleep(0.3)
        self.atspi.generate_keyboard_event(0, text, self.atspi.KeySynthType.STRING)
        self.steps += 1
        time.sleep(0.6)

    def key(self, keysym):
        """A key as an assistive device presses it."""
        self.atspi.generate_keyboard_event(keysym, None, self.atspi.KeySynthType.SYM)
        self.steps += 1
        time.sleep(0.4)

    def listen(self):
        """From now on what a screen reader would speak of itself: notifications that come into view."""
        from gi.repository import GLib

        self.spoken = []

        def hear(event):
            try:
                if event.detail1 and event.source.get_role_name() == "notification":
                    self.spoken.append(event.source.get_name())
            except GLib.GError:
                pass  # what came into view is gone again

        self.listener = self.atspi.EventListener.new(hear)
        self.listener.register("object:state-changed:showing")

    def hears(self, words, seconds=10):
        from gi.repository import GLib

        until = time.monotonic() + seconds
        while words not in self.spoken and time.monotonic() < until:
            if not GLib.MainContext.default().iteration(False):
                time.sleep(0.05)
        return words in self.spoken

    def read(self):
        return [name for name in self.window.names() if name]


def prove(text, holds, shown=""):
    if not holds:
        raise SystemExit(f"Not so: {text}. {shown}")
    print(f"   ✓ {text}", flush=True)


def play(options):
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi

    import northmere
    import window

    with window.enrolled_app(options.bin, options.out) as app:
        reader = Reader(app, Atspi)
        secret = next(e for e in app.everything() if e.get_role_name() == "password text")
        reader.write(secret, northmere.PASSPHRASE)
        reader.do("Unlock", "push button")
        app.find("If this tablet were lost now", seconds=60)
        prove("Unlocked without a pointer", True)
        reader.do(SESSION, "push button")
        reader.do("Start interview", "push button")
        app.find("Mark moment", "push button", seconds=30)
        reader.do("Ask", "push button")
        app.find("What they agree to")
        for answer in ["Talk with us today, Yes", "How they told us, Spoken", "Able to decide now, Presumed yes"]:
            reader.do(answer)
        reader.do("Record these answers", "push button")
        app.find("Mark moment", "push button", seconds=30)
        for line in LINES:
            reader.write(app.find("This line", seconds=30), line)
            reader.key(RETURN)
            app.wait_until(f"“{line}” stands in the notebook",
                           lambda line=line: any(line in name and name[:1].isdigit() for name in app.names()))
        prove("Three lines are written, each read with its time and voice", True)
        reader.do("Tag with statement 1")
        app.wait_until("the last line is read with its tag",
                       lambda: any(LINES[-1] in name and "tag" in name for name in app.names()))
        prove("The last line is tagged, and says so", True)
        app.wait_until("what was written is said to be saved",
                       lambda: any(name.startswith("Saved") for name in app.names()))
        reader.do("Hand over", "page tab")
        reader.listen()
        reader.do("Go to hand over", "push button")
        app.find("Everything is handed over", seconds=90)
        prove("It is spoken that everything is handed over", reader.hears("Everything is handed over"),
              str(reader.spoken))
        receipt = {name.split(",")[0]: int(name.split(",")[1]) for name in reader.read()
                   if name.split(",")[0] in ("Captured", "Accepted", "Held") and "," in name}
        prove(f"The receipt is read out: {json.dumps(receipt)}",
              receipt.get("Captured", 0) == receipt.get("Accepted") and receipt.get("Held") == 0, str(receipt))
        print(f"\nAll of it held, in {reader.steps} actions and no pointer.")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True, help="where candour, candour-cli and candour-store are")
    parser.add_argument("--out", help="a folder for a picture of where it stopped")
    options = parser.parse_args()
    if not display.is_inside():
        extra = ["--out", options.out] if options.out else []
        sys.exit(display.play_inside(HERE / "screenreader.py", "--bin", options.bin, *extra))
    play(options)


if __name__ == "__main__":
    main()
