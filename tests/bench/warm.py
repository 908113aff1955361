#!/usr/bin/env python3
"""The hand-overs of an ordinary day, over a connection that is open already: one that finds nothing
new, and one that sends a hundred edited lines, on a tablet that holds N changes of ten tablets in
thirty notebooks. Medians of 15, by candour_bench_warm against the real store.

    tests/bench/warm.py build/release/bin [--notes 100000] [--keep FOLDER]
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import notes
from exchange import OneLead

HERE = pathlib.Path(__file__).resolve().parent
TABLETS = 10
SESSIONS = 26  # and the assessment's own four notebooks


def write(path, records):
    with open(path, "w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record) + "\n")
    return path


def remarks(tablet):
    """A line in every session, so that every tablet has a chain in every notebook."""
    for session in range(SESSIONS):
        yield {"type": "line", "id": notes.identity(session, f"tablet {tablet} line "),
               "notebook": "session:" + notes.identity(session, "a"), "session": notes.identity(session, "s"),
               "at": "2026-01-01T09:00:00+00:00", "kind": "saw", "text": f"Tablet {tablet} was here."}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin")
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--keep", help="leave vaults and store in this folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        northmere = OneLead(options.bin, options.keep or temporary)
        northmere.make_store()
        northmere.start_store()
        try:
            many = northmere.data / "records.ndjson"
            per_session = -(-options.notes // SESSIONS)
            with open(many, "w", encoding="utf-8") as out:
                subprocess.run([sys.executable, HERE / "notes.py", str(options.notes), "--records",
                                "--per-session", str(per_session)], stdout=out, check=True)
            northmere.enrol("first")
            northmere.cli("first", "apply", many)
            northmere.cli("first", "handover")
            for tablet in range(2, TABLETS + 1):
                print(f"tablet {tablet} of {TABLETS}", file=sys.stderr, flush=True)
                northmere.enrol(str(tablet))
                northmere.cli(tablet, "apply", write(northmere.data / "remarks.ndjson", remarks(tablet)))
                northmere.cli(tablet, "handover")
            northmere.cli("first", "handover")
            print(subprocess.run([pathlib.Path(options.bin) / "candour_bench_warm", northmere.vault("first"),
                                  northmere.passphrase], capture_output=True, text=True, check=True).stdout.strip())
        finally:
            northmere.stop_store()


if __name__ == "__main__":
    main()
