"""What the plan rests on: sources, the links they state, the slips they contain."""

from collections.abc import Container, Mapping
from typing import Annotated

from realign.plan.judging import (
    Direction,
    Judgement,
    Strength,
    Vote,
    common_direction,
    median,
    sides,
    votes_of,
)
from realign.plan.record import LONGEST_ID, Id, Ids, Refs, Share, Title, record
from realign.plan.structure import Basis
from realign.plan.validators import Called, Limits

MOST_STATEMENTS = 300_000
"""Statements that the links of one plan may make: pairs of outcomes, times the paragraphs that tie them."""

Names = tuple[Annotated[str, Limits(min_length=1)], ...]
"""Names as a source prints them."""


@record
class Source:
    """A document that records cite."""

    id: Id
    """The name that `refs` use, best the symbol: `HSP/EB.2021/19`."""
    symbol: str | None = None
    """Official symbol, where it differs from the id."""
    title: Title
    """Name of the document."""
    date: str | None = None
    """Date or year, as printed."""
    url: str | None = None
    """Where it can be read."""
    language: str | None = None
    """Language of the copy that was coded, such as `zh`."""
    paragraphs: tuple[Id, ...] = ()
    """Every paragraph that `refs` may name, in order; empty: any."""
    uncoded: dict[Id, Title] | None = None
    """Paragraphs that hold nothing to code -> the reason."""
    names: dict[Id, Names] | None = None
    """Paragraph -> the proper names in it, as printed: places, bodies, works, dates; none may be lost."""
    variants: dict[str, str] | None = None
    """A second name, listed in `names` where it stands -> the usual name of the same thing."""
    note: Title | None = None
    """What a reader has to know about it."""
    refs: Refs = ()
    """Where another source names this one."""


@record
class Link:
    """One statement in one place that outcomes hang together."""

    id: Id
    """Short name, such as `L-7b-1`."""
    from_: Annotated[Ids, Called("from"), Limits(min_length=1)]
    """Outcomes at one end."""
    to: Annotated[Ids, Limits(min_length=1)]
    """Outcomes at the other end; all pairs are meant, an outcome is never linked to itself."""
    direction: Direction = "unstated"
    """Whether the text says which end contributes to which."""
    strength: Strength | None = None
    """From `scale` (indivisible) through 0 to minus `scale` (cancelling); of `judgements` the median."""
    judgements: tuple[Judgement, ...] = ()
    """What each judge of several says, in place of `strength`."""
    lenses: Ids | dict[Id, Share] = ()
    """Lenses that the statement speaks to; with a number, how much (0 excludes the link)."""
    basis: Basis
    """Whether the paragraph names the codes, names the themes, or we judged."""
    via: Refs = ()
    """For `implied`: the paragraph that gives the theme its code."""
    called: dict[Id, str] | None = None
    """Outcome -> the theme by which the paragraph calls it, where that matters."""
    says: Title | None = None
    """The statement, close to its words."""
    note: Title | None = None
    """What is ours: how we read the source, and what it does not say."""
    judged_on: dict[Id, str] | None = None
    """Outcome -> fingerprint of its title when the link was judged."""
    refs: Refs = ()
    """The paragraph that makes the statement."""

    @property
    def statements(self) -> int:
        """How many statements it stands for: each pair of outcomes, each paragraph."""
        return len(self.from_) * len(self.to) * max(1, len(self.refs))

    def votes(self, weights: Mapping[str, float]) -> tuple[Vote, ...]:
        """What each judge says; `weights` as `Plan.weights` has them."""
        return votes_of(self.judgements, self.direction, weights)

    def score(self, weights: Mapping[str, float]) -> float:
        """The strength: as it stands in the record, else the median of the judges; 0 without either."""
        return median(self.votes(weights)) if self.judgements else self.strength or 0.0

    def scores(self, weights: Mapping[str, float]) -> tuple[float, ...]:
        """The strengths that count: two where the judges are divided evenly over the sign, none for 0."""
        if self.judgements:
            return sides(self.votes(weights))
        return (self.strength,) if self.strength else ()

    def way(self, weights: Mapping[str, float]) -> Direction:
        """The direction: that of the record, or what most of its judges say."""
        return common_direction(self.votes(weights)) if self.judgements else self.direction


@record
class Discrepancy:
    """A slip in a source that we know of: it turns the warning about it into a note."""

    id: Id
    """Short name."""
    refs: Annotated[Refs, Called("ref"), Limits(min_length=1)]
    """The paragraph with the slip."""
    says: Title
    """What stands there."""
    reading: Title
    """How we read it, and why."""
    code: str | None = None
    """The check that finds it; without it any warning about the paragraph."""
    records: Ids = ()
    """The records concerned, as `kind/id`; without them any."""
    fields: tuple[str, ...] = ()
    """The fields concerned, such as `stated.planned_2022`; without them any."""
    unchecked: bool = False
    """True where only a reader can find the slip and no check can."""


def split_ref(ref: str, sources: Container[str]) -> tuple[str, str] | None:
    """Split a reference into the id of its source and its paragraph; `None` where no source fits.

    Ids may hold spaces: the longest one wins. The paragraph is empty where the reference
    names the source alone.
    """
    if ref in sources:
        return ref, ""
    end = ref.rfind(" ", 0, LONGEST_ID + 1)
    while end > 0:
        if ref[:end] in sources:
            return ref[:end], ref[end + 1 :].strip()
        end = ref.rfind(" ", 0, end)
    return None
