"""What moves on the page with the lens and the amount, in the form in which the script reads it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from realign.models.funding.results import FundedItem
from realign.models.funding.structural import CoverageState
from realign.models.programme.decision_table import Focus, Money
from realign.questions._page import Page, Steps, View
from realign.text import Text
from realign.views.page.links import holds, settled
from realign.views.page.money import covered_told, mark_of, next_step
from realign.views.page.names import PageNames
from realign.views.page.network import Layout, drawn_order
from realign.views.page.programme import decided_told, source_voices

STATE_SIGNS: Final[Mapping[CoverageState, str]] = {"covered": "c", "open": "o", "uncovered": "u"}
DECISION_SIGNS: Final[Mapping[Focus, str]] = {
    "keep": "k",
    "adjust": "a",
    "reduce": "r",
    "defer": "d",
    "short": "s",
    "wait": "w",
    "open": "o",
    "none": "n",
}
MONEY_SIGNS: Final[Mapping[Money, str]] = {
    "there": "t",
    "part": "p",
    "full": "f",
    "missing": "m",
    "unknown": "u",
}


@dataclass(frozen=True, slots=True)
class MovingLevel:
    """What is so from one amount on."""

    amount: int
    required: int | None
    stop: bool
    counts: tuple[int, int, int]
    """How many pieces are covered, open, uncovered; what is the same work counts once."""
    states: str
    """One letter for each piece of the programme; a blank where no money is asked about it."""
    heard: str
    """`1` where the source says what happens at this amount."""
    paid: tuple[tuple[tuple[int, int | None], ...], ...]
    """Of each piece the funds that pay, by number, and how much."""
    covered: Text
    next: Text
    decided: Text
    decisions: str
    """One letter for each piece of the programme."""
    readings: str
    money: str
    source: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class MovingView:
    """What one lens shows."""

    lens: str
    holds: Text
    settle: Text
    """What to settle first; empty: nothing."""
    order: tuple[str, ...]
    """The links, first rank first."""
    drawn: tuple[str, ...]
    """The links in the order in which the picture holds them."""
    served: tuple[tuple[str, ...], ...]
    """Of each piece of the programme the priority links that it serves."""
    levels: tuple[MovingLevel, ...]


def moving(page: Page, called: PageNames, places: Sequence[int | None]) -> tuple[MovingView, ...]:
    """One for each lens; `places`: of each piece of the programme its number among the funded items."""
    funds = [fund.id for fund in page.plan.funds]
    layout = Layout.of(page.plan, called, page.views)
    return tuple(_view(page, view, called, funds, places, layout) for view in page.views)


def _view(
    page: Page,
    view: View,
    called: PageNames,
    funds: Sequence[str],
    places: Sequence[int | None],
    layout: Layout,
) -> MovingView:
    steps = view.steps
    return MovingView(
        view.lens or "",
        holds(view, called),
        settled(view, page.plan, called),
        tuple(f"{one.source}-{one.target}" for one in view.links),
        tuple(f"{one.source}-{one.target}" for one in drawn_order(view, layout)),
        tuple(tuple(link.replace("–", "-") for link in one.links) for one in steps.programmes[0].programme)
        if steps
        else (),
        tuple(_levels(page, steps, funds, places)) if steps else (),
    )


def _levels(
    page: Page, steps: Steps, funds: Sequence[str], places: Sequence[int | None]
) -> Iterator[MovingLevel]:
    """Each level at which the slider stops, and those between at which something changes."""
    before: MovingLevel | None = None
    for at in range(len(steps.gaps.levels)):
        level = _level(page, steps, at, funds, places)
        if level.stop or before is None or replace(level, amount=before.amount, stop=before.stop) != before:
            yield level
        before = level


def _level(
    page: Page, steps: Steps, at: int, funds: Sequence[str], places: Sequence[int | None]
) -> MovingLevel:
    level, programme = steps.gaps.levels[at], steps.programmes[at]
    items = [None if place is None else level.items[place] for place in places]
    return MovingLevel(
        amount=level.unearmarked,
        required=level.required,
        stop=level.unearmarked in steps.stops,
        counts=(len(level.covered), len(level.open), len(level.uncovered)),
        states="".join(STATE_SIGNS[one.state] if one else " " for one in items),
        heard="".join("1" if one and one.now else "0" for one in items),
        paid=_paid(items, funds),
        covered=covered_told(level),
        next=next_step(level, steps, page.plan.about.currency),
        decided=decided_told(programme),
        decisions="".join(DECISION_SIGNS[one.decision] for one in programme.programme),
        readings="".join(DECISION_SIGNS[one.reading] for one in programme.programme),
        money="".join(MONEY_SIGNS[one.money_state] for one in programme.programme),
        source=source_voices(programme),
    )


def _paid(
    items: Sequence[FundedItem | None], funds: Sequence[str]
) -> tuple[tuple[tuple[int, int | None], ...], ...]:
    if not any(one.paid_by for one in items if one):
        return ()
    return tuple(
        tuple((funds.index(fund), amount) for fund, amount in one.paid_by.items()) if one else ()
        for one in items
    )


def marks(page: Page) -> dict[int, Text]:
    """What amounts stand for: what came in, year by year, then the others."""
    stops = sorted(page.stops, key=lambda stop: (not stop.years, stop.years, stop.amount))
    return {stop.amount: said for stop in stops if (said := mark_of(page, stop.amount))}
