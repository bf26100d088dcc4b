"""From a name that leads nowhere to the words that help: what it may have meant, what there is."""

import re
from collections.abc import Collection, Iterable, Mapping

from realign.text import Text, Wordings, and_more, message

_NOUNS = {
    "actions": (message("action"), message("actions")),
    "activities": (message("activity"), message("activities")),
    "annotations": (message("annotation"), message("annotations")),
    "deliverables": (message("deliverable"), message("deliverables")),
    "discrepancies": (message("discrepancy"), message("discrepancies")),
    "domains": (message("domain"), message("domains")),
    "flagships": (message("flagship"), message("flagships")),
    "fundables": (message("piece of work"), message("pieces of work")),
    "funds": (message("fund"), message("funds")),
    "groups": (message("group"), message("groups")),
    "indicators": (message("indicator"), message("indicators")),
    "judges": (message("judge"), message("judges")),
    "lenses": (message("lens"), message("lenses")),
    "links": (message("link"), message("links")),
    "outcomes": (message("outcome"), message("outcomes")),
    "partners": (message("partner"), message("partners")),
    "resolutions": (message("resolution"), message("resolutions")),
    "sources": (message("source"), message("sources")),
}
"""Kind -> one of it, several."""


def called(kind: str, record: str) -> Text:
    """How a sentence speaks of a record: `link L-7b-1`."""
    if kind == "plan":
        return message("the plan")
    return message("{kind} {record}", kind=singular(kind), record=record)


def singular(kind: str) -> Text:
    """One of a kind: `links` -> `link`."""
    return _NOUNS[kind][0] if kind in _NOUNS else kind.removesuffix("s")


def several(kind: str) -> Text:
    """Some of a kind: `links`."""
    return _NOUNS[kind][1] if kind in _NOUNS else kind


def wording(title: str | Mapping[str, str]) -> Text:
    """A title as our messages quote it."""
    return title if isinstance(title, str) else Wordings(title)


def listing(names: Iterable[Text], most: int = 12) -> Text:
    """Names in a row, with the number of those that are left out."""
    every = list(names)
    return and_more(every, most) if every else ""


def choices(kind: str, names: Iterable[str]) -> Text:
    """What there is to choose from: `the lenses are recovery, resilience`, or `the only lens is recovery`."""
    every = list(names)
    if len(every) == 1:
        return message("the only {kind} is {name}", kind=singular(kind), name=every[0])
    return message("the {kinds} are {names}", kinds=several(kind), names=listing(every))


def siblings(code: str, known: Collection[str]) -> list[str]:
    """The codes that share everything but their last number with `code`: 3.9 -> 3.1, 3.2, 3.3."""
    stem = re.match(r"(.*?)\d+\W*$|(.*)", code, re.DOTALL)
    start = (stem[1] if stem else "") or ""
    end = re.compile(r"\d+\W*")
    return [one for one in known if start and one.startswith(start) and end.fullmatch(one, len(start))]


def bare(text: str) -> str:
    """Letters and digits alone, so that spaces and quotation marks make no difference."""
    return "".join(filter(str.isalnum, text)).casefold()
