"""The best use of one amount among many items: prices settle most, the solver the close calls.

Served in parts, the items give every pot a price, and the prices a bound on what any choice can
be worth. An item whose value is far from its cost at those prices is in, or out of, every better
choice; only the others, the core, are put to the solver. After Balas and Zemel (1980). Work
that requires other work is judged with it, tree by tree. All bounds are whole numbers, whatever
the solver rounds, and the work is counted, so that the same question has the same answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from realign.models.clock import over
from realign.models.funding.cuts import Fence, Fences, need
from realign.models.funding.divisible import Service, serve
from realign.models.funding.flow import Claim
from realign.models.funding.forest import Forest, PricedChoice, forest_of, in_turn, level, priced_choice
from realign.models.funding.linear import pot_prices
from realign.models.funding.milp import Best, SelectionModel, answer
from realign.models.funding.priority_rule import in_order
from realign.models.funding.problem import Problem, Scale
from realign.models.funding.requires import closed_part, dependents

CORES: Final = (40, 80, 160, 320)
"""Sizes of the core that are tried in turn, until it holds all that is not settled."""
AT_ONCE: Final = 160
"""So many close calls are put to the solver without trying a smaller core first."""
WORK: Final = 24_000
"""The solver gets so much work for all amounts together: columns, rows, and steps that it takes."""
NODES: Final = 20_000
"""The solver gives up on a core after so many nodes of its search tree by the size of the core."""
LEVELLINGS: Final = 6
"""So often the prices are corrected where work requires other work."""
NEAR: Final = 4000
"""So many items are priced anew by linear programming where work requires other work."""
FINE: Final = 110
"""Bits behind the point of a price; tells apart any two quotients of amounts up to 10^15."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What a unit of money is worth in each pot, and what follows for every item; all times 2^`FINE`."""

    by_pot: Mapping[str, int]
    total: int
    """No choice is worth more."""
    choice: PricedChoice

    @property
    def bound(self) -> int:
        """The same as a whole number."""
        return self.total >> FINE

    def open(self, reached: int) -> list[int]:
        """Items that a choice worth more than `reached` may hold or not, the closest calls first."""
        slack = self.total - (reached + 1 << FINE)
        without, within = self.choice.without, self.choice.within
        both = [
            (max(loss, within[place]), place)
            for place, loss in without.items()
            if loss <= slack and within[place] <= slack
        ]
        return [place for _, place in sorted(both)]

    def fences(self) -> list[Fence]:
        """The sets of pots that these prices rest on: all that are as dear as one of them, or dearer."""
        rates = sorted({rate for rate in self.by_pot.values() if rate}, reverse=True)
        return [frozenset(pot for pot, rate in self.by_pot.items() if rate >= least) for least in rates]


class Market:
    """Many items, one amount, and what money is worth in each pot."""

    def __init__(self, problem: Problem, unearmarked: int) -> None:
        self.problem, self.unearmarked = problem, unearmarked
        self.scale = Scale.of(problem.items)
        self.forest: Forest = forest_of(problem)
        self.weights = {place: self.scale.weigh(problem.items[place]) for place in self.forest.order}
        self.fine = {place: weight << FINE for place, weight in self.weights.items()}
        self.rates = {place: self.fine[place] // max(1, problem.items[place].cost) for place in self.weights}
        self.service = self.served()
        self.prices = self.judged(self.dry(self.service))

    def served(self) -> Service:
        """Pay in parts, the highest rate first."""
        return serve(self.problem, self.unearmarked, in_turn(self.forest, self.rates))

    def dry(self, service: Service) -> dict[str, int]:
        """The rate of the item at which each pot ran dry; 0 where it never did."""
        places = service.prices
        return {
            pot: self.rates[places[pot]] if pot in places else 0
            for pot in self.problem.pots(self.unearmarked)
        }

    def rate_of(self, claim: Claim, by_pot: Mapping[str, int]) -> int:
        """What a unit of money costs whoever has this claim."""
        return min(by_pot[pot] for pot in claim)

    def judged(self, by_pot: Mapping[str, int]) -> Prices:
        """What follows from prices; any give a bound: money at its price, and what items are worth beyond."""
        items = self.problem.items
        cheapest = {
            claim: self.rate_of(claim, by_pot) for claim in {items[place].funds for place in self.weights}
        }
        margins = {
            place: fine - cheapest[items[place].funds] * items[place].cost
            for place, fine in self.fine.items()
        }
        choice = priced_choice(self.forest, margins)
        money = sum(amount * by_pot[pot] for pot, amount in self.problem.pots(self.unearmarked).items())
        return Prices(by_pot, money + choice.total, choice)

    def relevel(self) -> None:
        """Let work lend to what it requires, serve anew, and keep the lower bound."""
        items = self.problem.items
        least = 1 + sum(self.fine.values()) // max(1, self.problem.cost(self.weights)) // 1000
        rate = {
            claim: max(least, self.rate_of(claim, self.prices.by_pot))
            for claim in {items[place].funds for place in self.weights}
        }
        levels = level(
            self.forest,
            self.fine,
            {place: rate[items[place].funds] * items[place].cost for place in self.weights},
        )
        self.rates = {
            place: min(found, 1 << 128) * rate[items[place].funds] >> 64 for place, found in levels.items()
        }
        self.service = self.served()
        self.learn(self.judged(self.dry(self.service)))

    def learn(self, prices: Prices) -> None:
        """Keep the lower bound."""
        if prices.total < self.prices.total:
            self.prices = prices


class Core(Market):
    """The best choice found so far as well, and the work that the solver did for it."""

    def __init__(self, problem: Problem, unearmarked: int) -> None:
        super().__init__(problem, unearmarked)
        self.worked = 0
        self.best = self.filled(self.whole(self.service))
        if not self.forest.plain:
            for _ in range(LEVELLINGS):
                self.relevel()
                self.keep(self.filled(self.whole(self.service)))
            if self.best.weight < self.prices.bound:
                self.program()
        self.fences = self.prices.fences()

    def keep(self, found: Best) -> None:
        """Keep the better choice."""
        if found.weight > self.best.weight:
            self.best = found

    def program(self) -> None:
        """Price the closest calls by linear programming, with all others as they stand."""
        near = self.prices.open(self.best.weight)[:NEAR]
        asked = set(near)
        taken = [place for place in self.prices.choice.taken if place not in asked]
        model = SelectionModel(self.problem, self.unearmarked, sorted(asked), taken)
        found = pot_prices(model, [self.weights[place] for place in model.asked])
        if found is not None:
            self.learn(self.judged({pot: max(0, int(rate * 2**FINE)) for pot, rate in found.items()}))

    def whole(self, service: Service) -> set[int]:
        """What was paid in full, with all that it requires."""
        items = self.problem.items
        full = {place for place in self.forest.order if service.parts.get(place, 0) == items[place].cost}
        return closed_part(self.problem.requires, full)

    def filled(self, chosen: Iterable[int], first: Iterable[int] = ()) -> Best:
        """What fits on top of the items `chosen`: `first` those, then the highest rate."""
        order = in_turn(self.forest, self.rates)
        wanted = set(first)
        order = [place for place in order if place in wanted] + list(order)
        every = in_order(self.problem, self.unearmarked, chosen, order)
        parts = {place: self.problem.items[place].cost for place in sorted(every)}
        return Best(parts, self.scale.measure(self.problem.items, parts), self.prices.bound)

    def ask(self, asked: Sequence[int], work: int) -> int:
        """Put the items `asked` to the solver, all others as the prices say; what no such choice exceeds.

        Keeps the best choice. What the solver learns of sets of pots is kept for the next time.
        """
        inside = set(asked)
        taken = [place for place in self.prices.choice.taken if place not in inside]
        model = SelectionModel(self.problem, self.unearmarked, sorted(asked), taken, self.fences, work)
        better = answer(model, nodes=max(50, NODES // max(1, len(asked))))
        self.fences = list(model.fences.known)
        self.worked += model.worked
        self.keep(self.filled(better.parts) if model.payable else self.filled((), model.proposed))
        return self.best.weight if model.impossible else better.bound


def best_of_many(problem: Problem, unearmarked: int, work: int = WORK) -> Best:
    """The best use of `unearmarked`; exact where the core can be made to hold all close calls."""
    problem = within_reach(problem, unearmarked)
    everything = {place: item.cost for place, item in enumerate(problem.items) if item.funds}
    least = need(problem, everything)
    if least is not None and least <= unearmarked:
        weight = Scale.of(problem.items).measure(problem.items, everything)
        return Best(everything, weight, weight)
    core = Core(problem, unearmarked)
    bound = core.prices.bound
    for size in CORES:
        if core.best.weight >= bound or core.worked >= work or over():
            break
        near = core.prices.open(core.best.weight)
        if not near:
            bound = core.best.weight
            break
        all_of_them = len(near) <= max(size, AT_ONCE)
        most = core.ask(near if all_of_them else near[:size], work - core.worked)
        if all_of_them:
            bound = min(bound, most)
            break
    return replace(core.best, bound=max(core.best.weight, bound))


def within_reach(problem: Problem, unearmarked: int) -> Problem:
    """The problem without work that its funds can never pay together with all that it requires.

    Looked at are the funds of each claim, where these are few, and all funds together.
    """
    items = problem.items
    lost = {place for place, item in enumerate(items) if not item.funds}
    lost = dependents(problem.requires, lost | set(_beyond(problem, unearmarked)))
    return replace(
        problem,
        items=tuple(replace(item, funds=()) if place in lost else item for place, item in enumerate(items)),
    )


def _beyond(problem: Problem, unearmarked: int) -> Iterator[int]:
    """Items that the funds cannot pay beside all that they require; what requires one is not looked at."""
    items, forest = problem.items, forest_of(problem)
    holds, loaded = _limits(problem, unearmarked)
    below: dict[int, list[int]] = {}
    for place, upper in forest.above.items():
        below.setdefault(upper, []).append(place)
    used = [0] * len(holds)
    stack = [(place, 1) for place in forest.order if place not in forest.above]
    while stack:
        place, sign = stack.pop()
        numbers = loaded[items[place].funds]
        for number in numbers:
            used[number] += sign * items[place].cost
        if sign < 0:  # all that requires it has been looked at
            continue
        stack.append((place, -1))
        if any(used[number] > holds[number] for number in numbers):
            yield place
        else:
            stack.extend((other, 1) for other in below.get(place, ()))


def _limits(problem: Problem, unearmarked: int) -> tuple[list[int], dict[Claim, list[int]]]:
    """What each set of funds holds, and the sets that bear all that an item with a claim costs."""
    pots = problem.pots(unearmarked)
    claims = sorted({item.funds for item in problem.items if item.funds})
    sets = [frozenset(claim) for claim in claims] if len(claims) <= Fences.FEW else []
    sets = [*sets, frozenset(pots)]
    holds = [sum(pots[pot] for pot in fence) for fence in sets]
    loaded = {
        claim: [number for number, fence in enumerate(sets) if fence.issuperset(claim)] for claim in claims
    }
    return holds, loaded
