"""Values of a mapping in a YAML file replaced or added; comments, order and all other text stay."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from realign.documents import PositionTable
from realign.exchange.writing import WIDTH, Data, write_scalar, write_value


class Edit(NamedTuple):
    """Characters of a file, by their offsets, and what takes their place."""

    start: int
    end: int
    text: str


def edits(
    table: PositionTable, node: int, held: Mapping[str, Any], wanted: Mapping[str, Data]
) -> Iterator[Edit]:
    """What makes a mapping hold other values.

    Args:
        table: Where the keys and values of the file stand.
        node: The mapping.
        held: What it holds, as texts, lists and mappings.
        wanted: Key -> the value that it is to have; other keys stay.
    """
    added: dict[str, Data] = {}
    for key, value in wanted.items():
        step = table.step(node, key)
        if step is None:
            added[key] = value
            continue
        old = held.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            yield from edits(table, step[1], old, value)
        elif old != value:
            yield _replacement(table, node, *step, value)
    if added:
        yield _insertion(table, node, added)


def applied(text: str, changes: Sequence[Edit]) -> str:
    """The text after all changes, none of which overlaps another."""
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _replacement(table: PositionTable, node: int, key: int, at: int, value: Data) -> Edit:
    """A value in the place of another; what is not on one line is written behind its key."""
    start, end = table.span(at)
    whole = table.is_collection(at) or _is_block_text(table, at)
    column = None if _is_flow(table, node) else _column(table, node)
    text = _written(table, value, column)
    if not whole and not text.startswith(("\n", "\r")):
        return Edit(start, end, text if start < end else f" {text}")
    space = "" if text.startswith(("\n", "\r")) else " "
    return Edit(table.span(key)[1], end, f":{space}{text}")


def _insertion(table: PositionTable, node: int, added: Mapping[str, Data]) -> Edit:
    """New fields behind the last of a mapping that ends on its line."""
    pairs = list(table.pairs(node))
    start, _ = table.span(node)
    if _is_flow(table, node):
        parts = ", ".join(f"{write_scalar(key)}: {write_value(value)}" for key, value in added.items())
        return _at(table.span(pairs[-1][1])[1], f", {parts}") if pairs else _at(start + 1, parts)
    column, end = _column(table, node), _line_end(table)
    lines = [f"{write_scalar(key)}:{_spaced(_written(table, value, column))}" for key, value in added.items()]
    for _, value in reversed(pairs):
        if _is_block_text(table, value) or (table.is_collection(value) and not _is_flow(table, value)):
            continue
        text, stop = table.lines.text, table.span(value)[1]
        line = text.find("\n", stop)
        line = len(text) if line < 0 else line - (text[line - 1] == "\r")
        return _at(line, "".join(f"{end}{' ' * column}{one}" for one in lines))
    return _at(start, "".join(f"{one}{end}{' ' * column}" for one in lines))


def _at(offset: int, text: str) -> Edit:
    """Text that is put in."""
    return Edit(offset, offset, text)


def _written(table: PositionTable, value: Data, column: int | None) -> str:
    """A value on one line; a long list in a block that begins at `column` has a line for each entry."""
    text = write_value(value)
    if column is None or isinstance(value, str | Mapping) or len(text) <= WIDTH - column:
        return text
    return "".join(f"{_line_end(table)}{' ' * (column + 2)}- {write_value(one)}" for one in value)


def _spaced(text: str) -> str:
    """What stands behind a colon."""
    return text if text.startswith(("\n", "\r")) else f" {text}"


def _line_end(table: PositionTable) -> str:
    """How the lines of the file end."""
    return "\r\n" if "\r\n" in table.lines.text else "\n"


def _column(table: PositionTable, node: int) -> int:
    """How many characters stand before the first key of a mapping, on its line."""
    start = table.span(node)[0]
    return start - (table.lines.text.rfind("\n", 0, start) + 1)


def _is_flow(table: PositionTable, node: int) -> bool:
    """Whether a mapping or a list stands between braces or brackets."""
    return table.is_collection(node) and table.lines.text[table.span(node)[0]] in "{["


def _is_block_text(table: PositionTable, node: int) -> bool:
    """Whether a text stands on lines of its own, below a bar or an angle."""
    return not table.is_collection(node) and table.source(node)[:1] in ("|", ">")
