"""What the shell may complete: the names in the plan, and the codes of findings; silent whatever happens."""

import os
import re
from collections.abc import Iterable
from itertools import chain

import typer

from realign.text import say

MOST_BYTES = 2 << 20
"""Of the files of a plan together: who presses a key does not wait for more."""
_HARMLESS = re.compile(r"[\w./@+,-]+")
"""Shells evaluate what they are given: other names are for people to type."""
_HARMFUL = re.compile(r"[^\w ,./()-]+")
"""What a title loses before a shell is given it."""
_LONGEST = 60
"""Characters of a title."""
Offered = list[str | tuple[str, str]]
"""What may stand there, with its title where it has one; a shell that can show titles shows them."""


def lenses(context: typer.Context, incomplete: str) -> Offered:
    """The lenses of the plan."""
    return _beginning(incomplete, _names(context).get("lenses", {}).items())


def outcomes(context: typer.Context, incomplete: str) -> Offered:
    """The outcomes of the plan; behind an outcome and a hyphen the other end of a link."""
    known = _names(context).get("outcomes", {})
    links = (
        (f"{one}-{other}", title)
        for one in known
        if incomplete.startswith(f"{one}-")
        for other, title in known.items()
    )
    return _beginning(incomplete, chain(known.items(), links))


def records(context: typer.Context, incomplete: str) -> Offered:
    """Every record of the plan, programmes and outcomes among them."""
    return _beginning(incomplete, chain.from_iterable(kind.items() for kind in _names(context).values()))


def codes(incomplete: str) -> Offered:
    """The codes of all findings, with what is wrong."""
    from realign.cli._manual import manual

    return _beginning(incomplete, ((rule.code, say(rule.summary, "en")) for rule in manual()))


def _beginning(start: str, names: Iterable[tuple[str, str]]) -> Offered:
    """The names that begin so, each once, in their order, with their titles."""
    found: dict[str, str] = {}
    for name, title in names:
        if name.startswith(start) and _HARMLESS.fullmatch(name):
            found.setdefault(name, " ".join(_HARMFUL.sub(" ", title).split())[:_LONGEST])
    return [(name, title) if title else name for name, title in found.items()]


def _names(context: typer.Context) -> dict[str, dict[str, str]]:
    """Kind -> ids of its records with their titles; nothing where the plan cannot be read, or not quickly."""
    from realign.findings import CallError
    from realign.loading import find_plan, names

    try:
        folder, _ = find_plan(context.params.get("plan"), os.environ)
        return names(folder, MOST_BYTES)
    except (CallError, OSError):
        return {}
