"""Words that several answers share: what a plan calls by a code, said in every language."""

from collections.abc import Mapping

from realign.findings import Severity
from realign.plan import ActionKind, Basis, Change, Decision, FundKind
from realign.sheets import Cell
from realign.text import Message, Text, Wordings, message, message_in

BASES: Mapping[Basis, Message] = {
    "stated": message("stated"),
    "implied": message("implied"),
    "analyst": message("analyst"),
}
FUNDS: Mapping[FundKind, Message] = {
    "regular": message("regular"),
    "unearmarked": message("unearmarked"),
    "soft": message_in("wording", "soft"),
    "hard": message_in("wording", "hard"),
}
SEVERITIES: Mapping[Severity, Message] = {
    Severity.ERROR: message("error"),
    Severity.WARNING: message("warning"),
    Severity.NOTE: message("note"),
}
ACTION_KINDS: Mapping[ActionKind, Message] = {
    "norm": message("norm"),
    "integrated": message("integrated programme"),
    "partnership": message("partnership"),
    "capacity": message("capacity"),
    "evidence": message("evidence"),
    "outreach": message("outreach"),
    "advocacy": message("advocacy"),
}
PROGRAMME_KINDS: Mapping[str, Message] = {
    "flagship": message("flagship"),
    "global": message("global programme"),
}
CHANGES: Mapping[Change, Message] = {
    "keep": message("keep"),
    "adjust": message("adjust"),
    "add": message("add"),
    "reduce": message("reduce"),
    "defer": message("defer"),
    "none": message("no change"),
    "unprinted": message("text not printed"),
}
SOURCE_DECISIONS: Mapping[Decision, Message] = {
    "keep": message("keep"),
    "adjust": message("adjust"),
    "reduce": message("reduce"),
    "defer": message("defer"),
    "add": message("add"),
    "none": message("no change"),
}


_SMALL = 3
"""Letters of a word that does not end a shortened name."""


def basis_in_words(basis: Cell) -> Cell:
    """The basis of a statement as a cell that speaks every language; what is none stays as it is."""
    return next((said for code, said in BASES.items() if code == basis), basis)


def shortened(title: Text, most: int) -> Text:
    """The first words of a title, at most so many characters in every language."""
    if isinstance(title, Wordings):
        return Wordings({language: _cut(wording, most) for language, wording in title.items()})
    return _cut(title, most) if isinstance(title, str) else title


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    start = text[:most]
    return ended(start.rpartition(" ")[0] or start)


def ended(text: str) -> str:
    """A beginning with “…” behind it; no name ends with “and” or “to”."""
    words = text.split(" ")
    while len(words) > 1 and len(words[-1]) <= _SMALL and words[-1].islower():
        words.pop()
    return f"{' '.join(words).rstrip(' ,;:')}…"
