"""What the shell may complete: the names in the plan, and the codes of findings; silent whatever happens."""

import os
import re
from collections.abc import Iterator
from itertools import chain

import typer

MOST_BYTES = 2 << 20
"""Of the files of a plan together: who presses a key does not wait for more."""
_HARMLESS = re.compile(r"[\w./@+,-]+")
"""Shells evaluate what they are given: other names are for people to type."""


def lenses(context: typer.Context, incomplete: str) -> list[str]:
    """The lenses of the plan."""
    return _beginning(incomplete, _names(context).get("lenses", []))


def outcomes(context: typer.Context, incomplete: str) -> list[str]:
    """The outcomes of the plan; behind an outcome and a hyphen the other end of a link."""
    known = _names(context).get("outcomes", [])
    links = (f"{one}-{other}" for one in known if incomplete.startswith(f"{one}-") for other in known)
    return _beginning(incomplete, chain(known, links))


def records(context: typer.Context, incomplete: str) -> list[str]:
    """Every record of the plan, programmes and outcomes among them."""
    return _beginning(incomplete, chain.from_iterable(_names(context).values()))


def codes(incomplete: str) -> list[str]:
    """The codes of all findings."""
    from realign.cli._shell import manual

    return _beginning(incomplete, (rule.code for rule in manual()))


def _beginning(start: str, names: Iterator[str] | list[str]) -> list[str]:
    """The names that begin so, each once, in their order."""
    return [one for one in dict.fromkeys(names) if one.startswith(start) and _HARMLESS.fullmatch(one)]


def _names(context: typer.Context) -> dict[str, list[str]]:
    """Kind -> ids of its records; nothing where the plan cannot be read, or not quickly."""
    from realign.findings import CallError
    from realign.loading import find_plan, names

    try:
        folder, _ = find_plan(context.params.get("plan"), os.environ)
        return names(folder, MOST_BYTES)
    except (CallError, OSError):
        return {}
