"""Which states hold whatever the costs turn out to be: proved from the dearest and the cheapest case."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from realign.analysis.funding.exact import Choice
from realign.analysis.funding.nested import TooManyChoices, nest, whole_curve
from realign.analysis.funding.overlapping import best_use
from realign.analysis.funding.problem import Problem, Scale
from realign.analysis.funding.uncosted import State

PROVED: Final = 60
"""With more payable items than this only what needs no further search is proved."""


def certain(cheap: Problem, dear: Choice, core: Mapping[int, float], amount: int) -> dict[int, State]:
    """Position -> covered or uncovered, where every cost within its range leads to that; else absent.

    Whatever the costs, the best use is worth at least what it is worth at the dearest. So an
    item of the dearest choice is in every best use if nothing without it is worth as much even at
    the cheapest, and an item outside it is in none if nothing with it is, even at the cheapest.
    `cheap`: the problem at the cheapest; `dear`: the choice at the dearest; `core`: share of draws.
    """
    payable = {place for place, job in enumerate(cheap.jobs) if job.funds}
    found: dict[int, State] = {}
    if dear.covered >= payable:
        return {place: "covered" if place in payable else "uncovered" for place in range(len(cheap.jobs))}
    pots = cheap.pots(amount)
    for place, job in enumerate(cheap.jobs):
        if job.cost > sum(pots[pot] for pot in job.funds) or not job.funds:
            found[place] = "uncovered"
    divisible = any(cheap.jobs[place].divisible for place in payable)
    if len(payable) > PROVED or divisible or dear.weight < dear.bound:
        return found
    for place in sorted(payable - found.keys()):
        if place in dear.covered and core.get(place, 1.0) == 1.0:
            rival = _best(_without(cheap, place), amount)
            if rival is not None and rival < dear.weight:
                found[place] = "covered"
        elif place not in dear.covered and not core.get(place):
            rival = _best_with(cheap, place, amount)
            if rival is not None and rival < dear.weight:
                found[place] = "uncovered"
    return found


def _without(problem: Problem, place: int) -> Problem:
    """The problem in which nothing may pay for the job at `place`, nor for what requires it."""
    gone = {place}
    while True:
        more = {
            other
            for other, job in enumerate(problem.jobs)
            if other not in gone and gone.intersection(job.requires)
        }
        if not more:
            break
        gone |= more
    jobs = tuple(
        replace(job, funds=(), requires=()) if other in gone else job
        for other, job in enumerate(problem.jobs)
    )
    return replace(problem, jobs=jobs)


def _best_with(problem: Problem, place: int, amount: int) -> int | None:
    """What the best choice that holds the job at `place` is worth; -1 where none can be paid."""
    jobs = list(problem.jobs)
    jobs[place] = replace(jobs[place], tier=0, value=1)
    chosen = _choose(replace(problem, jobs=tuple(jobs)), amount)
    if chosen is None:
        return None
    return _worth(problem, chosen) if place in chosen else -1


def _best(problem: Problem, amount: int) -> int | None:
    """What the best use is worth."""
    chosen = _choose(problem, amount)
    return None if chosen is None else _worth(problem, chosen)


def _worth(problem: Problem, chosen: frozenset[int]) -> int:
    scale = Scale.of(problem.jobs)
    return sum(scale.weigh(problem.jobs[place]) for place in chosen)


def _choose(problem: Problem, amount: int) -> frozenset[int] | None:
    """A best use of whole jobs; None where the solver could not prove that it is best."""
    arranged = nest(problem)
    try:
        if arranged is not None:
            return whole_curve(problem, arranged).at(amount).covered
    except TooManyChoices:
        pass
    best = best_use(problem, amount)
    return frozenset(best.parts) if best.weight == best.bound else None
