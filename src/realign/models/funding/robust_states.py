"""Which states hold whatever the costs turn out to be: proved from the dearest and the cheapest case."""

from collections.abc import Collection, Iterator, Mapping

from realign.models.funding.forest import following
from realign.models.funding.problem import Problem
from realign.models.funding.rival_states import Rivals
from realign.models.funding.solver import Choice
from realign.models.funding.structural import State


def certain(
    cheap: Problem, costly: Problem, dear: Choice, core: Mapping[int, float], amount: int
) -> dict[int, State]:
    """Position -> covered or uncovered, where every cost within its range leads to that; else absent.

    Whatever the costs, the best use is worth at least what it is worth at the dearest. So an
    item of the dearest choice is in every best use if nothing without it is worth as much even at
    the cheapest, and an item outside it is in none if nothing with it is, even at the cheapest.
    Work that shares no fund, directly or through other work, is judged by itself.

    `cheap` and `costly`: the problem at either end; `dear`: the choice at the dearest; `core`: share of
    the draws.
    """
    found: dict[int, State] = dict.fromkeys(_too_dear(cheap, amount), "uncovered")
    payable = {place for place, job in enumerate(cheap.jobs) if job.funds}
    found |= dict.fromkeys(_at_ease(cheap, costly, payable) & dear.covered, "covered")
    settled = {
        place for place, state in found.items() if state == "covered" or not cheap.jobs[place].divisible
    }
    for several in _apart(cheap, payable - settled):
        if dear.covered >= several:
            found |= dict.fromkeys(several, "covered")
        else:
            found |= dict(_judged(Rivals(cheap, costly, several, dear.parts, amount), core))
    return found


def _too_dear(cheap: Problem, amount: int) -> set[int]:
    """Work that costs more even at the cheapest than all its own funds hold, and what requires such work."""
    pots = cheap.pots(amount)
    lost = {
        place
        for place, job in enumerate(cheap.jobs)
        if job.cost > sum(pots[pot] for pot in job.funds) or not job.funds
    }
    return following([job.requires for job in cheap.jobs], lost)


def _at_ease(cheap: Problem, costly: Problem, payable: Collection[int]) -> frozenset[int]:
    """Work on a fund that suffices, even at the dearest, for all that may draw on it.

    Nothing else has to give way to it, so every best use holds it, if all that it requires is such work.
    """
    asked = dict.fromkeys(costly.amounts, 0)
    for place in payable:
        for pot in asked.keys() & cheap.jobs[place].funds:
            endless = not costly.jobs[place].funds
            asked[pot] += costly.amounts[pot] + 1 if endless else costly.jobs[place].cost
    ample = {pot for pot, cost in asked.items() if cost <= costly.amounts[pot]}
    easy = frozenset(place for place in payable if ample.intersection(cheap.jobs[place].funds))
    others = set(range(len(cheap.jobs))) - easy
    return easy - following([job.requires for job in cheap.jobs], others)


def _apart(problem: Problem, places: Collection[int]) -> Iterator[set[int]]:
    """`places` in groups that share no fund and do not require each other."""
    sharing: dict[str | int, set[int]] = {}
    for place in places:
        for tie in _ties(problem, place):
            sharing.setdefault(tie, set()).add(place)
    rest = set(places)
    for start in sorted(places):
        group: set[int] = set()
        queue = [start] if start in rest else []
        while queue:
            place = queue.pop()
            if place not in group:
                group.add(place)
                queue.extend(other for tie in _ties(problem, place) for other in sharing.pop(tie, ()))
        rest -= group
        if group:
            yield group


def _ties(problem: Problem, place: int) -> tuple[str | int, ...]:
    """What a piece of work may share with another: a fund, or that one requires the other."""
    return (*problem.jobs[place].funds, place, *problem.jobs[place].requires)


def _judged(rivals: Rivals, core: Mapping[int, float]) -> Iterator[tuple[int, State]]:
    """What can be proved of each of several pieces of work; a draw that says otherwise saves the trouble."""
    for place in sorted(rivals.places):
        if place in rivals.chosen:
            if core.get(place, 1.0) == 1.0 and rivals.needed(place):
                yield place, "covered"
        elif not core.get(place) and rivals.hopeless(place):
            yield place, "uncovered"
