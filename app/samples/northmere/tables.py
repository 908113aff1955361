"""Tables: many records of one type, a row each. A table begins with

    : type key field field…

and each row holds the cells between bars; the key names the record. How a field is written follows
its name: # a number, ? yes or no, ! a day of the visit and a time, + several words, @kind the record
of that kind with that key (@ alone: the cell says kind/key), @@kind several of them, % words tagged
like a line's, ~ a place in the evidence, ~~ several places. An empty cell is an empty field; a field
called notebook names the meeting whose notebook it is.
"""
import re

from evidence import marked
from names import PLANNED, case_id, cells, member, new_id, notebook_of, on, participant, record, session_id, slot_id
from names import source, stamp

COLUMN = re.compile(r"([a-z_]+)(@@|~~|[#?!+%~@]?)([a-z_]*)")
KINDS = {"member": member, "case": case_id, "slot": slot_id, "session": session_id, "participant": participant}


def referred(kind, key):
    """The id of the record of a kind; without a kind the key says it."""
    if not kind:
        kind, _, key = key.partition("/")
    return KINDS[kind](key) if kind in KINDS else new_id(f"{kind}/{key}" if key else kind)


class Row:
    def __init__(self, evidence, columns, row):
        assert len(row) == len(columns), f"{row[0]}: {len(row)} cells for {len(columns)} fields"
        self.evidence = evidence
        self.key = row[0]
        self.cells = {name: cell for (name, _, _), cell in zip(columns, row)}
        self.span = None
        self.fields = {name: self.value(how, kind, self.cells[name])
                       for name, how, kind in columns if name not in ("key", "notebook") and self.cells[name]}

    def value(self, how, kind, cell):
        if how == "#":
            return int(cell)
        if how == "?":
            return cell == "yes"
        if how == "!":
            day, clock = cell.split()
            return stamp(on(int(day), clock))
        if how == "+":
            return cell.split()
        if how == "@":
            return referred(kind, cell)
        if how == "@@":
            return sorted(referred(kind, each) for each in cell.split())
        if how == "%":
            text, *self.span = marked(cell)
            return text
        if how == "~":
            return self.place(cell)
        if how == "~~":
            return sorted({id_ for each in cell.split(";") for id_ in self.places(each.strip())})
        return cell

    def place(self, asked):
        return referred("", asked) if "/" in asked else self.evidence.find(asked)

    def places(self, asked):
        if asked[-1] in "+-":
            return self.evidence.tags(asked, int(self.cells["statement"]))
        return [self.place(asked)]

    def notebook(self):
        return notebook_of(self.cells["notebook"]) if "notebook" in self.cells else None


def write_tables(out, name, evidence):
    for line in source(name):
        line, _, tags = line.partition(" || ")
        if line.startswith(":"):
            type_, *names = line[1:].split()
            columns = [COLUMN.fullmatch(each).groups() for each in names]
            continue
        row = Row(evidence, columns, cells(line))
        written = record(out, type_, new_id(f"{type_}/{row.key}"), row.notebook(), **row.fields)
        if tags:
            evidence.add(out, row.key, written["id"], written["text"], row.span, tags, "c", PLANNED, None,
                         written.get("dated"))
