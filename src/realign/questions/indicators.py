"""Which indicators show the effect of this lens, and which outcome has none?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from realign.citations import refs_in_words
from realign.models.influence.judgement import Judged, judged_through
from realign.models.programme.priority_links import RankedOutcome, place
from realign.plan import Basis, Indicator, Plan
from realign.plan.lookup import lens_id
from realign.sheets import Cell, Column, Faultless, Kind, Sheet
from realign.text import Message, Text, fill, join, message
from realign.views.naming import Names, with_judgement
from realign.views.ranks import RANK, REFS, SURE, TIES, spread
from realign.views.terms import BASES

_STANDIN = message("STAND-IN")
_OWN = message("own")
_NONE = message("NO INDICATOR")
_UNLINKED = message("no link")
_OTHER = message("not for this lens")


@dataclass(frozen=True, slots=True)
class Shown:
    """An indicator that shows the effect of the lens."""

    id: str
    title: Text
    outcomes: tuple[str, ...]
    lenses: tuple[str, ...]
    standin: bool
    """True: it stands in for an indicator of the plan's own framework that is not public."""
    basis: Basis
    says: Text | None
    """Why it shows the effect."""
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """An outcome, its rank through the lens, and what measures it."""

    id: str
    title: Text
    rank: float | None
    rank_low: float | None
    rank_high: float | None
    alone: bool
    """Whether no link touches it, so that its rank says nothing."""
    indicators: tuple[str, ...]
    """Those that show the effect of the lens."""
    other_indicators: tuple[str, ...]
    """Those that measure it, but are not tagged with the lens."""


@dataclass(frozen=True, slots=True)
class Indicators(Faultless):
    """The indicators to put first, by the rank of the outcomes that they measure."""

    lens: str | None
    outcomes: tuple[Measured, ...]
    """All outcomes by rank, also those without an indicator."""
    indicators: tuple[Shown, ...]
    """By the best rank of the outcomes they measure."""
    missing: tuple[str, ...]
    """Outcomes without an indicator for the lens."""
    standins: int
    """How many of the indicators are stand-ins."""
    names: Names
    judged: Judged
    """What of all this is our judgement."""

    @with_judgement
    def sheets(self) -> Iterator[Sheet]:
        """One table: outcomes by rank, each with its indicators or the lack of them."""
        position = {indicator.id: number for number, indicator in enumerate(self.indicators)}
        yield Sheet(
            "indicators",
            _title(self.lens, self.names),
            _COLUMNS,
            tuple(row for outcome in self.outcomes for row in _rows(outcome, position, self.indicators)),
            tuple(_notes(self)),
        )


def indicators(plan: Plan, lens: str | None, ranked: Sequence[RankedOutcome]) -> Indicators:
    """Choose the indicators that show the effect of `lens` (all of them without a lens).

    `ranked` are the outcomes with their rank through the lens. Paragraph 9(c): first those that
    show what the lenses bring about.
    """
    lens = lens_id(plan, lens)
    chosen = [one for one in plan.indicators if lens is None or lens in one.lenses]
    titles = {one.id: one.title for one in plan.outcomes}
    ranks = {one.id: place(one) for one in ranked}
    serving: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    kept = {id(indicator) for indicator in chosen}
    for indicator in plan.indicators:
        found = serving if id(indicator) in kept else others
        for outcome in dict.fromkeys(indicator.outcomes):
            found.setdefault(outcome, []).append(indicator.id)
    measured = tuple(
        Measured(
            one.id,
            titles[one.id],
            one.rank,
            one.rank_low,
            one.rank_high,
            one.alone,
            tuple(serving.get(one.id, ())),
            tuple(others.get(one.id, ())),
        )
        for one in sorted(ranked, key=place)
    )
    chosen.sort(key=lambda one: min((ranks.get(code, inf) for code in one.outcomes), default=inf))
    return Indicators(
        lens=lens,
        outcomes=measured,
        indicators=tuple(_shown(one) for one in chosen),
        missing=tuple(one.id for one in measured if not one.indicators),
        standins=sum(one.standin for one in chosen),
        names=Names.of(plan),
        judged=judged_through(plan, lens),
    )


def _shown(one: Indicator) -> Shown:
    """The part of an indicator that the answer keeps."""
    return Shown(one.id, one.title, one.outcomes, one.lenses, one.standin, one.basis, one.says, one.refs)


_COLUMNS = (
    Column("outcome", message("Outcome"), Kind.CODE),
    RANK,
    SURE,
    Column("indicator", message("Indicator"), Kind.CODE),
    Column("status", message("Status"), Kind.STATE),
    Column("title", message("What is measured")),
    Column("says", message("Why it shows the effect")),
    TIES,
    REFS,
)


def _rows(
    outcome: Measured, position: Mapping[str, int], shown: Sequence[Shown]
) -> Iterator[tuple[Cell, ...]]:
    """The rows of one outcome: its indicators, or one that says that there is none.

    `position`: where in `shown` each indicator is.
    """
    sure = _UNLINKED if outcome.alone else spread(outcome)
    for number in sorted(position[code] for code in outcome.indicators):
        indicator = shown[number]
        yield (
            outcome.id,
            outcome.rank,
            sure,
            indicator.id,
            _STANDIN if indicator.standin else _OWN,
            indicator.title,
            indicator.says,
            BASES[indicator.basis],
            refs_in_words(indicator.refs),
        )
    if not outcome.indicators:
        status = _OTHER if outcome.other_indicators else _NONE
        yield outcome.id, outcome.rank, sure, None, status, outcome.title, _lack(outcome), None, ()


def _lack(outcome: Measured) -> Message:
    """What is missing for an outcome."""
    if not outcome.other_indicators:
        return message("nothing in the data measures this outcome")
    return fill(
        message("measured by {others}, tagged with other lenses only"),
        others=join(outcome.other_indicators),
    )


def _title(lens: str | None, names: Names) -> Message:
    """What the table shows."""
    if lens is None:
        return message("All indicators, by the rank of their outcomes")
    return fill(
        message("Indicators that show the effect of the lens {lens}"),
        lens=names.lens(lens),
    )


def _notes(found: Indicators) -> Iterator[Message]:
    """The warning about stand-ins, and the outcomes without an indicator."""
    if found.standins:
        yield fill(
            message(
                "STAND-INS among the {all} indicators: {count}. The plan's own are not public, and what "
                "stands in was tied to outcomes and lenses by us."
            ),
            count=found.standins,
            all=len(found.indicators),
        )
    if found.missing:
        yield fill(
            message("No indicator shows the effect on {codes}."),
            codes=join(found.missing),
        )
