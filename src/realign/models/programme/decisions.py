"""What is decided about each piece of work, and the facts that each decision rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from realign.findings import Locate
from realign.models.programme.decision_table import (
    CostedItem,
    DecisionCase,
    Focus,
    Money,
    Ruled,
    as_focus,
    decide,
)
from realign.models.programme.funding_status import FundingStatus
from realign.models.programme.mandates import mandates
from realign.models.programme.planned_work import Misprint, PlanChange
from realign.models.programme.priority_links import Belonging, PrioritisedLink, carried, ends, name
from realign.models.programme.work_items import Sort, WorkItem
from realign.plan import Basis, Decision, Effect, Now, Plan
from realign.plan.record import Title

_WORK: Mapping[Sort, CostedItem] = {"flagship": "flagship"}


@dataclass(frozen=True, slots=True)
class Support:
    """Work that another piece leans on, where it is cut or goes short."""

    id: str
    title: Title
    decision: Focus


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One piece of work and what is decided about it."""

    kind: Sort
    id: str
    title: Title
    """Its title in the plan; of a strategy that of its subprogramme."""
    decision: Focus
    row: int | None
    """The row of the table of decisions; none for a printed table, which follows its own rows."""
    reading: Focus
    """What links and money alone say."""
    source_decision: Decision | None
    """What the source itself decides."""
    differs: bool
    """Whether our reading differs from the source."""
    outcomes: tuple[str, ...]
    links: tuple[str, ...]
    """Priority links with an end in it: those with both ends first, then by rank."""
    carries: int
    """Of how many of these links it works on both ends."""
    rank: float | None
    rank_low: float | None
    rank_high: float | None
    class_: Belonging | None
    among_first: float | None
    """Of the first of these links."""
    mentioned: bool
    """Whether the main source speaks of it at all."""
    money_state: Money
    funding: FundingStatus
    """Which money may pay, and what of it comes."""
    now: Now | None
    """What the source says happens at the time of its writing, if that was with no less money."""
    then: Now | None
    """The same, whatever money there was."""
    effect: Effect | None
    """What the source says becomes of it without the money."""
    effect_basis: Basis
    """Whether the source says so of this very work, implies it, or we judged."""
    suffers: bool
    """Whether it is an activity, or the same work as one: no source decides about it."""
    late: bool
    """Whether the source says that it stops or waits without the money."""
    lapsed: bool
    """Whether the source cuts it for want of money that comes at this amount."""
    says: Title | None
    """What the record itself tells: what is to change, or how it suffers."""
    note: Title | None
    """What is ours in the record: how the source is read, and what it does not say."""
    planned: PlanChange | None
    """How what is planned has changed."""
    first_planned: int | None
    """How many were planned before the source cut them."""
    misprints: tuple[Misprint, ...]
    """What is misprinted in the table it stands in."""
    same_as: str | None
    """The work that it is the same as."""
    support: tuple[Support, ...]
    """Work that it leans on and that is cut or goes short."""
    rows: tuple[str, ...]
    """Of a printed table: the deliverables in it, on which its own decision rests."""
    funds_basis: Basis
    """Whether a source says that this money may pay, implies it, or we judged."""
    funds: tuple[str, ...]
    chance: float | None
    refs: tuple[str, ...]
    deciding: tuple[str, ...]
    """Paragraphs that decide about it."""
    cited: tuple[str, ...]
    """Paragraphs that the rule of its row names: those that decide about it, or about all such work."""
    ruled_by: tuple[str, ...]
    """The paragraph of the source's rule for work that lacks money, where it speaks of this work."""
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class _LinksServed:
    """Priority links that some outcomes have to do with, by rank."""

    carried: tuple[PrioritisedLink, ...]
    touched: tuple[PrioritisedLink, ...]


def decide_about(
    plan: Plan, first: Sequence[PrioritisedLink], items: Sequence[WorkItem], locate: Locate
) -> tuple[Decided, ...]:
    """Decide about every item: after the work that it leans on, a printed table after its rows."""
    deciding = _Deciding(plan, first, locate)
    found = {(item.kind, item.id): deciding.decided(item) for item in items if not item.supported_by}
    for item in items:
        if item.supported_by:
            support = [found["activities", activity] for activity in item.supported_by]
            found[item.kind, item.id] = deciding.decided(item, support)
        if item.rows:
            rows = [found["deliverables", row] for row in item.rows]
            found[item.kind, item.id] = _by_rows(item, found[item.kind, item.id], rows)
    return tuple(found[item.kind, item.id] for item in items)


def _standing(served: _LinksServed) -> dict[str, Any]:
    """How the first of the links ranks, and how surely it is among the first."""
    best = next(iter(served.carried or served.touched), None)
    names = ("rank", "rank_low", "rank_high", "class_", "among_first")
    return {name: getattr(best, name, None) for name in names}


class _Deciding:
    """What all decisions of a plan have in common."""

    def __init__(self, plan: Plan, first: Sequence[PrioritisedLink], locate: Locate) -> None:
        self._first, self._locate = first, locate
        self._mandates = mandates(plan)
        self._served: dict[tuple[str, ...], _LinksServed] = {}

    def decided(self, item: WorkItem, support: Sequence[Decided] = ()) -> Decided:
        """Decide about one item; `support`: what is decided about work that it leans on."""
        served = self._serving(item.outcomes)
        kinds = set(item.funding.kinds)
        case = DecisionCase(
            source=item.source,
            money=item.funding.money,
            work="activity" if item.suffers else _WORK.get(item.sort, "other"),
            alternative=bool({"soft", "hard"} & kinds) and not item.funding.settled,
            late=item.late,
            serves=bool(served.touched),
            lapsed=item.lapsed,
            ruled=self._ruled(item),
            settled=item.funding.settled,
            now=item.now.state if item.now else None,
        )
        decision, row = decide(case)
        reading, _ = decide(replace(case, source=None, ruled=None, now=None, late=False))
        ruled_by = case.ruled == "here" and kinds == {"unearmarked"} and item.group
        place = self._locate(item.kind, item.id)
        return Decided(
            kind=item.sort,
            id=item.id,
            title=item.title,
            decision=decision,
            row=row,
            reading=reading,
            source_decision=item.source,
            differs=as_focus(item.source) not in {None, reading},
            outcomes=item.outcomes,
            links=tuple(dict.fromkeys(name(link) for link in (*served.carried, *served.touched))),
            carries=len({name(link) for link in served.carried}),
            **_standing(served),
            mentioned=item.mentioned,
            money_state=item.funding.money,
            funding=item.funding,
            now=item.now,
            then=item.then,
            effect=item.effect,
            effect_basis=item.effect_basis,
            suffers=item.suffers,
            late=item.late,
            lapsed=item.lapsed,
            says=item.says,
            note=item.note,
            planned=item.planned,
            first_planned=item.first_planned,
            misprints=item.misprints,
            same_as=item.same_as,
            support=tuple(
                Support(other.id, other.title, other.decision)
                for other in support
                if other.decision in {"reduce", "defer", "short", "wait"}
            ),
            rows=item.rows,
            funds_basis=item.funding.basis,
            funds=item.funds,
            chance=item.funding.chance,
            refs=item.refs,
            deciding=item.deciding,
            cited=self._cited(item, decision, row),
            ruled_by=self._mandates["reduce"].refs if ruled_by else (),
            path=place.path,
            line=place.start.line,
        )

    def _serving(self, outcomes: tuple[str, ...]) -> _LinksServed:
        """The priority links that work on these outcomes serves."""
        if outcomes not in self._served:
            held = set(outcomes)
            touched = tuple(link for link in self._first if ends([link]) & held)
            self._served[outcomes] = _LinksServed(carried(touched, outcomes), touched)
        return self._served[outcomes]

    def _ruled(self, item: WorkItem) -> Ruled | None:
        """Whether the rule of the source for work that lacks money speaks of this work."""
        mandate = self._mandates.get("reduce")
        if mandate is None:
            return None
        return "here" if not mandate.groups or item.group in mandate.groups else "elsewhere"

    def _cited(self, item: WorkItem, decision: Focus, row: int) -> tuple[str, ...]:
        """The paragraphs that the rule names: those that decide about the work, or about all such work."""
        if row in {1, 5, 9}:
            return item.deciding
        if row != 4 and decision != "reduce":
            return ()
        mandate = self._mandates.get("adjust" if row == 4 else "reduce")
        if mandate is None or (mandate.groups and item.group not in mandate.groups):
            return ()
        return mandate.refs


def _by_rows(table: WorkItem, draft: Decided, rows: Sequence[Decided]) -> Decided:
    """Decide about a printed table by its rows: it is reduced if one of them is, and so on."""
    by_rows = _heaviest([row.decision for row in rows])
    reading = _heaviest([row.reading for row in rows])
    return replace(
        draft,
        decision=by_rows if table.lapsed else as_focus(table.source) or by_rows,
        reading=reading,
        row=None,
        differs=as_focus(table.source) not in {None, reading},
        cited=table.deciding if table.source else (),
    )


def _heaviest(decisions: Sequence[Focus]) -> Focus:
    """What a table comes to: reduced where a row is reduced or deferred, short where one is, and so on."""
    if {"reduce", "defer"} & set(decisions):
        return "reduce"
    if {"short", "wait"} & set(decisions):
        return "short"
    if "open" in decisions:
        return "open"
    return "adjust" if "adjust" in decisions else "keep"
