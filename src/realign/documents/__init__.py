"""YAML bytes → data in which every scalar is text, the position of every key and value, findings."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from realign.documents.decoding import decode
from realign.documents.lines import Lines
from realign.documents.lookalikes import misreading
from realign.documents.merges import unfinished
from realign.documents.positions import Mark, PositionTable
from realign.documents.reader import MOST_LEVELS, MOST_NODES, Pass
from realign.documents.rules import ANCHOR, DUPLICATE, EMPTY, SYNTAX, UNCLOSED
from realign.documents.rules import MANUAL as _OF_FILES
from realign.documents.suppressions import cut_off, suppressions
from realign.documents.value_rules import HASH, NO_VALUE, NOT_MAPPING, SPACE, WIDE
from realign.documents.value_rules import MANUAL as _OF_VALUES
from realign.documents.value_warnings import findings_of
from realign.documents.whitespace import false_indents, harmful, pasted_tabs, spaced
from realign.findings import Finding, Suppression, ordered
from realign.text import message

__all__ = [
    "ANCHOR",
    "DUPLICATE",
    "MANUAL",
    "MOST_LEVELS",
    "MOST_NODES",
    "Document",
    "Lines",
    "PositionTable",
    "misreading",
    "read",
]

MANUAL = tuple(sorted((*_OF_FILES, *_OF_VALUES), key=attrgetter("code")))
"""The manual of every code that may come from here."""
_NEAR = 50
"""Blank lines that may lie between a field and the slip that leaves it without a value."""
_DIRECTIVE = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?+(?:\r\n|\r|\n))*+(?P<sign>%[^\r\n]*)")
"""No step of it is taken back, or a million empty lines would each be remembered."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file of YAML."""

    path: str
    data: dict[str, Any] | None
    """Mappings, lists and texts, or `None` for a value that is missing or refused; `None` as a
    whole where the file cannot be read or is no mapping."""
    table: PositionTable
    """Where each key and each value stands."""
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]

    @property
    def lines(self) -> Lines:
        """The lines of the file."""
        return self.table.lines


def read(raw: bytes, path: str, codes: Collection[str] = frozenset()) -> Document:
    """Read one file; whatever is wrong with it becomes a finding, never an exception.

    `path` is how the file is shown to people; `codes` are the names of fields whose values are
    codes, so that one which other programs would take for a number can be pointed out.
    """
    decoded = decode(raw, path)
    lines, source = decoded.lines, decoded.yaml
    order = _DIRECTIVE.match(lines.text)
    if source is None or order:
        orders = [_order(order, lines)] if order and source is not None else []
        return Document(path, None, PositionTable(lines), ordered([*decoded.findings, *orders]), ())
    conflicts = tuple(unfinished(lines))
    if conflicts:
        return Document(path, None, PositionTable(lines), ordered([*decoded.findings, *conflicts]), ())
    done = Pass(source, PositionTable(lines)).run()
    indents = harmful(decoded.indents, done.table, done.trouble.at if done.trouble else None)
    if indents and isinstance(source, str):
        done = Pass(spaced(source, indents), PositionTable(lines)).run()
    table = done.table
    comments = tuple(suppressions(table))
    refusals = () if indents else tuple(_refusals(done))
    findings = [
        *decoded.findings,
        *findings_of(done.notices, table, codes),
        *(one for one in comments if isinstance(one, Finding)),
        *false_indents(indents, lines),
        *refusals,
        *cut_off(table),
        *pasted_tabs(table),
        *(_content(done.data, table) if done.complete else ()),
    ]
    silenced = tuple(one for one in comments if isinstance(one, Suppression))
    data = done.data if isinstance(done.data, dict) else None
    own = ordered(one for one in findings if not _brought_by(refusals, lines, one))
    return Document(path, data, table, own, silenced)


def _refusals(done: Pass) -> Iterator[Finding]:
    """Why the parser gave up, unless an alias on that line says it, as in `title: *Safe streets`."""
    table, trouble = done.table, done.trouble
    if trouble is None:
        return
    aliases = (one.node for one in done.notices if one.rule is ANCHOR and table.marks[one.node] == Mark.ALIAS)
    line = table.lines.position(trouble.at).line
    if all(table.lines.position(table.starts[node]).line != line for node in aliases):
        from realign.documents.syntax_errors import diagnose  # a file without faults does not wait for it

        yield diagnose(trouble, table)


def _brought_by(slips: Sequence[Finding], lines: Lines, found: Finding) -> bool:
    """Whether another slip explains it: a list whose dash is none, a bracket that a comment has swallowed."""
    here = found.place.start.line
    if found.code == HASH.code:
        return any(slip.code == UNCLOSED.code and slip.place.start.line == here for slip in slips)
    if found.code == NO_VALUE.code and any(slip.place.start.line == here for slip in slips):
        return True
    dashes = (slip.place.start.line for slip in slips if slip.code in (WIDE.code, SPACE.code))
    return found.code == NO_VALUE.code and any(
        here < there < here + _NEAR and not any(map(str.strip, lines[here : there - 1])) for there in dashes
    )


def _order(directive: "re.Match[str]", lines: Lines) -> Finding:
    """A line that begins with %."""
    hint = message("delete the line; put a text that begins with % into quotes")
    says = message("a line that begins with % is an order to YAML programs")
    return SYNTAX.finding(lines.place(*directive.span("sign")), says, hint)


def _content(data: Any, table: PositionTable) -> Iterator[Finding]:
    """What is wrong with a file that was read to its end but holds no fields."""
    root = table.root
    if root is None or (table.marks[root] == Mark.SCALAR and not data):
        place = table.lines.place(0)
        yield EMPTY.finding(
            place, message("the file is empty, or holds only comments"), message("fill it, or delete it")
        )
    elif isinstance(data, list):
        hint = message("write the kind above the list, such as `outcomes:`, and indent the list")
        yield NOT_MAPPING.finding(
            table.lines.place(table.starts[root]),
            message("the file is a list and does not say of what"),
            hint,
        )
    elif isinstance(data, str):
        advice = misreading(data) or message(
            "write a kind and a colon, such as `outcomes:`, and its records below"
        )
        yield NOT_MAPPING.finding(
            table.place(root), message("the file is one text and has no fields"), advice
        )
