#!/usr/bin/env python3
"""Shows that the simulation can find bugs: each mutant breaks one promise in a copy of the sources,
which is built and run until a seed catches it. Prints a table; fails if one is not caught, or if
the sources as they are fail at a seed that one of them was caught by.

    tests/simulation/mutants.py [--build FOLDER] [--seeds A..B] [--ninja COMMAND] [--only STEP]
                                [NAME ...]

The copy stays where it is: only the files that a mutant touches are compiled again. `--only build`
and `--only run` do the two halves apart, for a machine where builds have to wait for their turn.
"""
import argparse
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import time

root = pathlib.Path(__file__).resolve().parents[2]

unchanged = "unchanged"

# name: (file, [(what is there, what the mutant has instead), ...])
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
    "purge-before-receipt": ("sync/removalgate.cpp", [
        ("    TRY_OK(mayPurge(blob, receiptedBefore));\n",
         "    static_cast<void>(receiptedBefore);\n")]),
    "purge-a-meeting-before-receipt": ("sync/removalgate_text.cpp", [
        ("    for (const Head& head : heads) TRY_OK(chainIsProven(head, receiptedBefore));\n",
         "    static_cast<void>(receiptedBefore);\n")]),
    "empty-a-tablet-before-receipt": ("sync/removalgate_text.cpp", [
        ("            if (head.chain.vault != m_self) continue;\n",
         "            if (!head.chain.vault.isNull()) continue;\n")]),
    "empty-a-tablet-by-old-receipts": ("sync/removalgate_text.cpp", [
        ("            if (text != Ledger::Text::dropped &&\n",
         "            if (text != Ledger::Text::dropped && listed.empty() &&\n")]),
    "read-before-synced": ("platform/database/database.cpp", [
        ("    TRY_OK(database->settleLog());\n", "")]),
    "send-to-whom-is-out-of-use": ("sync/store/storeapi.cpp", [
        ("    return caller.revoked ? nullptr : roster.member(caller.person);\n",
         "    return roster.member(caller.person);\n")]),
    "frame-not-atomic": ("sync/handover_pull.cpp", [
        ("        TRY_OK(m_parts.project(imported));\n", "        kept.push_back(imported);\n"),
        ("    std::vector<ChainId> parted;\n    TRY(auto edit",
         "    std::vector<ChainId> parted;\n    std::vector<Imported> kept;\n    TRY(auto edit"),
        ("    TRY_OK(edit.commit());\n    m_report.received += news;\n",
         "    TRY_OK(edit.commit());\n"
         "    for (const Imported& imported : kept) {\n"
         "        TRY(auto later, m_parts.ledger.begin());\n"
         "        TRY_OK(m_parts.project(imported));\n"
         "        TRY_OK(later.commit());\n"
         "    }\n"
         "    m_report.received += news;\n")]),
    "drop-a-concurrent-value": ("sync/merge.cpp", [
        ("        sortForScreen(field.writes);\n",
         "        sortForScreen(field.writes);\n"
         "        if (field.writes.size() > 1) field.writes.erase(field.writes.begin());\n")]),
    "ignore-the-roster": ("sync/store/storeapi.cpp", [
        ("            continue;\n        }\n"
         "        theirs.emplace(roster.value.notebook, self->lead);\n",
         "        }\n"
         "        theirs.emplace(roster.value.notebook, self != nullptr && self->lead);\n"),
        ("        if (self == nullptr) {\n            // Nobody",
         "        if (!roster) {\n            // Nobody")]),
    "ignore-the-roster-of-writers": ("sync/store/storeapi_rosters.cpp", [
        ("        if (member != nullptr && member->writes) return ",
         "        static_cast<void>(member);\n        return ")]),
    "reuse-a-number-after-a-restore": ("sync/ledger.cpp", [
        ("            if (held != change.link) {\n", "            if (held.isNull()) {\n"),
        ("    if (previous != frame.follows) return fail(Code::forked, \"take in a frame\");\n", "")]),
    "resume-a-blob-one-chunk-late": ("sync/blobhandover.cpp", [
        ("    transfer.offset = m_parts.folder.partSize(partOf(blob));\n",
         "    transfer.offset = m_parts.folder.partSize(partOf(blob));\n"
         "    if (transfer.offset > 0) transfer.offset += 65536;\n")]),
    "forget-the-index-on-strike": ("app/vault/projection.cpp", [
        ("    if (!before.empty()) TRY_OK(remove(record, *table, before, wasSealed));\n",
         "    if (!before.empty() && mergeRecord(changes).struck)\n"
         "        TRY_OK(m_ledger.database().run(table->remove, record));\n"
         "    else if (!before.empty())\n        TRY_OK(remove(record, *table, before, wasSealed));\n")]),
    # Beyond the ten: what the disk and the store have to keep.
    "saved-before-synced": ("platform/database/database.cpp", [
        ("PRAGMA synchronous=FULL", "PRAGMA synchronous=NORMAL")]),
    "file-saved-before-synced": ("sync/blobfolder.cpp", [
        ("    TRY_OK(m_state->file.sync());\n", "")]),
    "file-receipted-before-synced": ("sync/store/blobdesk.cpp", [
        ("    TRY_OK(file.sync());\n", "")]),
    "name-not-synced": ("platform/file.cpp", [
        ("    TRY_OK(syncFolder(target, during));\n", "")]),
}


def run(command, folder=None):
    return subprocess.run(command, cwd=folder, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)


def bring(copy):
    """The sources as they are now; what did not change keeps its time, and is not compiled."""
    listed = run(["git", "ls-files", "-z"], root).stdout.split("\0")
    for name in filter(None, listed):
        source, target = root / name, copy / name
        if not source.is_file():
            continue
        if target.is_file() and target.read_bytes() == source.read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
        target.touch()
    modules = copy / "platform/third_party/node_modules"
    if not modules.exists():
        modules.symlink_to(root / "platform/third_party/node_modules")


def make(options, copy, target):
    if not (target / "build.ninja").exists():
        made = run(["cmake", "-S", str(copy), "-B", str(target), "-G", "Ninja",
                    "-DCMAKE_BUILD_TYPE=Release"])
        if made.returncode != 0:
            sys.exit(made.stdout[-3000:])
    made = run(shlex.split(options.ninja) + ["-C", str(target), "candour_sim"])
    if made.returncode != 0:
        sys.exit("does not build:\n" + made.stdout[-3000:])


def build(name, options, copy, target, programs):
    """A program of its own for each mutant, and one without any."""
    path, changes = mutants.get(name, ("README.md", []))
    original = (copy / path).read_text()
    text = original
    for there, instead in changes:
        if there not in text:
            sys.exit(f"{name}: {path} has changed; bring the mutant up to date")
        text = text.replace(there, instead, 1)
    try:
        (copy / path).write_text(text)
        make(options, copy, target)
    finally:
        (copy / path).write_text(original)
    shutil.copy2(target / "bin/tests/candour_sim", programs / name)


def catch(name, options, programs, seeds):
    """The seed that caught it, or nothing."""
    begun = time.monotonic()
    tried = run([str(programs / name), "--seeds", seeds, "--jobs", options.jobs, "--until-broken"])
    seed = re.search(r"seed (\d+) FAILED", tried.stdout)
    how = re.search(r"BROKEN: (.*)|broken rule (.*) at", tried.stdout)
    none = "none" if name == unchanged else "NOT"
    print(f"{name:32} {seed[1] if seed else none:>9} {time.monotonic() - begun:6.0f}s  "
          f"{(how[1] or how[2]) if how else ''}", flush=True)
    return int(seed[1]) if seed else None


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=str(root / "build" / "mutants"))
    parser.add_argument("--seeds", default="1..400")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--ninja", default="ninja", help="what builds, such as 'nice ninja -j1'")
    parser.add_argument("--only", choices=["build", "run"])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(mutants))
    options = parser.parse_args()
    unknown = set(options.names) - set(mutants)
    if unknown:
        sys.exit("No such mutant: " + ", ".join(sorted(unknown)))
    names = options.names or list(mutants)
    programs = pathlib.Path(options.build) / "programs"
    if options.only != "run":
        copy = pathlib.Path(options.build) / "source"
        target = pathlib.Path(options.build) / "build"
        programs.mkdir(parents=True, exist_ok=True)
        bring(copy)
        for name in [unchanged] + names:
            build(name, options, copy, target, programs)
    if options.only == "build":
        return 0
    print(f"{'mutant':32} {'caught by':>9} {'after':>7}  how")
    seeds = [catch(name, options, programs, options.seeds) for name in names]
    caught = [seed for seed in seeds if seed is not None]
    print(f"{len(caught)} of {len(names)} caught")
    # What every program fails at shows nothing.
    first = options.seeds.split("..")[0]
    sound = not caught or not catch(unchanged, options, programs, f"{first}..{max(caught)}")
    return 0 if len(caught) == len(names) and sound else 1


if __name__ == "__main__":
    sys.exit(main())
