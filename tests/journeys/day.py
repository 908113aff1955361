"""An inspector's day on the real programs: enrol, write offline, be killed in the middle of a word, search,
hand over through a connection that breaks three times, settle a line that two people wrote, and prove it all.
Everything is done through the window as a person would, found through the accessibility bus. Any step that
fails names itself and ends the day with a failure."""

import argparse
import datetime
import html
import json
import os
import pathlib
import shutil
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import display  # noqa: E402

# What is typed: the voice (Alt and a letter), the words, and the statements tagged (Alt and a number). Plain
# ASCII: xdotool types other signs by changing the keyboard's layout, and loses one now and then.
LINES = [
    ("s", "\"We get the discharge call on a Friday and nobody has told the carer.\"", [6, 1]),
    ("s", "Waiting list read out every Monday with the OT lead.", [1]),
    ("a", "Wall chart says 41 waiting, 9 past 28 days.", [1, 8]),
    ("t", "Information return said 26 waiting. Ask which date it was drawn.", []),
    ("s", "\"Honestly, a year ago we did not offer carers their own assessment.\"", [1, 9]),
    ("s", "Equipment comes within five days since the second van.", [2]),
    ("s", "Interpreters are booked by text now, two hours' notice.", [3]),
    ("a", "Leaflets in six languages by the door, none in easy read.", [3]),
    ("s", "\"The bridging team saved my mother going into a home.\"", [4]),
    ("s", "Reablement slots are full by Wednesday most weeks.", [4, 2]),
    ("s", "Voluntary sector meets the commissioners every quarter.", [5]),
    ("t", "Two people used the same phrase about quarterly meetings.", []),
    ("s", "Young people move across at seventeen and a half.", [6]),
    ("s", "\"I knew who my worker would be before I left school.\"", [6]),
    ("s", "Enquiries are triaged the same day by a named manager.", [7]),
    ("a", "Safeguarding thresholds are pinned above every desk.", [7]),
    ("s", "Supervision happens monthly; case audits every fortnight.", [8]),
    ("s", "\"We wrote to the director about caseloads and she came down.\"", [8]),
    ("s", "Lessons from the review in March are in the induction now.", [9]),
    ("s", "They would change the finance form first.", [1]),
]
INTERRUPTED = "Direct payments take about six weeks to set up, because the finance che"
AMID = "full "  # put in before the last three letters; there the caret is when the power goes
ON_RETURN = "credit "
CONTINUED = "ck only starts after the plan is signed."
WHOLE = INTERRUPTED[:-3] + AMID + ON_RETURN + INTERRUPTED[-3:] + CONTINUED
GAP = "We never reached short breaks for carers."
FOLLOW_UP = "The duty rota for March"
SEARCHED = "discharge"
SESSION = "Drop-in, north"
ALT = {"s": "alt+s", "a": "alt+w", "t": "alt+t"}


class Day:
    def __init__(self, options, data):
        import northmere
        import relay
        import window

        self.window_type = window.Window
        self.northmere = northmere.Northmere(options.bin, data)
        self.passphrase = northmere.PASSPHRASE
        self.people = northmere
        self.out = pathlib.Path(options.out)
        self.relay = relay.Relay()
        self.window = None
        self.colleagues = None
        self.proven = []
        self.pictures = 0
        self.receipt = {}
        self.home = pathlib.Path(os.environ["HOME"])

    # Helpers ------------------------------------------------------------------------------------------

    def step(self, text):
        print(f"   {text}", flush=True)

    def prove(self, text, holds, shown=""):
        if not holds:
            raise SystemExit(f"Not so: {text}. {shown}")
        self.proven.append(text)
        print(f"   ✓ {text}", flush=True)

    def picture(self, name, window=None):
        self.pictures += 1
        (window or self.window).picture(self.out / "pictures" / f"{self.pictures:02d}-{name}.png")

    def open_app(self, name, port, left=0):
        return self.window_type(
            self.northmere.bin / "candour",
            ["--vault", self.northmere.vault(name), "--store", f"https://127.0.0.1:{port}"],
            self.northmere.data / "app.log", left=left)

    def set_up(self, window, code, picture=lambda name: None):
        window.find("Set up this tablet")
        picture("enrol")
        window.press("Set-up code")
        window.type(code.replace("-", ""), delay=30)
        window.press("Continue", "push button")
        window.press_nth("password text", 0)
        window.type(self.passphrase)
        window.press_nth("password text", 1)
        window.type(self.passphrase)
        picture("passphrase")
        window.press("Continue", "push button")
        window.find("If this tablet were lost now", seconds=90)

    def unlock(self):
        self.window.press_nth("password text", 0)
        self.window.type(self.passphrase)
        self.window.key("Return")
        self.window.find("If this tablet were lost now", seconds=60)

    def open_session(self, window):
        window.press(SESSION, "push button")
        window.press("Open interview" if self.written else "Start interview", "push button")
        window.find("Finish", "push button")

    def turn_to(self, window):
        """From the other tablet: a window that lost the focus covers itself."""
        if any(name.startswith("Candour is covered") for name in window.names()):
            window.press("Candour is covered", "push button")
        window.press("Today", "page tab")

    def add_to_line(self, window, begun, words):
        """Goes back to a line of the session and writes on at its end."""
        self.turn_to(window)
        self.open_session(window)
        time.sleep(1)
        window.press(next(name for name in window.names() if begun in name))
        time.sleep(0.5)
        window.key("ctrl+End")
        window.type(words)
        window.key("Return")
        window.wait_until("the line is changed", lambda: any(begun + words in name for name in window.names()))
        window.find("Saved")

    def hand_all_over(self, window):
        self.turn_to(window)
        window.press("Hand over", "page tab")
        window.press("Go to hand over", "push button")
        window.find("Everything is handed over", seconds=60)

    # The day ------------------------------------------------------------------------------------------

    written = False

    def enrol(self):
        self.step("The central store starts; the lead brings the plan in")
        self.northmere.prepare()
        self.relay.target = self.northmere.port
        self.step("AW sets up the tablet with the code")
        code = self.northmere.code("AW", port=self.relay.port)["code"]
        self.window = self.open_app("AW", self.relay.port)
        window = self.window
        self.set_up(window, code, self.picture)
        time.sleep(1)
        self.picture("today")
        self.prove("The tablet enrols with the code and shows the timetable",
                   any(name.startswith(SESSION) for name in window.names()))

    def write(self):
        self.step("The store goes off; AW opens the 10:00 session")
        self.northmere.stop_store()
        self.relay.target = None
        window = self.window
        self.open_session(window)
        self.step("AW asks, and records the agreement")
        window.press("Ask", "push button")
        window.find("What they agree to")
        for purpose in ["Talk with us today", "Use their words in the report"]:
            window.press(f"{purpose}, Yes")
            window.press("How they told us, Spoken")
            window.press("Able to decide now, Presumed yes")
        self.picture("agreement")
        window.press("Record these answers", "push button")
        window.find("Mark moment", "push button")
        self.step("Twenty lines, offline")
        for voice, words, tags in LINES:
            window.key(ALT[voice])
            window.type(words)
            for tag in tags:
                window.key(f"alt+{tag}")
            window.key("Return")
        self.written = True
        window.find("Saved")
        time.sleep(1)
        self.picture("interview")

    def survive(self):
        window = self.window
        self.step("In the middle of a word the app is killed")
        window.key(ALT["s"])
        window.type(INTERRUPTED)
        for _ in range(3):
            window.key("Left")
        window.type(AMID)
        time.sleep(0.45)  # the promise is for keys older than 300 ms; the last ones are on their way here
        window.kill()
        self.window = self.open_app("AW", self.relay.port)
        window = self.window
        window.find("Unlock", "push button")
        self.picture("locked")
        self.unlock()
        self.open_session(window)
        time.sleep(1)
        # Nothing is clicked: what is typed now lands where the caret is.
        window.type(ON_RETURN)
        window.key("End")
        window.type(CONTINUED)
        window.key("Return")
        window.wait_until("the interrupted line is whole",
                          lambda: any(WHOLE in name for name in window.names()))
        self.picture("after-kill")
        self.prove("Killed in the middle of a word, the app comes back with every key and the caret in its place",
                   any(WHOLE in name for name in window.names()))
        window.key("ctrl+k")
        window.find("Search")
        time.sleep(0.5)
        window.type(SEARCHED)
        window.wait_until("the search finds it", lambda: any("Friday" in name for name in window.names()))
        time.sleep(1)
        self.picture("search")
        self.prove(f"Search finds \"{SEARCHED}\" among what was just written",
                   any("Friday" in name for name in window.names()))

    def finish(self):
        window = self.window
        self.step("AW finishes the session")
        window.press("Today", "page tab")
        self.open_session(window)
        window.press("Finish", "push button")
        window.find("What did we not get to?")
        time.sleep(0.5)
        window.type(GAP)
        window.press("Ask for", "text")
        window.type(FOLLOW_UP)
        window.key("Return")
        window.find(FOLLOW_UP)
        self.picture("finish")
        window.press("Finish", "push button", last=True)
        window.find("If this tablet were lost now")
        window.find("1 follow-up still to ask for")
        self.prove("The session is finished with what was not reached, and the follow-up stands on Today", True)

    def hand_over(self):
        window = self.window
        self.step("The store comes on; the connection breaks three times in the middle of a body")
        self.northmere.start_store()
        self.relay.target = self.northmere.port
        window.press("Hand over", "page tab")
        window.find("End of day")
        time.sleep(1)
        self.picture("review")
        for i, after in enumerate([2_000, 2_500, 3_000]):
            self.relay.cut(after)
            self.go_on(first=i == 0)
            window.wait_until("the break is told", lambda: any("carry on from there" in n for n in window.names()))
            if i == 0:
                self.picture("broken-off")
        self.prove("Three broken connections are told in a sentence, and nothing is lost", self.relay.cuts == 3,
                   f"{self.relay.cuts} breaks")
        self.relay.mend()
        self.go_on()
        window.find("Everything is handed over", seconds=60)
        time.sleep(1)
        self.picture("receipt")
        self.receipt = {"captured": self.number("Captured"), "accepted": self.number("Accepted"),
                        "held": self.number("Held")}
        window.press("Save receipt", "push button")
        window.wait_until("the receipt is saved", lambda: list(self.home.rglob("Candour receipt *.txt")))
        saved = next(self.home.rglob("Candour receipt *.txt")).read_text(encoding="utf-8")
        (self.out / "receipt.txt").write_text(saved, encoding="utf-8")
        self.prove("The saved receipt holds what the store signed", "Accepted: " in saved and len(saved.split()[-1]) > 100)
        self.prove(f"The receipt says captured {self.receipt['captured']}, accepted {self.receipt['accepted']}, held 0",
                   self.receipt["captured"] == self.receipt["accepted"] > 20 and self.receipt["held"] == 0,
                   str(self.receipt))

    def go_on(self, first=False):
        self.window.press("Go to hand over" if first else "Carry on", "push button")

    def number(self, label):
        for name in self.window.names():
            words = name.replace(",", "").split()
            if label in words and any(word.isdigit() for word in words):
                return next(int(word) for word in words if word.isdigit())
        raise SystemExit(f"The receipt shows no number for {label}: {self.window.names()}")

    def colleague(self):
        self.step("JO sets up a second tablet beside the first, and reads the same lines")
        code = self.northmere.code("JO")["code"]
        mine = self.window
        self.colleagues = self.open_app("JO", self.northmere.port, left=mine.size[0])
        theirs = self.colleagues
        self.set_up(theirs, code)
        theirs.wait_until("the plan has come", lambda: any(name.startswith(SESSION) for name in theirs.names()))
        self.open_session(theirs)
        shared = LINES[-1][1]  # among the last, so that it is in sight
        read = set()

        def all_read():
            """Going up through the notebook, as one who reads it from its end."""
            read.update(words for _, words, _ in LINES if any(words in name for name in theirs.names()))
            theirs.scroll_up()
            return len(read) == len(LINES)

        theirs.wait_until("the colleague reads every line", all_read)
        self.prove("The colleague reads every line on their own tablet", len(read) == len(LINES))
        self.step("Both change one line, offline and unseen of each other")
        self.northmere.stop_store()
        self.relay.target = None
        self.add_to_line(theirs, shared, " That was the second ask.")
        self.add_to_line(mine, shared, " She said it twice.")
        self.northmere.start_store()
        self.relay.target = self.northmere.port
        self.hand_all_over(theirs)
        self.hand_all_over(mine)
        self.hand_all_over(theirs)
        for window, name in ((theirs, "colleague-two-texts"), (mine, "two-texts")):
            self.turn_to(window)
            window.press("Hand over", "page tab")
            window.press("Compare them", "push button")
            window.find("Two of you wrote this line")
            for words in ("She said it twice.", "That was the second ask."):
                window.wait_until("both texts are shown", lambda: any(words in text for text in window.names()))
            time.sleep(1)
            self.picture(name, window)
        self.prove("Both tablets show both texts", True)
        mine.press("Keep both", "push button", last=True)
        mine.find("End of day")
        self.hand_all_over(mine)
        self.hand_all_over(theirs)
        theirs.close()
        mine.close()
        settled = [[line["text"] for line in self.lines(name) if line.get("text", "").startswith(shared)]
                   for name in ("AW", "JO")]
        self.prove("AW settles it, and the colleague has the one text with both",
                   settled[0] == settled[1] and len(settled[0]) == 1
                   and "twice" in settled[0][0] and "second ask" in settled[0][0], str(settled))

    def lines(self, vault):
        out = self.northmere.cli(vault, "export", "--type", "line")
        return [json.loads(line) for line in out.splitlines()]

    def evidence(self):
        self.step("The evidence pack, the checks, and the search for words in the clear")
        self.northmere.cli("AW", "evidence", "--out", self.out / "evidence.html")
        sections = {}
        for section in (self.out / "evidence.html").read_text(encoding="utf-8").split('<h2 id="statement-')[1:]:
            sections[int(section.split('"', 1)[0])] = html.unescape(section)
        missing = [words for _, words, tags in LINES for tag in tags if words.strip('"') not in sections[tag]]
        self.prove("The evidence pack has every tagged line of the day under its quality statements",
                   not missing, str(missing[:3]))
        self.prove("Each statement counts its independent sources",
                   all("Independent sources" in section for section in sections.values()))
        for vault in ["AW", "JO", "HM"]:
            checked = json.loads(self.northmere.cli(vault, "--json", "verify"))
            self.prove(f"Every chain on {vault}’s tablet is whole: {checked['changes']} changes, {checked['opened']} opened",
                       checked["faults"] == 0)
        self.northmere.stop_store()
        checked = self.northmere.store_command("verify")[0]
        self.prove(f"The store agrees: {checked['changes']} changes in {checked['chains']} chains, no fault",
                   checked["faults"] == 0)
        sentences = [words for _, words, _ in LINES] + [WHOLE, GAP]
        sentences += [line["text"] for line in self.lines("HM") if len(line.get("text", "")) > 30]
        sentences = list(dict.fromkeys(sentences))
        self.prove(f"At least 50 planted sentences to look for ({len(sentences)})", len(sentences) >= 50)
        # Whole or begun, as UTF-8 and as Qt holds text in memory, in case a page of it reached a file.
        wanted = [begun.encode(code) for words in sentences for begun in {words, words[:24]} for code in ("utf-8", "utf-16-le")]
        found = []
        files = 0
        for path in self.northmere.data.rglob("*"):
            if not path.is_file():
                continue
            files += 1
            content = path.read_bytes()
            found += [(path.name, words) for words in wanted if words in content]
        self.prove(f"None of them is in the clear in {files} files: tablets, store, home and temporary ones",
                   not found, str(found[:3]))

    def summary(self):
        made = datetime.datetime.now().strftime("%d %B %Y, %H:%M")
        items = "".join(f"<li>{html.escape(text)}</li>" for text in self.proven)
        pictures = "".join(f'<a href="pictures/{p.name}"><img src="pictures/{p.name}" alt="{p.stem}"></a>'
                           for p in sorted((self.out / "pictures").glob("*.png")))
        (self.out / "summary.html").write_text(
            "<!doctype html><html lang=en><meta charset=utf-8><title>What was proven</title>"
            "<style>body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
            "img{width:31%;margin:1%;border:1px solid #888}</style>"
            f"<h1>An inspector’s day</h1><p>Played on {made} with the real programs.</p><ul>{items}</ul>"
            '<p><a href="evidence.html">The evidence pack</a> · <a href="receipt.txt">The receipt</a></p>'
            f"{pictures}</html>", encoding="utf-8")


def play(options):
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    # What an earlier day left, and nothing else that lies there.
    shutil.rmtree(out / "pictures", ignore_errors=True)
    for name in ("receipt.txt", "evidence.html", "summary.html"):
        (out / name).unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="candour-day-") as data:
        # Whatever the programs leave behind anywhere lies where it is looked for in the end.
        for name, folder in {"HOME": "home", "TMPDIR": "tmp", "XDG_CACHE_HOME": "home/.cache",
                             "XDG_CONFIG_HOME": "home/.config", "XDG_DATA_HOME": "home/.local/share"}.items():
            os.environ[name] = str(pathlib.Path(data) / folder)
            pathlib.Path(os.environ[name]).mkdir(parents=True, exist_ok=True)
        day = Day(options, data)
        try:
            for part in [day.enrol, day.write, day.survive, day.finish, day.hand_over, day.colleague, day.evidence]:
                part()
            day.summary()
        except BaseException:
            if day.window is not None:
                day.window.picture(out / "pictures" / "99-where-it-stopped.png", whole=True)
            log = pathlib.Path(data) / "app.log"
            if log.exists():
                sys.stderr.write("\n".join(log.read_text(encoding="utf-8").splitlines()[-40:]) + "\n")
            raise
        finally:
            for window in (day.window, day.colleagues):
                if window is not None:
                    window.close()
            day.northmere.stop_store()
    print(f"\nAll of it held. Pictures, receipt, evidence pack and summary are in {out}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True, help="where candour, candour-cli and candour-store are")
    parser.add_argument("--out", required=True, help="the folder for pictures, receipt, evidence pack and summary")
    options = parser.parse_args()
    if not display.is_inside():
        sys.exit(display.play_inside(HERE / "day.py", "--bin", options.bin, "--out", options.out, tablets=2))
    play(options)


if __name__ == "__main__":
    main()
