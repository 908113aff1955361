"""Tagged words, wherever they stand, and finding them again by a few of their words."""
import json
import re

from names import HERE, PACK, new_id, record

CATEGORIES = {"p": "people", "s": "staff", "r": "partners", "c": "processes"}
DIRECTIONS = {"+": "strength", "-": "shortfall", "=": "neutral"}
TAG = re.compile(r"(\d)([-+=])([psrc]?)((?:[@^][a-z_]+)*)")

# What words speak of besides their statement: the subtopic, by its place in the framework pack, and
# the I statement that a person's own words bear out or not. The first that fits is taken.
SUBTOPICS = {
    1: [(r"carer|daughter|husband|wife|son\b|mum", 4), (r"wait|weeks|months|days|list", 3),
        (r"eligib", 2), (r"money|charge|pay|bill|financ", 6), (r"advoca", 7), (r"review|plan|assess", 1)],
    2: [(r"reablement|frame|stairs", 2), (r"equipment|bath|rail|hoist", 3), (r"direct payment", 5),
        (r"leaflet|website|inform|advice|ring|rang", 4)],
    3: [(r"deaf|sign|interpret|language|braille|video", 2), (r"mosque|community|travell|ethnic", 1)],
    4: [(r"agency|home care|provider|beds?\b|market", 2), (r"staff|workers|recruit", 3), (r"quality", 4)],
    5: [(r"hospital|trust|NHS|health", 2), (r"volunt|charit|group", 4)],
    6: [(r"eighteen|seventeen|school|transition", 2), (r"discharge|ward", 1), (r"flood|power|plan B", 3)],
    7: [(r"section 42|enquir", 3), (r"wish|ask(ed)? (him|her|them)", 4), (r"refer|concern", 1)],
    8: [(r"risk|board|scrutiny", 1), (r"strategy|budget", 2), (r"data|figures?\b|count", 3)],
    9: [(r"train|course|learn", 1), (r"complain|feedback|survey", 2)],
}
I_STATEMENTS = {1: [(r"told|asked|listen|choose|chose|want", "1.2"), (r"same|different|again", "1.1")],
                2: [(r"leaflet|website|inform|advice|ring|rang", "2.1"), (r"plan|ahead|ready", "2.2")],
                4: [(r"same|different|faces|visits", "4.1")],
                6: [(r"move|home|ward", "6.1"), (r"safe|risk", "6.2")],
                7: [(r"safe|afraid|risk", "7.1")]}


def titles_of_subtopics():
    pack = json.loads((HERE.parents[1] / f"framework/packs/{PACK}.json").read_text(encoding="utf-8"))
    return {each["number"]: [one["text"] for one in each["subtopics"]] for each in pack["statements"]}


def first_fitting(words, table):
    return next((what for pattern, what in table if re.search(pattern, words, re.IGNORECASE)), None)


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
        self.subtopics = titles_of_subtopics()

    def add(self, out, place, target, text, span, tags, category, moment, notebook, dated=None):
        """`place` is a session's or a paper's name, as the sources say it."""
        kept = []
        for number, tag in enumerate(tags.split()):
            statement, direction, letter, more = TAG.fullmatch(tag).groups()
            reason = re.findall(r"\^([a-z_]+)", more)
            id_ = new_id(f"tag/{target}/{number}", moment)
            said = text[span[0]:span[1]]
            subtopic = first_fitting(said, SUBTOPICS[int(statement)])
            own = CATEGORIES[letter or category] == "people"
            record(out, "tag", id_, notebook, target=target, start=span[0], end=span[1], words=said, pack=PACK,
                   statement=int(statement),
                   subtopic=self.subtopics[int(statement)][subtopic - 1] if subtopic else None,
                   i_statement=first_fitting(said, I_STATEMENTS.get(int(statement), [])) if own else None,
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
