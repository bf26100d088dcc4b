"""What the page says of holes: links without norm, programme, partnership, capacity; outcomes unserved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from realign.models.programme.action_coverage import CoverageCell, State
from realign.models.programme.progress import progress
from realign.plan import Indicator
from realign.questions._page import Page, View
from realign.questions.indicators import Indicators
from realign.text import Message, Text, fill, first_few, join, listed, message
from realign.views.indicators import figure, standing
from realign.views.page.names import PageNames
from realign.views.terms import ACTION_KINDS, shortened

CELLS: Mapping[State, Message] = {
    "tied": message("both ends"),
    "half": message("one end only"),
    "other lens": message("other lenses only"),
    "hole": message("nothing"),
}
SHORT, NAMED = 40, 1


@dataclass(frozen=True, slots=True)
class HoleCell:
    """What of one kind serves one link."""

    state: State
    says: Text
    actions: Text


@dataclass(frozen=True, slots=True)
class GridRow:
    """A priority link and what serves it."""

    id: str
    name: Text
    cells: tuple[HoleCell, ...]
    carried: Text
    """Programmes that work on both ends."""


@dataclass(frozen=True, slots=True)
class HoleGrid:
    """The priority links of one lens."""

    lens: str
    name: Text
    kinds: tuple[Text, ...]
    rows: tuple[GridRow, ...]
    says: Text


@dataclass(frozen=True, slots=True)
class ServedOutcome:
    """An outcome with what measures it and who serves it."""

    name: Text
    programmes: Text
    links: Text
    indicators: tuple[tuple[Text, Text, Text], ...]
    """Title, the lenses whose effect it shows, how far it has come; empty: no figures."""


def grids(page: Page, called: PageNames) -> Iterator[HoleGrid]:
    """One grid for each lens."""
    titles = {one.id: shortened(one.title, SHORT) for one in page.plan.actions}
    programmes = {one.id: shortened(one.title, SHORT) for one in page.plan.flagships}
    for view in page.views:
        if view.actions is None or not view.actions.matrix:
            continue
        served = {frozenset((one.source, one.target)): one.served_by for one in view.links}
        rows = tuple(
            GridRow(
                f"{one.source}-{one.target}",
                called.link(one.source, one.target),
                tuple(_cell(cell, titles) for cell in one.cells),
                listed(programmes[each] for each in served.get(frozenset((one.source, one.target)), ())),
            )
            for one in view.actions.matrix
        )
        kinds = tuple(ACTION_KINDS[kind] for kind in view.actions.linked_kinds)
        yield HoleGrid(view.lens or "", called.lenses[view.lens], kinds, rows, _says(view))


def _cell(cell: CoverageCell, titles: Mapping[str, Text]) -> HoleCell:
    names = cell.actions if cell.state == "tied" else ()
    some = first_few([titles[one] for one in names], NAMED)
    return HoleCell(cell.state, CELLS[cell.state], join(some, "; ") if some else "")


def _says(view: View) -> Message:
    states = [cell.state for row in view.actions.matrix for cell in row.cells] if view.actions else []
    return message(
        "Of {all} cells, {tied} have something that names both ends of the link, {half} something that "
        "names one end; {hole} have nothing.",
        all=len(states),
        tied=states.count("tied"),
        half=states.count("half"),
        hole=states.count("hole") + states.count("other lens"),
    )


def measures(page: Page, called: PageNames) -> tuple[ServedOutcome, ...]:
    """Every outcome: the programmes that work on it, the links that touch it, its indicators."""
    plan, view = page.plan, page.views[page.start]
    touching: dict[str, int] = {}
    for link in view.links:
        for code in (link.source, link.target):
            touching[code] = touching.get(code, 0) + 1
    return tuple(
        ServedOutcome(
            called.outcomes[one.id],
            listed(each.title for each in plan.flagships if one.id in each.outcomes),
            str(touching.get(one.id, 0)),
            tuple(
                (each.title, listed(called.lenses_short[lens] for lens in each.lenses), _standing_of(each))
                for each in plan.indicators
                if one.id in each.outcomes
            ),
        )
        for one in plan.outcomes
    )


def _standing_of(indicator: Indicator) -> Text:
    """Where an indicator stands and is to stand; empty where the plan gives no figures."""
    found = progress(indicator)
    named = (
        (message("from {figure}"), found.baseline),
        (message("now {figure}"), found.actual),
        (message("target {figure}"), found.target),
    )
    told: list[Text] = [fill(template, figure=figure(one) or "") for template, one in named if one]
    word = standing(found)
    return join([*told, word] if word else told) if told else ""


def missing(page: Page, called: PageNames) -> Text:
    """Outcomes that no flagship serves."""
    found = page.views[page.start].flagships
    if found is None or not found.unserved:
        return ""
    names = [called.short[one.id] for one in found.unserved[:12]]
    return fill(message("No flagship works on: {names}."), names=listed(names))


def stand_ins(found: Indicators | None) -> Text:
    """How many indicators stand in for others that are not public."""
    if found is None or not found.standins:
        return ""
    return message(
        "{count} of the indicators shown for this lens stand in for the plan's own, which are not public.",
        count=found.standins,
    )
