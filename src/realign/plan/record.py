"""The small vocabulary that all nouns of a plan are made of."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, TypeAlias, TypeVar, cast, dataclass_transform

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass as pydantic_dataclass

from realign.money import MoneyError, read_money
from realign.words import Text, Words

CONFIG = ConfigDict(extra="forbid", defer_build=True)

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(Field,))
def record(cls: type[T]) -> type[T]:
    """Make `cls` a frozen record: checked when it is read, the same ever after.

    Records are pydantic dataclasses with slots rather than pydantic models:
    a third of the time and a fifth of the memory on 100,000 deliverables.
    """
    make = pydantic_dataclass(config=CONFIG, frozen=True, slots=True, kw_only=True)
    return cast("type[T]", make(cls))


def _amount(value: object) -> object:
    """Read money that a person wrote; what is not text is left to pydantic."""
    if not isinstance(value, str):
        return value
    try:
        return read_money(value)
    except MoneyError as error:
        raise ValueError(str(error)) from error


def _wordings(given: dict[str, str]) -> Words:
    """The wordings in the order of their languages, whatever the order in the file."""
    return Words(sorted(given.items()))


Id = Annotated[str, Field(min_length=1, max_length=200)]
"""The name of a record, unique in its kind, such as `F1` or `1.10`; always text."""
if TYPE_CHECKING:
    Title: TypeAlias = Text
else:
    Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    Wording = Annotated[str, Field(min_length=1)]
    Title = Wording | Annotated[dict[Language, Wording], Field(min_length=1), AfterValidator(_wordings)]
"""A wording, or one for each language: `{en: …, zh: …}`."""
Ref = Annotated[str, Field(min_length=1)]
"""A source and a paragraph of it: `HSP/EB.2021/19 7(b)`."""
Refs = tuple[Ref, ...]
Ids = tuple[Id, ...]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""A number from 0 to 1."""
Amount = Annotated[int, BeforeValidator(_amount), Field(ge=0)]
"""Money in whole units of the plan's currency, written as people write it: `12e6`, `12 000 000`."""


@lru_cache(maxsize=2**16)
def code_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """The key that sorts codes as people do: 1.2 before 1.10; the order of records has no say."""
    parts = re.findall(r"\d+|\D+", code)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts)
