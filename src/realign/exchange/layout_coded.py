"""Matrices whose rows bear a code and a title and whose columns the code alone, or the other way round."""

from collections.abc import Mapping
from dataclasses import replace

from realign.exchange.layout import LABELS, SEARCHED, Finder
from realign.exchange.layout_named import find_named
from realign.exchange.names import code_and_title, folded, sums_name
from realign.exchange.table import Row
from realign.text import message

Coded = Mapping[int, tuple[str, str]]
"""Row or column -> code and title."""


def find_coded(find: Finder) -> bool:
    """Matrices whose names are the same on both sides by their codes, though not by their texts."""
    for head in range(min(SEARCHED, len(find.rows))):
        for column in range(LABELS):
            across = _coded({at: find.cell(head, at) for at in find.filled(head) if at > column})
            below = range(head + 1, len(find.rows))
            down = _coded({at: find.cell(at, column) for at in below if find.cell(at, column)})
            if across and down and _same(across, down) and _found(find, head, column, across, down):
                return True
    return False


def _coded(texts: Mapping[int, str]) -> Coded:
    """Code and title of every text but those of sums; nothing where one has no code, or two have the same."""
    found = {at: code_and_title(text) for at, text in texts.items() if not sums_name(text)}
    codes = {code for code, _ in found.values()}
    return found if len(found) > 1 and "" not in codes and len(codes) == len(found) else {}


def _same(across: Coded, down: Coded) -> bool:
    """Whether both sides have the same codes, and no code two titles."""
    titles, others = dict(across.values()), dict(down.values())
    alike = (
        not (titles[code] and others[code]) or folded(titles[code]) == folded(others[code])
        for code in titles.keys() & others.keys()
    )
    return titles.keys() == others.keys() and all(alike)


def _found(find: Finder, head: int, column: int, across: Coded, down: Coded) -> bool:
    """Look for the matrices of the same table with codes alone as names; keeps what is found."""
    codes = {(head, at): code for at, (code, _) in across.items()}
    codes |= {(at, column): code for at, (code, _) in down.items()}
    rows = [
        Row(
            row.number, row.start, tuple(codes.get((at, place), text) for place, text in enumerate(row.cells))
        )
        for at, row in enumerate(find.rows)
    ]
    other = Finder(find.table, rows, find.scoreish)
    if not find_named(other):
        return False
    titles = {code: title for code, title in (*across.values(), *down.values()) if title}
    find.layout.blocks = [replace(one, titles={**one.titles, **titles}) for one in other.layout.blocks]
    find.layout.said = other.layout.said
    find.say(head, column, message("names of rows and columns are the same by their codes"))
    return True
