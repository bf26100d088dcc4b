"""Which norms, programmes, partnerships, capacities serve which priority link, and which has nothing?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from realign.findings import CallError
from realign.models.influence.judgement import Judged, judged_through
from realign.models.influence.ranking import DRAWS
from realign.models.programme.action_coverage import (
    LINKED,
    PLAN_WIDE,
    CoverageCell,
    Elsewhere,
    State,
    coverage,
    kinds,
)
from realign.models.programme.priority_links import TOP, Belonging, PrioritisedLink, name, priority
from realign.plan import Action, ActionKind, Basis, Plan
from realign.plan.lookup import lens_id
from realign.plan.names import PlanNames
from realign.plan.record import Title
from realign.questions._asking import question
from realign.questions._studies import ranked_links
from realign.sheets import Faultless
from realign.text import join, message


@dataclass(frozen=True, slots=True)
class LinkCoverage:
    """A priority link and what serves it."""

    source: str
    target: str
    rank: float | None
    rank_low: float | None
    rank_high: float | None
    class_: Belonging | None
    """How surely it is a priority link; `None` where nothing was drawn."""
    among_first: float | None
    """The share of the draws in which it is among the first."""
    tagged: bool | None
    """Whether any statement speaks of the lens; if not, the lens's default relevance alone counts."""
    refs: tuple[str, ...]
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True, slots=True)
class MissingAction:
    """What a link, or the whole plan, does not have."""

    source: str | None
    """None: the lack concerns the whole plan."""
    target: str | None
    rank: float | None
    class_: Belonging | None
    kind: ActionKind
    state: State
    refs: tuple[str, ...]
    """Paragraphs that make the link a priority."""
    actions: tuple[str, ...]
    """Actions that name one end of the link."""
    elsewhere: tuple[Elsewhere, ...]
    """Actions that serve other lenses only."""


@dataclass(frozen=True, slots=True)
class ServingAction:
    """An action and what it serves."""

    id: str
    kind: ActionKind
    also: tuple[ActionKind, ...]
    """Other kinds that it is by the words of its source."""
    title: Title
    outcomes: tuple[str, ...]
    """Empty: it serves the plan as a whole."""
    lenses: tuple[str, ...]
    partners: tuple[str, ...]
    funds: tuple[str, ...]
    serves: tuple[str, ...]
    """Priority links of which it names both ends."""
    basis: Basis
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actions(Faultless):
    """Priority links against actions."""

    lens: str | None
    kind: ActionKind | None
    top: int
    matrix: tuple[LinkCoverage, ...]
    holes: tuple[MissingAction, ...]
    actions: tuple[ServingAction, ...]
    names: PlanNames
    judged: Judged
    """What of all this is our judgement."""

    @property
    def linked_kinds(self) -> tuple[ActionKind, ...]:
        """The kinds that are held against links, of those that were asked for."""
        return tuple(kind for kind in LINKED if self.kind in {None, kind})


def kind_of(wanted: str | None) -> ActionKind | None:
    """The kind that the user means; raises `CallError` that lists the kinds."""
    every: tuple[ActionKind, ...] = get_args(ActionKind)
    if wanted is None:
        return None
    for kind in every:
        if wanted.strip().casefold() == kind:
            return kind
    raise CallError(
        message("there is no kind of action '{wanted}'", wanted=wanted),
        message("the kinds are {every}", every=join(every)),
    )


@question
def actions(
    plan: Plan,
    lens: str | None = None,
    *,
    kind: str | None = None,
    top: int = TOP,
    draws: int = DRAWS,
) -> Actions:
    """Hold the `top` links through `lens` against what is to be done, of one `kind` or of all.

    Raises `CallError` for a lens or a kind that there is not.
    """
    return serve(plan, lens, ranked_links(plan, lens, draws=draws, choose=top), kind=kind_of(kind), top=top)


def serve(
    plan: Plan,
    lens: str | None,
    links: Sequence[PrioritisedLink],
    *,
    kind: ActionKind | None = None,
    top: int = TOP,
) -> Actions:
    """Hold the `top` links of the lens against what is to be done.

    An action serves a link if it names the outcomes at both ends, and the lens unless it is
    tagged with others only. Where no action of a kind does, the row is a hole: for norms, that is the
    normative gap of paragraph 9(d). Where only actions of other lenses name an end, it is not called a hole.
    Evidence, outreach and advocacy serve the plan as a whole.
    """
    lens = lens_id(plan, lens)
    first = priority(links, top)
    chosen = [action for action in plan.actions if kind is None or kind in kinds(action)]
    serving = [action for action in chosen if _looks_through(action, lens)]
    others = [action for action in chosen if not _looks_through(action, lens)]
    linked = [each for each in LINKED if kind in {None, each}]
    matrix = tuple(
        LinkCoverage(
            link.source,
            link.target,
            link.rank,
            link.rank_low,
            link.rank_high,
            link.class_,
            link.among_first,
            link.tagged,
            link.refs,
            tuple(coverage(link, each, serving, others) for each in linked),
        )
        for link in first
    )
    served = {each for action in serving for each in kinds(action)}
    absent = [each for each in PLAN_WIDE if kind in {None, each} and each not in served]
    return Actions(
        lens,
        kind,
        top,
        matrix,
        (*_missing_at_links(matrix), *(_missing(each, others) for each in absent)),
        tuple(_serving(action, first) for action in serving),
        PlanNames.of(plan),
        judged_through(plan, lens),
    )


def _looks_through(action: Action, lens: str | None) -> bool:
    """Whether an action counts through a lens: it is tagged with it or with none."""
    return lens is None or not action.lenses or lens in action.lenses


def _missing_at_links(matrix: Iterable[LinkCoverage]) -> Iterator[MissingAction]:
    """What of each kind the priority links do not have."""
    for row in matrix:
        for cell in row.cells:
            if cell.state != "tied":
                yield MissingAction(
                    row.source,
                    row.target,
                    row.rank,
                    row.class_,
                    cell.kind,
                    cell.state,
                    row.refs,
                    cell.actions,
                    cell.elsewhere,
                )


def _missing(kind: ActionKind, others: Iterable[Action]) -> MissingAction:
    """That the whole plan, or the lens, has nothing of a kind."""
    elsewhere = tuple(Elsewhere(action.id, (), action.lenses) for action in others if kind in kinds(action))
    return MissingAction(
        None, None, None, None, kind, "other lens" if elsewhere else "hole", (), (), elsewhere
    )


def _serving(action: Action, first: Sequence[PrioritisedLink]) -> ServingAction:
    """One action with the priority links that it serves."""
    outcomes = set(action.outcomes)
    return ServingAction(
        action.id,
        action.kind,
        action.also,
        action.title,
        action.outcomes,
        action.lenses,
        action.partners,
        action.funds,
        tuple(name(link) for link in first if {link.source, link.target} <= outcomes),
        action.basis,
        action.refs,
    )
