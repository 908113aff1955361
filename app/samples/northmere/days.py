"""The days as they were written down: one section for each meeting (see ../README.md)."""
from datetime import datetime, timedelta

from evidence import marked
from names import cells, member, new_id, notebook_of, participant, record, session_id, source, stamp

OPENING = ["who_we_are", "how_used", "limits", "recording", "stopping"]
KINDS = {"q": "said", "s": "said", "i": "said", "o": "saw", "t": "thought", "m": "mark"}


class Session:
    """One section. Lines without a time are spread between those that have one."""

    def __init__(self, slot, lines, evidence, out):
        self.key, times, self.writer, setting, self.category = cells(lines[0][2:])
        self.slot, self.evidence, self.out = slot, evidence, out
        self.day = slot["day"]
        self.notebook = notebook_of(self.key)
        self.id = session_id(self.key)
        self.start, self.end = (self.at(clock) for clock in times.split("-"))
        self.people = []
        self.count = self.findings = 0
        self.last = None
        self.heads = [line for line in lines[1:] if not self.is_line(line)]
        self.lines = [line for line in lines[1:] if self.is_line(line)]
        words = {word: rest for word, _, rest in (line.partition(" ") for line in self.heads)}
        prompts = words.get("?", "").split()
        record(out, "session", self.id, self.notebook, slot=slot["id"], title=slot["title"], kind=slot["kind"],
               way=slot["way"], private_dwelling=slot["way"] == "home_visit" or None, started=stamp(self.start),
               finished=stamp(self.end), writing=member(self.writer), present=slot["assigned"],
               case=slot.get("case"), script="4, March 2027", script_at=stamp(self.start), script_said=OPENING,
               setting=setting.split(), gaps=words.get("gap"),
               to_follow=words.get("next"), seemed=words.get("seemed"))
        for prompt in prompts:
            self.add("prompt_tick", prompt, session=self.id, prompt=prompt, ticked=True)

    @staticmethod
    def is_line(line):
        """Also a correction, which follows its line."""
        return line[:2].isdigit() or line == "m" or line[1:2] in " :+" and line[0] in "qsiotm!"

    def at(self, clock):
        return datetime.fromisoformat(f"{self.day}T{clock}:00+00:00")

    def add(self, type_, name, **fields):
        return record(self.out, type_, new_id(f"{type_}/{self.key}/{name}"), self.notebook, **fields)

    def one(self, key):
        return participant(f"{self.key}/{key}")

    # Whoever was there ------------------------------------------------------------------------------

    def write_heads(self):
        for number, line in enumerate(self.heads):
            mark, _, rest = line.partition(" ")
            if mark == "@":
                self.add_participant([part.strip() for part in rest.split(",")])
            elif mark == "%":
                self.add_headcount([part.strip() for part in rest.split(",")])
            elif mark == "&":
                self.add_agreement(*rest.split(" ", 6))
            elif mark == "~":
                need, met, how = rest.split(" ", 2)
                self.add("communication_check", need, session=self.id, need=need, met=met, how=how)
            elif mark == "^":
                effect, note = rest.split(" ", 1)
                self.add("setting_effect", number, session=self.id, effect=effect, note=note)
            elif mark == "cap":
                self.add_capacity(cells(rest))

    def add_participant(self, parts):
        key, standing, role, team, *more = parts
        self.people.append(key)
        record(self.out, "participant", self.one(key), self.notebook, session=self.id, standing=standing, role=role,
               team=team, only_holder="only" in more or None, case=self.slot.get("case") if "case" in more else None)

    def add_headcount(self, parts):
        role, *rest = parts
        team = rest.pop(0) if not rest[0].isdigit() else None
        count, invited, agreed = [int(number) for number in rest] + [None] * (3 - len(rest))
        record(self.out, "headcount", new_id(f"headcount/{self.key}/{role}"), self.notebook, session=self.id,
               role=role, team=team, count=count, invited=invited, agreed=agreed)

    def add_agreement(self, clock, who, purpose, event, told, ability, limit=""):
        moment = self.at(clock)
        limit, _, doubt = limit.partition(" | ")
        record(self.out, "agreement", new_id(f"agreement/{self.key}/{who}/{purpose}", moment), self.notebook,
               participant=self.one(who), purpose=purpose, event=event, source="confirmed_by_cqc",
               time=stamp(moment), told=told, ability=ability, doubt=doubt, answered_by="self",
               asked_by=member(self.writer), script="4, March 2027", note=limit)

    def add_capacity(self, parts):
        who, decision, purpose, support, outcome, reasons, consulted, authority, advocate = parts
        self.findings += 1
        name = who if self.findings == 1 else f"{who}/{self.findings}"
        self.add("capacity_consideration", name, participant=self.one(who), decision=decision, purpose=purpose,
                 time=stamp(self.start), considered_by=member(self.writer), support=support, outcome=outcome,
                 reasons=reasons, consulted=consulted, authority=authority, advocate=advocate == "yes")

    # What was written down --------------------------------------------------------------------------

    def write_lines(self):
        for moment, line in zip(self.times(), self.lines):
            if line.startswith("!"):
                _, reason, text = line.split(" ", 2)
                self.add("amendment", self.count, line=self.last["id"], text=text, reason=reason,
                         at=stamp(moment), by=member(self.writer))
            else:
                self.add_line(moment, line[6:] if line[:2].isdigit() else line)

    def times(self):
        """A moment for each line, evenly between those that were noted."""
        known = {-1: self.start + timedelta(minutes=1), len(self.lines): self.end}
        known.update({i: self.at(line[:5]) for i, line in enumerate(self.lines) if line[:2].isdigit()})
        places = sorted(known)
        for before, after in zip(places, places[1:]):
            step = (known[after] - known[before]) / (after - before)
            for i in range(max(before, 0), after):
                yield (known[before] + step * (i - before)).replace(microsecond=0)

    def add_line(self, moment, line):
        mark, _, text = line.partition(" ")
        mark, _, later = mark.partition("+")
        mark, _, speaker = mark.partition(":")
        text, _, tags = text.partition(" || ")
        tags, _, heard_from = tags.partition(" << ")
        text, brace, views = text.partition(" {")
        text, *span = marked(text)
        agree, differ, silent = [int(view) for view in views.strip("} ").split("/")] if brace else [None] * 3
        if not speaker and KINDS[mark] == "said" and self.people:
            speaker = self.people[0]
        self.count += 1
        line_id = new_id(f"line/{self.key}/{self.count}", moment)
        self.last = record(self.out, "line", line_id, self.notebook, session=self.id, at=stamp(moment),
                           kind=KINDS[mark], text=text, basis=self.basis(mark, heard_from),
                           quote=True if mark == "q" else None,
                           speaker=self.one(speaker) if speaker else None, heard_from=heard_from,
                           written_at=stamp(moment + timedelta(minutes=int(later))) if later else None, case=self.slot.get("case"), agree=agree, differ=differ, silent=silent)
        if text:
            self.evidence.add(self.out, self.key, line_id, text, span, tags, self.category, moment, self.notebook)

    @staticmethod
    def basis(mark, heard_from):
        return "opinion" if mark == "i" else "heard_from" if heard_from else None


def sections(name):
    found = []
    for line in source(name):
        if line.startswith("=="):
            found.append([])
        found[-1].append(line)
    return found


def write_day(name, slots, known, evidence):
    """`slots` by key; `known` are the sessions whose first participant stands in the plan already."""
    out = []
    for lines in sections(name):
        key = cells(lines[0][2:])[0]
        slot = slots[key]
        session = Session(slot, lines, evidence, out)
        if session.id in known:
            session.people.append("1")
        session.write_heads()
        session.write_lines()
    return out
