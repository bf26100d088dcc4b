"""The small vocabulary that all nouns of a plan are made of."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar, dataclass_transform

from realign.money import MoneyReader, Rounding
from realign.plan.validators import After, Before, Limits, names_of
from realign.text import Wordings

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """Make `cls` a frozen record: checked when it is read from a file, the same ever after.

    pydantic-core checks what is read, see `declared.checker`. Records are plain dataclasses with slots, for
    making pydantic's own takes longer than reading a plan of usual size.
    """
    made: Any = dataclass(frozen=True, slots=True, kw_only=True)(cls)
    made.__pydantic_config__ = {"extra": "forbid", "alias_generator": lambda name: names_of(made)[name]}
    found: type[T] = made
    return found


def _reader(rounding: Rounding, *, negative: bool = False) -> Callable[[object, Any], object]:
    """Read money that a person wrote; what is not text is left to pydantic-core.

    The context of the validation is the plan's `MoneyReader`; without one no currency may be named.
    """

    def read(value: object, about: Any) -> object:
        if not isinstance(value, str):
            return value
        return (about.context or MoneyReader()).read(value, rounding, negative=negative)

    return read


def _wordings(given: dict[str, str]) -> Wordings:
    """The wordings in the order of their languages, whatever the order in the file."""
    return Wordings(sorted(given.items()))


LONGEST_ID = 200
"""Characters of an id."""
Id = Annotated[str, Limits(min_length=1, max_length=LONGEST_ID)]
"""The name of a record, unique in its kind, such as `F1` or `1.10`; always text."""
if TYPE_CHECKING:
    Title: TypeAlias = str | Wordings
else:
    Language = Annotated[str, Limits(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    Wording = Annotated[str, Limits(min_length=1)]
    Title = Wording | Annotated[dict[Language, Wording], Limits(min_length=1), After(_wordings)]
"""A wording, or one for each language: `{en: …, zh: …}`."""
Ref = Annotated[str, Limits(min_length=1)]
"""A source and a paragraph of it: `HSP/EB.2021/19 7(b)`."""
Refs = tuple[Ref, ...]
Ids = tuple[Id, ...]
Places = tuple[Title, ...]
"""Countries and cities by name, as a source names them."""
Share = Annotated[float, Limits(ge=0, le=1, allow_inf_nan=False)]
"""A number from 0 to 1."""
Amount = Annotated[int, Limits(ge=0), Before(_reader(Rounding.DOWN), "amount")]
"""Money that is there, in whole units of the plan's currency, as people write it: `12e6`, `12 000 000`."""
Cost = Annotated[int, Limits(ge=0), Before(_reader(Rounding.UP), "amount")]
"""Money that is needed; a part of a unit counts as a whole one."""
Receipt = Annotated[int, Before(_reader(Rounding.DOWN, negative=True), "amount")]
"""Money that came in; negative where more was paid back."""
MONEY = (Amount, Cost, Receipt)
"""All that is declared for amounts of money."""


@lru_cache(maxsize=2**16)
def code_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """The key that sorts codes as people do: 1.2 before 1.10; the order of records has no say."""
    parts = re.findall(r"\d{1,999}|\D+", code)  # more digits at once make no number
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts)
