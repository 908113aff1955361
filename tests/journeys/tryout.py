#!/usr/bin/env python3
"""What ./run does once everything is built, started as people start it: again and again, twice at once, on
another's port, after a start that was cut off, and on a folder that is spoilt.

    tests/journeys/tryout.py --bin build/check/bin --out build/check/tryout"""

import argparse
import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time

import display

HERE = pathlib.Path(__file__).resolve().parent
PATIENCE = 120  # seconds, for a machine that builds at the same time


class Start:
    """One ./run."""

    def __init__(self, binaries, data, **environment):
        self.process = subprocess.Popen(
            [sys.executable, HERE / "northmere.py", "--bin", binaries, "--data", data, "--open"], text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=dict(os.environ, **environment))

    def until_window(self):
        """Seconds until the window of Candour is shown."""
        start = time.monotonic()
        while time.monotonic() - start < PATIENCE:
            if self.process.poll() is not None:
                raise SystemExit(f"It ended before its window came: {self.process.stdout.read()}")
            shown = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "Candour"], capture_output=True,
                                   text=True, check=False)
            if shown.stdout.strip():
                return time.monotonic() - start
            time.sleep(0.1)
        raise SystemExit("No window came.")

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.ended()

    def ended(self):
        said, _ = self.process.communicate(timeout=PATIENCE)
        if "Traceback" in said:
            raise SystemExit(said)
        return self.process.returncode, said


def must(holds, what):
    print(f"{'ok  ' if holds else 'NOT '} {what}", flush=True)
    if not holds:
        raise SystemExit(1)


def ours(data):
    """The programs that still run on this data."""
    return subprocess.run(["pgrep", "-f", f"candour.*{data}"], capture_output=True, text=True, check=False).stdout.split()


def play(options):
    data = options.out / "data"
    if options.out.exists():
        shutil.rmtree(options.out)
    options.out.mkdir(parents=True)
    (options.out / "file").write_text("not a folder", encoding="utf-8")

    code, said = Start(options.bin, options.out / "file").ended()
    must(code == 1 and "cannot be made" in said, "a file where the folder should be is named")

    cut = Start(options.bin, data)
    while not (data / "store" / "store.key").exists():
        time.sleep(0.02)
    code, _ = cut.end(signal.SIGINT)
    must(code == 130, "Ctrl-C while it is set up ends it quietly")
    must(not ours(data), "and leaves no program behind")

    first = Start(options.bin, data)
    first.until_window()
    must(True, "after a start that was cut off the next one opens the window")
    code, said = Start(options.bin, data).ended()
    must(code == 1 and "open already" in said, "a second start says that Candour is open already")
    code, _ = first.end()
    must(code == 143 and not ours(data), "being told to end, it ends its store and its app")

    with contextlib.closing(socket.socket()) as other:
        other.bind(("127.0.0.1", int((data / "store.port").read_text(encoding="utf-8"))))
        other.listen()
        again = Start(options.bin, data)
        again.until_window()
        must(True, "where the port of last time is taken it takes another, and its tablets follow")
        again.end()

    code, said = Start(options.bin, data, DISPLAY=":77777").ended()
    must(code != 0, "a display that cannot be opened is no success")

    key = data / "store" / "store.key"
    whole = key.read_bytes()
    key.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    code, said = Start(options.bin, data).ended()
    must(code == 1 and "damaged" in said and str(data) in said and "--fresh" in said,
         "a spoilt store says what is wrong, where everything is, and how to begin anew")
    key.write_bytes(whole)
    third = Start(options.bin, data)
    print(f"     a start with everything there: {third.until_window():.1f} s to the window", flush=True)
    third.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    options = parser.parse_args()
    if not display.is_inside():
        return display.play_inside(pathlib.Path(__file__), "--bin", options.bin.resolve(), "--out", options.out.resolve())
    play(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
