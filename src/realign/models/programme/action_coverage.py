"""A link and what is to be done in; what serves it, through this lens or another, and what it lacks, out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from realign.models.programme.priority_links import RankedLink
from realign.plan import Action, ActionKind
from realign.text import SEMICOLON, Message, Text, fill, join, listed, message

State = Literal["tied", "half", "other lens", "hole"]
"""`tied`: an action names both ends; `half`: actions name one end only; `other lens`: only actions that are
tagged with other lenses name an end; `hole`: none at all does."""

LINKED: tuple[ActionKind, ...] = ("norm", "integrated", "partnership", "capacity")
"""Kinds that every priority link should have; the others serve the plan as a whole."""

KINDS: Mapping[ActionKind, Message] = {
    "norm": message("norm"),
    "integrated": message("integrated programme"),
    "partnership": message("partnership"),
    "capacity": message("capacity"),
    "evidence": message("evidence"),
    "outreach": message("outreach"),
    "advocacy": message("advocacy"),
}
ONE_OF: Mapping[ActionKind, Message] = {
    **KINDS,
    "capacity": message("capacity-building"),
}
"""The same as a noun of a sentence."""
STATES: Mapping[State, Message] = {
    "tied": message("tied"),
    "half": message("half"),
    "other lens": message("other lens"),
    "hole": message("HOLE"),
}
_LACKS: Mapping[State, Message] = {
    "hole": message("{gap}: no {kind} names {source} or {target}"),
    "other lens": message("none through this lens; {others}"),
    "half": message("{gap}: no {kind} names both ends{here}; {half}{others}"),
}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An action that names an end of a link and is tagged with other lenses only."""

    id: str
    names: tuple[str, ...]
    """The ends that it names."""
    lenses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One kind of action for one link."""

    kind: ActionKind
    state: State
    actions: tuple[str, ...]
    """Those that name both ends, or else those that name one."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """Those that name an end, too, and are tagged with other lenses only."""


def sorts(one: Action) -> tuple[ActionKind, ...]:
    """Everything that an action is by the words of its source."""
    return (one.kind, *one.also)


def square(
    link: RankedLink, kind: ActionKind, serving: Sequence[Action], others: Sequence[Action]
) -> CoverageCell:
    """What of one kind serves one link, and what does so through other lenses."""
    pair = (link.source, link.target)
    some = [one for one in serving if kind in sorts(one) and not set(pair).isdisjoint(one.outcomes)]
    both = tuple(one.id for one in some if set(pair) <= set(one.outcomes))
    elsewhere = tuple(
        Elsewhere(one.id, tuple(code for code in pair if code in one.outcomes), one.lenses)
        for one in others
        if kind in sorts(one) and not set(pair).isdisjoint(one.outcomes)
    )
    if both:
        return CoverageCell(kind, "tied", both, elsewhere)
    state: State = "half" if some else "other lens" if elsewhere else "hole"
    return CoverageCell(kind, state, tuple(one.id for one in some), elsewhere)


def lacking(
    link: RankedLink, found: CoverageCell, named: Callable[[Sequence[str]], Sequence[Text]]
) -> Message:
    """Say what of one kind the link does not have; `named` gives lenses their names."""
    gap = message("normative gap") if found.kind == "norm" else message("gap")
    half = message("{actions} name one of them each")
    if len(found.actions) == 1:
        half = message("{actions} names one of them")
    others = [_elsewhere(one, named) for one in found.elsewhere]
    also = [fill(message("; {said}"), said=one) for one in others]
    return fill(
        _LACKS[found.state],
        gap=gap,
        kind=ONE_OF[found.kind],
        source=link.source,
        target=link.target,
        here=message(" through this lens") if others else "",
        half=fill(half, actions=join(found.actions)),
        others=join(also, "") if found.state == "half" else join(others, SEMICOLON),
    )


def _elsewhere(one: Elsewhere, named: Callable[[Sequence[str]], Sequence[Text]]) -> Message:
    """`AC-9d-3 names 1.3, tagged vulnerability and recovery`."""
    return fill(
        message("{id} names {codes}, tagged {lenses}"),
        id=one.id,
        codes=listed(one.names),
        lenses=listed(named(one.lenses)),
    )
