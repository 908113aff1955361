"""Ids that come from names, so that the same source always gives the same bytes, and the two things
every part of the sample says: when it was, and what a record looks like."""
import hashlib
import pathlib
import uuid
from datetime import date, datetime, timedelta, timezone

HERE = pathlib.Path(__file__).resolve().parent
FIRST_DAY = date(2027, 3, 8)
PLANNED = datetime(2027, 2, 22, 9, tzinfo=timezone.utc)
PACK = "la-2026"


def v7(moment, tail):
    raw = bytearray(int(moment.timestamp() * 1000).to_bytes(6, "big") + tail[6:])
    raw[6] = 0x70 | raw[6] & 0x0F
    raw[8] = 0x80 | raw[8] & 0x3F
    return str(uuid.UUID(bytes=bytes(raw)))


def new_id(name, moment=PLANNED):
    """The id of the record that this source calls `name`."""
    return v7(moment, hashlib.blake2b(b"northmere/" + name.encode(), digest_size=16).digest())


def member(initials):
    return new_id("member/" + initials)


def members(initials):
    return sorted(member(each) for each in initials.split())


def case_id(number):
    return new_id("case/" + number) if number else None


def slot_id(key):
    return new_id("slot/" + key)


def session_id(key):
    """Of a slot's session, as app/records/sessionids.h derives it."""
    raw = uuid.UUID(slot_id(key)).bytes
    tail = hashlib.blake2b(b"candour session record 1" + raw, digest_size=16).digest()
    return v7(datetime.fromtimestamp(int.from_bytes(raw[:6], "big") / 1000, timezone.utc), tail)


def notebook_of(key):
    return "session:" + slot_id(key)


def participant(name):
    return new_id("participant/" + name)


def on(day, clock):
    """Day 1 is the first on site; days before it count down from 0."""
    moment = datetime.combine(FIRST_DAY + timedelta(days=day - 1), datetime.strptime(clock, "%H:%M").time())
    return moment.replace(tzinfo=timezone.utc)


def stamp(moment):
    return moment.isoformat()


def source(name):
    text = (HERE / "source" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("# ")]


def cells(line):
    return [cell.strip() for cell in line.split("|")]


def record(out, type_, id_, notebook=None, **fields):
    """Appends a record; empty fields are left out, and a trailing _ makes a field of a Python word."""
    line = {"type": type_, "id": id_}
    if notebook:
        line["notebook"] = notebook
    line.update({key.rstrip("_"): value for key, value in fields.items() if value not in (None, "", [])})
    out.append(line)
    return line
