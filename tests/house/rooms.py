#!/usr/bin/env python3
"""The rooms of the house stand in a row, qml, app, sync, platform, and a file includes only from its own room
or from one further on. Nothing but a test includes from tests/. Tells of every include that breaks this.

    tests/house/rooms.py SOURCE"""

import pathlib
import re
import sys

ROOMS = ["qml", "app", "sync", "platform"]
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"/]+)/')


def main():
    source = pathlib.Path(sys.argv[1])
    wrong = seen = 0
    for place, room in enumerate(ROOMS):
        for file in sorted((source / room).rglob("*")):
            if file.suffix not in (".cpp", ".h") or "node_modules" in file.parts:
                continue
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                found = INCLUDE.match(line)
                if not found:
                    continue
                seen += 1
                if found[1] not in ROOMS[place:]:
                    wrong += 1
                    print(f"{file.relative_to(source)}:{number}: {room} includes from {found[1]}")
    print(f"{seen} includes, {wrong} against the order of the rooms")
    return 1 if wrong or not seen else 0


if __name__ == "__main__":
    sys.exit(main())
