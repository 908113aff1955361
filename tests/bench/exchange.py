#!/usr/bin/env python3
"""Measures the exchange with the real programs over loopback TLS: a tablet pushes N records to a store
on the embedded shelf, a second tablet pulls them into an empty vault, and both ask again for what
is new. Prints seconds, bytes on the wire and peak memory of every command.

    tests/bench/exchange.py build/release/bin [N] [--keep FOLDER]

With --keep the folder stays and can be given to a profiler: the second tablet is `tablet-second`."""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "journeys"))

from northmere import PEOPLE, Northmere  # noqa: E402


class OneLead(Northmere):
    """Every tablet is the lead's, so that all of them may read every notebook."""

    def code(self, name, **where):
        return super().code(PEOPLE[0], **where)


def row(what, seconds, report="", memory=0):
    size = f"{memory / 1e6:5.0f} MB" if memory else ""
    print(f"{what:<24} {seconds:6.2f} s  {size:<9} {report}", flush=True)


def measured(northmere, what, vault, *arguments):
    command = [str(northmere.bin / "candour-cli"), "--json", "--vault", str(northmere.vault(vault)),
               "--passphrase-file", str(northmere.passphrase), *map(str, arguments)]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=out)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        if status != 0:
            raise SystemExit(f"{what} failed")
        out.seek(0)
        answer = json.loads((out.read().splitlines() or ["{}"])[-1])
    numbers = {key: value for key, value in answer.items() if isinstance(value, int)}
    row(what, seconds, " ".join(f"{key}={value}" for key, value in numbers.items()), used.ru_maxrss * 1024)


def peak_of(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin")
    parser.add_argument("records", nargs="?", type=int, default=100_000)
    parser.add_argument("--keep", help="leave vaults and store in this folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        northmere = OneLead(options.bin, options.keep or temporary)
        northmere.make_store()
        northmere.start_store()
        try:
            northmere.enrol("first")
            northmere.enrol("second")
            lines = northmere.data / "lines.ndjson"
            with open(lines, "w", encoding="utf-8") as out:
                subprocess.run([sys.executable, ROOT / "app/samples/scale.py", str(options.records), "--seed", "1"],
                               stdout=out, check=True)
            measured(northmere, "apply", "first", "apply", lines)
            measured(northmere, "push", "first", "handover")
            print(f"{'':<24} {'':8}  {peak_of(northmere.server) / 1e6:5.0f} MB  the store by then")
            measured(northmere, "pull", "second", "handover")
            print(f"{'':<24} {'':8}  {peak_of(northmere.server) / 1e6:5.0f} MB  the store by then")
            measured(northmere, "nothing new", "second", "handover")
        finally:
            northmere.stop_store()


if __name__ == "__main__":
    main()
