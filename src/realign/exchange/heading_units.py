"""The unit that words give to the amounts beside them: `Cost (USD thousand)`, `Budget in k€`."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from realign.amounts import LONGEST, DoubtfulError, MoneyError, read_written
from realign.currencies import is_code, is_known, scale
from realign.exchange.vocabulary import BESIDE_UNITS, CHINESE_UNIT, MANY_ALONE, UNIT_FOLLOWS
from realign.not_amounts import EACH

MONEY = frozenset({"cost", "amount", "required", "received"})
"""Fields that hold amounts of money."""
_PARTS = frozenset({"", "low", "high", "amount"})
"""Keys of such a field that hold amounts, beside years."""
_QUOTES = str.maketrans(dict.fromkeys("’‘ʼ′`´", "'"))
_BEGIN = r"(?<![0-9.,'])(?:[x×*/]\s*)?"
_MILLION = re.compile(rf"{_BEGIN}(?:1[ .,']?000[ .,']?000|'?000[ .,']000|10\^6|1e6)(?:'?s)?(?![0-9])")
_THOUSAND = re.compile(rf"{_BEGIN}(?:1[ .,']?000|'?000|10\^3|1e3)(?:'?s)?(?![0-9])")
_ZONE = re.compile(
    rf"[(\[](?P<inside>[^()\[\]]*)[)\]]|\b(?:{UNIT_FOLLOWS})\s+(?P<named>.+)$|(?:[,:;/]|\s[-–—]\s)(?P<last>[^,:;/]+)$"
)
_WORD = re.compile(r"[^\s()\[\]{},:;/]+")
_EACH_ONE = re.compile(
    r"\bunit (?:cost|price)|\b(?:cost|price)s? (?:each|per piece)\b|\bunitaire|\bunitari[oa]|单价"
)
_END = re.compile(r"[-–](?=(?:k|m|mn|mln|bn)\s*$)")
"""`Budget-k`."""
_GLUED = re.compile(r"[tkm](?P<code>[A-Z]{3})|(?P<code2>[A-Z]{3})[tkm]", re.IGNORECASE)
"""`TEUR`, `EURm`."""
_SHORT = frozenset(("k", "m", "mn", "mln", "bn"))
"""Units so short that they count only at the end of a heading."""
_WINDOW = 4
"""Words that one unit has at most: `millions of US dollars`."""
_LONG = 4
"""Letters of a word that says how many wherever it stands; shorter ones may be anything."""


@dataclass(frozen=True, slots=True)
class UnitFound:
    """What one or a few words say of amounts."""

    words: str
    factor: int
    """What they multiply by; 0 where that can be read in two ways."""
    codes: tuple[str, ...]
    """The currencies that they may mean."""


def holds_money(field: str, key: str) -> bool:
    """Whether a column of this field, and of this key inside it, holds amounts of money."""
    return field in MONEY and (key in _PARTS or key.isdecimal())


def unit_of(heading: str, *, title: bool = False) -> str:
    """The unit that a heading names, as an amount has it behind its number: `thousand USD`; empty for none.

    What names two, or one that may mean two things, is such that every amount with it is refused. Of a
    `title` above a table only that counts which can be nothing else: `(in millions)`, `USD 000`; of a long
    one its beginning and its end are looked at. A longer heading is itself a unit that no amount can have.
    """
    if len(heading) > LONGEST and not title:
        return heading[:LONGEST]
    found = _every(_plain(_ends(heading)), title=title)
    many = {one.factor: one for one in found if one.factor != 1}
    marks = [one for one in found if one.codes]
    both = next((one for one in marks if one.factor in many), None)
    if both and len(many) == 1:
        return both.words
    mark = next((one.words for one in marks if one is not both), "")
    return " ".join([*(one.words for one in many.values()), mark]).strip()


def _every(plain: str, *, title: bool) -> list[UnitFound]:
    """All units in a heading, first those in brackets, behind `in` or at its end."""
    zones = [zone for found in _ZONE.finditer(plain) if (zone := next(filter(None, found.groups()), ""))]
    found = [one for zone in zones for one in _of_zone(_WORD.findall(zone), title=title)]
    outside = _ZONE.sub(lambda part: part[0] if part["inside"] is None else " ", plain)
    return found + [one for one in _units(_WORD.findall(outside), inside=False) if one.codes or not title]


def _ends(text: str) -> str:
    """The beginning and the end of a long text, a shorter one as it is."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}\n{text[-LONGEST:]}"


def rate_of(heading: str) -> str:
    """What makes the amounts below a heading no whole amounts, such as `per year` or `%`; empty for none."""
    plain = _plain(heading).casefold()
    if "%" in plain:
        return "%"
    found = EACH.search(plain)
    return found[0].strip() if found else "per unit" * bool(_EACH_ONE.search(plain))


def factor_of(unit: str) -> int:
    """What a unit multiplies an amount by; 0 if that can be read in two ways or not at all."""
    found = _read(unit) if unit else UnitFound("", 1, ())
    return found.factor if found else 0


def _plain(heading: str) -> str:
    """The heading with plain signs, and with words for `'000` and the like."""
    plain = unicodedata.normalize("NFKC", heading).translate(_QUOTES).replace("_", " ")
    plain = _END.sub(" ", plain)
    return _THOUSAND.sub(" thousand ", _MILLION.sub(" million ", plain))


def _of_zone(words: list[str], *, title: bool) -> list[UnitFound]:
    """The units in a bracket or behind `in`; of a title those beside which nothing else stands there."""
    found = [*_units(words, inside=True)]
    others = [word for word in words if word.casefold() not in BESIDE_UNITS]
    return [] if title and len(others) > sum(len(one.words.split()) for one in found) else found


def _units(words: list[str], *, inside: bool) -> Iterator[UnitFound]:
    """The units among words; `inside` a bracket or behind `in` shorter ones count than elsewhere."""
    at = 0
    while at < len(words):
        for end in range(min(at + _WINDOW, len(words)), at, -1):
            found = _read(" ".join(words[at:end]).strip("*-–— "))
            last = end == len(words) > 1 and words[at] in _SHORT
            if found and (inside or last or (found.factor > 1 and found.codes) or _plainly(words[at:end])):
                yield found
                at = end - 1
                break
        at += 1


def _plainly(words: list[str]) -> bool:
    """Whether words can mean a unit even where nothing sets them off: `million`, `USD`, `k€`."""
    known = [word for word in words if scale(word) is not None or word.casefold() in MANY_ALONE]
    if any(len(word) >= _LONG for word in known) or CHINESE_UNIT.search(words[-1]):
        return True
    if any(map(_is_glued, words)):
        return True
    return any(is_code(word) or not any(map(str.isalpha, word)) or "000" in word for word in words) or any(
        not sign.isalnum() for word in words for sign in word if sign in "€$£¥₹"
    )


def _is_glued(word: str) -> bool:
    """Whether it is a letter for many beside a currency: `TEUR`, `EURm`."""
    found = _GLUED.fullmatch(word)
    return found is not None and is_known((found["code"] or found["code2"]).upper())


def _read(text: str) -> UnitFound | None:
    """What words mean as a unit; None if they are none."""
    chinese = CHINESE_UNIT.search(text)
    words = chinese[0] if chinese else text
    more = MANY_ALONE.get(words.casefold(), words)
    if any(map(str.isdigit, more)):
        return None
    try:
        written = read_written(f"1 {more}")
    except DoubtfulError:
        return UnitFound(words, 0, ())
    except MoneyError:
        return None
    unknown = written.figure == 1 and not any(map(is_known, written.codes))
    return None if unknown else UnitFound(more, int(written.figure), written.codes)
