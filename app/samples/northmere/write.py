#!/usr/bin/env python3
"""Writes the fictional Northmere Council's assessment as NDJSON from the readable files in source/.

The same source always gives the same bytes: ids come from names, never from chance. Day 2 is
Tuesday 9 March 2027. Run it after an edit and commit what it wrote:  python3 write.py

What stands directly in this folder is the assessment as it is on the morning of day 2, where the
tour begins; whole/ holds what came after. ../README.md says how to write and how to load.
"""
import json
from datetime import datetime, timedelta

from days import sections, write_day
from evidence import Evidence, marked
from names import FIRST_DAY, HERE, PLANNED, cells, case_id, member, members, new_id, notebook_of, on, participant, record
from names import session_id, slot_id, source, stamp
from papers import write_files
from tables import write_tables


def write_team(evidence):
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
    write_tables(out, "plan.txt", evidence)
    return out


# The timetable ------------------------------------------------------------------------------------


def write_slot(out, row):
    key, day, times, room, title, more, kind, way, who, case, state = row
    start, end = (on(int(day), clock) for clock in times.split("-"))
    moved, target, reason = (state.split(" ", 2) + ["", "", ""])[:3]
    return record(out, "timetable_slot", slot_id(key), day=str(start.date()), start=stamp(start), end=stamp(end),
                  room=room, title=title, subtitle=more, kind=kind, way=way, state=moved or "planned",
                  moved_to=slot_id(target) if target else None, state_reason=reason, assigned=members(who),
                  case=case_id(case))


def write_reported(out, key, slot, row):
    """Whom the council says we meet, and what it says they agree to."""
    standing, role, team, purposes, day = row
    notebook, who = notebook_of(key), participant(f"{key}/1")
    record(out, "participant", who, notebook, session=session_id(key), standing=standing, role=role, team=team,
           only_holder=slot.get("only_holder"), case=slot.get("case"))
    moment = datetime.fromisoformat(day + "T10:00:00+00:00")
    for purpose in purposes.split():
        record(out, "agreement", new_id(f"reported/{key}/{purpose}", moment), notebook, participant=who,
               purpose=purpose, event="given", source="reported_by_council", time=stamp(moment))


def write_timetable():
    """Slots with invitees and needs, and apart from them what the council reported before we came."""
    out, reported, slots = [], [], {}
    key, slot = "", {}
    for line in source("timetable.txt"):
        mark, rest = line[0], line[1:].strip()
        row = [part.strip() for part in rest.split(",")]
        if mark == ">":
            role, team, count = row
            only = True if "!" in count else None
            record(out, "invitee", new_id(f"invitee/{key}/{role}"), slot=slot["id"], role=role, team=team,
                   count=int(count.split()[0]), only_holder=only)
            if only:
                slot["only_holder"] = True
        elif mark == "~":
            needs, details = (part.strip() for part in rest.split(":", 1))
            details, _, met = details.partition(" = ")
            record(out, "communication_need", new_id(f"need/{key}"), slot=slot["id"], case=slot.get("case"),
                   needs=needs.split(), details=details, met=met)
        elif mark == "?":
            write_reported(reported, key, slot, row)
        else:
            row = cells(line)
            key, slot = row[0], write_slot(out, row)
            slots[key] = slot
    return out, reported, slots



# The cases ----------------------------------------------------------------------------------------

# Whose papers we may read, by what they told us on the telephone before we met. It lies with the team,
# so that tablets that never get the meeting know it too.
PAPERS_AGREED = ("03", "07", "19", "41")


# What they told the council of themselves, beside their age and ethnicity; the others gave nothing. In
# the order of the record list.
GIVEN = {"03": ["disability_none", "sex_female"], "07": ["disability", "sex_female"],
         "12": ["disability", "sex_male"], "14": ["disability", "sex_male", "orientation"], "19": ["sex_male"],
         "22": ["disability", "sex_female"], "26": ["disability", "sex_female"],
         "30": ["disability_none", "sex_female", "religion"], "33": ["sex_female", "religion"],
         "41": ["disability_none", "sex_male"],
         "45": ["disability", "sex_male"]}


def write_case_agreement(out, number, purpose, source_, moment):
    record(out, "case_agreement", new_id(f"case agreement/{number}/{purpose}/{source_}", moment),
           case=case_id(number), purpose=purpose, event="given", source=source_, time=stamp(moment), told="spoken")


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
               age="age_" + age.removeprefix("age_"), ethnicity=ethnicity,
               characteristics=GIVEN.get(number, []), first_contact=first, spoken_on=spoken)
        if stage == "engaged":
            # The council's word first, then the person's own, given when we first rang.
            write_case_agreement(cases, number, "talk", "reported_by_council", on(-10, "10:00"))
            write_case_agreement(cases, number, "talk", "confirmed_by_cqc", on(-4, "11:00"))
        if number in PAPERS_AGREED:
            write_case_agreement(cases, number, "view_records", "confirmed_by_cqc", on(-4, "11:02"))
    return cases + identities


class Journeys:
    """Stages with their dates, and the accounts side by side. An account by somebody whom we had not
    met on the morning of day 2 is kept for the end."""

    def __init__(self, later, evidence):
        self.evidence = evidence
        self.now, self.after, self.later = [], [], later
        self.number = self.stage = None
        self.stages = self.accounts = 0

    def write(self):
        for line in source("journeys.txt"):
            if line.startswith("=="):
                self.number = line[2:].strip()
            elif line.startswith(">"):
                self.add_account(line[1:].strip())
            else:
                self.add_stage(cells(line))

    def add_stage(self, row):
        kind, asked, began, ended, state, happened, *changed = row
        self.stages += 1
        self.stage = new_id(f"stage/{self.number}/{self.stages}/{kind}")
        record(self.now, "journey_stage", self.stage, case=case_id(self.number), stage=kind, asked_for=asked,
               began=began, ended=ended, state=state, what_happened=happened, what_changed=" ".join(changed))

    def add_account(self, line):
        line, _, tags = line.partition(" || ")
        head, text = line.split(" : ", 1)
        text, *span = marked(text)
        voice, view, began, ended = head.split()
        voice, _, who = voice.partition(":")
        paper = who if voice == "record" else ""
        met = bool(who and not paper)
        self.accounts += 1
        out = self.after if met and self.number in self.later else self.now
        id_ = new_id(f"account/{self.number}/{self.accounts}")
        record(out, "stage_account", id_, case=case_id(self.number), stage=self.stage, voice=voice, participant=participant(f"case{self.number}/{who}") if met else None,
               document=new_id(f"document/{paper}") if paper else None, began=began.strip("-"),
               ended=ended.strip("-"), view=view, text=text)
        if tags:
            self.evidence.add(out, f"journey{self.number}", id_, text, span, tags, "p", PLANNED, None)


# All of it ----------------------------------------------------------------------------------------


def write(name, lines):
    ids = [line["id"] for line in lines]
    assert len(ids) == len(set(ids)), f"{name}: an id stands there twice"
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    (HERE / name).parent.mkdir(exist_ok=True)
    (HERE / name).write_text(text, encoding="utf-8")


def main():
    evidence = Evidence()
    timetable, reported, slots = write_timetable()
    known = {line["session"] for line in reported if line["type"] == "participant"}
    later = [cells(lines[0][2:])[0].removeprefix("case") for day in ("day2.txt", "day3.txt") for lines in sections(day)]
    journeys = Journeys(later, evidence)
    journeys.write()
    before, papers, after = journeys.now, [], journeys.after
    write("team.ndjson", write_team(evidence))
    write("cases.ndjson", write_cases())
    write("timetable.ndjson", timetable)
    write_tables(papers, "papers.txt", evidence)
    write("papers.ndjson", papers)
    write("sessions.ndjson", reported + write_day("day1.txt", slots, known, evidence))
    write_tables(before, "before.txt", evidence)
    write("journeys.ndjson", before)
    for day in ("day2", "day3"):
        write(f"whole/{day}.ndjson", write_day(f"{day}.txt", slots, known, evidence))
    write_tables(after, "after.txt", evidence)
    write("whole/after.ndjson", after)
    write_files()


if __name__ == "__main__":
    main()
