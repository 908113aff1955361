"""Sets up the fictional Northmere Council on this machine with the real programs: a central store on a
free loopback port, its people and assessment, and vaults enrolled with it. Used by ./run, by the
tour and by the tests."""

import argparse
import contextlib
import datetime
import fcntl
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "app" / "samples" / "northmere"
# What there is on the morning of day 2, in the order in which one part rests on another.
PARTS = ["team", "cases", "timetable", "papers", "sessions", "journeys"]
# And what came after, up to the scores.
WHOLE = ["whole/day2", "whole/day3", "whole/after"]
SECOND_DAY = datetime.date(2027, 3, 9)
# Nothing is scored before the visit is over, nor is it dated ahead: all of it lies so far back.
LONG_PAST = datetime.timedelta(weeks=3)
PASSPHRASE = "northmere tablet words"
# Who works on the assessment; the first leads it. Experts by Experience are given single sessions.
PEOPLE = ["HM", "AW", "JO", "RO", "SB", "LT"]
EXTERNAL = ["JO"]
SITE_VISIT = datetime.timedelta(days=2)  # what is left of it after the day that is played
# What the programs answer.
NOT_THERE = 5
IN_USE = 10  # another has the store, the vault or the port


def say(text):
    print(f"   {text}", flush=True)


class Northmere:
    def __init__(self, binaries, data, whole=False):
        self.whole = whole
        self.bin = pathlib.Path(binaries)
        self.data = pathlib.Path(data)
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            os.chmod(self.data, 0o700)
        except OSError as error:
            raise SystemExit(f"The folder {self.data} cannot be made: {error.strerror}.") from None
        self.passphrase = self.data / "passphrase"
        self.filled = self.data / "filled"  # holds the day that is played
        self.server = None
        self.port = 0

    def store_command(self, *arguments, **options):
        command = [str(self.bin / "candour-store"), "--dir", str(self.data / "store"), "--json", *map(str, arguments)]
        return [json.loads(line) for line in run(command, **options).splitlines()]

    def cli(self, vault, *arguments, **options):
        command = [str(self.bin / "candour-cli"), "--vault", str(self.vault(vault)), "--passphrase-file",
                   str(self.passphrase), *map(str, arguments)]
        return run(command, **options)

    def vault(self, name):
        return self.data / f"tablet-{name}"

    # The store ------------------------------------------------------------------------------------

    def make_store(self):
        """The store, its people and the assessment, unless they are there."""
        self.passphrase.write_text(PASSPHRASE + "\n", encoding="utf-8")
        os.chmod(self.passphrase, 0o600)
        if (self.data / "store" / "store.key").exists():
            return
        self.store_command("init", "--name", "Assessment teams")
        people = {name: self.store_command("admin", "person", "add", "--name", name)[0]["id"] for name in PEOPLE}
        members = [people[name] for name in PEOPLE[1:] if name not in EXTERNAL]
        arguments = ["admin", "assessment", "create", "--title", "Northmere Council", "--lead", people[PEOPLE[0]]]
        for member in members:
            arguments += ["--member", member]
        for name in EXTERNAL:
            arguments += ["--external", people[name]]
        self.store_command(*arguments)

    def start_store(self):
        """At the port of the last time, where enrolled tablets look for it, or at any that is free."""
        wanted = self.data / "store.port"
        last = wanted.read_text(encoding="utf-8").strip() if wanted.exists() else "0"
        code = self.serve(last)
        if code == IN_USE and last != "0":
            code = self.serve("0")
        if code is not None:
            said = (self.data / "store.log").read_text(encoding="utf-8", errors="replace").strip().splitlines()
            raise SystemExit("The central store did not start. " + (said[-1] if said else f"It ended with {code}."))
        if last not in ("0", str(self.port)):
            for tablet in self.data.glob("tablet-*"):
                self.cli(tablet.name.removeprefix("tablet-"), "store", "--address", f"127.0.0.1:{self.port}")
        wanted.write_text(str(self.port), encoding="utf-8")

    def serve(self, port):
        """Nothing once it answers, or the code with which it ended."""
        ready = self.data / "store.ready"
        ready.unlink(missing_ok=True)
        with open(self.data / "store.log", "a", encoding="utf-8") as log:
            self.server = subprocess.Popen(
                [str(self.bin / "candour-store"), "--dir", str(self.data / "store"), "serve", "--host", "127.0.0.1",
                 "--port", port, "--ready-file", str(ready)], stdout=log, stderr=log)
        while not ready.exists():
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = self.server.wait(timeout=0.1)
                self.server = None
                return code
        self.port = json.loads(ready.read_text(encoding="utf-8"))["port"]
        return None

    def stop_store(self):
        if self.server is None:
            return
        self.server.send_signal(signal.SIGTERM)
        self.server.wait(timeout=30)
        self.server = None

    def code(self, name, host="127.0.0.1", port=None):
        """A fresh enrolment code for a person, as link and as text."""
        people = {person["name"]: person["id"] for person in self.store_command("admin", "person", "list")}
        issued = self.store_command("admin", "code", "issue", "--person", people[name], "--host", host, "--port",
                                    port or self.port)[0]
        return issued

    # Tablets --------------------------------------------------------------------------------------

    def enrol(self, name):
        # One that was cut off is finished by the same command.
        if self.vault(name).exists() and self.cli(name, "store", ok=(0, NOT_THERE)):
            return
        code = self.data / "code"
        code.write_text(self.code(name)["link"] + "\n")
        os.chmod(code, 0o600)
        self.cli(name, "enrol", "--code-file", code)
        code.unlink()
        self.cli(name, "handover")

    def fill(self):
        """The lead's tablet brings the plan in, moved so that its second day is today; or the whole
        assessment, moved by whole weeks so that the visit is over."""
        today = datetime.date.today()
        days = (today - SECOND_DAY).days
        if self.whole:
            days = (today - LONG_PAST - SECOND_DAY).days // 7 * 7
        offset = int(datetime.datetime.now().astimezone().utcoffset().total_seconds() // 60)
        for part in PARTS + (WHOLE if self.whole else []):
            moved = self.data / "part.ndjson"
            moved.write_text(run([str(self.bin / "candour-cli"), "shift", str(SAMPLES / f"{part}.ndjson"), "--days",
                                  str(days), "--offset-minutes", str(offset)]), encoding="utf-8")
            self.cli(PEOPLE[0], "apply", moved)
            moved.unlink()
        for row in (SAMPLES / "files" / "list.txt").read_text(encoding="utf-8").splitlines():
            name, paper, kind, caption = row.split(" | ")
            self.cli(PEOPLE[0], "attach", SAMPLES / "files" / name, "--to", paper, "--kind", kind, "--caption", caption)
        self.cli(PEOPLE[0], "handover")

    def prepare(self):
        fresh = not self.filled.exists()
        if fresh:
            self.clear()
        self.make_store()
        self.start_store()
        if fresh:
            say("The lead brings the plan in: team, 50 cases, their papers, three days in parallel rooms, " +
                ("all 28 meetings, alerts, themes and scores" if self.whole else "the first day's notes"))
            self.enrol(PEOPLE[0])
            self.fill()
            self.filled.write_text(datetime.date.today().isoformat(), encoding="utf-8")

    def clear(self):
        """What a start left behind that was cut off: nobody has written anything in it yet."""
        for folder in [self.data / "store", *self.data.glob("tablet-*")]:
            if folder.exists():
                shutil.rmtree(folder)

    def is_over(self):
        """The planned days are past: Today would be empty."""
        day = self.filled.read_text(encoding="utf-8").strip()
        return bool(day) and datetime.date.today() >= datetime.date.fromisoformat(day) + SITE_VISIT

    # The app --------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def alone(self):
        """Nobody else starts with this data meanwhile."""
        with open(self.data / "run.lock", "a", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise SystemExit(f"Candour is open already with the data in {self.data}. Close it there first.") from None
            yield

    def open_app(self, name):
        """The app on this tablet until it is closed; its exit code."""
        app = subprocess.Popen([str(self.bin / "candour"), "--vault", str(self.vault(name)), "--store",
                                f"https://127.0.0.1:{self.port}", "--passphrase-stdin"], stdin=subprocess.PIPE)
        try:
            app.stdin.write(f"{PASSPHRASE}\n".encode())
            app.stdin.close()
            return app.wait()
        finally:
            app.terminate()
            app.wait()


def run(command, ok=(0,), **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode not in ok:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(f"{pathlib.Path(command[0]).name} ended with {done.returncode}: {' '.join(command[1:8])}")
    return done.stdout


def end_in_order(number, _):
    raise SystemExit(128 + number)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--open", action="store_true", help="open the app and end with it")
    parser.add_argument("--whole", action="store_true", help="the whole assessment, on the lead's tablet")
    options = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, end_in_order)
    northmere = Northmere(options.bin, options.data, options.whole)
    mine = PEOPLE[0] if options.whole else "AW"
    with northmere.alone(), contextlib.ExitStack() as end:
        end.callback(northmere.stop_store)
        try:
            northmere.prepare()
            northmere.enrol(mine)
            northmere.cli(mine, "handover")
        except SystemExit as stopped:
            if isinstance(stopped.code, str):
                raise SystemExit(f"{stopped.code}\nEverything is still in {northmere.data}. "
                                 "`./run --fresh` begins anew without it.") from None
            raise
        if not options.open:
            return 0
        if not options.whole and northmere.is_over():
            say("The three days of this visit are past, so Today is empty: `./run --fresh` begins a new one")
        say(f"The app opens on Today. After a lock, the passphrase of this tablet is: {PASSPHRASE}")
        return northmere.open_app(mine)


if __name__ == "__main__":
    sys.exit(main())
