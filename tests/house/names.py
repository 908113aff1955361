#!/usr/bin/env python3
"""One name, one type. Two types of one name in one namespace compile, link, and take each other's destructors:
which of them runs is the linker's choice. Tells of every type at the level of a named namespace that is
defined in two files of the rooms.

    tests/house/names.py SOURCE"""

import collections
import pathlib
import re
import sys

ROOMS = ["qml", "app", "sync", "platform"]
# Namespaces are not indented, so that what begins a line is in no type and in no function.
TOKEN = re.compile(
    r"^(?:(?P<opens>(?:inline )?namespace(?: (?P<space>[\w:]+))? \{)"
    r"|(?P<closes>\}  // namespace)"
    r"|(?:struct|class|enum(?: class)?) (?P<type>\w+)(?: final)?(?:\s*:(?!:)[^;{]*)?\s*\{)", re.MULTILINE)


def types_in(text):
    spaces = []
    for found in TOKEN.finditer(text):
        if found["opens"]:
            spaces.append(found["space"])
        elif found["closes"]:
            spaces.pop()
        elif None not in spaces:
            yield "::".join(spaces + [found["type"]])


def main():
    source = pathlib.Path(sys.argv[1])
    where = collections.defaultdict(list)
    for room in ROOMS:
        for file in sorted((source / room).rglob("*")):
            if file.suffix in (".cpp", ".h") and "node_modules" not in file.parts:
                for name in types_in(file.read_text(encoding="utf-8")):
                    where[name].append(file.relative_to(source))
    twice = {name: files for name, files in where.items() if len(files) > 1}
    for name, files in sorted(twice.items()):
        print(f"{name}: {', '.join(map(str, files))}")
    print(f"{len(where)} types, {len(twice)} of them twice")
    return 1 if twice or not where else 0


if __name__ == "__main__":
    sys.exit(main())
