#!/usr/bin/env python3
"""The exchange beside its floor, in one run: the same notes handed over by the real programs
(candour-store, candour-cli; TLS over loopback, SQLCipher on both sides) and by
candour_bench_floor, which moves the same bytes into plain SQLite and does nothing else.

    tests/bench/exchange.py build/release/bin [--notes 10000,100000] [--rounds 3] [--slow] [--keep FOLDER]
    tests/bench/exchange.py build/release/bin --files 200 [--size 1048576] [--rounds 3]

The second hands attachments over instead: sealed and receipted one by one on our side, whole and
checked by their hash on the floor's.

Prints medians: seconds of the hand-over itself (from the first request to the last commit, the TLS
handshake included, unlocking not), bytes on the wire both ways with every header, and the most
memory that tablet and store took. The tablet's mark is set back once the key of its passphrase is
derived, which takes 256 MB for half a second whatever is handed over. --slow puts a link of 100 ms
and 1 MB/s between the two. It runs in a network of its own, so that the bytes counted are ours, and
needs the right to make one (root, or user namespaces)."""

import argparse
import json
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tests" / "journeys"))

from northmere import PEOPLE, Northmere  # noqa: E402
from notes import identity  # noqa: E402

IN_OWN_NETWORK = "CANDOUR_BENCH_NETWORK"
FLOOR_PORT, SLOW_PORT = 7001, 7002
DERIVED = 200_000  # kB that only deriving the passphrase's key takes


def enter_own_network():
    if IN_OWN_NETWORK not in os.environ:
        as_root = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        os.execvpe("unshare", ["unshare", *as_root, "--net", sys.executable, *sys.argv],
                   {**os.environ, IN_OWN_NETWORK: "1"})
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def on_the_wire():
    with open("/proc/net/dev", encoding="ascii") as devices:
        return next(int(line.split(":")[1].split()[0]) for line in devices if line.strip().startswith("lo:"))


def memory(pid, what):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        found = re.search(rf"{what}:\s+(\d+)", status.read())
    return int(found[1]) if found else 0


def forget_peak(pid):
    pathlib.Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")


def run(command, server, derives=False):
    """What the command said, its peak memory and the server's, and the bytes between the two."""
    forget_peak(server.pid)
    before = on_the_wire()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        process = subprocess.Popen(list(map(str, command)), stdout=out, stderr=subprocess.DEVNULL)
        peak = 0
        while process.poll() is None:
            try:
                if derives and memory(process.pid, "VmHWM") > DERIVED > memory(process.pid, "VmRSS"):
                    forget_peak(process.pid)
                    derives = False
                if not derives:
                    peak = max(peak, memory(process.pid, "VmHWM"))
            except (OSError, ProcessLookupError):
                pass
            time.sleep(0.002)
        if process.returncode != 0:
            raise SystemExit(f"{command} ended with {process.returncode}")
        out.seek(0)
        said = json.loads(out.read().splitlines()[-1])
    return {"seconds": said["took_ms"] / 1000, "wire": on_the_wire() - before, "tablet": peak,
            "store": memory(server.pid, "VmHWM"), "trips": said.get("round_trips", 0)}


class Link:
    """The slow one, or none."""

    def __init__(self, slow):
        self.slow = slow
        self.process = None

    def to(self, port):
        if not self.slow:
            return port
        self.process = subprocess.Popen([sys.executable, HERE / "slowlink.py", str(SLOW_PORT), str(port)],
                                        stdout=subprocess.PIPE)
        self.process.stdout.readline()
        return SLOW_PORT

    def end(self):
        if self.process:
            self.process.terminate()
            self.process.wait()


class Floor:
    def __init__(self, options, folder, work, link):
        self.program = pathlib.Path(options.bin) / "candour_bench_floor"
        self.folder, self.work, self.link = folder, work, link

    def measure(self):
        server = subprocess.Popen([self.program, "serve", self.folder / "store", str(FLOOR_PORT)],
                                  stdout=subprocess.PIPE)
        server.stdout.readline()
        port = self.link.to(FLOOR_PORT)
        try:
            self.load("first", self.work / "notes.ndjson")
            yield "push", run([self.program, "push", self.folder / "first", port], server)
            yield "pull", run([self.program, "pull", self.folder / "second", port], server)
            yield "no change", run([self.program, "pull", self.folder / "second", port], server)
            self.load("first", self.work / "edits.ndjson")
            yield "100 edits", run([self.program, "push", self.folder / "first", port], server)
        finally:
            server.terminate()
            server.wait()
            self.link.end()

    def measure_files(self):
        server = subprocess.Popen([self.program, "serve", self.folder / "store", str(FLOOR_PORT)],
                                  stdout=subprocess.PIPE)
        server.stdout.readline()
        port = self.link.to(FLOOR_PORT)
        try:
            (self.folder / "first").mkdir()
            (self.folder / "first" / "files").symlink_to(self.work / "files")
            yield "upload", run([self.program, "putfiles", self.folder / "first", port], server)
            yield "download", run([self.program, "getfiles", self.folder / "second", port], server)
        finally:
            server.terminate()
            server.wait()
            self.link.end()

    def load(self, tablet, notes):
        subprocess.run([self.program, "load", self.folder / tablet, notes], check=True, stdout=subprocess.DEVNULL)


class OneLead(Northmere):
    """Every tablet is the lead's, so that all of them may read every notebook."""

    def code(self, name, **where):
        return super().code(PEOPLE[0], **where)


class Ours:
    def __init__(self, options, folder, work, link):
        self.bin, self.folder, self.work, self.link = options.bin, folder, work, link

    def measure(self):
        northmere = OneLead(self.bin, self.folder)
        northmere.make_store()
        northmere.start_store()
        store = northmere.port
        northmere.port = self.link.to(store)
        try:
            northmere.enrol("first")
            northmere.enrol("second")
            northmere.cli("first", "apply", self.work / "records.ndjson")
            yield "push", self.hand_over(northmere, "first")
            yield "pull", self.hand_over(northmere, "second")
            yield "no change", self.hand_over(northmere, "second")
            northmere.cli("first", "apply", self.work / "edited.ndjson")
            yield "100 edits", self.hand_over(northmere, "first")
        finally:
            northmere.stop_store()
            self.link.end()

    def measure_files(self):
        northmere = OneLead(self.bin, self.folder)
        northmere.make_store()
        northmere.start_store()
        store = northmere.port
        northmere.port = self.link.to(store)
        try:
            northmere.enrol("first")
            northmere.enrol("second")
            case = northmere.data / "case.ndjson"
            case.write_text(json.dumps({"type": "tracked_case", "id": identity(0, "case"), "number": "07",
                                        "summary": "Lives at home", "stage": "listed"}) + "\n", encoding="utf-8")
            northmere.cli("first", "apply", case)
            for file in sorted((self.work / "files").iterdir()):
                northmere.cli("first", "attach", file, "--to", identity(0, "case"), "--kind", "document")
            yield "upload", self.hand_over(northmere, "first")
            yield "download", self.hand_over(northmere, "second")
            held = northmere.cli("second", "--json", "attachments")
            if held.count('"here"') < len(list((self.work / "files").iterdir())):
                raise SystemExit("not every file came")
        finally:
            northmere.stop_store()
            self.link.end()

    def hand_over(self, northmere, tablet):
        return run([pathlib.Path(self.bin) / "candour-cli", "--json", "--vault", northmere.vault(tablet),
                    "--passphrase-file", northmere.passphrase, "handover"], northmere.server, derives=True)


def prepare(work, notes):
    for name, arguments in [("notes", []), ("edits", ["--edited"]), ("records", ["--records"]),
                            ("edited", ["--records", "--edited"])]:
        with open(work / f"{name}.ndjson", "w", encoding="utf-8") as out:
            subprocess.run([sys.executable, HERE / "notes.py", str(notes), *arguments], stdout=out, check=True)


def prepare_files(work, count, size):
    """Papers that no compressor makes smaller, the same for the same number."""
    folder = work / "files"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number in range(count):
        head = b"%PDF-1.4\n"
        (folder / f"{number:04}.pdf").write_bytes(head + random.Random(number).randbytes(size - len(head)))


def report(what_of, slow, rounds):
    print(f"\n{what_of}{', 100 ms and 1 MB/s' if slow else ''}: medians of {len(rounds)}\n")
    print("| what | floor | ours | ours / floor | on the wire: floor, ours | memory of tablet and store: floor, ours |")
    print("|---|---|---|---|---|---|")
    for what in rounds[0]["floor"]:
        def middle(side, key):
            return statistics.median(one[side][what][key] for one in rounds)

        def kilobytes(side):
            # Over the slow link every byte goes through loopback twice.
            return f"{middle(side, 'wire') / (2000 if slow else 1000):,.1f} kB"

        def megabytes(side):
            return f"{middle(side, 'tablet') / 1024:.0f} and {middle(side, 'store') / 1024:.0f} MB"

        floor, ours = middle("floor", "seconds"), middle("ours", "seconds")
        print(f"| {what} | {floor:.3f} s | {ours:.3f} s | {ours / max(floor, 1e-4):.2f} | "
              f"{kilobytes('floor')}, {kilobytes('ours')} | {megabytes('floor')}, {megabytes('ours')} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin")
    parser.add_argument("--notes", default="10000,100000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--keep", help="leave the last round's vaults and store in this folder")
    parser.add_argument("--files", type=int, default=0, help="attachments instead of notes")
    parser.add_argument("--size", type=int, default=1 << 20, help="bytes of each")
    options = parser.parse_args()
    enter_own_network()
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(options.keep or temporary)
        work.mkdir(parents=True, exist_ok=True)
        if options.files:
            prepare_files(work, options.files, options.size)
            report(f"{options.files} files of {options.size:,} bytes", options.slow,
                   measure(options, work, lambda side: side.measure_files()))
            return
        for notes in map(int, options.notes.split(",")):
            prepare(work, notes)
            report(f"{notes:,} notes", options.slow, measure(options, work, lambda side: side.measure()))


def measure(options, work, phases):
    """Round after round, the floor and ours in turn, each from nothing."""
    rounds = []
    for _ in range(options.rounds):
        found = {}
        for name, side in [("floor", Floor), ("ours", Ours)]:
            folder = work / name
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            found[name] = dict(phases(side(options, folder, work, Link(options.slow))))
        rounds.append(found)
    return rounds


if __name__ == "__main__":
    main()
