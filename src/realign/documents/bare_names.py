"""Names in braces that have no colon: `{low, high}`, and values that a comma has cut, such as `1,200`."""

import re
from collections.abc import Sequence

from realign.documents.positions import Mark, PositionTable
from realign.documents.quotation import short
from realign.documents.value_rules import NO_VALUE
from realign.findings import Finding
from realign.text import Text, join, message

_MOST = 8
"""Names of a row that are told; what is wrong with them is wrong with the others, too."""
_GLUED = re.compile(r"([\w-]+)[:：=](\S.*)|([a-z_]+)\s*[=;；]\s*(\S.*)")
_FIRST_GROUP = re.compile(r"(?:[A-Z]{2,3})?[^\w.,]{0,3}(\d{1,3})")
_GROUP = re.compile(r"\d{2,3}(?:\.\d+)?(?: ?[^\W\d]+)?")
_THOUSANDS = re.compile(r"\d{3}(?:\.\d+)?(?: ?[^\W\d]+)?")


def is_bare(node: int, inside: int, table: PositionTable) -> bool:
    """Whether the name before `node` stands in braces without a colon: `{low, high}`."""
    if node - 1 <= inside or table.marks[node] != Mark.SCALAR or table.source(node):
        return False
    text, after = table.lines.text, table.ends[node - 1]
    return text[table.starts[inside]] == "{" and text[after : after + 100].lstrip()[:1] != ":"


def bare_names(node: int, inside: int, table: PositionTable) -> Finding:
    """Names without a colon that follow each other in braces, told together."""
    last = node
    while (
        last + 2 < len(table.marks)
        and table.marks[last + 1] == Mark.SCALAR
        and is_bare(last + 2, inside, table)
    ):
        last += 2
    names = [table.word(number - 1) for number in range(node, last + 1, 2)[:_MOST]]
    place = table.lines.place(table.starts[node - 1], table.span(last - 1)[1])
    says = (
        message("'{field}' has no value", field=short(names[0]))
        if len(names) == 1
        else message("{fields} have no value", fields=join(f"'{short(name)}'" for name in names))
    )
    return NO_VALUE.finding(place, says, _hint(names, node, inside, table))


def _hint(names: Sequence[str], node: int, inside: int, table: PositionTable) -> Text:
    """What may be meant by names without a colon."""
    if all(glued := [_GLUED.fullmatch(name) for name in names]):
        pairs = [(found[1] or found[3], found[2] or found[4]) for found in glued if found]
        (name, value), *others = pairs
        rest = "".join(f", {other}: {short(what)}" for other, what in others)
        return message("write a plain colon and a space: {glued}: {glued2}", glued=name, glued2=value + rest)
    value = node - 2
    before = table.word(value) if value > inside and table.marks[value] == Mark.SCALAR else ""
    if amount := _divided_amount(before, names):
        return message("a comma in an amount divides fields here; write {amount}", amount=amount)
    fields = ": …, ".join(map(short, names))
    if before:
        whole = short(", ".join([before, *names]), 200)
        return message(
            'write [{whole}] for a list, "{whole}" in quotes for a text, {field}: … for a field',
            whole=whole,
            field=fields,
        )
    return message(
        'write [{field}] for a list, "{{{field}}}" in quotes for a text, {field2}: … for a field',
        field=short(", ".join(names), 200),
        field2=fields,
    )


def _divided_amount(before: str, names: Sequence[str]) -> str:
    """What to write for an amount that commas divide, such as `1,200,000` or `12,5m`, if it is one."""
    found = _FIRST_GROUP.fullmatch(before)
    if not found:
        return ""
    if all(map(_THOUSANDS.fullmatch, names)):
        return " ".join([found[1], *names])
    if len(names) == 1 and re.fullmatch(r"\d{1,2}(?: ?[^\W\d]+)?", names[0]):
        return f"{found[1]}.{names[0]}"
    return f'"{",".join([found[1], *names])}"' if all(map(_GROUP.fullmatch, names)) else ""
