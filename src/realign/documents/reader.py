"""One pass over the events of a YAML parser: plain data, the side table, and what struck us."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import repeat, starmap
from operator import attrgetter
from typing import Any, NamedTuple

import yaml

from realign.documents.decoding import UNSEEN
from realign.documents.parser import Parser
from realign.documents.positions import Mark, PositionTable
from realign.documents.rules import ANCHOR, CONTROL, DEEP, DUPLICATE, MANY, SEVERAL, TAG
from realign.documents.value_rules import KEY, NO_VALUE, NUMBERLIKE, WIDE
from realign.findings import Rule

MOST_LEVELS = 50
"""Lists and mappings inside each other."""
MOST_NODES = 50_000_000
"""Keys, values and ends of collections in one file; a million deliverables have about 20,000,000."""
_BATCH = 256
"""Events looked at together: positions are then copied without a loop of ours."""
_MOST_WORDS = 5_000
"""Texts remembered so that the same text is kept once; more would not stay in the processor's cache."""

_MARKS = {
    yaml.ScalarEvent: Mark.SCALAR,
    yaml.MappingStartEvent: Mark.MAPPING,
    yaml.SequenceStartEvent: Mark.SEQUENCE,
    yaml.MappingEndEvent: Mark.END,
    yaml.SequenceEndEvent: Mark.END,
    yaml.AliasEvent: Mark.ALIAS,
    yaml.StreamStartEvent: Mark.FRAME,
    yaml.StreamEndEvent: Mark.FRAME,
    yaml.DocumentStartEvent: Mark.FRAME,
    yaml.DocumentEndEvent: Mark.FRAME,
}
_start = attrgetter("start_mark.index")
_end = attrgetter("end_mark.index")

_RULES = {"nothing": NO_VALUE, "merge": ANCHOR, "lossy": NUMBERLIKE}
_UNUSUAL = re.compile(
    r"(?P<nothing>~|null|Null|NULL|)"
    r"|(?P<merge><<)"
    r"|(?P<own>x-.*)"
    r"|(?P<lossy>"
    r"yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE"
    r"|[-+]?0[\d_]+"  # 010: octal
    r"|[-+]?\d[\d_]*_[\d_]*"  # 1_0: ten
    r"|\+\d[\d.]*|\d{17,}"
    r"|[-+]?(?:\d+\.\d*0|\d+\.|\.\d+)"  # 1.10: 1.1
    r"|[-+]?\d+(?:\.\d*)?[eE][-+]?\d+|[-+]?0[xob][\da-fA-F_]+"
    r"|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?"  # 12:30: 750
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    r")",
    re.DOTALL | re.ASCII,
)
"""Scalars that are, without quotes, more than text to some reader or to us."""
_UNUSUAL_BEGIN = frozenset(("", *"0123456789+-.<~nNyYoOfFtTx"))
"""How each of them begins; all others are spared the look."""
_ABOUT_VALUES = (NO_VALUE, NUMBERLIKE, WIDE)
SEQUENCE, END, ALIAS = int(Mark.SEQUENCE), int(Mark.END), int(Mark.ALIAS)  # plain numbers compare faster
_WIDE = re.compile("[，、；]|^[“”‘’「]")


class Notice(NamedTuple):
    """Something that struck us at a node; it becomes a finding when the pass is over."""

    rule: Rule
    node: int
    inside: int = -1
    """The collection that holds the node."""
    is_key: bool = False
    """Whether it is the key of a field; means nothing where `inside` is a list."""
    other: int = -1
    """Another node that the notice speaks of."""


class Trouble(NamedTuple):
    """Why the parser gave up: what it was at, what it met, and the offsets of both."""

    context: str
    problem: str
    begin: int | None
    at: int

    @classmethod
    def of(cls, error: yaml.YAMLError) -> "Trouble":
        """Take an error of either parser apart."""
        if not isinstance(error, yaml.MarkedYAMLError):
            return cls("", "characters", None, max(0, getattr(error, "position", 0)))
        begin = error.context_mark.index if error.context_mark else None
        at = error.problem_mark.index if error.problem_mark else begin or 0
        return cls(error.context or "", error.problem or "", begin, at)


class Pass:
    """Reads one stream of events; afterwards `data`, `table`, `notices` and `trouble` tell the story."""

    def __init__(self, source: str | bytes, table: PositionTable) -> None:
        """Get ready to read `source`, whose characters are those of the table's text."""
        self.data: Any = None
        """Dicts, lists and texts; `None` for a value that is missing or refused."""
        self.trouble: Trouble | None = None
        self.notices: list[Notice] = []
        self.table = table
        self._source = source
        self._words: dict[str, str] = {}
        self._own: set[str] = set()
        """Keys that belong to the user: they begin with `x-`."""
        self._own_parts: list[tuple[int, int]] = []
        """From which node to before which node each of their fields goes."""
        self._children: list[Any] = []
        self._inside = -1
        self._stack: list[tuple[list[Any], int]] = []
        self._documents = 0
        self._stopped = False
        self._properties_possible = any(sign in table.lines.text for sign in "&!")

    @property
    def complete(self) -> bool:
        """Whether all was read."""
        return not self._stopped and self.trouble is None

    def run(self) -> "Pass":
        """Read until the end, or until something forbids to go on; never raises."""
        for batch in self._batches():
            self._take(batch)
            if len(self.table.marks) > MOST_NODES:
                self._refuse(MANY, len(self.table.marks) - 1)
            if self._stopped:
                break
            if len(self._words) > _MOST_WORDS:
                self._words.clear()
        if self._own_parts:
            self._leave_own()
        if not self.complete:
            self._leave_open()
        elif self._children:
            self.data = self._children[0]
        return self

    def _batches(self) -> Iterator[list[Any]]:
        """The events in handfuls; those before a fault come, too."""
        batch: list[Any] = []
        try:
            get_event = Parser(self._source).get_event
            while True:
                batch = []
                batch.extend(filter(None, starmap(get_event, repeat((), _BATCH))))  # None: the end
                if not batch:
                    return
                yield batch
        except yaml.YAMLError as error:
            self.trouble = Trouble.of(error)
        except (ValueError, AttributeError, RecursionError, OverflowError, IndexError):
            # PyYAML is known to leak them on hostile input
            self.trouble = Trouble("", "", None, batch[-1].end_mark.index if batch else 0)
        yield batch

    def _take(self, batch: list[Any]) -> None:
        """Add events to the table and to the data; the inner loop of all reading."""
        table, words = self.table, self._words
        marks = bytes(map(_MARKS.__getitem__, map(type, batch)))
        node = len(table.marks)
        table.marks += marks
        table.starts.extend(map(_start, batch))
        table.ends.extend(map(_end, batch))
        if self._properties_possible:
            self._find_properties(batch, marks, node)
        children, inside, stack = self._children, self._inside, self._stack
        known, begin = words.get, _UNUSUAL_BEGIN
        for event, mark in zip(batch, marks, strict=True):
            if not mark:
                value = event.value
                word = known(value)
                if word is None:
                    if value[:1] in begin or event.style == '"' or not value.isascii():
                        word = self._unusual(event, node, inside, is_key=len(children) % 2 == 0)
                    else:
                        words[value] = word = value
                children.append(word)
            elif mark == END:
                table.ends[inside] = node
                made = children if table.marks[inside] == SEQUENCE else self._mapping(children, inside)
                children, inside = stack.pop()
                children.append(made)
            elif mark <= SEQUENCE:
                stack.append((children, inside))
                children, inside = [], node
                if len(stack) > MOST_LEVELS:
                    self._refuse(DEEP, node)
                    break
            elif mark == ALIAS:
                self.notices.append(Notice(ANCHOR, node, inside))
                children.append(None)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self._refuse(SEVERAL, node)
                    break
            node += 1
        self._children, self._inside = children, inside

    def _mapping(self, children: list[Any], begin: int) -> dict[str, Any]:
        """Make a mapping of keys and values that take turns."""
        turns = iter(children)
        try:
            made = dict(zip(turns, turns))  # noqa: B905 - `strict` would take half as long again
        except TypeError:  # a key is a list or a mapping
            made = {}
        usual = 2 * len(made) == len(children) and None not in made
        if usual and (not self._own or self._own.isdisjoint(made)):
            return made
        first: dict[str, int] = {}
        made = {}
        for (key, value), word, thing in zip(
            self.table.pairs(begin), children[::2], children[1::2], strict=True
        ):
            if not isinstance(word, str):
                self.notices.append(Notice(KEY, key, begin, is_key=True))
            elif word in first:
                self.notices.append(Notice(DUPLICATE, key, begin, is_key=True, other=first[word]))
            else:
                first[word] = key
                if word in self._own:
                    self._own_parts.append((key, self.table.after(value)))
                else:
                    made[word] = thing
        return made

    def _unusual(self, event: yaml.ScalarEvent, node: int, inside: int, *, is_key: bool) -> str | None:
        """Look closely: what would others make of the text?"""
        value: str = event.value
        plain = event.style in ("", None)
        rule = self._rule_for(value, plain=plain)
        if not rule:
            self._words[value] = value
            return value
        if plain or rule is CONTROL:
            if not (rule in _ABOUT_VALUES and (event.anchor or event.tag)):  # those are findings themselves
                self.notices.append(Notice(rule, node, inside, is_key=is_key))
            if rule is NO_VALUE:
                return None
        return value

    def _rule_for(self, value: str, *, plain: bool) -> Rule | None:
        """The rule that speaks of such a text, if there is one; keys of the user's own are noted."""
        is_count = value.isdecimal() and value[0] != "0" and len(value) < 17  # no need to try all the rest
        found = None if is_count else _UNUSUAL.fullmatch(value)
        if found and found.lastgroup == "own":
            self._own.add(value)
        elif found:
            return _RULES[found.lastgroup or ""]
        elif not value.isascii() and _WIDE.search(value):
            return WIDE
        elif not plain and not value.isprintable() and UNSEEN.search(value):
            return CONTROL
        return None

    def _find_properties(self, batch: list[Any], marks: bytes, node: int) -> None:
        """Find anchors and tags."""
        for number, (event, mark) in enumerate(zip(batch, marks, strict=True), node):
            if mark < END:
                if event.anchor:
                    self.notices.append(Notice(ANCHOR, number))
                if event.tag:
                    self.notices.append(Notice(TAG, number))

    def _leave_own(self) -> None:
        """Drop what struck us inside fields that are the user's own, unless YAML itself is at stake."""
        parts: list[tuple[int, int]] = []
        for begin, end in sorted(self._own_parts):
            if not parts or begin >= parts[-1][1]:  # else it lies inside the one before
                parts.append((begin, end))
        begins = [begin for begin, _ in parts]

        def is_own(node: int) -> bool:
            number = bisect_right(begins, node) - 1
            return number >= 0 and node < parts[number][1]

        self.notices = [one for one in self.notices if one.rule not in _ABOUT_VALUES or not is_own(one.node)]

    def _refuse(self, rule: Rule, node: int) -> None:
        """Note what forbids to read on; what came after does not matter any more."""
        self.trouble = None
        self.notices.append(Notice(rule, node, self._inside))
        self._stopped = True

    def _leave_open(self) -> None:
        """Let what was not closed end where we stopped."""
        last = len(self.table.marks) - 1
        opened = (*(inside for _, inside in self._stack), self._inside)
        self.table.open = tuple(node for node in opened if node >= 0)
        for node in self.table.open:
            self.table.ends[node] = last
