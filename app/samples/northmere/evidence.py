"""Tagged words, wherever they stand, and finding them again by a few of their words."""
import re

from names import PACK, new_id, record

CATEGORIES = {"p": "people", "s": "staff", "r": "partners", "c": "processes"}
DIRECTIONS = {"+": "strength", "-": "shortfall", "=": "neutral"}
TAG = re.compile(r"(\d)([-+=])([psrc]?)((?:[@^][a-z_]+)*)")


def marked(text):
    """The text without its brackets, and where the words in them begin and end."""
    before, bracket, after = text.partition("[")
    words, _, after = after.partition("]")
    whole = before + words + after
    return whole, len(before) if bracket else 0, len(before) + len(words) if bracket else len(whole)


class Evidence:
    """Everything that was tagged so far: what a score or a theme note may rest on."""

    def __init__(self):
        self.words = []  # (place, text, id, tags)

    def add(self, out, place, target, text, span, tags, category, moment, notebook, dated=None):
        """`place` is a session's or a paper's name, as the sources say it."""
        kept = []
        for number, tag in enumerate(tags.split()):
            statement, direction, letter, more = TAG.fullmatch(tag).groups()
            reason = re.findall(r"\^([a-z_]+)", more)
            id_ = new_id(f"tag/{target}/{number}", moment)
            record(out, "tag", id_, notebook, target=target, start=span[0], end=span[1],
                   words=text[span[0]:span[1]], pack=PACK, statement=int(statement),
                   category=CATEGORIES[letter or category], direction=DIRECTIONS[direction],
                   equality=re.findall(r"@([a-z_]+)", more), evidence_date=dated if reason else None,
                   date_reason="".join(reason))
            kept.append((int(statement), direction, id_))
        self.words.append((place, text, target, kept))

    def find(self, asked):
        """`place~words`: the one line there that has them."""
        place, _, words = asked.partition("~")
        found = [target for where, text, target, _ in self.words if where == place and words in text]
        assert len(found) == 1, f"{asked}: {len(found)} lines"
        return found[0]

    def tags(self, asked, statement):
        """`place+`, `place-`: up to three tags there for the statement in that direction."""
        place, direction = asked[:-1], asked[-1]
        found = [id_ for where, _, _, tags in self.words if where == place
                 for number, way, id_ in tags if number == statement and way == direction]
        assert found, f"{asked}: nothing for {statement}"
        return found[:3]
