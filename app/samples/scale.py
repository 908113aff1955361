#!/usr/bin/env python3
"""Writes N lines of NDJSON to standard output, for benchmarks: sessions, and for each participant
five lines of about 300 bytes, so that there is one subject for every five. The same numbers always
give the same bytes.   python3 scale.py 100000 --seed 1 > 100000.ndjson

Every line has "the"; one line in a hundred has "handrail"; one in ten thousand "samphire".
"""
import argparse
import random
import sys

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


def write(count, seed, out):
    chance = random.Random(seed)
    notebook = session = participant = ""
    lines = 0
    for number in range(count):
        ms = START + number * 1000
        place = number % PER_SESSION
        if place == 0:
            slot, session = identity(chance, ms), identity(chance, ms)
            notebook = f'"notebook":"session:{slot}"'
            out.write(f'{{"type":"session","id":"{session}",{notebook},"title":"Group {number // PER_SESSION + 1}",'
                      f'"kind":"group"}}\n')
        elif (place - 1) % 6 == 0:
            participant = identity(chance, ms)
            out.write(f'{{"type":"participant","id":"{participant}",{notebook},"session":"{session}",'
                      f'"standing":"staff","role":"Social worker"}}\n')
        else:
            out.write(f'{{"type":"line","id":"{identity(chance, ms)}",{notebook},"session":"{session}",'
                      f'"at":"{clock(number * 1000)}","kind":"said","text":"{words(chance, lines)}",'
                      f'"speaker":"{participant}"}}\n')
            lines += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", type=int)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write(arguments.lines, arguments.seed, sys.stdout)


if __name__ == "__main__":
    main()
