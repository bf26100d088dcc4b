"""Two pages for a board: what is certain, what the money does, what to settle, what is put off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from realign.findings import Finding
from realign.models.clock import limited
from realign.models.funding.amounts import Amounts, read_amounts
from realign.models.influence.ranking import DRAWS
from realign.plan import KINDS, Plan
from realign.plan.lookup import lens_id
from realign.plan.record import Title
from realign.questions._asking import question
from realign.questions.focus import Programme, focus
from realign.questions.gaps import Gaps, gaps
from realign.questions.links import Links, links
from realign.sheets import Faultless

LENSES = 4
"""So many lenses have room on two pages."""


@dataclass(frozen=True, slots=True)
class LensInBrief:
    """What the links say through one lens."""

    lens: Title | None
    """Its name; `None`: without a lens."""
    links: Links


@dataclass(frozen=True, slots=True)
class Briefing(Faultless):
    """What a board needs to decide, on two pages; the report has the rest."""

    title: Title
    organisation: Title | None
    period: tuple[int, int] | None
    lenses: tuple[LensInBrief, ...]
    lenses_left_out: int
    money: Gaps | None
    """What each amount covers; `None` where no amount is asked about."""
    programmes: tuple[Programme, ...]
    """What becomes of the work at each amount."""
    records: int
    sources: int
    statements: Mapping[str, tuple[Title, ...]] = field(default_factory=dict)
    """What is to be settled first -> what the statements of links say there."""
    stands_in: Mapping[str, str] = field(default_factory=dict)
    """Record among them -> the first paragraph that it rests on."""
    cut_short_after: float | None = None
    """The limit of time, in seconds, that cut the work short, so that another run may answer otherwise."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Files of the plan and their SHA-256."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the money leaves uncovered, where that was to count as a fault."""
        return self.money.findings if self.money else ()


@question
def briefing(
    plan: Plan,
    lens: str | None = None,
    unearmarked: Amounts | None = None,
    *,
    draws: int = DRAWS,
    time_limit: float | None = None,
) -> Briefing:
    """What a board needs to decide: through one lens or through each, and at each amount.

    Args:
        plan: the plan.
        lens: the lens to look through; without one all of them, at most four.
        unearmarked: the amounts to report on; without them nothing is said of money.
        draws: how many readings of the evidence the certainty rests on.
        time_limit: after so many seconds nothing more is searched for or drawn.

    Returns:
        The answers that the two pages are made of.

    Raises:
        CallError: for a lens or an amount that cannot be understood.

    """
    chosen = lens_id(plan, lens)
    names: list[str | None] = [chosen] if chosen else [one.id for one in plan.lenses] or [None]
    titles = {one.id: one.title for one in plan.lenses}
    amounts = () if unearmarked is None else read_amounts(plan, unearmarked)
    about = plan.about
    with limited(time_limit) as limit:
        through = tuple(
            LensInBrief(titles.get(name or ""), links(plan, name, draws=draws)) for name in names[:LENSES]
        )
        money = gaps(plan, amounts, chosen) if amounts else None
        programmes = tuple(focus(plan, amount, chosen, draws=draws) for amount in amounts)
    return Briefing(
        title=about.title,
        organisation=about.organisation,
        period=(about.period.from_, about.period.to) if about.period else None,
        lenses=through,
        lenses_left_out=max(0, len(names) - LENSES),
        money=money,
        programmes=programmes,
        records=sum(len(getattr(plan, kind)) for kind in KINDS),
        sources=len(plan.sources),
        statements=dict(_statements(plan, through)),
        stands_in={
            link.id: link.refs[0] for link in plan.links if link.refs and link.id in _first_ids(through)
        },
        cut_short_after=limit.cut_short_after,
        inputs=plan.origin.inputs,
    )


def _first_ids(lenses: Sequence[LensInBrief]) -> list[str]:
    """The records and paragraphs that may be settled first."""
    every = (one for lens in lenses for one in lens.links.settle if one.kind != "component")
    return list(dict.fromkeys(one.id for one in every))


def _statements(plan: Plan, lenses: Sequence[LensInBrief]) -> Iterator[tuple[str, tuple[Title, ...]]]:
    """The words of what each lens would have settled first."""
    for id_ in _first_ids(lenses):
        told = tuple(link.says for link in plan.links if link.says and (link.id == id_ or id_ in link.refs))
        if told:
            yield id_, told
