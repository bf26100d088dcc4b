"""What does a code or a word of a table mean, why does it matter, and how is the plan mended?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from realign.findings import CallError, Finding, Rule
from realign.sheets import Exportable
from realign.suggest import near
from realign.text import Language, Message, Text, fill, join, message, say

_COLON = re.compile(r"\s*(?:：|:\s+)")
"""Between a field and what stands in it, on the card of a record."""
_PATH = re.compile(r"[a-z_]{2,}\.")


@dataclass(frozen=True, slots=True)
class Word:
    """What a word means that stands in a heading or a cell."""

    names: tuple[Text, ...]
    """The words that it explains, the first its headword."""
    says: Text


@dataclass(frozen=True, slots=True)
class Manual(Exportable):
    """The manual of one code or word, or of all codes."""

    rules: tuple[Rule, ...]
    words: tuple[Word, ...] = ()
    passed: bool = True
    findings: tuple[Finding, ...] = field(default=())


def explain(rules: Iterable[Rule], code: str | None = None, words: Sequence[Word] = ()) -> Manual:
    """Look up `code` among `rules` and `words`, in capitals or not; all rules, in order, without a code.

    A word is found in every language. Raises `CallError` for what is neither a code nor a word.
    """
    manual = {rule.code: rule for rule in sorted(rules, key=lambda rule: rule.code)}
    if code is None:
        return Manual(tuple(manual.values()))
    wanted = code.strip().upper()
    if wanted.isdigit():
        wanted = f"RA{wanted}"
    found = _named(words, code) or _by_steps(words, code)
    if found and wanted not in manual:
        return Manual((), found)
    if wanted not in manual:
        family = [one for one in manual if one[:3] == wanted[:3]]
        hint = message("there is {family}", family=join(family)) if family else _elsewhere(words, code)
        raise CallError(message("there is no code and no word {code}", code=code), hint)
    return Manual((manual[wanted],))


def _named(words: Sequence[Word], wanted: str) -> tuple[Word, ...]:
    """The entries that explain a word, in whatever language it is said."""
    sought = " ".join(wanted.split()).casefold()
    return tuple(
        word
        for word in words
        if any(_is_said(name, language, sought) for name in word.names for language in Language)
    )


def _by_steps(words: Sequence[Word], label: str) -> tuple[Word, ...]:
    """The entries for the parts of a label such as `how many: planned 2022`, or of `required.amount`."""
    parts = _COLON.split(label)
    parts = parts if len(parts) > 1 else label.split(".") if _PATH.match(label) else []
    return tuple(dict.fromkeys(word for part in parts for word in _named(words, part)))


def _is_said(name: Text, language: Language, sought: str) -> bool:
    """Whether a word is said so; `At …` stands for `At 5 000 000`."""
    said = " ".join(say(name, language).split()).casefold()
    if isinstance(name, Message) and "{amount}" in name.template:
        return re.fullmatch(r"(?:…|\d[\d .,]*)".join(map(re.escape, said.split("…"))), sought) is not None
    return said == sought


def _elsewhere(words: Sequence[Word], wanted: str) -> Message:
    """The word that is spelt almost so, and where else to look."""
    known = {say(name, language).casefold() for word in words for name in word.names for language in Language}
    guess = near(wanted.casefold(), known)
    if guess:
        close = message("did you mean {guess}? realign find '{word}' looks into the plan")
        return fill(close, guess=guess, word=wanted)
    if any(sign.isdigit() for sign in wanted) and " " not in wanted:
        both = message(
            "realign show {word} shows the record of that id; realign find '{word}' looks into the plan"
        )
        return fill(both, word=wanted)
    return message("realign find '{word}' looks into the plan", word=wanted)
