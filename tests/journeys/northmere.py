"""Sets up the fictional Northmere Council on this machine with the real programs: a central store on a
free loopback port, its people and assessment, and vaults enrolled with it. Used by ./run, by the
tour and by the tests."""

import argparse
import contextlib
import datetime
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "app" / "samples" / "northmere"
# What there is on the morning of day 2, in the order in which one part rests on another.
PARTS = ["team", "cases", "timetable", "papers", "sessions", "journeys"]
PASSPHRASE = "northmere tablet words"
# Who works on the assessment; the first leads it. Experts by Experience are given single sessions.
PEOPLE = ["HM", "AW", "JO", "RO", "SB", "LT"]
EXTERNAL = ["JO"]


def say(text):
    print(f"   {text}", flush=True)


class Northmere:
    def __init__(self, binaries, data):
        self.bin = pathlib.Path(binaries)
        self.data = pathlib.Path(data)
        self.data.mkdir(parents=True, exist_ok=True)
        os.chmod(self.data, 0o700)
        self.passphrase = self.data / "passphrase"
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
        if (self.data / "store" / "store.key").exists():
            return
        self.passphrase.write_text(PASSPHRASE + "\n")
        os.chmod(self.passphrase, 0o600)
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
        ready = self.data / "store.ready"
        ready.unlink(missing_ok=True)
        log = open(self.data / "store.log", "a", encoding="utf-8")
        # The port of the last time, so that enrolled tablets find it again.
        wanted = self.data / "store.port"
        port = wanted.read_text().strip() if wanted.exists() else "0"
        self.server = subprocess.Popen(
            [str(self.bin / "candour-store"), "--dir", str(self.data / "store"), "serve", "--host", "127.0.0.1",
             "--port", port, "--ready-file", str(ready)], stdout=log, stderr=log)
        for _ in range(300):
            if ready.exists():
                self.port = json.loads(ready.read_text())["port"]
                wanted.write_text(str(self.port))
                return
            if self.server.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit("The central store did not start; see " + str(self.data / "store.log"))

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
        if (self.vault(name) / "keys.db").exists():
            return
        code = self.data / "code"
        code.write_text(self.code(name)["link"] + "\n")
        os.chmod(code, 0o600)
        self.cli(name, "enrol", "--code-file", code)
        code.unlink()
        self.cli(name, "handover")

    def fill(self):
        """The lead's tablet brings the plan in, moved so that its second day is today."""
        days = (datetime.date.today() - datetime.date(2027, 3, 9)).days
        offset = int(datetime.datetime.now().astimezone().utcoffset().total_seconds() // 60)
        for part in PARTS:
            moved = self.data / f"{part}.ndjson"
            moved.write_text(run([str(self.bin / "candour-cli"), "shift", str(SAMPLES / f"{part}.ndjson"), "--days",
                                  str(days), "--offset-minutes", str(offset)]), encoding="utf-8")
            self.cli(PEOPLE[0], "apply", moved)
            moved.unlink()
        self.cli(PEOPLE[0], "handover")

    def prepare(self):
        fresh = not (self.data / "filled").exists()
        self.make_store()
        self.start_store()
        if fresh:
            say("The lead brings the plan in: team, 50 cases, their papers, three days in parallel rooms, the first day's notes")
            self.enrol(PEOPLE[0])
            self.fill()
            (self.data / "filled").touch()


def run(command, ok=(0,), **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode not in ok:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(f"{pathlib.Path(command[0]).name} ended with {done.returncode}: {' '.join(command[1:8])}")
    return done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--open", action="store_true", help="open the app and end with it")
    options = parser.parse_args()
    northmere = Northmere(options.bin, options.data)
    with contextlib.ExitStack() as end:
        end.callback(northmere.stop_store)
        northmere.prepare()
        northmere.enrol("AW")
        northmere.cli("AW", "handover")
        if options.open:
            say(f"The app opens on Today. After a lock, the passphrase of this tablet is: {PASSPHRASE}")
            subprocess.run([str(northmere.bin / "candour"), "--vault", str(northmere.vault("AW")), "--store",
                            f"https://127.0.0.1:{northmere.port}", "--passphrase-stdin"],
                           input=f"{PASSPHRASE}\n".encode(), check=False)


if __name__ == "__main__":
    main()
