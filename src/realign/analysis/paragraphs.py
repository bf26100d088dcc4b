"""How people write the paragraphs of a source, and how they ask for one, in every language."""

import re
from collections.abc import Iterable
from typing import Literal

from realign.text import Message, Text, join, listed

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NUMERALS = "一二三四五六七八九十"
_ANNEX = re.compile(rf"annex ({'|'.join(_ROMAN)}) (\S.*)")
_WORDS = {
    "foreword": "前言",
    "table": "表",
    "item": "项目",
    "recommendation": "建议",
    "resolution": "决议",
    "decision": "决定",
}
_TAIL = re.compile(
    rf"(?:^|(?<= ))(?:annex ({'|'.join(_ROMAN)})(?: (\S+))?"
    r"|(table|item|recommendation|resolution|decision) (\d.*))$"
)
_NUMBER = re.compile(r"\d[\w.()-]*")
_FOREWORD = "foreword"

_Numbered = Literal["text", "annex", "table"]
_Sort = Literal[_Numbered, "other"]


def cited(paragraphs: Iterable[str]) -> Message:
    """Name paragraphs as a sentence does: `paragraphs 15(a) and 15, annex II 15.5 and 15.6`.

    What is no number of a paragraph or table, such as a reference to another source, stays as it is.
    """
    groups: dict[tuple[_Sort, str], list[str]] = {}
    for one in paragraphs:
        sort, annex, number = _sorted(one)
        numbers = groups.setdefault((sort, annex), [])
        if number not in numbers:
            numbers.append(number)
    named: list[Message | str] = []
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


def _several(sort: _Numbered, annex: str, numbers: list[str]) -> Message:
    """Numbers of one sort behind the word that all of them share."""
    many = len(numbers) > 1
    english = {
        "text": "paragraphs " if many else "paragraph ",
        "annex": f"annex {annex} ",
        "table": "tables " if many else "table ",
    }[sort]
    chinese = "、".join(f"表{one}" if sort == "table" else f"第{one}段" for one in numbers)
    return words(en=english + listed(numbers)["en"], zh=_chinese(annex) + chinese)


def _foreword(annex: str) -> Message:
    return words(en=f"the foreword of annex {annex}", zh=f"{_chinese(annex)}前言")


def _chinese(annex: str) -> str:
    return f"附件{_NUMERALS[_ROMAN.index(annex)]}" if annex else ""


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
    chinese = f"{_WORDS[word]}{number}" if word else _chinese(annex)
    if place:
        chinese += _WORDS.get(place, f"第{place}段")
    return words(en=ref, zh=ref[: found.start()] + chinese)


def place_in_words(paragraph: str) -> Text:
    """A paragraph of an annex in a column of its own: `foreword` is 前言 in Chinese, a number stays."""
    return words(en=paragraph, zh=_WORDS[paragraph]) if paragraph in _WORDS else paragraph


def annex_in_words(annex: str) -> Message:
    """The number of an annex in a column of its own."""
    return words(en=annex, zh=_chinese(annex).removeprefix("附件"))


def asked_for(text: str) -> str:
    """The paragraph that is meant, as data name it: `第7(b)段` is 7(b), `附件二第15.20段` annex II 15.20."""
    bare = re.sub(r"第([^第段]+)段", r" \1 ", text).replace("段", " ")
    bare = re.sub(rf"附件([{_NUMERALS}])", lambda found: f" annex {_ROMAN[_NUMERALS.index(found[1])]} ", bare)
    bare = re.sub(r"^\s*(?:paragraphs?|paras?\.?|§)\s*", "", bare, flags=re.IGNORECASE)
    bare = bare.replace("前言", f" {_FOREWORD} ").replace("表", " table ")
    return " ".join(bare.split())
