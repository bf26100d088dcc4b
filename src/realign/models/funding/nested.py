"""The whole funding curve for nested earmarks: an integer programme over (money needed, value).

Each pot keeps the undominated pairs of money and value of the work below it. What exceeds
the pot overflows into the pot around it; the overflow of the outermost pot is the
unearmarked money that is needed. After Nemhauser and Ullmann (1969), for a tree of pots.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, pairwise, product
from math import prod
from typing import Final

from realign.models.funding.curve import Frontier, Point
from realign.models.funding.problem import Problem, Scale
from realign.models.funding.requires import closed, families

LIMIT: Final = 5_000_000
"""When this many choices have been looked at, some seconds of work, the rest is left to the solver."""
FAMILY: Final = 12
"""More items than this that require each other are left to the solver."""
WAYS: Final = 64
"""More ways than this to decide about items of different pots that require each other are, too."""


class TooManyChoices(Exception):  # noqa: N818 - no error: the caller takes the other way
    """The programme would have to look at more than `LIMIT` choices."""


@dataclass(frozen=True, slots=True)
class Nest:
    """The pots as a forest: each item may draw from one pot alone, or from a pot and all around it."""

    around: dict[str, str]
    """Pot -> the pot that its overflow goes to."""
    alone: dict[str, tuple[int, ...]]
    """Pot -> items that only it may pay for."""
    passing: dict[str, tuple[int, ...]]
    """Pot -> items that begin there and overflow to the pots around."""


def nest(problem: Problem) -> Nest | None:
    """Arrange the pots as a forest with the free pot outermost; None where they overlap."""
    claims = {item.funds for item in problem.items if len(item.funds) > 1}
    breadth = {pot: sum(pot in claim for claim in claims) for claim in claims for pot in claim}
    around: dict[str, str] = {}
    chains = {
        claim: sorted(claim, key=lambda pot: (pot == problem.free, breadth[pot], pot)) for claim in claims
    }
    for pots in chains.values():
        for pot, outer in pairwise(pots):
            if around.setdefault(pot, outer) != outer:
                return None
    if any(chain[-1] in around for chain in chains.values()):
        return None
    alone: dict[str, list[int]] = {}
    passing: dict[str, list[int]] = {}
    for position, item in enumerate(problem.items):
        if len(item.funds) == 1:
            alone.setdefault(item.funds[0], []).append(position)
        elif item.funds:
            passing.setdefault(chains[item.funds][0], []).append(position)
    return Nest(around, _frozen(alone), _frozen(passing))


def _frozen(lists: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {pot: tuple(positions) for pot, positions in lists.items()}


class _ParetoProgramme:
    """Undominated choices as integers: money | value not reached | chosen | in some | in every choice.

    Sorting the integers sorts by money, then by value, then by priority; adding an item, or
    joining two pots, is one addition. `some` and `every` run over all choices with the same
    money and value; a choice of equal value for more money is kept only as a witness
    that an item is in it, or is not, which no cheaper one is.
    """

    def __init__(self, problem: Problem, arranged: Nest) -> None:
        self.problem, self.nest = problem, arranged
        scale = Scale.of(problem.items)
        self.weights = [scale.weigh(item) for item in problem.items]
        self.count = len(problem.items)
        self.ones = (1 << self.count) - 1
        self.low = 3 * self.count
        self.most = sum(self.weights)
        self.bits = self.most.bit_length() + 1
        self.start = self.most << self.low
        self.looked_at = 0
        self.families: dict[int, list[tuple[int, ...]]] = {}
        self.decided: set[int] = set()
        self.forced: set[int] = set()
        self.children: dict[str, list[str]] = {}
        for pot, outer in sorted(arranged.around.items()):
            self.children.setdefault(outer, []).append(pot)

    def run(self) -> list[int]:
        """The choices over all pots, by rising need of unearmarked money.

        Where items of different pots require each other, once for every way to decide about these.
        """
        places = [{*group} for part in (self.nest.alone, self.nest.passing) for group in part.values()]
        payable = [place for place, item in enumerate(self.problem.items) if item.funds]
        tied = families(self.problem.requires, payable)
        inside = [family for family in tied if any(group.issuperset(family) for group in places)]
        self.families = {family[0]: closed_sets(self.problem, family) for family in inside}
        self.decided = set(chain.from_iterable(tied))
        ways = [closed_sets(self.problem, family) for family in tied if family not in inside]
        if prod(map(len, ways)) > WAYS:
            raise TooManyChoices
        found: list[int] = []
        for way in product(*ways):
            found += self.choices(set(chain.from_iterable(way)))
        return self.prune(found) if ways else found

    def choices(self, forced: set[int]) -> list[int]:
        """The choices over all pots that hold the items `forced`."""
        self.forced = forced
        pots = {*self.nest.alone, *self.nest.passing, *self.nest.around, *self.nest.around.values()}
        choices = [self.start]
        for pot in sorted(pots - set(self.nest.around)):
            choices = self.join(choices, self.fill(pot))
        return choices

    def fill(self, pot: str) -> list[int]:
        """The choices in `pot` and the pots inside it, by what overflows from it."""
        choices = [self.start]
        free = pot == self.problem.free
        amount = 0 if free else self.problem.amounts[pot]
        choices = self.add(choices, self.nest.alone.get(pot, ()), None if free else amount)
        for child in self.children.get(pot, ()):
            choices = self.join(choices, self.fill(child))
        choices = self.add(choices, self.nest.passing.get(pot, ()), None)
        if free:
            return choices
        last = pot not in self.nest.around
        return self.overflow(choices, amount, keep=not last)

    def add(self, choices: list[int], positions: Iterable[int], most: int | None) -> list[int]:
        """Take or leave each item; `most` bounds the money."""
        positions = list(positions)
        shift = self.step([position for position in positions if position in self.forced])
        choices = [code + shift for code in choices]
        if most is not None:
            choices = self.within(choices, most)
        for bundle in self.bundles(positions):
            grown = choices + [code + step for step in bundle for code in choices]
            choices = self.prune(grown if most is None else self.within(grown, most))
        return choices

    def bundles(self, positions: Iterable[int]) -> Iterator[list[int]]:
        """What taking adds: item by item, or for items that require each other every way to take some."""
        for position in positions:
            if position in self.families:
                yield [self.step(chosen) for chosen in self.families[position] if chosen]
            elif position not in self.decided:
                yield [self.step((position,))]

    def step(self, positions: Sequence[int]) -> int:
        """What taking the items at `positions` together adds to the integer of a choice."""
        mask = sum(1 << position for position in positions)
        marks = mask << 2 * self.count | mask << self.count | mask
        money = self.problem.cost(positions) << self.low + self.bits
        return money - (sum(self.weights[position] for position in positions) << self.low) + marks

    def join(self, left: list[int], right: list[int]) -> list[int]:
        """Every choice of the one with every choice of the other."""
        if len(right) > len(left):
            left, right = right, left
        if len(right) == 1:
            shift = right[0] - self.start
            return [code + shift for code in left]
        if len(left) * len(right) > LIMIT:
            raise TooManyChoices
        shifts = [code - self.start for code in right]
        return self.prune([code + shift for shift in shifts for code in left])

    def within(self, choices: list[int], most: int) -> list[int]:
        bound = most + 1 << self.low + self.bits
        return [code for code in choices if code < bound]

    def overflow(self, choices: list[int], amount: int, *, keep: bool) -> list[int]:
        """Let `amount` pay: only what exceeds it still needs money from around the pot."""
        high = self.low + self.bits
        full, taken = amount + 1 << high, amount << high
        inside = (1 << high) - 1
        spilt = [code & inside if code < full else code - taken for code in choices if keep or code < full]
        return self.prune(spilt)

    def prune(self, choices: list[int]) -> list[int]:
        """Keep what no cheaper choice reaches, and the witnesses."""
        self.looked_at += len(choices)
        if self.looked_at > LIMIT:
            raise TooManyChoices
        choices.sort()
        kept: list[int] = []
        low, count, ones = self.low, self.count, self.ones
        value_mask = (1 << self.bits) - 1
        best, last, some, every = 1 << self.bits, -1, 0, 0
        for code in choices:
            rank = code >> low
            value = rank & value_mask
            if value > best:
                continue
            if value < best:
                kept.append(code)
                best, last = value, rank
                some, every = code >> count & ones, code & ones
            else:
                mine, common = code >> count & ones, code & ones
                if not mine & ~some and not every & ~common:
                    continue
                some, every = some | mine, every & common
                if rank == last:
                    head = kept[-1]
                    both = (head >> count | code >> count) & ones
                    kept[-1] = head >> 2 * count << 2 * count | both << count | head & code & ones
                else:
                    kept.append(code)
                    last = rank
        return kept


def closed_sets(problem: Problem, family: Sequence[int]) -> list[tuple[int, ...]]:
    """Every choice of items of `family` that holds all that it requires. Raises `TooManyChoices`."""
    if len(family) > FAMILY:
        raise TooManyChoices
    requires = problem.requires
    subsets = (chosen for size in range(len(family) + 1) for chosen in combinations(family, size))
    return [chosen for chosen in subsets if closed(requires, chosen)]


def whole_curve(problem: Problem, arranged: Nest) -> Frontier:
    """All breakpoints, and from when each item is in some and in every best use; exact.

    Among best uses of an amount the canonical one needs the least unearmarked money, then
    leaves out what comes last in the order of the items. Raises `TooManyChoices`.
    """
    programme = _ParetoProgramme(problem, arranged)
    count, ones, value_mask = programme.count, programme.ones, (1 << programme.bits) - 1
    points: list[Point] = []
    some: dict[int, int] = {}
    every: dict[int, int] = {}
    seen = fixed = 0
    for code in programme.run():
        money = code >> programme.low + programme.bits
        weight = programme.most - (code >> programme.low & value_mask)
        mine = code >> count & ones
        for position in _members(mine & ~seen):
            some[position] = money
        seen |= mine
        if not points or weight > points[-1].weight:
            for position in _members(code & ones & ~fixed):
                every[position] = money
            fixed |= code & ones
            points.append(Point(money, weight, frozenset(_members(code >> 2 * count & ones))))
    return Frontier(tuple(points), some, every)


def _members(mask: int) -> Iterator[int]:
    """Positions of the ones in `mask`."""
    while mask:
        bit = mask & -mask
        yield bit.bit_length() - 1
        mask ^= bit
