"""What an answer calls lenses, funds and partners in words, and what in it is our own judgement."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Protocol, TypeVar

from realign.models.influence.judgement import Judged
from realign.plan import FundKind, Plan
from realign.plan.names import PlanNames
from realign.plan.record import Title
from realign.sheets import Heat, Part, Sheet
from realign.text import Message, Text, fill, message, message_in
from realign.views.terms import FUNDS

JUDGED = frozenset({"rank", "loss", "drive", "free", "carries", "serves", "link", "tau"})
"""Columns that rest on ranks."""


@dataclass(frozen=True, slots=True)
class Names:
    """Lenses, funds and partners: id -> name."""

    lenses: Mapping[str, Text]
    funds: Mapping[str, Text]
    partners: Mapping[str, Text]

    @classmethod
    def of(cls, plan: Plan | PlanNames) -> "Names":
        """Say the names that a plan gives."""
        names = PlanNames.of(plan) if isinstance(plan, Plan) else plan
        return cls(
            {id_: lens_named(id_, title) for id_, title in names.lenses.items()},
            funds_named(names.funds.values()),
            dict(names.partners),
        )

    def lens(self, lens: str | None) -> Text:
        """A lens in a sentence or a heading; nothing without one."""
        return "" if lens is None else self.lenses.get(lens, lens)

    def through(self, lens: str | None) -> Text:
        """The lens behind a title; nothing without one."""
        if lens is None:
            return ""
        return fill(message(", through the lens {lens}"), lens=self.lens(lens))

    def of_lenses(self, ids: Iterable[str]) -> tuple[Text, ...]:
        """Lenses as a cell."""
        return tuple(self.lens(one) for one in ids)

    def of_funds(self, ids: Iterable[str]) -> tuple[Text, ...]:
        """Funds as a cell."""
        return tuple(self.funds.get(one, one) for one in ids)

    def of_partners(self, ids: Iterable[str]) -> tuple[Text, ...]:
        """Partners as a cell."""
        return tuple(self.partners.get(one, one) for one in ids)


def lens_named(id_: str, title: Title) -> Text:
    """The id of a lens in English, which is what one types; its name and the id in other languages."""
    return id_ if isinstance(title, str) else message_in("lens", "{id}", id=id_, title=title)


class KindOfFund(Protocol):
    """A fund, or what an answer says of it."""

    @property
    def id(self) -> str:
        """Its short name in the plan."""

    @property
    def kind(self) -> FundKind:
        """How free its money is."""

    @property
    def title(self) -> Title:
        """Its name."""


def funds_named(funds: Iterable[KindOfFund]) -> dict[str, Text]:
    """Funds by name: by the word for their kind where there is one of it, else by their own title."""
    every = tuple(funds)
    kinds = Counter(fund.kind for fund in every)
    return {fund.id: FUNDS[fund.kind] if kinds[fund.kind] == 1 else fund.title for fund in every}


JUDGEMENTS: Mapping[Judged, Message] = {
    ("strength", "lens", "rank"): message("strength, lens and rank are our judgement"),
    ("strength", "rank"): message("strength and rank are our judgement"),
}


class Judging(Protocol):
    """An answer some of which is our judgement."""

    @property
    def judged(self) -> Judged:
        """What of it is."""


A = TypeVar("A", bound=Judging)
P = TypeVar("P", bound=Part)


def with_judgement(sheets: Callable[[A], Iterator[P]]) -> Callable[[A], Iterator[P]]:
    """Say under every table and matrix of an answer that rests on ranks what of it is our judgement."""

    @wraps(sheets)
    def told(answer: A) -> Iterator[P]:
        for part in sheets(answer):
            if isinstance(part, Heat) or (isinstance(part, Sheet) and _rests_on_ranks(part)):
                yield replace(part, notes=(*part.notes, JUDGEMENTS[answer.judged]))
            else:
                yield part

    return told


def _rests_on_ranks(sheet: Sheet) -> bool:
    """Whether some cell of a table rests on a rank."""
    places = [place for place, column in enumerate(sheet.columns) if column.name in JUDGED]
    return any(row[place] is not None for row in sheet.rows for place in places)
