"""What the page shows: the plan through every lens, each drawn once, and the money at every step."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from realign.findings import CallError
from realign.models.clock import clock
from realign.models.influence.certainty import Certainty, NotWorkedOut, certainty_of
from realign.models.influence.choice import CHOSEN, LinkChoice
from realign.models.influence.groups import LinkGroup
from realign.models.influence.positions import MapPosition, positions_of
from realign.models.influence.results import RankedLink, RankedOutcome, rank_links, rank_outcomes
from realign.models.influence.settle import Settling
from realign.models.influence.tradeoffs import TradeOff, tradeoffs_of
from realign.models.programme.priority_links import TOP
from realign.plan import Plan
from realign.plan.lookup import unearmarked_funds
from realign.questions._studies import studied
from realign.questions.actions import Actions, serve
from realign.questions.flagships import Flagships, carry
from realign.questions.focus import Programme, decide
from realign.questions.gaps import Gaps, gaps
from realign.questions.indicators import Indicators, choose
from realign.questions.links import Links
from realign.questions.report import Paper
from realign.questions.trace import Trace, trace

MOST_LENSES = 6
"""So many lenses have a view of their own."""
MOST_STEPS, CELLS = 48, 12_000
"""The slider stops at so many amounts at most, and at fewer where there is much work."""
FEW_STEPS = 12
"""Where costs are ranges, each amount takes proofs for every piece of work: it stops at so many at most."""
SETTLED = 200
"""What to settle first is worked out for every lens of plans of no more links than this."""
PRICED = 60
"""The earmarks of plans of no more work than this are priced."""


@dataclass(frozen=True, slots=True)
class Stop:
    """An amount at which the slider stops, and what it stands for."""

    amount: int
    """In whole units of the plan's currency."""
    years: tuple[int, ...] = ()
    """Years in which so much came in."""
    required: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """The money at every step, through one lens."""

    stops: tuple[int, ...]
    """Where the slider stops."""
    gaps: Gaps
    """One level for each stop; where costs are not known also one just above each stop."""
    programmes: tuple[Programme, ...]
    """The programme at each of these levels."""
    left_out: int
    """Breakpoints of the curve at which the slider does not stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The plan through one lens, or through none."""

    lens: str | None
    links: tuple[RankedLink, ...]
    """First rank first."""
    outcomes: tuple[RankedOutcome, ...]
    groups: tuple[LinkGroup, ...]
    choice: LinkChoice | None
    settle: tuple[Settling, ...]
    left_out: NotWorkedOut
    positions: tuple[MapPosition, ...]
    tradeoffs: tuple[TradeOff, ...]
    total: float
    """All influence in the plan."""
    draws: int
    actions: Actions | None
    flagships: Flagships | None
    indicators: Indicators | None
    steps: Steps | None
    """`None`: the plan has no work, or the amount has no fund to go to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything on the page."""

    paper: Paper
    plan: Plan
    views: tuple[View, ...]
    start: int
    """The view to begin with."""
    lenses_left_out: int
    stops: tuple[Stop, ...]
    """Where the slider stops, through any lens; by rising amount."""
    begin: int
    """The amount to begin with."""
    trace: Trace | None


def page_of(paper: Paper, plan: Plan) -> Page:
    """Look at `plan` as `paper` was asked to: through its lens first, at its amounts first.

    The paper of the page says, too, what a limit of time cuts short here.
    """
    links = next(one.answer for one in paper.chapters if isinstance(one.answer, Links))
    top = next((one.answer.top for one in paper.chapters if isinstance(one.answer, Actions | Programme)), TOP)
    money = _MoneyOnce(plan, paper)
    every: list[str | None] = [lens.id for lens in plan.lenses[:MOST_LENSES]]
    if links.lens not in every:
        every.insert(0, links.lens)
    views = tuple(_view(plan, lens, money, top, links) for lens in every)
    stops = _stops(plan, views, money.asked)
    cut = paper.cut_short_after or clock().cut_short_after
    return Page(
        paper=replace(paper, cut_short_after=cut),
        plan=plan,
        views=views,
        start=every.index(links.lens),
        lenses_left_out=len({lens.id for lens in plan.lenses}.difference(every)),
        stops=stops,
        begin=_begin(stops, money.asked),
        trace=trace(plan) if plan.sources else None,
    )


def _stops(plan: Plan, views: Sequence[View], asked: Sequence[int]) -> tuple[Stop, ...]:
    """Where the slider stops through any lens."""
    steps = [one.steps for one in views if one.steps]
    levels = [level for one in steps for level in one.gaps.levels]
    required = {level.required for level in levels if level.required is not None}
    return _marked(plan, {amount for one in steps for amount in one.stops}, required, asked)


def _begin(stops: Sequence[Stop], asked: Sequence[int]) -> int:
    """The first amount asked about, else what came in last, else all."""
    latest = max((stop for stop in stops if stop.years), key=lambda stop: stop.years[-1], default=None)
    if asked:
        return asked[0]
    return latest.amount if latest else stops[-1].amount if stops else 0


def _view(plan: Plan, lens: str | None, money: "_MoneyOnce", top: int, known: Links) -> View:
    """The plan through one lens; what the paper has worked out already is taken from there."""
    study = studied(plan, lens, draws=known.draws_asked, brief=True)
    held: Certainty | Links = known
    links, outcomes = known.links, known.outcomes
    if lens != known.lens:
        held = certainty_of(study, CHOSEN, brief=len(study.graph.ties) > SETTLED)
        links, outcomes = rank_links(plan, study, held), rank_outcomes(plan, study)
    priority = rank_links(plan, study, certainty_of(study, top, brief=True))
    return View(
        lens=lens,
        links=links,
        outcomes=outcomes,
        groups=held.groups,
        choice=held.choice,
        settle=held.settle,
        left_out=held.left_out,
        positions=positions_of(study),
        tradeoffs=tradeoffs_of(links),
        total=float(sum(one.drive or 0.0 for one in outcomes)),
        draws=study.draws,
        actions=serve(plan, lens, priority, top=top) if plan.actions else None,
        flagships=carry(plan, lens, priority, top=top) if plan.flagships else None,
        indicators=choose(plan, lens, outcomes) if plan.indicators else None,
        steps=_steps(plan, lens, priority, money.through(lens), top),
    )


def _steps(
    plan: Plan, lens: str | None, links: Sequence[RankedLink], money: "EveryLevel | None", top: int
) -> Steps | None:
    """The money at every step, with the programme that the links of the lens lead to."""
    if money is None:
        return None
    locate = plan.origin.locate
    programmes = tuple(decide(plan, lens, links, level, locate, top=top) for level in money.gaps.levels)
    return Steps(money.stops, money.gaps, programmes, money.left_out)


@dataclass(frozen=True, slots=True)
class EveryLevel:
    """The money at every step, before anything is decided about the programme."""

    stops: tuple[int, ...]
    """Where the slider stops."""
    gaps: Gaps
    left_out: int
    """Breakpoints that are no stops."""


def every_level(plan: Plan, first: Gaps, asked: Sequence[int], *, priced: bool = False) -> EveryLevel:
    """Answer as `first` was asked at every breakpoint, at what came in and at the `asked` amounts.

    `priced`: with what the strings of the funds cost.
    """
    breaks = {step.unearmarked for step in first.curve}
    ends = (first.full_need, first.levels[0].required)
    marked = {0, *asked, *received_amounts(plan), *(end for end in ends if end is not None)}
    most = FEW_STEPS if first.premises.costs == "uncertain" else MOST_STEPS
    stops, left_out = _thinned(breaks, marked, len(plan.fundables), most)
    between = () if first.premises.costs == "known" else tuple(amount + 1 for amount in stops)
    found = gaps(
        plan,
        sorted({*stops, *between}),
        first.lens,
        first.rule,
        first.assume,
        earmarks=priced,
    )
    return EveryLevel(tuple(stops), found, left_out)


class _MoneyOnce:
    """Finds the curve once, and the levels at all its steps once, for all lenses that see the same money."""

    def __init__(self, plan: Plan, paper: Paper) -> None:
        self._plan = plan
        self._known = next((one.answer for one in paper.chapters if isinstance(one.answer, Gaps)), None)
        self.asked = tuple(level.unearmarked for level in self._known.levels) if self._known else ()
        self._by_lens = any(work.outcomes and work.value is None for work in plan.fundables)
        self._found: dict[str | None, EveryLevel | None] = {}

    def through(self, lens: str | None) -> EveryLevel | None:
        """Through one lens; nothing where no amount can be asked about."""
        key = lens if self._by_lens else None
        if key not in self._found:
            self._found[key] = self._all(lens)
        return self._found[key]

    def _all(self, lens: str | None) -> EveryLevel | None:
        plan, known = self._plan, self._known
        try:
            usable = known is not None and (known.lens == lens or not self._by_lens)
            first = known if known is not None and usable else gaps(plan, self.asked or (0,), lens)
        except CallError:  # no work, or no one fund for the amount
            return None
        return every_level(plan, first, self.asked, priced=_priced(plan, first))


def _priced(plan: Plan, found: Gaps) -> bool:
    """Whether the strings of the funds are priced at every step."""
    few = len(plan.fundables) <= PRICED
    return found.premises.costs == "known" and bool(found.fund) and few and earmarked(plan)


def earmarked(plan: Plan) -> bool:
    """Whether a fund with strings says what it holds."""
    return any(fund.kind in {"soft", "hard"} and fund.amount is not None for fund in plan.funds)


def _thinned(breaks: Iterable[int], marked: set[int], work: int, most: int) -> tuple[list[int], int]:
    """What is marked, and of the breakpoints as many as there is room for, evenly; how many are left out."""
    others = sorted(set(breaks) - marked)
    room = max(0, min(most, CELLS // max(1, work)) - len(marked))
    kept = others
    if len(others) > room:
        kept = [others[number * len(others) // room] for number in range(room)]
    return sorted(marked.union(kept)), len(others) - len(kept)


def received_amounts(plan: Plan) -> Iterator[int]:
    """What came into the unearmarked funds, year by year; what was paid back is nothing to spend."""
    for fund in unearmarked_funds(plan):
        yield from (amount for amount in (fund.received or {}).values() if amount >= 0)


def _marked(plan: Plan, amounts: Iterable[int], required: set[int], asked: Sequence[int]) -> tuple[Stop, ...]:
    """What each of the amounts stands for."""
    years: dict[int, list[int]] = {}
    for fund in unearmarked_funds(plan):
        for year, amount in (fund.received or {}).items():
            years.setdefault(amount, []).append(year)
    return tuple(
        Stop(amount, tuple(sorted(years.get(amount, ()))), amount in required, amount in asked)
        for amount in sorted(amounts)
    )
