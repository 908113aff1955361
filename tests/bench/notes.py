#!/usr/bin/env python3
"""The workload of the exchange: interview notes of about 573 bytes each, the same bytes for the same
number. They are those with which other sync engines were measured, so that figures can be put side
by side.

    tests/bench/notes.py 100000                 as plain JSON notes, one a line (for the floor)
    tests/bench/notes.py 100000 --records       as Candour's records (for `candour-cli apply`)
    tests/bench/notes.py 100000 --edited        the hundred notes that are edited afterwards

As records, a note is a line that somebody said, with its own id and time. Whom it belongs to are
records too: a session for every thousand notes and a participant, with keys of their own, for every
five. What a line has no field for (author, language, question, tags, state) stands at the end of its
text, so that nothing of a note is left out.
"""
import argparse
import datetime
import hashlib
import json
import sys

SYLLABLES = ("ka lo mi ter an so re vi pul da en cha mo ri tes un ba li go fer ne hu wa ti os ple cra din ou "
             "sha").split()
PER_SESSION = 1000
PER_PARTICIPANT = 5
EDITS = 100
START = 1767225600000  # 1 January 2026, in milliseconds
WORD = 0xFFFFFFFF


class Chance:
    """Mulberry32: 32 bits of state, and the same numbers in every language."""

    def __init__(self, seed):
        self.state = seed & WORD

    def next(self):
        self.state = s = (self.state + 0x6D2B79F5) & WORD
        t = (s ^ s >> 15) * (1 | s) & WORD
        t = (t + (t ^ t >> 7) * (61 | t) & WORD) ^ t
        return ((t ^ t >> 14) & WORD) / 4294967296

    def below(self, limit):
        return int(self.next() * limit)


def vocabulary():
    chance = Chance(42)
    words = []
    for _ in range(3000):
        length = 1 + chance.below(3)
        words.append("".join(SYLLABLES[chance.below(len(SYLLABLES))] for _ in range(length)))
    return words


WORDS = vocabulary()


def word(chance):
    """Few words are frequent and many are rare, as in speech."""
    return WORDS[min(2999, int(3000 ** chance.next()))]


def identity(number, kind):
    digits = hashlib.md5(f"{kind}{number}".encode(), usedforsecurity=False).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-7{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"


def iso(ms):
    time = datetime.datetime.fromtimestamp(ms / 1000, datetime.timezone.utc)
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{ms % 1000:03d}Z"


def note(number, edit=0):
    chance = Chance(number * 7919 + edit * 104729 + 1)
    time = START + number * 1000
    text = ""
    while len(text) < 235:
        text += word(chance) + " "
    made = {"_id": identity(number, "n"), "type": "note", "assessment": identity(number // PER_SESSION, "a")}
    made["author"] = f"user-{chance.below(12)}"
    made["created"], made["updated"] = iso(time), iso(time + edit * 60000)
    made["lang"] = ["en", "fr", "ar", "uk"][chance.below(4)]
    made["consent"] = identity(number // PER_PARTICIPANT, "c")
    made["question"] = f"Q{chance.below(60)}"
    made["tags"] = [word(chance), word(chance)]
    made["status"] = ["draft", "final"][chance.below(2)]
    made["text"] = text
    return made


def line(made, number):
    rest = " ".join([made["author"], made["lang"], made["question"], *made["tags"], made["status"]])
    return {"type": "line", "id": made["_id"], "notebook": "session:" + made["assessment"],
            "session": identity(number // PER_SESSION, "s"), "at": made["created"].replace("Z", "+00:00"),
            "kind": "said", "text": made["text"] + rest, "speaker": made["consent"]}


def records(number, per_session):
    notebook = "session:" + identity(number // per_session, "a")
    session = identity(number // per_session, "s")
    if number % per_session == 0:
        yield {"type": "session", "id": session, "notebook": notebook, "title": f"Notes from {number} on",
               "kind": "group"}
    if number % PER_PARTICIPANT == 0:
        yield {"type": "participant", "id": identity(number // PER_PARTICIPANT, "c"), "notebook": notebook,
               "session": session, "standing": "staff", "role": "Social worker"}
    made = line(note(number), number)
    made["notebook"], made["session"] = notebook, session
    yield made


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notes", type=int)
    parser.add_argument("--records", action="store_true")
    parser.add_argument("--edited", action="store_true")
    parser.add_argument("--from", type=int, default=0, dest="first", help="leave out those before this one")
    parser.add_argument("--per-session", type=int, default=PER_SESSION, help="of the records")
    options = parser.parse_args()
    numbers = range(options.first, options.notes)
    if options.edited:
        numbers = sorted({turn * 2654435761 % options.notes for turn in range(EDITS)})
    for number in numbers:
        if not options.records:
            made = [note(number, int(options.edited))]
        elif options.edited:
            made = [line(note(number, 1), number)]
        else:
            made = records(number, options.per_session)
        for one in made:
            sys.stdout.write(json.dumps(one, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
