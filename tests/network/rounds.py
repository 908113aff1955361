#!/usr/bin/env python3
"""Hands over between two network namespaces, over a line that loses packets, is slow and breaks, while
tablets and store are killed at random. At the end nothing that was saved may be missing anywhere, and
nothing may be there twice.

    tests/network/rounds.py BIN [--rounds 500] [--seed 1]

Needs a kernel with user and network namespaces, tbf and nftables; without them it fails. Anybody may run it:
it is root within a namespace of its own. Real programs, real TLS: only the line is made bad (nft drops
packets, tbf limits the rate, roughline.py delays and cuts)."""

import argparse
import contextlib
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "journeys"))

from northmere import PEOPLE, Northmere  # noqa: E402

INSIDE = "CANDOUR_ROUNDS_INSIDE"
PORT = 4443
RECORDS = 12  # one round writes so many on each tablet
LOSS_PER_MILLE = 20
RATE = "8mbit"


def must(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


class Line:
    """Two namespaces and the wire between them."""

    def __init__(self):
        self.tablets = f"candour-tablets-{os.getpid()}"
        self.store = f"candour-store-{os.getpid()}"

    def __enter__(self):
        for name in (self.tablets, self.store):
            must("ip", "netns", "add", name)
            must("ip", "-n", name, "link", "set", "lo", "up")
        must("ip", "-n", self.tablets, "link", "add", "wire", "type", "veth", "peer", "name", "wire", "netns",
             self.store)
        for name, address in ((self.tablets, "10.77.0.1/24"), (self.store, "10.77.0.2/24")):
            must("ip", "-n", name, "address", "add", address, "dev", "wire")
            must("ip", "-n", name, "link", "set", "wire", "up")
            must("tc", "-n", name, "qdisc", "add", "dev", "wire", "root", "tbf", "rate", RATE, "burst", "32kbit",
                 "latency", "300ms")
        self.lose(LOSS_PER_MILLE)
        return self

    def lose(self, per_mille):
        for name in (self.tablets, self.store):
            must("ip", "netns", "exec", name, "nft",
                 "flush ruleset; add table inet bad; "
                 "add chain inet bad arriving { type filter hook input priority 0; }; "
                 f"add rule inet bad arriving iifname wire numgen random mod 1000 < {per_mille} drop"
                 if per_mille else "flush ruleset")

    def __exit__(self, *_):
        for name in (self.tablets, self.store):
            subprocess.run(["ip", "netns", "delete", name], check=False)

    @staticmethod
    def within(name, command):
        return ["ip", "netns", "exec", name, *map(str, command)]


class Rounds:
    def __init__(self, options, data, line, lasting):
        self.chance = random.Random(options.seed)
        self.line = line
        self.lasting = lasting
        self.northmere = Northmere(options.bin, data)
        self.rough = None
        self.server = None
        self.said = {"HM": {}, "RO": {}}  # what each tablet was told is saved: id -> text
        self.unsure = {}  # the program was killed before it could say
        self.counts = dict.fromkeys(
            ["rounds", "applies killed", "hand-overs", "hand-overs killed", "hand-overs that failed", "store killed"], 0)

    # The two ends -------------------------------------------------------------------------------

    def start_store(self):
        ready = self.northmere.data / "store.ready"
        ready.unlink(missing_ok=True)
        log = self.lasting.enter_context(open(self.northmere.data / "store.log", "a", encoding="utf-8"))
        self.server = subprocess.Popen(
            Line.within(self.line.store,
                        [self.northmere.bin / "candour-store", "--dir", self.northmere.data / "store", "serve",
                         "--address", "10.77.0.2", "--host", "127.0.0.1", "--port", PORT, "--ready-file", ready]),
            stdout=log, stderr=log)
        for _ in range(300):
            if ready.exists():
                return
            if self.server.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit(f"The store did not start; see {self.northmere.data / 'store.log'}")

    def kill_store(self):
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()

    def lay(self, cut, seed=0):
        if self.rough:
            self.rough.stdin.close()
            self.rough.wait()
        self.rough = subprocess.Popen(
            Line.within(self.line.tablets,
                        [sys.executable, HERE / "roughline.py", "--listen", f"127.0.0.1:{PORT}", "--to",
                         f"10.77.0.2:{PORT}", "--cut", cut, "--seed", seed]),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.rough.stdout.readline()

    def tablet(self, name, *arguments):
        out = tempfile.TemporaryFile("w+", encoding="utf-8")
        process = subprocess.Popen(
            Line.within(self.line.tablets,
                        [self.northmere.bin / "candour-cli", "--json", "--vault", self.northmere.vault(name),
                         "--passphrase-file", self.northmere.passphrase, *arguments]), stdout=out, stderr=out)
        return process, out

    def finished(self, process, out, allowed=(0,)):
        process.wait()
        out.seek(0)
        text = out.read()
        out.close()
        if process.returncode not in allowed:
            raise SystemExit(f"A command ended with {process.returncode}:\n{text}")
        return text

    def enrol(self, name):
        code = self.northmere.data / "code"
        code.write_text(self.northmere.code(name[:2], port=PORT)["link"] + "\n", encoding="utf-8")
        self.finished(*self.tablet(name, "enrol", "--code-file", code))
        code.unlink()
        self.finished(*self.tablet(name, "handover"))

    # A round ------------------------------------------------------------------------------------

    def new_id(self):
        """A UUID of version 7."""
        chance = self.chance.getrandbits(74)
        return str(uuid.UUID(int=time.time_ns() // 1_000_000 << 80 | 7 << 76 | chance >> 62 << 64 | 2 << 62
                             | chance & (1 << 62) - 1))

    def write(self, name, number):
        records = {self.new_id(): f"Rota {number}.{n} of {name}" for n in range(RECORDS)}
        file = self.northmere.data / f"{name}.ndjson"
        file.write_text("".join(json.dumps({"type": "follow_up", "id": key, "what": text,
                                            "state": "open"}) + "\n"
                                for key, text in records.items()), encoding="utf-8")
        process, out = self.tablet(name, "apply", file)
        if self.chance.random() < 0.25:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(self.chance.uniform(0.3, 1.2))
            process.kill()
        self.finished(process, out, allowed=(0, -signal.SIGKILL))
        if process.returncode == 0:
            self.said[name].update(records)
        else:
            self.counts["applies killed"] += 1
            self.unsure.update(records)

    def round(self, number):
        self.counts["rounds"] += 1
        self.lay(self.chance.choice([0, 0.3, 0.8]), seed=number)
        for name in self.said:
            self.write(name, number)
        running = [self.tablet(name, "handover") for name in self.said]
        deeds = [None, *(process for process, _ in running), self.server]
        deed = self.chance.choice(deeds)
        if deed is not None:
            time.sleep(self.chance.uniform(0.4, 2.5))
            deed.kill()
        killed = deed is self.server
        if killed:
            self.server.wait()
            self.counts["store killed"] += 1
        for process, out in running:
            process.wait()
            self.counts["hand-overs"] += 1
            if process.returncode == -signal.SIGKILL:
                self.counts["hand-overs killed"] += 1
                out.close()
            else:
                self.counts["hand-overs that failed"] += process.returncode != 0
                self.finished(process, out, allowed=(0, 7))
        if killed:
            self.start_store()

    # What has to hold ---------------------------------------------------------------------------

    def held(self, name):
        text = self.finished(*self.tablet(name, "list", "follow_up", "--limit", "-1"))
        rows = [json.loads(row) for row in text.splitlines() if row.startswith("{")]
        return [(row["id"], row["fields"]["what"]) for row in rows if "fields" in row]

    def check(self):
        self.lay(0)
        self.line.lose(0)
        self.enrol("LT-fresh")
        for _ in range(2):
            for name in (*self.said, "LT-fresh"):
                self.finished(*self.tablet(name, "handover"))
        saved = {key: text for of in self.said.values() for key, text in of.items()}
        lost = twice = strange = 0
        for name in (*self.said, "LT-fresh"):
            rows = self.held(name)
            there = dict(rows)
            lost += sum(there.get(key) != text for key, text in saved.items())
            strange += sum(key not in saved and self.unsure.get(key) != text for key, text in rows)
            history = self.finished(*self.tablet(name, "export", "--history"))
            changes = [json.loads(row) for row in history.splitlines() if row.startswith("{")]
            follow_ups = [change["record"] for change in changes if change.get("type") == "follow_up"]
            twice += len(rows) - len(there) + len(follow_ups) - len(set(follow_ups))
            strange += set(follow_ups) != set(there)
            self.finished(*self.tablet(name, "verify"))
        # A file goes in whole or not at all.
        partly = {}
        for key, text in self.unsure.items():
            number = text.split()[1].split(".")[0]
            partly.setdefault((text.split()[-1], number), set()).add(key in there)
        strange += sum(len(answers) > 1 for answers in partly.values())
        self.kill_store()
        must(str(self.northmere.bin / "candour-store"), "--dir", str(self.northmere.data / "store"), "verify")
        return {"saved": len(saved), "lost": lost, "twice": twice, "strange": strange}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin")
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if INSIDE not in os.environ:
        os.environ[INSIDE] = "1"
        user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        os.execvp("unshare", ["unshare", *user, "--mount", "--net", "--", sys.executable, *sys.argv])
    must("mount", "-t", "tmpfs", "none", "/run")  # where `ip` keeps the names of its namespaces
    with contextlib.ExitStack() as lasting:
        data = lasting.enter_context(tempfile.TemporaryDirectory(prefix="candour-rounds-"))
        line = lasting.enter_context(Line())
        rounds = Rounds(options, data, line, lasting)
        rounds.northmere.make_store()
        rounds.start_store()
        lasting.callback(lambda: rounds.server.poll() is None and rounds.kill_store())
        rounds.lay(0)
        lasting.callback(lambda: rounds.rough.kill())
        for name in rounds.said:
            rounds.enrol(name)
        begun = time.monotonic()
        for number in range(1, options.rounds + 1):
            rounds.round(number)
            if number % 25 == 0:
                print(f"{number} rounds in {time.monotonic() - begun:.0f} s: {rounds.counts}", flush=True)
        found = rounds.check()
        print(f"seed {options.seed}: " + ", ".join(f"{count} {what}" for what, count in rounds.counts.items()))
        print(", ".join(f"{count} {what}" for what, count in found.items()))
        if found["lost"] or found["twice"] or found["strange"] or not found["saved"]:
            raise SystemExit("the line was not survived")


if __name__ == "__main__":
    main()
