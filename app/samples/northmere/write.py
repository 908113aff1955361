#!/usr/bin/env python3
"""Writes the fictional Northmere Council's assessment as NDJSON from the readable files in source/.

The same source always gives the same bytes: ids come from names, never from chance. Day 2 is
Tuesday 9 March 2027. Run it after an edit and commit what it wrote:  python3 write.py
"""
import hashlib
import json
import pathlib
import re
import uuid
from datetime import date, datetime, timedelta, timezone

HERE = pathlib.Path(__file__).resolve().parent
FIRST_DAY = date(2027, 3, 8)
PLANNED = datetime(2027, 2, 22, 9, tzinfo=timezone.utc)
CATEGORIES = {"p": "people", "s": "staff", "r": "partners", "c": "processes"}
DIRECTIONS = {"+": "strength", "-": "shortfall", "=": "neutral"}
KINDS = {"q": "said", "s": "said", "o": "saw", "t": "thought", "m": "mark"}
PACK = "la-2026"
used_ids = set()


def v7(moment, tail):
    raw = bytearray(int(moment.timestamp() * 1000).to_bytes(6, "big") + tail[6:])
    raw[6] = 0x70 | raw[6] & 0x0F
    raw[8] = 0x80 | raw[8] & 0x3F
    return str(uuid.UUID(bytes=bytes(raw)))


def new_id(name, moment=PLANNED):
    """The id of the record that this source calls `name`."""
    return v7(moment, hashlib.blake2b(b"northmere/" + name.encode(), digest_size=16).digest())


def session_id(slot):
    """As app/records/sessionids.h derives it."""
    raw = uuid.UUID(slot).bytes
    tail = hashlib.blake2b(b"candour session record 1" + raw, digest_size=16).digest()
    moment = datetime.fromtimestamp(int.from_bytes(raw[:6], "big") / 1000, timezone.utc)
    return v7(moment, tail)


def source(name):
    text = (HERE / "source" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("# ")]


def cells(line):
    return [cell.strip() for cell in line.split("|")]


def record(out, type_, id_, notebook=None, **fields):
    assert id_ not in used_ids, f"{id_} twice"
    used_ids.add(id_)
    line = {"type": type_, "id": id_}
    if notebook:
        line["notebook"] = notebook
    line.update({key.rstrip("_"): value for key, value in fields.items() if value not in (None, "", [])})
    out.append(line)


def on(day, clock):
    moment = datetime.combine(FIRST_DAY + timedelta(days=day - 1), datetime.strptime(clock, "%H:%M").time())
    return moment.replace(tzinfo=timezone.utc)


def stamp(moment):
    return moment.isoformat()


def member(initials):
    return new_id("member/" + initials)


def slot_id(key):
    return new_id("slot/" + key)


def case_id(number):
    return new_id("case/" + number) if number else None


def ids(initials):
    return sorted(member(each) for each in initials.split())


def write_team():
    out = []
    for line in source("team.txt"):
        row = cells(line)
        if row[0] == "assessment":
            (_, authority, council, region, health, people, kind, sent, pack, script, lead) = row
            record(out, "assessment", new_id("assessment"), authority=authority, council_type=council,
                   region=region, health_systems=health, population=int(people), kind=kind,
                   return_sent=sent, site_from=str(FIRST_DAY), site_to=str(FIRST_DAY + timedelta(days=2)),
                   pack=pack, script=script, lead=member(lead), cases_listed=50, cases_chosen=10,
                   cases_spoken=6)
        else:
            initials, name, role, outside, account = row
            record(out, "team_member", member(initials), initials=initials, name=name, role=role,
                   external=outside == "yes", account=account)
    return out


def write_slot(out, row):
    key, day, times, room, title, more, kind, way, who, case, state = row
    start, end = (on(int(day), clock) for clock in times.split("-"))
    moved, target, reason = (state.split(" ", 2) + ["", "", ""])[:3]
    record(out, "timetable_slot", slot_id(key), day=str(start.date()), start=stamp(start), end=stamp(end),
           room=room, title=title, subtitle=more, kind=kind, way=way, state=moved or "planned",
           moved_to=slot_id(target) if target else None, state_reason=reason, assigned=ids(who),
           case=case_id(case))
    return key, case


def write_timetable():
    """Slots with invitees and needs, and what the council reported before we came."""
    out, reported = [], []
    for line in source("timetable.txt"):
        mark, rest = line[0], line[1:].strip()
        if mark == ">":
            role, team, count = (part.strip() for part in rest.split(","))
            record(out, "invitee", new_id(f"invitee/{key}/{role}"), slot=slot_id(key), role=role, team=team,
                   count=int(count.split()[0]), only_holder=True if "!" in count else None)
            if "!" in count:
                slot["only_holder"] = True
        elif mark == "~":
            needs, details = (part.strip() for part in rest.split(":", 1))
            record(out, "communication_need", new_id(f"need/{key}"), slot=slot_id(key), case=case_id(case),
                   needs=needs.split(), details=details)
            only_holder = slot.pop("only_holder", None)  # the list's order: it comes last
            slot["communication"] = details
            if only_holder:
                slot["only_holder"] = True
        elif mark == "?":
            standing, role, team, purposes, day = (part.strip() for part in rest.split(","))
            notebook = "session:" + slot_id(key)
            record(reported, "participant", new_id(f"participant/{key}/1"), notebook,
                   session=session_id(slot_id(key)), standing=standing, role=role, team=team,
                   only_holder=slot.get("only_holder"), case=case_id(case))
            moment = datetime.fromisoformat(day + "T10:00:00+00:00")
            for purpose in purposes.split():
                record(reported, "agreement", new_id(f"reported/{key}/{purpose}", moment), notebook,
                       participant=new_id(f"participant/{key}/1"), purpose=purpose, event="given",
                       source="reported_by_council", time=stamp(moment))
        else:
            key, case = write_slot(out, cells(line))
            slot = out[-1]
    return out, reported


def write_cases():
    cases, identities = [], []
    for line in source("cases.txt"):
        row = cells(line)
        if row[0].startswith("@"):
            number, name, address, phone, family = row
            record(identities, "case_identity", new_id("identity/" + number[1:]),
                   case=case_id(number[1:]), held=True, name=name, address=address, phone=phone,
                   family_contact=family)
            continue
        number, summary, age, ethnicity, flags, stage, owner, first, last = row
        spoken = last if last.startswith("20") else None
        record(cases, "tracked_case", case_id(number), number=number, summary=summary, stage=stage,
               reason=None if spoken else last, flags=flags.split(), owner=member(owner) if owner else None,
               age="age_" + age.removeprefix("age_"), ethnicity=ethnicity, first_contact=first,
               spoken_on=spoken)
        if stage == "engaged":
            # The council's word first, then the person's own, given when we first rang.
            for source_, moment in (("reported_by_council", on(-10, "10:00")),
                                    ("confirmed_by_cqc", on(-4, "11:00"))):
                record(cases, "case_agreement", new_id(f"case agreement/{number}/{source_}", moment),
                       case=case_id(number), purpose="talk", event="given", source=source_,
                       time=stamp(moment), told="spoken")
    return cases + identities


class Session:
    def __init__(self, out, head, slots):
        key, times, writer, setting, category = cells(head)
        self.out, self.key, self.category = out, key, category
        self.slot = next(slot for slot in slots if slot["id"] == slot_id(key))
        self.notebook = "session:" + self.slot["id"]
        self.id = session_id(self.slot["id"])
        self.lines = 0
        start, end = (on(1, clock) for clock in times.split("-"))
        record(out, "session", self.id, self.notebook, slot=self.slot["id"], title=self.slot["title"],
               kind=self.slot["kind"], way=self.slot["way"], started=stamp(start), finished=stamp(end),
               writing=member(writer), present=self.slot["assigned"], case=self.slot.get("case"),
               setting=setting.split())

    def participant(self, key):
        return new_id(f"participant/{self.key}/{key}")

    def add_participant(self, rest):
        key, standing, role, team = (part.strip() for part in rest.split(","))
        record(self.out, "participant", self.participant(key), self.notebook, session=self.id,
               standing=standing, role=role, team=team)

    def add_headcount(self, rest):
        role, count = rest.rsplit(",", 1)
        record(self.out, "headcount", new_id(f"headcount/{self.key}/{role}"), self.notebook,
               session=self.id, role=role.strip(), count=int(count))

    def add_agreement(self, rest):
        clock, who, purpose, event, told, ability, *limit = rest.split(" ", 6)
        moment = on(1, clock)
        record(self.out, "agreement", new_id(f"agreement/{self.key}/{who}/{purpose}", moment),
               self.notebook, participant=self.participant(who), purpose=purpose, event=event,
               source="confirmed_by_cqc", time=stamp(moment), told=told, ability=ability,
               script="4, March 2027", note=" ".join(limit))

    def add_line(self, line):
        clock, rest = line[:5], line[6:]
        mark, _, text = rest.partition(" ")
        mark, _, speaker = mark.partition(":")
        text, _, tags = text.partition(" || ")
        before, bracket, after = text.partition("[")
        words, _, after = after.partition("]")
        text = before + words + after
        start = len(before) if bracket else 0
        end = start + len(words) if bracket else len(text)
        moment = on(1, clock)
        self.lines += 1
        line_id = new_id(f"line/{self.key}/{self.lines}", moment)
        record(self.out, "line", line_id, self.notebook, session=self.id, at=stamp(moment),
               kind=KINDS[mark], text=text, quote=True if mark == "q" else None,
               speaker=self.participant(speaker) if speaker else None)
        for tag in tags.split():
            statement, direction, category = re.fullmatch(r"(\d)([-+=])([psrc]?)", tag).groups()
            record(self.out, "tag", new_id(f"tag/{self.key}/{self.lines}/{tag}", moment), self.notebook,
                   target=line_id, start=start, end=end, words=text[start:end], pack=PACK,
                   statement=int(statement), category=CATEGORIES[category or self.category],
                   direction=DIRECTIONS[direction])


def write_sessions(slots, reported):
    out = list(reported)
    session = None
    for line in source("sessions.txt"):
        mark, rest = line[0], line[1:].strip()
        if line.startswith("=="):
            session = Session(out, line[2:].strip(), slots)
        elif mark == "@":
            session.add_participant(rest)
        elif mark == "&":
            session.add_agreement(rest)
        elif mark == "%":
            session.add_headcount(rest)
        else:
            session.add_line(line)
    return out


def write(name, lines):
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    (HERE / name).write_text(text, encoding="utf-8")


def main():
    team = write_team()
    timetable, reported = write_timetable()
    write("team.ndjson", team)
    write("timetable.ndjson", timetable)
    write("cases.ndjson", write_cases())
    slots = [line for line in timetable if line["type"] == "timetable_slot"]
    write("sessions.ndjson", write_sessions(slots, reported))


if __name__ == "__main__":
    main()
