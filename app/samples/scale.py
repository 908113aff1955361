#!/usr/bin/env python3
"""Writes N records of NDJSON to standard output, for benchmarks, a million if it need be. The same
numbers always give the same bytes, and nothing is held back: memory stays as it was at the start.

  python3 scale.py 1000000 --seed 1 > many.ndjson        sessions, and five lines for each participant
  python3 scale.py 1000000 --northmere > many.ndjson     Northmere's own 28 meetings, over and over

Of the first kind every line has "the", one in a hundred "handrail", one in ten thousand "samphire",
and there is one subject for every five lines of about 300 bytes. The second kind has the lengths,
tags, roles and answers of a real visit, each round with ids and days of its own; it is applied after
team, cases and timetable. With --lines it is that many lines (what was said, seen or thought), and
whatever else comes between them. How many there are of each, and how long the writing took, is said on
standard error.
"""
import argparse
import datetime
import hashlib
import json
import pathlib
import random
import re
import sys
import time
WHO = ["The daughter", "The social worker", "The manager", "The broker", "The neighbour", "The carer",
       "The OT", "The advocate", "The contact officer", "The home care worker", "The son", "The nurse"]
DID = ["rang on the Monday and was told to wait", "wrote it down and read it back",
       "said the plan came before the visit did", "asked twice and was answered once",
       "had not been told about the assessment", "was offered a break the same week",
       "found the form too long and gave up", "knew whom to ring and rang them",
       "was sent home on the Friday with no key safe", "checked the list every morning",
       "could not say who owned the decision", "had the review by telephone and heard half of it"]
JOIN = ["because", "although", "after", "before", "while", "so that", "even though", "until"]
WHAT = ["the money took six weeks to arrive", "nobody had asked how they were managing",
        "the agency handed the work back in January", "the hospital wanted the bed by noon",
        "the interpreter was the grandson", "the bus no longer stops at the corner",
        "the waiting list is looked at every week", "the letter was in small print",
        "the equipment came on the first day", "two people gave the same answer",
        "the team has had three managers since the spring", "the panel meets only on Thursdays"]
THEN = ["It was put right within a few days.", "Nothing has been heard since.",
        "They would do it again.", "It is written in the plan.", "That was better than last year.",
        "Nobody could name the figure.", "The record says otherwise.", "She laughed about it now."]
PER_SESSION = 1200  # records: the session, then participants with five lines each
START = 1772960400000  # 8 March 2026 09:00 UTC, in milliseconds


def identity(chance, ms):
    bits = ms << 80 | 7 << 76 | chance.getrandbits(12) << 64 | 2 << 62 | chance.getrandbits(62)
    text = f"{bits:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def clock(ms):
    minutes = ms // 60000
    return f"2026-03-{8 + minutes // 1440 % 20:02d}T{minutes % 1440 // 60:02d}:{minutes % 60:02d}:00+00:00"


def words(chance, number):
    text = f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(JOIN)} {chance.choice(WHAT)}. "
    text += chance.choice(THEN)
    if number % 100 == 7:
        text += " The handrail was fitted later."
    if number % 10000 == 77:
        text += " She grew up picking samphire."
    return text


def invented(count, seed):
    chance = random.Random(seed)
    notebook = session = participant = ""
    lines = 0
    for number in range(count):
        ms = START + number * 1000
        place = number % PER_SESSION
        if place == 0:
            slot, session = identity(chance, ms), identity(chance, ms)
            notebook = f'"notebook":"session:{slot}"'
            yield (f'{{"type":"session","id":"{session}",{notebook},"title":"Group {number // PER_SESSION + 1}",'
                   f'"kind":"group"}}\n')
        elif (place - 1) % 6 == 0:
            participant = identity(chance, ms)
            yield (f'{{"type":"participant","id":"{participant}",{notebook},"session":"{session}",'
                   f'"standing":"staff","role":"Social worker"}}\n')
        else:
            yield (f'{{"type":"line","id":"{identity(chance, ms)}",{notebook},"session":"{session}",'
                   f'"at":"{clock(number * 1000)}","kind":"said","text":"{words(chance, lines)}",'
                   f'"speaker":"{participant}"}}\n')
            lines += 1


# Northmere, over and over ---------------------------------------------------------------------------

NORTHMERE = pathlib.Path(__file__).resolve().parent / "northmere"
MEETINGS = ["sessions.ndjson", "whole/day2.ndjson", "whole/day3.ndjson"]
ID = re.compile(r'"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"|"session:[0-9a-f-]{36}"')
TIME = re.compile(r'"2027-\d\d-\d\dT')
# A round is a new visit: whom of the team, which case and which planned slot it was stays behind.
LEFT_BEHIND = ("slot", "case", "writing", "present", "considered_by", "by")


def session_of(slot):
    """The id of a slot's session, as app/records/sessionids.h derives it."""
    raw = bytes.fromhex(slot.replace("-", ""))
    made = bytearray(raw[:6] + hashlib.blake2b(b"candour session record 1" + raw, digest_size=16).digest()[6:])
    made[6], made[8] = 0x70 | made[6] & 0x0F, 0x80 | made[8] & 0x3F
    text = made.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def meetings():
    """Each record as text to be given new ids and a new day, and for a session's id the slot's."""
    slot_of, found = {}, []
    for name in MEETINGS:
        for line in (NORTHMERE / name).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            slot = record["notebook"].removeprefix("session:")
            slot_of[session_of(slot)] = slot
            found.append(json.dumps({key: value for key, value in record.items() if key not in LEFT_BEHIND},
                                    ensure_ascii=False, separators=(",", ":")) + "\n")
    return found, slot_of


def repeated(count, seed):
    records, slot_of = meetings()
    left = count
    turn = 0
    while left > 0:
        day = f'"{datetime.date(2027, 3, 8) - datetime.timedelta(days=turn)}T'

        def fresh(id_):
            if id_ in slot_of:
                return session_of(fresh(slot_of[id_]))
            tail = hashlib.blake2b(f"{seed}/{turn}/{id_}".encode(), digest_size=8).hexdigest()
            return id_[:24] + tail[:12]

        known = {}

        def renamed(found):
            text = found.group()
            if text not in known:
                bare = text.strip('"')
                known[text] = f'"session:{fresh(bare[8:])}"' if bare.startswith("session:") else f'"{fresh(bare)}"'
            return known[text]

        for record in records[:left]:
            yield TIME.sub(day, ID.sub(renamed, record))
        left -= len(records)
        turn += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="how many records, or with --lines how many lines")
    parser.add_argument("--lines", action="store_true", help="count lines, not records")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--northmere", action="store_true", help="repeat the written meetings")
    arguments = parser.parse_args()
    began = time.monotonic()
    endless = sys.maxsize if arguments.lines else arguments.count
    records = lines = 0
    for record in (repeated if arguments.northmere else invented)(endless, arguments.seed):
        if arguments.lines and lines == arguments.count:
            break
        sys.stdout.write(record)
        records += 1
        lines += record.startswith('{"type":"line"')
    sys.stderr.write(f"{records} records, {lines} lines in {time.monotonic() - began:.1f} s\n")


if __name__ == "__main__":
    main()
