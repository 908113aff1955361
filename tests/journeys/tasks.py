"""The tasks of a day, one after the other, through the real window with a real pointer and keyboard: each with the
taps and keys that it took, and the seconds until the page showed that it was done. Where nothing is said, a person
does no more than this script. `--portrait` holds the tablet upright; `--write` puts the table into README.md beside
this file."""

import argparse
import pathlib
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import display  # noqa: E402

SESSION = "Social worker"
BEGIN, END = "<!-- tasks: begin -->", "<!-- tasks: end -->"
PAUSE = 0.3  # the script's own, behind each tap


class Tasks:
    def __init__(self, app, northmere):
        self.app = app
        self.northmere = northmere
        self.taps = self.keys = self.letters = 0
        self.table = []

    # What a hand does -----------------------------------------------------------------------------

    def tap(self, name, role=None, last=False):
        self.app.press(name, role, last)
        self.taps += 1

    def tap_tool(self, name, role=None):
        """Upright there is no side panel: what it has is behind the statements."""
        if not any(n.startswith(name) for n in self.app.names()):
            self.tap("All statements and tools", "push button")
        self.tap(name, role)

    def key(self, *keys):
        self.app.key(*keys)
        self.keys += len(keys)

    def type(self, text):
        self.app.type(text)
        self.letters += len(text)

    def see(self, text, seconds=30, anywhere=False):
        self.app.wait_until(f"“{text}” is there", lambda: any(
            text in name if anywhere else name.startswith(text) for name in self.app.names()), seconds)

    def task(self, what, do):
        self.taps = self.keys = self.letters = 0
        began = time.monotonic()
        do()
        seconds = time.monotonic() - began - self.taps * PAUSE
        self.table.append((what, self.taps, self.keys, self.letters, seconds))
        print(f"   {len(self.table):2} {what}: {self.taps} taps, {self.keys} keys, {self.letters} letters, "
              f"{seconds:.1f} s", flush=True)

    # The day --------------------------------------------------------------------------------------

    def unlock(self):
        self.type(self.northmere.PASSPHRASE)
        self.key("Return")
        self.see("If this tablet were lost now", 60)

    def look_at_session(self):
        self.tap(SESSION, "push button")
        self.see("Start interview")

    def start(self):
        self.tap("Start interview", "push button")
        self.see("This line")

    def agree(self):
        self.tap("Ask", "push button")
        self.see("What they agree to")
        for answer in ["Talk with us today, Yes", "How they told us, Spoken", "Able to decide now, Presumed yes"]:
            self.tap(answer)
        self.tap("Record these answers", "push button")
        self.see("Mark moment")

    def line(self):
        self.type("The duty desk answers within the hour.")
        self.key("Return")
        self.see("Saved")
        self.see("within the hour", anywhere=True)

    def saw(self):
        self.key("alt+w")
        self.type("Wall chart says 41 waiting.")
        self.key("Return")
        self.see("41 waiting", anywhere=True)

    def tag(self):
        self.tap("Tag with statement 1")
        self.app.wait_until("the line has its tag", lambda: any(
            "41 waiting" in name and "tag" in name for name in self.app.names()))

    def moment(self):
        self.tap("Mark moment", "push button")
        self.see("marked moment", anywhere=True)

    def undo(self):
        self.key("alt+s")
        self.type("A slip of the pen")
        for _ in range(3):
            self.key("ctrl+z")
        self.key("ctrl+a", "Delete")

    def read_back(self):
        self.tap_tool("Read back what I wrote")
        self.see("Back to writing")
        self.key("Escape")
        self.app.wait_until("the notebook is back", lambda: "Back to writing" not in self.app.names())

    def discreet(self):
        self.key("F9")
        self.see("Tap to return", anywhere=True)
        self.key("space")
        self.app.wait_until("the notebook is back", lambda: not any("Tap to return" in n for n in self.app.names()))

    def joined(self):
        self.tap_tool("People")
        self.tap("Someone joined", "text")
        self.type("Trusted assessor")
        self.key("Return")
        self.see("Trusted assessor")

    def pause(self):
        self.tap("Pause", "push button")
        self.see("Go on", anywhere=True)
        self.tap("Go on")
        self.see("Pause")

    def finish(self):
        self.tap("Finish", "push button")
        self.see("What did we not get to?")
        self.type("Never reached short breaks.")
        self.tap("Ask for", "text")
        self.type("The duty rota for March")
        self.key("Return")
        self.see("The duty rota for March")
        self.tap("Finish", "push button", last=True)
        self.see("If this tablet were lost now")

    def search(self):
        self.key("ctrl+k")
        self.see("Search")
        time.sleep(0.3)
        self.type("duty desk")
        self.see("The duty desk answers", anywhere=True)

    def review(self):
        self.tap("Review", "page tab")
        self.tap("My lines of today")
        self.see("Next without a tag")
        self.tap("Next without a tag", "push button")
        self.key("8")
        self.app.wait_until("a line more has a tag", lambda: any(
            "within the hour" in name and "tag" in name for name in self.app.names()) or any(
            "without a tag" in name for name in self.app.names()))

    def coverage(self):
        self.tap("Coverage", "page tab")
        self.see("What we have heard")
        self.tap("Add to tomorrow’s plan", "push button")
        self.see("In tomorrow’s plan", anywhere=True)

    def case(self):
        self.tap("Cases", "page tab")
        self.see("Case tracking")
        self.tap("Case ", "list item")
        self.see("Journey")

    def alert(self):
        self.key("ctrl+shift+s")
        self.see("What was said or seen")
        time.sleep(0.3)
        self.type("Missed visits, no food in.")
        self.tap("Put first in line", "push button")
        self.app.wait_until("it is on its way", lambda: any(
            "first in line" in name or "central store has received it" in name for name in self.app.names()))

    def hand_over(self):
        self.tap("Hand over", "page tab")
        self.tap("Go to hand over", "push button")
        self.see("Everything is handed over", 90)

    def lock(self):
        self.key("ctrl+l")
        time.sleep(0.5)
        if any(name.startswith("Lock, still unsent") for name in self.app.names()):
            self.tap("Lock, still unsent", "push button")
        self.see("Unlock")

    DAY = [("Unlock", unlock), ("See what the next session needs", look_at_session),
           ("Start the interview: a blinking caret", start), ("Ask, and record one agreement", agree),
           ("Write a line; it is saved", line), ("Write what was seen", saw), ("Tag it", tag),
           ("Mark a moment", moment), ("Take back what was typed", undo), ("Read back, and return", read_back),
           ("Discreet clock, and return", discreet), ("Somebody joins", joined), ("Pause, and go on", pause),
           ("Finish, with a gap and a follow-up", finish), ("Find words", search), ("Tag in review", review),
           ("Read a gap, add it to tomorrow's plan", coverage), ("Open a case", case),
           ("Raise an alert and put it first in line", alert), ("Hand over; the receipt", hand_over),
           ("Lock", lock)]

    def play(self):
        for what, do in self.DAY:
            self.task(what, lambda do=do: do(self))

    def markdown(self):
        rows = "".join(f"| {i} | {what} | {taps} | {keys} | {letters} | {seconds:.1f} |\n"
                       for i, (what, taps, keys, letters, seconds) in enumerate(self.table, 1))
        taps, seconds = sum(row[1] for row in self.table), sum(row[4] for row in self.table)
        return ("| | task | taps | keys | letters | seconds |\n|---|---|---|---|---|---|\n" + rows +
                f"| | all | {taps} | | | {seconds:.0f} |\n")


def write(table):
    page = HERE / "README.md"
    text = page.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    page.write_text(head + BEGIN + "\n" + table + END + rest.split(END)[1], encoding="utf-8")


def size_of(options):
    return (800, 1280) if options.portrait else (1280, 800)


def play(options):
    import northmere
    import window

    with window.enrolled_app(options.bin, options.out, size_of(options)) as app:
        app.press_nth("password text", 0)  # a window without a window manager has no focus yet
        tasks = Tasks(app, northmere)
        tasks.play()
    if options.write:
        write(tasks.markdown())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True, help="where candour, candour-cli and candour-store are")
    parser.add_argument("--out", help="a folder for a picture of where it stopped")
    parser.add_argument("--portrait", action="store_true", help="hold the tablet upright")
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    options = parser.parse_args()
    if not display.is_inside():
        extra = ["--out", options.out] if options.out else []
        flags = [flag for flag, given in [("--portrait", options.portrait), ("--write", options.write)] if given]
        sys.exit(display.play_inside(HERE / "tasks.py", "--bin", options.bin, *extra, *flags, size=size_of(options)))
    play(options)


if __name__ == "__main__":
    main()
