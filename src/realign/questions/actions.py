"""Which norms, programmes, partnerships, capacities serve which priority link, and which has nothing?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from realign.citations import refs_in_words
from realign.findings import CallError
from realign.models.influence.judgement import Judged, judged_through
from realign.models.programme.action_coverage import (
    KINDS,
    LINKED,
    ONE_OF,
    STATES,
    CoverageCell,
    State,
    lacking,
    sorts,
    square,
)
from realign.models.programme.priority_links import (
    LINK,
    RANK,
    REFS,
    STATED_IN,
    SURE,
    TIES,
    TOP,
    RankedLink,
    name,
    priority,
    spread,
)
from realign.plan import Action, ActionKind, Basis, Plan
from realign.plan.lookup import lens_id
from realign.sheets import Cell, Column, Faultless, Sheet
from realign.sheets import Kind as Holds
from realign.text import SEMICOLON, Message, Text, fill, join, listed, message
from realign.views.naming import Names, with_judgement
from realign.views.terms import BASES


@dataclass(frozen=True, slots=True)
class Row:
    """A priority link and what serves it."""

    source: str
    target: str
    rank: float | None
    rank_low: float | None
    rank_high: float | None
    refs: tuple[str, ...]
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True, slots=True)
class Hole:
    """What a link, or the whole plan, does not have."""

    source: str | None
    """None: the lack concerns the whole plan."""
    target: str | None
    rank: float | None
    kind: ActionKind
    state: State
    missing: Text
    refs: tuple[str, ...]
    """Paragraphs that make the link a priority."""


@dataclass(frozen=True, slots=True)
class Doing:
    """An action and what it serves."""

    id: str
    kind: ActionKind
    also: tuple[ActionKind, ...]
    """Other sorts that it is by the words of its source."""
    title: Text
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
    matrix: tuple[Row, ...]
    holes: tuple[Hole, ...]
    actions: tuple[Doing, ...]
    names: Names
    judged: Judged
    """What of all this is our judgement."""

    @with_judgement
    def sheets(self) -> Iterator[Sheet]:
        """The matrix where there is one, the holes, and every action."""
        if self.kind is None or self.kind in LINKED:
            yield _matrix(self)
            yield _holes(self)
        yield _list(self)


def kind_of(wanted: str | None) -> ActionKind | None:
    """The kind that the user means; raises `CallError` that lists the kinds."""
    kinds = get_args(ActionKind)
    for kind in kinds:
        if wanted is not None and wanted.strip().casefold() == kind:
            found: ActionKind = kind
            return found
    if wanted is None:
        return None
    raise CallError(f"there is no kind of action '{wanted}'", f"the kinds are {', '.join(kinds)}")


def actions(
    plan: Plan,
    lens: str | None,
    links: Sequence[RankedLink],
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
    first, names = priority(links, top), Names.of(plan)
    chosen = [one for one in plan.actions if kind is None or kind in sorts(one)]
    serving = [one for one in chosen if lens is None or not one.lenses or lens in one.lenses]
    others = [one for one in chosen if lens is not None and one.lenses and lens not in one.lenses]
    kinds = [one for one in LINKED if kind in {None, one}]
    matrix = tuple(
        Row(
            link.source,
            link.target,
            link.rank,
            link.rank_low,
            link.rank_high,
            link.refs,
            tuple(square(link, one, serving, others) for one in kinds),
        )
        for link in first
    )
    holes = [
        Hole(
            row.source,
            row.target,
            row.rank,
            one.kind,
            one.state,
            lacking(row, one, names.of_lenses),
            row.refs,
        )
        for row in matrix
        for one in row.cells
        if one.state != "tied"
    ]
    wide = [one for one in KINDS if one not in LINKED and kind in {None, one}]
    holes += [
        _nothing(one, lens, others, names) for one in wide if not any(one in sorts(each) for each in serving)
    ]
    done = tuple(_doing(one, first) for one in serving)
    judged = judged_through(plan, lens)
    return Actions(lens, kind, top, matrix, tuple(holes), done, names, judged)


def _nothing(kind: ActionKind, lens: str | None, others: Iterable[Action], names: Names) -> Hole:
    """Say that the whole plan, or the lens, has nothing of a kind."""
    tagged = [
        fill(
            message("{id}, tagged {lenses}"),
            id=one.id,
            lenses=listed(names.of_lenses(one.lenses)),
        )
        for one in others
        if kind in sorts(one)
    ]
    template = message("gap: no action of the kind {kind} serves the lens")
    if tagged:
        template = message("none through this lens; {tagged}")
    elif lens is None:
        template = message("gap: the plan has no action of the kind {kind}")
    says = fill(template, kind=KINDS[kind], tagged=join(tagged, SEMICOLON))
    return Hole(None, None, None, kind, "other lens" if tagged else "hole", says, ())


def _doing(one: Action, first: Sequence[RankedLink]) -> Doing:
    """One action with the priority links that it serves."""
    named = set(one.outcomes)
    return Doing(
        one.id,
        one.kind,
        one.also,
        one.title,
        one.outcomes,
        one.lenses,
        one.partners,
        one.funds,
        tuple(name(link) for link in first if {link.source, link.target} <= named),
        one.basis,
        one.refs,
    )


def _matrix(found: Actions) -> Sheet:
    """One row for each priority link, one column for each kind."""
    kinds = [one for one in LINKED if found.kind in {None, one}]
    return Sheet(
        "matrix",
        fill(
            message("Priority links and what is to be done for them{lens}"),
            lens=found.names.through(found.lens),
        ),
        (
            LINK,
            RANK,
            SURE,
            *(Column(one, KINDS[one], Holds.CODE) for one in kinds),
        ),
        tuple(_cells(row) for row in found.matrix),
        (*_counts(found), *_whole(found)),
    )


def _cells(row: Row) -> tuple[Cell, ...]:
    """A link, its rank, and for each kind the actions or the hole."""
    link = f"{row.source}–{row.target}"
    return (link, row.rank, spread(row), *(_cell(one) for one in row.cells))


def _cell(one: CoverageCell) -> Cell:
    """Who serves the link; a hole in capitals, a half and another lens in words."""
    if one.state == "hole":
        return STATES["hole"]
    if one.state == "tied":
        return one.actions
    named = one.actions or tuple(each.id for each in one.elsewhere)
    template = message("{state}: {actions}")
    return fill(template, state=STATES[one.state], actions=join(named))


def _counts(found: Actions) -> Iterator[Message]:
    """How many links have each kind, and what the words mean."""
    for kind in (one for one in LINKED if found.kind in {None, one} and found.matrix):
        states = [one.state for row in found.matrix for one in row.cells if one.kind == kind]
        other = message(", {other} with one of another lens only")
        template = message(
            "{kind}: of {all} priority links, {tied} with one that names both ends, {half} with one that "
            "names one end{other}, {hole} with none."
        )
        yield fill(
            template,
            kind=ONE_OF[kind],
            all=len(states),
            tied=states.count("tied"),
            half=states.count("half"),
            other=fill(other, other=states.count("other lens")) if "other lens" in states else "",
            hole=states.count("hole"),
        )


def _whole(found: Actions) -> Iterator[Message]:
    """What serves the plan as a whole, so that no cell of the matrix can show it."""
    wide = {
        kind: [one.id for one in found.actions if kind in (one.kind, *one.also) and not one.outcomes]
        for kind in LINKED
        if found.kind in {None, kind}
    }
    named = [
        fill(
            message("{kind} {actions}"),
            kind=ONE_OF[kind],
            actions=join(some),
        )
        for kind, some in wide.items()
        if some
    ]
    if named and found.matrix:
        template = message("For the plan as a whole, tied to no outcome and so in no cell above: {named}.")
        yield fill(template, named=join(named, SEMICOLON))


def _holes(found: Actions) -> Sheet:
    """One row for each thing that is missing."""
    rows = tuple(
        (
            None if one.source is None else f"{one.source}–{one.target}",
            one.rank,
            KINDS[one.kind],
            STATES[one.state],
            one.missing,
            refs_in_words(one.refs),
        )
        for one in found.holes
    )
    outcomes = sorted({code for row in found.matrix for code in (row.source, row.target)})
    note = fill(
        message(
            "The priority links tie the outcomes {codes}; links of others rank lower, or there are none."
        ),
        codes=join(outcomes),
    )
    return Sheet(
        "holes",
        message("What is missing"),
        (
            LINK,
            RANK,
            Column("kind", message("Kind")),
            Column("state", message("State"), Holds.STATE),
            Column("missing", message("What is missing")),
            STATED_IN,
        ),
        rows,
        (note,) if outcomes else (message("The plan has no links."),),
    )


def _list(found: Actions) -> Sheet:
    """One row for each action."""
    whole = message("the whole plan")
    return Sheet(
        "actions",
        message("What is to be done"),
        (
            Column("id", message("Action"), Holds.CODE),
            Column("kind", message("Kind")),
            Column("title", message("What")),
            Column("outcomes", message("Outcomes"), Holds.CODE),
            Column("serves", message("Priority links it serves"), Holds.CODE),
            Column("lenses", message("Lenses"), Holds.CODE),
            Column("partners", message("With"), Holds.CODE),
            Column("funds", message("Money"), Holds.CODE),
            TIES,
            REFS,
        ),
        tuple(
            (
                one.id,
                join([KINDS[one.kind], *(KINDS[each] for each in one.also)]),
                one.title,
                one.outcomes or whole,
                one.serves or None,
                found.names.of_lenses(one.lenses),
                found.names.of_partners(one.partners),
                found.names.of_funds(one.funds),
                BASES[one.basis] if one.outcomes or one.lenses else None,
                refs_in_words(one.refs),
            )
            for one in found.actions
        ),
    )
