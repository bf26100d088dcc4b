"""From a name that leads nowhere to the words that help: what it may have meant, what there is."""

import re
from collections.abc import Collection, Iterable, Mapping

from realign.text import Wordings, say

_SINGULAR = {"activities": "activity", "discrepancies": "discrepancy", "lenses": "lens"}


def called(kind: str, record: str) -> str:
    """How a sentence speaks of a record: `link L-7b-1`."""
    return "the plan" if kind == "plan" else f"{singular(kind)} {record}"


def singular(kind: str) -> str:
    """One of a kind: `links` -> `link`."""
    return _SINGULAR.get(kind, kind.removesuffix("s"))


def wording(title: str | Mapping[str, str]) -> str:
    """A title as our messages quote it: in English, else in the first language there is."""
    return say(title if isinstance(title, str) else Wordings(title), "en")


def listing(names: Iterable[str], most: int = 12) -> str:
    """Names in a row, with the number of those that are left out."""
    every = list(names)
    rest = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + rest


def choices(kind: str, names: Iterable[str]) -> str:
    """What there is to choose from: `the lenses are recovery, resilience`, or `the only lens is recovery`."""
    every = list(names)
    many = "pieces of work" if kind == "fundables" else kind
    one = "piece of work" if kind == "fundables" else singular(kind)
    return f"the only {one} is {every[0]}" if len(every) == 1 else f"the {many} are {listing(every)}"


def siblings(code: str, known: Collection[str]) -> list[str]:
    """The codes that share everything but their last number with `code`: 3.9 -> 3.1, 3.2, 3.3."""
    stem = re.match(r"(.*?)\d+\W*$|(.*)", code, re.DOTALL)
    start = (stem[1] if stem else "") or ""
    end = re.compile(r"\d+\W*")
    return [one for one in known if start and one.startswith(start) and end.fullmatch(one, len(start))]
