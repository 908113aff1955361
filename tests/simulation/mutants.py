#!/usr/bin/env python3
"""Shows that the simulation can find bugs: each mutant breaks one promise in a copy of the sources,
which is built and run until a seed catches it. Prints a table; fails if one is not caught.

    tests/simulation/mutants.py [--build FOLDER] [--seeds A..B] [NAME ...]
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import time

root = pathlib.Path(__file__).resolve().parents[2]

# name: (file, what is there, what the mutant has instead)
mutants = {
    "skip-previous-link": ("sync/ledger.cpp", [
        ("    if (previous != frame.follows) return fail(Code::forked, \"take in a frame\");\n", ""),
        ("    if (previous != frame.statement.value.head.link)\n", "    if (false)\n")]),
    "skip-signature": ("sync/ledger.cpp", [
        ("    if (!frame.statement.verify(author)) return fail(Code::badSignature, during);\n",
         "    static_cast<void>(author);\n")]),
    "acknowledge-before-commit": ("sync/store/embeddedshelf.cpp", [
        ("    TRY_OK(work());\n    return edit.commit();\n",
         "    TRY_OK(work());\n    static_cast<void>(edit.commit());\n    return {};\n")]),
    "saved-before-synced": ("platform/database/database.cpp", [
        ("PRAGMA synchronous=FULL", "PRAGMA synchronous=NORMAL")]),
    "frame-not-atomic": ("sync/handover_pull.cpp", [
        ("        TRY_OK(m_parts.project(imported));\n", "        kept.push_back(imported);\n"),
        ("    std::vector<ChainId> parted;\n    TRY(auto edit",
         "    std::vector<ChainId> parted;\n    std::vector<Imported> kept;\n    TRY(auto edit"),
        ("    TRY_OK(edit.commit());\n    m_report.received += news;\n",
         "    TRY_OK(edit.commit());\n"
         "    for (const Imported& imported : kept) TRY_OK(m_parts.project(imported));\n"
         "    m_report.received += news;\n")]),
    "drop-a-concurrent-value": ("sync/merge.cpp", [
        ("        sortForScreen(field.writes);\n",
         "        sortForScreen(field.writes);\n"
         "        if (field.writes.size() > 1) field.writes.erase(field.writes.begin());\n")]),
    "ignore-the-roster": ("sync/store/storeapi.cpp", [
        ("        if (self == nullptr) continue;\n"
         "        theirs.emplace(roster.value.notebook, self->lead);\n",
         "        theirs.emplace(roster.value.notebook, self != nullptr && self->lead);\n"),
        ("        if (self == nullptr) {\n", "        if (!roster) {\n")]),
    "ignore-the-roster-of-writers": ("sync/store/storeapi.cpp", [
        ("        if (member != nullptr && member->writes) return roster->value;\n",
         "        static_cast<void>(member);\n        return roster->value;\n")]),
    "reuse-a-number-after-a-restore": ("sync/ledger.cpp", [
        ("            if (held != change.link) {\n", "            if (held.isNull()) {\n"),
        ("    if (previous != frame.follows) return fail(Code::forked, \"take in a frame\");\n", "")]),
    "forget-the-index-on-strike": ("app/vault/projection.cpp", [
        ("    if (!before.empty()) TRY_OK(remove(record, *table, before, wasSealed));\n",
         "    if (!before.empty() && mergeRecord(changes).struck)\n"
         "        TRY_OK(m_ledger.database().run(table->remove, record));\n"
         "    else if (!before.empty())\n        TRY_OK(remove(record, *table, before, wasSealed));\n")]),
}


def run(command, folder):
    return subprocess.run(command, cwd=folder, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)


def build(copy, target):
    made = run(["ninja", "-C", str(target), "candour_sim"], copy)
    if made.returncode != 0:
        sys.exit("does not build:\n" + made.stdout[-3000:])


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=str(root / "build" / "mutants"))
    parser.add_argument("--seeds", default="1..200")
    parser.add_argument("names", nargs="*", choices=[[], *mutants])
    options = parser.parse_args()
    copy = pathlib.Path(options.build) / "source"
    target = pathlib.Path(options.build) / "build"
    if copy.exists():
        shutil.rmtree(copy)
    shutil.copytree(root, copy, symlinks=True, ignore=shutil.ignore_patterns("build", "out", ".git"))
    made = run(["cmake", "-S", ".", "-B", str(target), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"],
               copy)
    if made.returncode != 0:
        sys.exit(made.stdout[-3000:])

    caught = 0
    names = options.names or list(mutants)
    print(f"{'mutant':34} {'caught by':>10}  {'after':>7}  how")
    for name in names:
        path, changes = mutants[name]
        original = (copy / path).read_text()
        text = original
        for there, instead in changes:
            if there not in text:
                sys.exit(f"{name}: {path} has changed; bring the mutant up to date")
            text = text.replace(there, instead, 1)
        (copy / path).write_text(text)
        build(copy, target)
        begun = time.monotonic()
        tried = run([str(target / "bin/tests/candour_sim"), "--seeds", options.seeds,
                     "--until-broken"], copy)
        (copy / path).write_text(original)
        seed = re.search(r"seed (\d+) FAILED", tried.stdout)
        how = re.search(r"BROKEN: (.*)|broken rule (.*) at", tried.stdout)
        caught += seed is not None
        print(f"{name:34} {seed[1] if seed else 'NOT':>10}  {time.monotonic() - begun:6.0f}s  "
              f"{(how[1] or how[2]) if how else ''}", flush=True)
    print(f"{caught} of {len(names)} caught")
    return 0 if caught == len(names) else 1


sys.exit(main())
