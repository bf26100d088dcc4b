"""Which norms, programmes, partnerships, capacities serve which priority link, and which has nothing?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from realign.analysis.programme.priorities import (
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
    through,
)
from realign.analysis.wording import BASES
from realign.findings import CallError
from realign.plan import Action, Basis, Plan
from realign.sheets import Cell, Column, Faultless, Sheet
from realign.sheets import Kind as Holds
from realign.words import Text, Words, fill, join, words

Kind = Literal["evidence", "norm", "integrated", "partnership", "capacity", "outreach", "advocacy"]
State = Literal["tied", "half", "hole"]
"""`tied`: an action names both ends; `half`: actions name one end only; `hole`: none names either."""

LINKED: tuple[Kind, ...] = ("norm", "integrated", "partnership", "capacity")
"""Kinds that every priority link should have; the others serve the plan as a whole."""

KINDS: Mapping[Kind, Words] = {
    "norm": words(en="norm", zh="规范"),
    "integrated": words(en="integrated programme", zh="综合方案"),
    "partnership": words(en="partnership", zh="伙伴关系"),
    "capacity": words(en="capacity", zh="能力"),
    "evidence": words(en="evidence", zh="证据"),
    "outreach": words(en="outreach", zh="外联"),
    "advocacy": words(en="advocacy", zh="宣传"),
}
_ONE_OF: Mapping[Kind, Words] = {
    **KINDS,
    "capacity": words(en="capacity-building", zh="能力建设"),
}
"""The same as a noun of a sentence."""
_STATES: Mapping[State, Words] = {
    "tied": words(en="tied", zh="已覆盖"),
    "half": words(en="half", zh="仅一端"),
    "hole": words(en="HOLE", zh="缺口"),
}
_LACKS: Mapping[State, Words] = {
    "hole": words(
        en="{gap}: no {kind} names {source} or {target}",
        zh="{gap}：没有任何{kind}涉及{source}或{target}",
    ),
    "half": words(
        en="{gap}: no {kind} names both ends; {half} {names} one of them",
        zh="{gap}：没有{kind}同时涉及两端；{half}{names}其中一端",
    ),
}


@dataclass(frozen=True, slots=True)
class Square:
    """One kind of action for one link."""

    kind: Kind
    state: State
    actions: tuple[str, ...]
    """Those that name both ends, or else those that name one."""


@dataclass(frozen=True, slots=True)
class Row:
    """A priority link and what serves it."""

    source: str
    target: str
    rank: float | None
    rank_low: float | None
    rank_high: float | None
    refs: tuple[str, ...]
    cells: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Hole:
    """What a link, or the whole plan, does not have."""

    source: str | None
    """None: the lack concerns the whole plan."""
    target: str | None
    rank: float | None
    kind: Kind
    state: State
    missing: Text
    refs: tuple[str, ...]
    """Paragraphs that make the link a priority."""


@dataclass(frozen=True, slots=True)
class Doing:
    """An action and what it serves."""

    id: str
    kind: Kind
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
    kind: Kind | None
    top: int
    matrix: tuple[Row, ...]
    holes: tuple[Hole, ...]
    actions: tuple[Doing, ...]

    def sheets(self) -> Iterator[Sheet]:
        """The matrix where there is one, the holes, and every action."""
        if self.kind is None or self.kind in LINKED:
            yield _matrix(self)
            yield _holes(self)
        yield _list(self)


def kind_of(wanted: str | None) -> Kind | None:
    """The kind that the user means; raises `CallError` that lists the kinds."""
    for kind in get_args(Kind):
        if wanted is not None and wanted.strip().casefold() == kind:
            found: Kind = kind
            return found
    if wanted is None:
        return None
    raise CallError(f"there is no kind of action '{wanted}'", f"the kinds are {', '.join(get_args(Kind))}")


def actions(
    plan: Plan, lens: str | None, links: Sequence[RankedLink], *, kind: Kind | None = None, top: int = TOP
) -> Actions:
    """Hold the `top` links of the lens against what is to be done.

    An action serves a link if it names the outcomes at both ends, and the lens unless it is
    tagged with others only. Where no action of a kind does, the row is a hole: for norms, that is the
    normative gap of paragraph 9(d). Evidence, outreach and advocacy serve the plan as a whole.
    """
    first = priority(links, top)
    chosen = [one for one in plan.actions if kind in {None, one.kind}]
    serving = [one for one in chosen if lens is None or not one.lenses or lens in one.lenses]
    kinds = [one for one in LINKED if kind in {None, one}]
    matrix = tuple(
        Row(
            link.source,
            link.target,
            link.rank,
            link.rank_low,
            link.rank_high,
            link.refs,
            tuple(_square(link, one, serving) for one in kinds),
        )
        for link in first
    )
    holes = [_hole(row, square) for row in matrix for square in row.cells if square.state != "tied"]
    wide = [one for one in KINDS if one not in LINKED and kind in {None, one}]
    holes += [_nothing(one, lens) for one in wide if not any(each.kind == one for each in serving)]
    return Actions(lens, kind, top, matrix, tuple(holes), tuple(_doing(one, first) for one in serving))


def _square(link: RankedLink, kind: Kind, serving: Sequence[Action]) -> Square:
    """What of one kind serves one link."""
    pair = {link.source, link.target}
    some = [one for one in serving if one.kind == kind and pair & set(one.outcomes)]
    both = tuple(one.id for one in some if pair <= set(one.outcomes))
    if both:
        return Square(kind, "tied", both)
    return Square(kind, "half" if some else "hole", tuple(one.id for one in some))


def _hole(row: Row, square: Square) -> Hole:
    """Say what the link does not have."""
    gap = words(en="normative gap", zh="规范缺口") if square.kind == "norm" else words(en="gap", zh="缺口")
    says = fill(
        _LACKS[square.state],
        gap=gap,
        kind=_ONE_OF[square.kind],
        source=row.source,
        target=row.target,
        half=join(square.actions, en=", ", zh="、"),
        names=words(en="names" if len(square.actions) == 1 else "name", zh="只涉及"),
    )
    return Hole(row.source, row.target, row.rank, square.kind, square.state, says, row.refs)


def _nothing(kind: Kind, lens: str | None) -> Hole:
    """Say that the whole plan, or the lens, has nothing of a kind."""
    template = words(
        en="gap: no action of the kind {kind} serves the lens", zh="缺口：没有服务于该视角的{kind}行动"
    )
    if lens is None:
        template = words(en="gap: the plan has no action of the kind {kind}", zh="缺口：计划没有{kind}行动")
    return Hole(None, None, None, kind, "hole", fill(template, kind=KINDS[kind]), ())


def _doing(one: Action, first: Sequence[RankedLink]) -> Doing:
    """One action with the priority links that it serves."""
    named = set(one.outcomes)
    return Doing(
        one.id,
        one.kind,
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
            words(en="Priority links and what is to be done for them{lens}", zh="优先联系及其对应行动{lens}"),
            lens=through(found.lens),
        ),
        (
            LINK,
            RANK,
            SURE,
            *(Column(one, KINDS[one], Holds.CODE) for one in kinds),
        ),
        tuple(_cells(row) for row in found.matrix),
        tuple(_counts(found)),
    )


def _cells(row: Row) -> tuple[Cell, ...]:
    """A link, its rank, and for each kind the actions or the hole."""
    link = f"{row.source}–{row.target}"
    return (link, row.rank, spread(row), *(_cell(square) for square in row.cells))


def _cell(square: Square) -> Cell:
    """Who serves the link; a hole in capitals, a half in words."""
    if square.state == "hole":
        return _STATES["hole"]
    if square.state == "tied":
        return square.actions
    template = words(en="half: {actions}", zh="仅一端：{actions}")
    return fill(template, actions=join(square.actions, en=", ", zh="、"))


def _counts(found: Actions) -> Iterator[Words]:
    """How many links have each kind, and what the words mean."""
    for kind in (one for one in LINKED if found.kind in {None, one} and found.matrix):
        states = [square.state for row in found.matrix for square in row.cells if square.kind == kind]
        template = words(
            en="{kind}: of {all} priority links, {tied} with one that names both ends, {half} with one that "
            "names one end, {hole} with none.",
            zh="{kind}：{all}项优先联系中，两端均覆盖{tied}项，仅覆盖一端{half}项，均未覆盖{hole}项。",
        )
        yield fill(
            template,
            kind=_ONE_OF[kind],
            all=len(states),
            tied=states.count("tied"),
            half=states.count("half"),
            hole=states.count("hole"),
        )


def _holes(found: Actions) -> Sheet:
    """One row for each thing that is missing."""
    rows = tuple(
        (
            None if one.source is None else f"{one.source}–{one.target}",
            one.rank,
            KINDS[one.kind],
            _STATES[one.state],
            one.missing,
            one.refs,
        )
        for one in found.holes
    )
    outcomes = sorted({code for row in found.matrix for code in (row.source, row.target)})
    note = fill(
        words(
            en="The priority links tie the outcomes {codes}; links of others rank lower, or there are none.",
            zh="优先联系涉及成果{codes}；其他成果的联系排名靠后或没有联系。",
        ),
        codes=join(outcomes, en=", ", zh="、"),
    )
    return Sheet(
        "holes",
        words(en="What is missing", zh="缺少什么"),
        (
            LINK,
            RANK,
            Column("kind", words(en="Kind", zh="类别")),
            Column("state", words(en="State", zh="状态"), Holds.STATE),
            Column("missing", words(en="What is missing", zh="缺少什么")),
            STATED_IN,
        ),
        rows,
        (note,) if outcomes else (words(en="The plan has no links.", zh="计划没有联系。"),),
    )


def _list(found: Actions) -> Sheet:
    """One row for each action."""
    whole = words(en="the whole plan", zh="整个计划")
    return Sheet(
        "actions",
        words(en="What is to be done", zh="拟采取的行动"),
        (
            Column("id", words(en="Action", zh="行动"), Holds.CODE),
            Column("kind", words(en="Kind", zh="类别")),
            Column("title", words(en="What", zh="内容")),
            Column("outcomes", words(en="Outcomes", zh="成果"), Holds.CODE),
            Column("serves", words(en="Priority links it serves", zh="所服务的优先联系"), Holds.CODE),
            Column("lenses", words(en="Lenses", zh="视角"), Holds.CODE),
            Column("partners", words(en="With", zh="伙伴"), Holds.CODE),
            Column("funds", words(en="Money", zh="资金"), Holds.CODE),
            TIES,
            REFS,
        ),
        tuple(
            (
                one.id,
                KINDS[one.kind],
                one.title,
                one.outcomes or whole,
                one.serves or None,
                one.lenses,
                one.partners,
                one.funds,
                BASES[one.basis] if one.outcomes or one.lenses else None,
                one.refs,
            )
            for one in found.actions
        ),
    )
