#!/usr/bin/env python3
"""The generator of many records: the same numbers always give the same bytes, it counts what it says it
counts, and a vault takes in ten thousand of them, whole and verifiable."""
import hashlib
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCALE = ROOT / "app/samples/scale.py"
NORTHMERE = ROOT / "app/samples/northmere"
# Of five thousand invented records with the first seed. It changes only when benchmarks may change.
FIVE_THOUSAND = "cd0d6e595baaea9e97c2aacd493d42cbdcd8a4aa27a3ff82792f98f06df18fb1"


def scaled(*arguments):
    return subprocess.run([sys.executable, SCALE, *arguments], check=True, capture_output=True)


def lines_in(records):
    return sum(record.startswith(b'{"type":"line"') for record in records.splitlines())


def expect(sound, sentence):
    if not sound:
        sys.exit(f"not so: {sentence}")


def main(program):
    whole = scaled("5000")
    expect(hashlib.sha256(whole.stdout).hexdigest() == FIVE_THOUSAND, "the bytes are always the same")
    expect(whole.stdout.count(b"\n") == 5000, "there are as many records as were asked for")
    expect(b"5000 records, 4161 lines" in whole.stderr, "it says how many of them are lines")
    expect(scaled("5000", "--seed", "2").stdout != whole.stdout, "another seed gives other bytes")
    for kind in ([], ["--northmere"]):
        found = scaled("2000", "--lines", *kind).stdout
        expect(lines_in(found) == 2000, f"--lines counts lines {kind}")
        expect(found == scaled("2000", "--lines", *kind).stdout, f"twice the same {kind}")

    with tempfile.TemporaryDirectory() as folder:
        passphrase = pathlib.Path(folder, "passphrase")
        passphrase.write_text("correct horse battery staple\n")
        vault = [program, "--vault", pathlib.Path(folder, "vault"), "--passphrase-file", passphrase]

        def does(*arguments, records=None):
            said = subprocess.run([*vault, *arguments], input=records, capture_output=True)
            expect(said.returncode == 0, f"{arguments} succeeds: {said.stderr.decode()}")
            return said.stdout

        does("create")
        for name in ("team", "cases", "timetable"):
            does("apply", NORTHMERE / f"{name}.ndjson")
        many = scaled("10000", "--northmere").stdout
        expect(b"10000 created" in does("apply", "-", records=many), "a vault takes in every record")
        expect(b"10000 unchanged" in does("apply", "-", records=many), "and once more changes nothing")
        does("verify")


if __name__ == "__main__":
    main(sys.argv[1])
