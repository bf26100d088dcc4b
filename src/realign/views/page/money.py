"""What the page says of the money: curve, steps, what comes and goes, the price of earmarks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from realign.models.funding.results import CurveStep, FundedItem, Level
from realign.models.funding.structural import CoverageState
from realign.money import in_currency, write_money
from realign.plan import Effect, Plan
from realign.questions._page import PRICED, EveryLevel, Page, Steps, earmarked
from realign.text import Message, Text, fill, first_few, join, listed, message, plural
from realign.views.gaps_now import NOW_STATES, now_cell
from realign.views.page.drawing import Drawing
from realign.views.page.funding_curve import funding_curve
from realign.views.page.names import PageNames

STATES: Mapping[CoverageState, Message] = {
    "covered": message("covered"),
    "open": message("open"),
    "uncovered": message("without money"),
}
NAMED = 3
"""So many titles stand in a sentence."""
MOST_COLUMNS = 4
"""Without scripts so many amounts stand side by side."""


@dataclass(frozen=True, slots=True)
class ItemNote:
    """A piece of work in the table of the money."""

    id: str
    kind: str
    """Key of the plan that it stands under."""
    may_pay: Text
    now: Text
    """What the source says happens at the time of its writing; empty: nothing."""
    cost: Text


@dataclass(frozen=True, slots=True)
class MoneyStep:
    """One step of the slider, as a row."""

    amount: int
    marks: Text
    """What the amount stands for: years, required."""
    covered: int
    open: int
    uncovered: int
    short: int | None
    adds: Text
    """What it covers more than the step before."""
    drops: Text


@dataclass(frozen=True, slots=True)
class Priced:
    """What the strings of a fund cost at one amount."""

    amount: int
    fund: Text
    holds: int
    gain: int
    adds: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """The money through one lens."""

    lens: str
    name: Text
    curve: Drawing | None
    rungs: tuple[MoneyStep, ...]
    earmarks: tuple[Priced, ...]
    notes: tuple[Text, ...]


def items(steps: Steps, called: PageNames, currency: str) -> tuple[ItemNote, ...]:
    """All work, in the order of the answer; what the money makes of it comes from the levels."""
    heard = {item.id: item.now for level in steps.gaps.levels for item in level.items if item.now}
    return tuple(
        ItemNote(
            id=one.id,
            kind=one.kind,
            may_pay=_may_pay(one, called),
            now=now_cell(heard.get(one.id)) or "",
            cost=_cost(one.cost, currency),
        )
        for one in steps.gaps.levels[0].items
    )


def _may_pay(one: FundedItem, called: PageNames) -> Text:
    """Which funds may pay, and by whose word."""
    if not one.funds:
        return message("the plan names no money for it")
    funds = listed((called.funds.get(fund, fund) for fund in one.funds), either=True)
    if one.funds_basis == "analyst":
        return fill(message("{funds} (our reading)"), funds=funds)
    return funds


def _cost(cost: int | Mapping[str, int] | None, currency: str) -> Text:
    if cost is None:
        return ""
    if isinstance(cost, int):
        return in_currency(currency, cost)
    return fill(
        message("{low} to {high}"), low=write_money(cost["low"]), high=in_currency(currency, cost["high"])
    )


def money_parts(page: Page, called: PageNames) -> tuple[Money, ...]:
    """One part for each lens that the money is seen through; a single one where no lens changes anything."""
    parts = tuple(_parts(page, called))
    alike = [replace(one, lens="", name="") for one in parts]
    return tuple(alike[:1]) if all(one == alike[0] for one in alike) else parts


def _parts(page: Page, called: PageNames) -> Iterator[Money]:
    for view in page.views:
        if view.steps is None:
            continue
        yield Money(
            lens=view.lens or "",
            name=called.lenses[view.lens],
            curve=funding_curve(at_stops(view.steps), view.steps.gaps.currency, (page.begin,)),
            rungs=tuple(rungs(page, view.steps)),
            earmarks=tuple(_earmarks(view.steps, called)),
            notes=tuple(_notes(view.steps, page.plan)),
        )


def at_stops(steps: Steps | EveryLevel) -> list[Level]:
    """The levels at which the slider stops."""
    stops = set(steps.stops)
    return [level for level in steps.gaps.levels if level.unearmarked in stops]


def rungs(page: Page, steps: Steps) -> Iterator[MoneyStep]:
    """The steps of the slider, each against the one before."""
    titles = {item.id: item.title for item in steps.gaps.levels[0].items}
    before: set[str] = set()
    for number, level in enumerate(at_stops(steps)):
        now = set(level.covered)
        yield MoneyStep(
            level.unearmarked,
            mark_of(page, level.unearmarked),
            len(level.covered),
            len(level.open),
            len(level.uncovered),
            level.shortfall,
            named([titles[one] for one in level.covered if one not in before]) if number else "",
            named([titles[one] for one in titles if one in before - now]),
        )
        before = now


def mark_of(page: Page, amount: int) -> Text:
    """What an amount stands for; empty: nothing but itself."""
    stop = next((one for one in page.stops if one.amount == amount), None)
    if stop is None:
        return ""
    parts: list[Text] = [message("received in {year}", year=str(year)) for year in stop.years]
    if stop.required:
        parts.append(message("required"))
    return join(parts) if parts else ""


def named(titles: Sequence[Text], most: int = NAMED) -> Text:
    """The first few titles, and how many more; empty without any."""
    return listed(first_few([message("“{title}”", title=title) for title in titles], most))


def covered_told(level: Level) -> Text:
    """What this much money covers, in one sentence or two."""
    parts: list[Text] = [
        plural(
            "Of one piece of work {covered} is covered, {open} is open, {uncovered} is without money.",
            "Of {count} pieces of work: {covered} covered, {open} open, {uncovered} without money.",
            len(level.covered) + len(level.open) + len(level.uncovered),
            covered=len(level.covered),
            open=len(level.open),
            uncovered=len(level.uncovered),
        )
    ]
    if level.open:
        parts.append(message("Open: nobody can tell before costs, or what other funds hold, are known."))
    if level.now:
        years = sorted({item.now.year for item in level.items if item.now})
        parts.append(
            message(
                "Read from what the source says of {year}: {states}.",
                year=", ".join(map(str, years)),
                states=join(_heard(effect, ids) for effect, ids in level.now.items()),
            )
        )
    return join(parts, " ")


def _heard(effect: Effect, ids: Sequence[str]) -> Message:
    return message("{count} {state}", count=len(ids), state=NOW_STATES[effect])


def next_step(level: Level, steps: Steps, currency: str) -> Text:
    """What comes back with the next money, and what it costs."""
    titles = {item.id: item.title for item in level.items}
    if level.ladder:
        step = level.ladder[0]
        template = message("The next step is at {amount}: it adds {adds}.")
        if step.drops:
            template = message("The next step is at {amount}: it adds {adds} and gives up {drops}.")
        amount, adds, drops = step.unearmarked, step.adds, step.drops
        return fill(
            template,
            amount=in_currency(currency, amount),
            adds=named([titles[one] for one in adds]),
            drops=named([titles[one] for one in drops]),
        )
    more = [one for one in steps.gaps.curve if one.unearmarked > level.unearmarked]
    for one in more:
        added = _added(one, level)
        if added:
            return fill(
                message("The next step that can be proved is at {amount}: it adds {adds}."),
                amount=in_currency(currency, one.unearmarked),
                adds=named([titles[each] for each in added]),
            )
    if level.uncovered or level.open:
        return message("No amount is known at which more is covered.")
    return message("Everything is covered.")


def _added(step: CurveStep, level: Level) -> list[str]:
    now = set(level.covered)
    return [one for one in step.covered if one not in now]


def _earmarks(steps: Steps, called: PageNames) -> Iterator[Priced]:
    """Where the strings of a fund cost something."""
    for level in at_stops(steps):
        titles = {item.id: item.title for item in level.items}
        now = set(level.covered)
        for price in level.earmarks or ():
            gain = price.gain if isinstance(price.gain, int) else sum(price.gain)
            if gain > 0:
                added = [titles[one] for one in price.covered_free if one not in now]
                yield Priced(level.unearmarked, called.funds[price.fund], price.amount, gain, named(added))


def _notes(steps: Steps, plan: Plan) -> Iterator[Text]:
    if steps.gaps.premises.costs == "known" and len(plan.fundables) > PRICED and earmarked(plan):
        yield message(
            "What the earmarks cost is not worked out here for more than {most} pieces of work.",
            most=PRICED,
        )
    if steps.left_out:
        yield plural(
            "The slider leaves one breakpoint out, as there are so many.",
            "The slider leaves {count} breakpoints out, as there are so many.",
            steps.left_out,
        )
    if steps.gaps.premises.costs == "known" and not steps.gaps.curve_complete:
        yield message("Between these amounts there may be further steps, which were not looked for.")
    if steps.gaps.premises.costs == "unknown":
        yield message(
            "No cost is known: covered, open and without money are what can be proved without any. That a "
            "sum is open does not mean that it is enough."
        )
    elif steps.gaps.premises.costs == "uncertain":
        yield message(
            "Some costs are unknown or ranges: covered and without money hold at every cost within them, "
            "open is what depends on them."
        )
