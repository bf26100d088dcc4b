"""How people write the paragraphs of a source, and how they ask for one, in every language."""

import re
from collections.abc import Iterable
from typing import Literal

from realign.text import Message, Text, fill, join, listed, message, message_in, plural

_ANNEXES = {
    "I": message_in("annex", "I"),
    "II": message_in("annex", "II"),
    "III": message_in("annex", "III"),
    "IV": message_in("annex", "IV"),
    "V": message_in("annex", "V"),
    "VI": message_in("annex", "VI"),
    "VII": message_in("annex", "VII"),
    "VIII": message_in("annex", "VIII"),
    "IX": message_in("annex", "IX"),
    "X": message_in("annex", "X"),
}
_ROMAN = tuple(_ANNEXES)
_NUMERALS = "一二三四五六七八九十"
_ANNEX = re.compile(rf"annex ({'|'.join(_ROMAN)}) (\S.*)")
_FOREWORD_SAID = message_in("reference", "foreword")
_TAILS = {
    "table": message_in("reference", "table {number}"),
    "item": message_in("reference", "item {number}"),
    "recommendation": message_in("reference", "recommendation {number}"),
    "resolution": message_in("reference", "resolution {number}"),
    "decision": message_in("reference", "decision {number}"),
}
_TAIL = re.compile(
    rf"(?:^|(?<= ))(?:annex ({'|'.join(_ROMAN)})(?: (\S+))?"
    r"|(table|item|recommendation|resolution|decision) (\d.*))$"
)
_NUMBER = re.compile(r"\d[\w.()-]*")
_FOREWORD = "foreword"

_Numbered = Literal["text", "annex", "table"]
_Sort = Literal[_Numbered, "other"]


def cited(paragraphs: Iterable[str]) -> Text:
    """Name paragraphs as a sentence does: `paragraphs 15(a) and 15, annex II 15.5 and 15.6`.

    What is no number of a paragraph or table, such as a reference to another source, stays as it is.
    """
    groups: dict[tuple[_Sort, str], list[str]] = {}
    for one in paragraphs:
        sort, annex, number = _sorted(one)
        numbers = groups.setdefault((sort, annex), [])
        if number not in numbers:
            numbers.append(number)
    named: list[Text] = []
    for (sort, annex), numbers in groups.items():
        if sort == "other":
            named += [_foreword(annex) if annex else one for one in numbers]
        else:
            named.append(_several(sort, annex, numbers))
    return listed(named)


def _sorted(paragraph: str) -> tuple[_Sort, str, str]:
    """What sort of paragraph it is, its annex if it has one, and its number."""
    in_annex = _ANNEX.fullmatch(paragraph)
    if in_annex and _NUMBER.fullmatch(in_annex[2]):
        return "annex", in_annex[1], in_annex[2]
    if in_annex and in_annex[2] == _FOREWORD:
        return "other", in_annex[1], _FOREWORD
    word, _, number = paragraph.partition(" ")
    if word == "table" and _NUMBER.fullmatch(number):
        return "table", "", number
    return ("text" if _NUMBER.fullmatch(paragraph) else "other"), "", paragraph


def _several(sort: _Numbered, annex: str, numbers: list[str]) -> Text:
    """Numbers of one sort behind the word that all of them share."""
    member = message_in("table", "{number}") if sort == "table" else message_in("paragraph", "{number}")
    listing = _strung([fill(member, number=number) for number in numbers])
    if sort == "annex":
        return message("annex {annex} {paragraphs}", annex=_ANNEXES[annex], paragraphs=listing)
    if sort == "table":
        return plural("table {tables}", "tables {tables}", len(numbers), tables=listing)
    return plural("paragraph {paragraphs}", "paragraphs {paragraphs}", len(numbers), paragraphs=listing)


def _strung(numbers: list[Message]) -> Text:
    if len(numbers) == 1:
        return numbers[0]
    return message_in("numbers", "{some} and {last}", some=join(numbers[:-1]), last=numbers[-1])


def _foreword(annex: str) -> Message:
    return message("the foreword of annex {annex}", annex=_ANNEXES[annex])


def refs_in_words(refs: Iterable[str]) -> tuple[Text, ...]:
    """References for the cells of a table: `A/1 annex II 15.20` is `A/1 附件二第15.20段` in Chinese.

    One that reads alike in every language stays a plain text.
    """
    return tuple(ref_in_words(ref) for ref in refs)


def ref_in_words(ref: str) -> Text:
    """One of them."""
    found = _TAIL.search(ref)
    if found is None:
        return ref
    annex, place, word, number = found.groups()
    if word:
        tail = fill(_TAILS[word], number=number)
    elif place:
        tail = message_in(
            "reference", "annex {annex} {place}", annex=_ANNEXES[annex], place=_place_in_annex(place)
        )
    else:
        tail = message_in("reference", "annex {annex}", annex=_ANNEXES[annex])
    return join([ref[: found.start()], tail], "")


def _place_in_annex(place: str) -> Message:
    return _FOREWORD_SAID if place == _FOREWORD else message_in("paragraph", "{number}", number=place)


def place_in_words(paragraph: str) -> Text:
    """A paragraph of an annex in a column of its own: `foreword` is 前言 in Chinese, a number stays."""
    return _FOREWORD_SAID if paragraph == _FOREWORD else paragraph


def annex_in_words(annex: str) -> Text:
    """The number of an annex in a column of its own."""
    return _ANNEXES.get(annex, annex)


def asked_for(text: str) -> str:
    """The paragraph that is meant, as data name it: `第7(b)段` is 7(b), `附件二第15.20段` annex II 15.20."""
    bare = re.sub(r"第([^第段]+)段", r" \1 ", text).replace("段", " ")
    bare = re.sub(rf"附件([{_NUMERALS}])", lambda found: f" annex {_ROMAN[_NUMERALS.index(found[1])]} ", bare)
    bare = re.sub(r"^\s*(?:paragraphs?|paras?\.?|§)\s*", "", bare, flags=re.IGNORECASE)
    bare = bare.replace("前言", f" {_FOREWORD} ").replace("表", " table ")
    return " ".join(bare.split())
