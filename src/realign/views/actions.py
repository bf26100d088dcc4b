"""Priority links against what is to be done for them, as people read them."""

from collections.abc import Iterator, Mapping, Sequence

from realign.citations import refs_in_words
from realign.models.programme.action_coverage import LINKED, CoverageCell, Elsewhere, State
from realign.plan import ActionKind
from realign.questions.actions import Actions, LinkCoverage, MissingAction
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import SEMICOLON, Message, fill, join, listed, message
from realign.views import Wording
from realign.views.lacking import to_add
from realign.views.naming import Names, with_judgement
from realign.views.ranks import (
    CLASSES,
    LINK,
    REFS,
    STATED_IN,
    TIES,
    standing,
    standing_columns,
    untagged_note,
)
from realign.views.terms import ACTION_KINDS, BASES

ONE_OF: Mapping[ActionKind, Message] = {
    **ACTION_KINDS,
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


@with_judgement
def sheets(answer: Actions) -> Iterator[Sheet]:
    """The matrix where there is one, the holes, and every action."""
    names = Names.of(answer.names)
    if answer.kind is None or answer.kind in LINKED:
        yield _matrix(answer, names)
        yield _holes(answer, names)
    yield _list(answer, names)


def wording(answer: Actions) -> Wording:
    """What each hole lacks, and the names of lenses, funds and partners."""
    names = Names.of(answer.names)
    return {"holes.missing": [_lack(hole, answer.lens, names) for hole in answer.holes], "names": names}


def _lack(hole: MissingAction, lens: str | None, names: Names) -> Message:
    """What of one kind a link, or the whole plan, does not have."""
    if hole.source is None or hole.target is None:
        return _lack_of_plan(hole, lens, names)
    half = message("{actions} name one of them each")
    if len(hole.actions) == 1:
        half = message("{actions} names one of them")
    others = [_naming(action, names) for action in hole.elsewhere]
    also = [fill(message("; {said}"), said=other) for other in others]
    return fill(
        _LACKS[hole.state],
        gap=message("normative gap") if hole.kind == "norm" else message("gap"),
        kind=ONE_OF[hole.kind],
        source=hole.source,
        target=hole.target,
        here=message(" through this lens") if others else "",
        half=fill(half, actions=join(hole.actions)),
        others=join(also, "") if hole.state == "half" else join(others, SEMICOLON),
    )


def _naming(action: Elsewhere, names: Names) -> Message:
    """`AC-9d-3 names 1.3, tagged vulnerability and recovery`."""
    return fill(
        message("{id} names {codes}, tagged {lenses}"),
        id=action.id,
        codes=listed(action.names),
        lenses=listed(names.of_lenses(action.lenses)),
    )


def _lack_of_plan(hole: MissingAction, lens: str | None, names: Names) -> Message:
    """That the whole plan, or the lens, has nothing of a kind."""
    tagged = [
        fill(message("{id}, tagged {lenses}"), id=action.id, lenses=listed(names.of_lenses(action.lenses)))
        for action in hole.elsewhere
    ]
    template = message("gap: no action of the kind {kind} serves the lens")
    if tagged:
        template = message("none through this lens; {tagged}")
    elif lens is None:
        template = message("gap: the plan has no action of the kind {kind}")
    return fill(template, kind=ACTION_KINDS[hole.kind], tagged=join(tagged, SEMICOLON))


def _matrix(answer: Actions, names: Names) -> Sheet:
    """One row for each priority link, one column for each kind."""
    columns = standing_columns(answer.matrix)
    untagged = (f"{row.source}–{row.target}" for row in answer.matrix if row.tagged is False)
    return Sheet(
        "matrix",
        _headline(answer, names),
        (LINK, *columns, *(Column(kind, ACTION_KINDS[kind], Kind.CODE) for kind in answer.linked_kinds)),
        tuple(_cells(row) for row in answer.matrix),
        (*_lacking(answer), *_counts(answer), *_plan_wide(answer), *untagged_note(untagged)),
        brief=("link", columns[0].name, *answer.linked_kinds),
    )


def _lacking(answer: Actions) -> Iterator[Message]:
    """What the plan lacks, and how it gets it."""
    if not answer.matrix:
        yield to_add("links")
    if not answer.actions and answer.kind is None:
        yield to_add("actions")


def _headline(answer: Actions, names: Names) -> Message:
    """At how many places an action names both ends, one end, or none."""
    if not answer.matrix:
        return message("The plan has no links.")
    states = [cell.state for row in answer.matrix for cell in row.cells]
    template = message(
        "{links} priority links{lens}; {places} places for an action: {tied} with one that names both ends, "
        "{half} with one that names one end, {holes} with none (HOLE)"
    )
    return fill(
        template,
        links=len(answer.matrix),
        lens=names.through(answer.lens),
        places=len(states),
        tied=states.count("tied"),
        half=states.count("half"),
        holes=states.count("hole"),
    )


def _cells(row: LinkCoverage) -> tuple[Cell, ...]:
    """A link, its class, and for each kind the actions or the hole."""
    link = f"{row.source}–{row.target}"
    return (link, *standing(row), *(_cell(cell) for cell in row.cells))


def _cell(cell: CoverageCell) -> Cell:
    """Who serves the link; a hole in capitals, a half and another lens in words."""
    if cell.state == "hole":
        return STATES["hole"]
    if cell.state == "tied":
        return cell.actions
    naming = cell.actions or tuple(action.id for action in cell.elsewhere)
    return fill(message("{state}: {actions}"), state=STATES[cell.state], actions=join(naming))


def _counts(answer: Actions) -> Iterator[Message]:
    """How many links have each kind, and what the words mean."""
    for kind in answer.linked_kinds if answer.matrix else ():
        states = [cell.state for row in answer.matrix for cell in row.cells if cell.kind == kind]
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


def _plan_wide(answer: Actions) -> Iterator[Message]:
    """What serves the plan as a whole, so that no cell of the matrix can show it."""
    naming: list[Message] = []
    for kind in answer.linked_kinds:
        wide = [
            action.id
            for action in answer.actions
            if kind in (action.kind, *action.also) and not action.outcomes
        ]
        if wide:
            naming.append(fill(message("{kind} {actions}"), kind=ONE_OF[kind], actions=join(wide)))
    if naming and answer.matrix:
        template = message("For the plan as a whole, tied to no outcome and so in no cell above: {named}.")
        yield fill(template, named=join(naming, SEMICOLON))


def _holes(answer: Actions, names: Names) -> Sheet:
    """One row for each thing that is missing."""
    rows = tuple(
        (
            None if hole.source is None else f"{hole.source}–{hole.target}",
            hole.rank if hole.class_ is None else CLASSES[hole.class_],
            ACTION_KINDS[hole.kind],
            STATES[hole.state],
            _lack(hole, answer.lens, names),
            refs_in_words(hole.refs),
        )
        for hole in answer.holes
    )
    return Sheet(
        "holes",
        message("What is missing"),
        (
            LINK,
            standing_columns(answer.matrix)[0],
            Column("kind", message("Kind")),
            Column("state", message("State"), Kind.STATE),
            Column("missing", message("What is missing")),
            STATED_IN,
        ),
        rows,
        (_concerned(answer.matrix),),
    )


def _concerned(matrix: Sequence[LinkCoverage]) -> Message:
    """Which outcomes the priority links tie."""
    outcomes = sorted({code for row in matrix for code in (row.source, row.target)})
    if not outcomes:
        return message("The plan has no links.")
    template = message(
        "The priority links tie the outcomes {codes}; links of others are not chosen, or there are none."
    )
    return fill(template, codes=join(outcomes))


def _list(answer: Actions, names: Names) -> Sheet:
    """One row for each action."""
    whole = message("the whole plan")
    return Sheet(
        "actions",
        message("What is to be done"),
        (
            Column("id", message("Action"), Kind.CODE),
            Column("kind", message("Kind")),
            Column("title", message("What")),
            Column("outcomes", message("Outcomes"), Kind.CODE),
            Column("serves", message("Priority links it serves"), Kind.CODE),
            Column("lenses", message("Lenses"), Kind.CODE),
            Column("partners", message("Partners"), Kind.CODE),
            Column("funds", message("Money"), Kind.CODE),
            TIES,
            REFS,
        ),
        tuple(
            (
                action.id,
                join(ACTION_KINDS[kind] for kind in (action.kind, *action.also)),
                action.title,
                action.outcomes or whole,
                action.serves or None,
                names.of_lenses(action.lenses),
                names.of_partners(action.partners),
                names.of_funds(action.funds),
                BASES[action.basis] if action.outcomes or action.lenses else None,
                refs_in_words(action.refs),
            )
            for action in answer.actions
        ),
    )
