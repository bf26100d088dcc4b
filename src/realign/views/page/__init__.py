"""What stands on the page: one module for each of its sections, each with the section's typed content."""

from dataclasses import dataclass

from realign.plan import Plan
from realign.questions._page import Page, page_of
from realign.questions.report import Paper
from realign.questions.what_if import WhatIf
from realign.text import Capitalised, Text
from realign.views.cut_short import cut_short
from realign.views.naming import JUDGEMENTS
from realign.views.page.holes import HoleGrid, ServedOutcome, grids, measures, missing, stand_ins
from realign.views.page.links import LensLinks, PlacedOutcome, lens_links, placed_outcomes
from realign.views.page.money import Money, at_stops, money_parts
from realign.views.page.moving import MovingView, marks, moving
from realign.views.page.names import PageNames
from realign.views.page.programme import Piece, elsewhere, pieces
from realign.views.page.rests import Rests, rests
from realign.views.page.why import LinkCard, link_cards
from realign.views.what_if import supposed


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """All that the page says, section by section; the sections that the plan has nothing for are empty."""

    supposed: tuple[Text, ...]
    """What is otherwise than in the plan's files, and what that moves; empty: nothing."""
    title: Text
    organisation: Text
    period: str
    currency: str
    start: int
    """The lens to begin with."""
    begin: int
    """The amount to begin with."""
    still: tuple[int, ...]
    """Amounts that stand side by side where no script runs, and in print."""
    marks: dict[int, Text]
    lenses: tuple[Text, ...]
    links: tuple[LensLinks, ...]
    cards: tuple[LinkCard, ...]
    cards_left_out: int
    outcomes: tuple[PlacedOutcome, ...]
    judged: Text
    cut_short: tuple[Text, ...]
    """That a limit of time cut the work short, if one did."""
    money: tuple[Money, ...]
    pieces: tuple[Piece, ...]
    elsewhere: tuple[Text, ...]
    grids: tuple[HoleGrid, ...]
    measures: tuple[ServedOutcome, ...]
    unserved: Text
    stand_ins: Text
    rests: Rests
    moving: tuple[MovingView, ...]
    funds: tuple[Text, ...]
    lenses_left_out: int


def content(paper: Paper, plan: Plan, what_if: WhatIf | None = None) -> PageContent:
    """Gather everything; `what_if`: the change that `plan` holds and its files do not."""
    page = page_of(paper, plan)
    called = PageNames.of(plan)
    start = page.views[page.start]
    told = pieces(page, start.steps, called) if start.steps else ()
    cards, left_out = link_cards(page, called)
    judged = next((one.answer.judged for one in paper.chapters if hasattr(one.answer, "judged")), None)
    return PageContent(
        supposed=tuple(Capitalised(says) for says in supposed(what_if)) if what_if else (),
        title=plan.about.title,
        organisation=plan.about.organisation or "",
        period="–".join(map(str, paper.period)) if paper.period else "",
        currency=plan.about.currency,
        start=page.start,
        begin=page.begin,
        still=_still(page),
        marks=marks(page),
        lenses=tuple(called.lenses[view.lens] for view in page.views),
        links=tuple(lens_links(page, called)),
        cards=cards,
        cards_left_out=left_out,
        outcomes=placed_outcomes(page, called),
        cut_short=tuple(cut_short(page.paper.cut_short_after, money=start.steps is not None)),
        judged=Capitalised(JUDGEMENTS[judged]) if judged and cards else "",
        money=money_parts(page, called),
        pieces=told,
        elsewhere=tuple(elsewhere(page, called)),
        grids=tuple(grids(page, called)),
        measures=measures(page, called),
        unserved=missing(page, called),
        stand_ins=stand_ins(start.indicators),
        rests=rests(page, called),
        moving=moving(page, called, [one.item for one in told]),
        funds=tuple(called.funds.values()),
        lenses_left_out=page.lenses_left_out,
    )


def _still(page: Page) -> tuple[int, ...]:
    """The amounts asked about, or the one to begin with and what is required; four at most."""
    start = page.views[page.start].steps
    if start is None:
        return ()
    asked = [stop.amount for stop in page.stops if stop.asked]
    levels = {level.unearmarked for level in at_stops(start)}
    wanted = asked or [page.begin, *(stop.amount for stop in page.stops if stop.required)]
    return tuple(dict.fromkeys(amount for amount in wanted if amount in levels))[:4]
