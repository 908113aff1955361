#!/usr/bin/env python3
"""Asks clang-tidy about every source file that CMake compiles, or about those named. It takes an hour of
processor for all, so it is a command (`ninja -C build/check tidy`) and no test.

    tests/house/tidy.py BUILD [FILE-PATTERN...]"""

import json
import os
import pathlib
import re
import subprocess
import sys

# What only GCC understands, and its precompiled header: without it clang also sees which includes are missing.
GCC_ONLY = re.compile(r"-include \S*cmake_pch\.hxx|-Winvalid-pch|-fpch-preprocess|-fsanitize=\S+"
                      r"|-fno-sanitize\S*|-Wno-(maybe-uninitialized|restrict|stringop-overflow)|^\S*ccache ")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    source = pathlib.Path(__file__).resolve().parents[2]
    commands = []
    for command in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        file = pathlib.Path(command["file"])
        if file.is_relative_to(build) or "node_modules" in file.parts or not file.is_relative_to(source):
            continue  # made by tools, or by others
        commands.append({**command, "command": GCC_ONLY.sub("", command["command"])})
    if not any(command["file"].endswith("/app/vault/apply.cpp") for command in commands):
        print("tidy: this folder compiles several files at once; configure it with -DCANDOUR_JUMBO=OFF")
        return 1
    folder = build / "tidy"
    folder.mkdir(exist_ok=True)
    (folder / "compile_commands.json").write_text(json.dumps(commands), encoding="utf-8")
    return subprocess.run(["run-clang-tidy", "-quiet", "-p", str(folder), "-j", str(os.cpu_count()),
                           f"-header-filter={source}/(app|platform|sync|tests)/", *sys.argv[2:]],
                          cwd=source, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
