"""What a word of a call was meant to be, by what the command takes and what the plan holds."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from realign.findings import CallError
from realign.loading import find_plan, names
from realign.money import MoneyError, MoneyReader
from realign.render import ENDINGS
from realign.suggest import near
from realign.text import Text, message

_MOST_BYTES = 8 << 20
"""Of the files of a plan together that are looked at for a word that is out of place."""
_AMOUNT = re.compile(r"required|actual:\d{4}|[\d.,a-z]+\.\.[\d.,a-z]+(:[\d.,a-z]+)?", re.ASCII)
"""Amounts that are no plain numbers."""
_PARAGRAPH = re.compile(r"\d+(\.\d+)+|(annex|table) .*|[\w/. -]*\d[\d.]*(\(\w+\))+", re.ASCII)
_IMPORTED = frozenset({".xlsx", ".xls", ".ods", ".csv", ".json", ".xml", ".pb", ".graphml"})
"""Endings of files that become a plan by `realign import`."""
_LINK = re.compile(r"\s*(?:->|→|↔|–|-)\s*|\s+to\s+|\s+")


@dataclass(frozen=True, slots=True)
class Meant:
    """What words were meant to be."""

    why: Text
    words: tuple[str, ...]
    """What to type for them."""
    command: str = ""
    """The command to ask instead; empty for the one that was asked."""


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What a command takes, and what the plan holds."""

    options: Mapping[str, Any]
    """Name of an option without its hyphens -> the option as typer knows it."""
    records: Mapping[str, Mapping[str, str]]
    """Kind -> the ids of its records with their titles."""

    @classmethod
    def of(cls, command: Any, plan: str | None) -> "KnownWords":
        """The options of a command, and the ids of the plan that the call is about, if it can be read."""
        options = {
            name.lstrip("-"): one
            for one in command.params
            if one.param_type_name == "option"
            for name in one.opts
            if name.startswith("--")
        }
        try:
            return cls(options, names(find_plan(plan, os.environ)[0], _MOST_BYTES))
        except (CallError, OSError):
            return cls(options, {})

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind."""
        return tuple(self.records.get(kind, ()))

    def kind_of(self, word: str) -> str:
        """The kind of the record that is called so; empty where none is."""
        folded = word.casefold()
        for kind, ids in self.records.items():
            if folded in {id_.casefold() for id_ in ids}:
                return kind
        return ""

    def meant(self, words: Sequence[str]) -> Meant:
        """What the words were meant to be; a search where nothing else fits."""
        whole = " ".join(words)
        guesses = [self._option, self._value, self._of_the_plan, _file, self._money, _paragraph]
        if "unearmarked" not in self.options:
            guesses[-2:] = [_paragraph, self._money]
        for guess in guesses:
            if found := guess(words, whole):
                return found
        if lens := near(whole, self.ids("lenses")):
            return self._lens(lens, message("the plan has a lens {name}", name=lens))
        return Meant(message("it is no option, and no record is called so"), tuple(words), "find")

    def _option(self, words: Sequence[str], _: str) -> Meant | None:
        """The name of an option without its hyphens, or the option itself in other words."""
        option = self.options.get(words[0].lstrip("-").casefold())
        if option is None or (option.is_flag and len(words) > 1) or (not option.is_flag and len(words) < 2):
            return None
        value = (" ".join(words[1:]),) if words[1:] else ()
        return Meant(message("an option begins with two hyphens"), (long_name(option), *value))

    def _value(self, _: Sequence[str], whole: str) -> Meant | None:
        """A value of one of its options."""
        for option in self.options.values():
            if value := _choice(option, whole):
                return Meant(
                    message("it is a value of {option}", option=long_name(option)), (long_name(option), value)
                )
        return None

    def _of_the_plan(self, words: Sequence[str], whole: str) -> Meant | None:
        """A lens, a link or another record of the plan."""
        if lens := _same(whole, self.ids("lenses")):
            return self._lens(lens, message("it is a lens"))
        ends = [end for word in words for end in _LINK.split(word) if _same(end, self.ids("outcomes"))]
        if len(ends) == 2:
            return Meant(message("it names a link"), tuple(ends), "why")
        found = next((word for word in (whole, *words) if self.kind_of(word)), "")
        return Meant(message("it is a record of the plan"), (found,), "show") if found else None

    def _lens(self, lens: str, why: Text) -> Meant:
        return Meant(why, ("--lens", lens), "" if "lens" in self.options else "links")

    def _money(self, words: Sequence[str], whole: str) -> Meant | None:
        """An amount, or several."""
        why, command = message("it is an amount of money"), "" if "unearmarked" in self.options else "gaps"
        if _is_amount(whole):
            return Meant(why, ("--unearmarked", whole), command)
        if all(map(_is_amount, words)):
            return Meant(why, ("--unearmarked", "; ".join(words)), command)
        return None


def _is_amount(word: str) -> bool:
    """Whether a word is an amount of money as a call may name it."""
    if _AMOUNT.fullmatch(word):
        return True
    try:
        MoneyReader(None).read(word)
    except MoneyError:
        return False
    return True


def _paragraph(_: Sequence[str], whole: str) -> Meant | None:
    """A paragraph, as it is written."""
    return Meant(message("it may be a paragraph"), (whole,), "show") if _PARAGRAPH.fullmatch(whole) else None


def _file(_: Sequence[str], whole: str) -> Meant | None:
    """A folder or a file of YAML, which may be a plan, or a file to write."""
    path = Path(whole)
    if path.suffix.lower() in _IMPORTED and path.is_file():
        return Meant(message("it is a file that can be imported"), (whole, "--to", "myplan"), "import")
    if path.suffix.lower() in {".yaml", ".yml"} or (os.path.lexists(path) and path.is_dir()):
        return Meant(message("it is a folder or a file of a plan"), ("--plan", whole))
    if path.suffix.lower() in ENDINGS:
        return Meant(message("it is the name of a file to write"), ("--output", whole))
    return None


def long_name(option: Any) -> str:
    """The long name of an option."""
    return str(next(name for name in option.opts if name.startswith("--")))


def choices(option: Any) -> tuple[str, ...]:
    """The values that an option takes, where they are few words."""
    return tuple(str(getattr(one, "value", one)) for one in getattr(option.type, "choices", ()))


def _choice(option: Any, word: str) -> str:
    return _same(word, choices(option))


def _same(word: str, known: Sequence[str]) -> str:
    """The one that is spelt so but for its capitals; empty where none is."""
    folded = word.casefold()
    return next((one for one in known if one.casefold() == folded), "")


def like(word: str, known: Sequence[str]) -> str:
    """The one that was probably meant: as people call it elsewhere, or spelt almost so."""
    folded = word.casefold()
    called = (name for name, words in _ELSEWHERE.items() if name in known and folded in words.split())
    return next(called, "") or near(word, known) or ""


_ELSEWHERE: Mapping[str, str] = {
    "unearmarked": "amount amounts budget cash fund funding funds money sum",
    "output": "file out save to write",
    "lens": "perspective through view",
    "lang": "language locale",
    "by": "group group-by groupby",
    "plan": "data dir directory folder path",
    "details": "all full long",
    "find": "grep look query search where",
    "show": "card describe get info open view",
    "validate": "check lint test",
    "links": "network priorities rank ranking",
    "gaps": "budget cover coverage money unearmarked",
    "diff": "changes compare",
    "init": "create new start",
    "xlsx": "excel workbook xls",
    "docx": "doc word",
    "table": "plain text txt",
    "markdown": "md",
    "zh": "chinese cn zh-cn",
    "fr": "francais french fr-fr",
    "en": "en-gb en-us english",
}
"""Option, command or value -> what other programs call it."""
