"""The parts of the answer of `gaps`: amounts, items, breakpoints, groups, years."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from realign.models.funding.problem import TierValue
from realign.models.funding.solver import Algorithm
from realign.models.funding.structural import CoverageState, Exposure
from realign.plan import Basis, Effect, FundKind, Now
from realign.plan.record import Title

EFFECTS: tuple[Effect, ...] = get_args(Effect)[::-1]
"""The gravest first."""
Proof = Literal["certified", "bounded", "structural"]
"""`certified`: exact, and an integer flow shows who pays; `bounded`: off by at most `gap`;
`structural`: proved without costs."""


@dataclass(frozen=True, slots=True)
class Received:
    """What really came into the unearmarked fund in a year, where that stands, and how sure it is."""

    year: int
    amount: int
    fund: str
    refs: tuple[str, ...]
    sure: Title | None
    """What the figure is and is not, in the words of the plan; None where it says nothing of it."""

    def __int__(self) -> int:
        """The amount in whole currency units."""
        return self.amount


@dataclass(frozen=True, slots=True)
class FundedItem:
    """One piece of work at one amount of unearmarked money."""

    id: str
    kind: str
    """Key of the plan that it stands under."""
    title: Title
    state: CoverageState
    exposure: Exposure
    paid_by: Mapping[str, int | None]
    """Pot -> amount; None where nobody has said what the item costs."""
    covered_from: int | None
    """Smallest unearmarked amount at which it is in some best use; None: at none, or not known."""
    always_covered_from: int | None
    """Smallest unearmarked amount at which it is in every best use."""
    break_even: int | None
    """The most an item of unknown cost may cost to be worth covering at this amount."""
    chance: float | None
    """Chance that it is covered if what has no cost splits at random; None where nothing is assumed."""
    core: float | None
    """Share of the draws of uncertain costs in which it is in the best use."""
    cost: int | Mapping[str, int] | None
    """Whole currency units, `{low, high}`, or None where nobody has said."""
    value: int
    tier: int
    paid: int | None
    """What can be paid of it at this amount; less than its cost only for a divisible item."""
    units: int | None
    """How many whole units of its quantity that pays for, for a divisible item with a quantity."""
    funds: tuple[str, ...]
    funds_basis: Basis
    """Whether a source says that this money may pay, implies it, or we judged."""
    vouched_by: Literal["source", "assumption"] | None
    """Who says that this amount provides for it, where that is what its state rests on."""
    now: Now | None
    """What a source, at the time of its writing, says happens; at amounts up to what came in that year."""
    effect: Effect | None
    """What happens to it without the money; None where nobody says."""
    says: Title | None
    """What the source says of it, close to its words."""
    note: Title | None
    """What is ours: how the source is read, and what it does not say."""
    same_as: str | None
    """The item that is the same work: it is counted there."""
    heading: str | None
    resolution: str | None
    refs: tuple[str, ...]


def happening(items: Iterable[FundedItem]) -> dict[Effect, tuple[str, ...]]:
    """What sources say happens now to some items: stopped, delayed, limited -> ids, each work once."""
    told: dict[Effect, list[str]] = {}
    for item in items:
        if item.now and item.same_as is None:
            told.setdefault(item.now.state, []).append(item.id)
    return {state: tuple(told[state]) for state in EFFECTS if state in told}


@dataclass(frozen=True, slots=True)
class CurveStep:
    """A breakpoint of the funding curve."""

    unearmarked: int
    value: TierValue
    covered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A next step, and what it changes against the amount asked about."""

    unearmarked: int
    more: int
    """How much more money that is."""
    value: TierValue
    adds: tuple[str, ...]
    drops: tuple[str, ...]
    """Items that give way so that others of more value can be paid."""
    best: bool = True
    """Whether it is the next breakpoint of the best use; else the cheapest step that gives nothing up."""


@dataclass(frozen=True, slots=True)
class EarmarkPrice:
    """What the strings of one fund cost at one amount of unearmarked money."""

    fund: str
    amount: int
    """What the fund holds."""
    value: TierValue
    """What the best use is worth as things are."""
    value_free: TierValue
    """What it would be worth if the fund could also pay for all that unearmarked money may pay for."""
    gain: TierValue
    gain_per_100_000: float | tuple[float, ...]
    """The gain for each 100 000 that the fund holds, in whole currency units."""
    gain_of_more: TierValue
    """What as much more unearmarked money would gain with the strings left as they are; never less."""
    covered_free: tuple[str, ...]
    """What the best use would cover."""
    certified: bool
    """Whether both values are proved to be the best."""


@dataclass(frozen=True, slots=True)
class AllFree:
    """The best use of all money if no fund of known amount had strings."""

    value: TierValue
    gain: TierValue
    covered: tuple[str, ...]
    certified: bool


@dataclass(frozen=True, slots=True)
class Level:
    """What one amount of unearmarked money covers and leaves uncovered."""

    unearmarked: int
    source: Received | None
    """Where the amount comes from, if it is what came in in a year."""
    required: int | None
    """What covers everything that this money can reach; None where nobody can say."""
    shortfall: int | None
    proof: Proof
    algorithm: Algorithm | Literal["priority"] | None
    """How the covered work was chosen; `priority`: in order; None where no cost is known."""
    gap: TierValue | None
    """By how much the best use may be worth more than `value`, at most; None where values prove nothing."""
    value: TierValue
    covered: tuple[str, ...]
    uncovered: tuple[str, ...]
    open: tuple[str, ...]
    items: tuple[FundedItem, ...]
    spent: Mapping[str, int]
    """Pot -> what it pays for the covered items whose cost is known."""
    optimum: TierValue | None
    """What the best use is worth, where it is known."""
    in_order: TierValue | None
    """What funding in order of priority, skipping what does not fit, is worth."""
    lost_in_order: TierValue | None
    """What that order costs against the best use."""
    exhausted: tuple[str, ...]
    """Pots that are all spent and together bar every uncovered item's way to money (a minimum cut)."""
    now: Mapping[Effect, tuple[str, ...]]
    """What sources say happens with no more money than this, at the time of their writing -> items."""
    ladder: tuple[NextStep, ...]
    """The next breakpoints; the first is the cheapest next step."""
    ask_first: tuple[str, ...]
    """Items whose uncertain cost decides most: get these costs first."""
    earmarks: tuple[EarmarkPrice, ...] | None = None
    """The price of the strings of each fund; None where it was not asked for."""
    all_free: AllFree | None = None
    """The same for all funds at once."""


@dataclass(frozen=True, slots=True)
class WithNothing:
    """What no unearmarked money at all covers, beside amounts above 0."""

    covered: tuple[str, ...]
    open: tuple[str, ...]
    uncovered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FundUse:
    """What one fund does at one amount of unearmarked money."""

    unearmarked: int
    fund: str
    title: Title
    kind: FundKind
    amount: int | None
    """What it holds beside the funds within it; None for a budget of which nobody has said it."""
    within: str | None
    """The fund that it is a part of."""
    used: int
    left: int | None


@dataclass(frozen=True, slots=True)
class GroupTotals:
    """What one amount covers of one group of items."""

    unearmarked: int
    group: str | None
    """None: items that name no such group."""
    title: Title | None
    """None for items that name no such group."""
    items: int
    covered: int
    open: int
    uncovered: int
    exposed: int
    value: int
    """Sum of the values of its items."""
    covered_value: int
    cost: int | None
    """What its items cost; None where one cost is unknown."""
    now: Mapping[Effect, tuple[str, ...]]
    """What sources say happens with no more money than this, at the time of their writing -> items."""


@dataclass(frozen=True, slots=True)
class Year:
    """What came into the unearmarked fund in a year, beside what is required."""

    year: int
    received: int
    required: int | None
    share: float | None
    shortfall: int | None
