"""Programmes, outcomes and links in; what each of them has to do with the others, to be looked up, out."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from realign.models.programme.priority_links import RankedLink
from realign.plan import Plan


@dataclass(frozen=True, slots=True)
class Sides:
    """What programmes, outcomes and links have to do with each other."""

    drivers: Mapping[str, Sequence[str]]
    """Programme -> those that drive it."""
    workers: Mapping[str, Sequence[str]]
    """Outcome -> the programmes that work on it."""
    linked: Mapping[str, Mapping[str, int]]
    """Outcome -> the outcomes that links tie it to, and how many do; a link stands at both ends."""

    @classmethod
    def of(cls, plan: Plan, links: Iterable[RankedLink]) -> "Sides":
        """Gather them in the order of the plan."""
        drivers: dict[str, list[str]] = defaultdict(list)
        workers: dict[str, list[str]] = defaultdict(list)
        linked: dict[str, Counter[str]] = defaultdict(Counter)
        for one in plan.flagships:
            for other in dict.fromkeys(one.drives):
                drivers[other].append(one.id)
            for code in dict.fromkeys(one.outcomes):
                workers[code].append(one.id)
        for link in links:
            linked[link.source][link.target] += 1
            linked[link.target][link.source] += 1
        return cls(drivers, workers, linked)

    def within(self, outcomes: Iterable[str]) -> int:
        """How many links have both ends among `outcomes`."""
        held = set(outcomes)
        both = (self.linked[code].items() for code in held if code in self.linked)
        return sum(many for ends in both for code, many in ends if code in held) // 2


def meeting(held: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """The places of every two sets that have something in common, in order."""
    holding: dict[str, list[int]] = defaultdict(list)
    for at, codes in enumerate(held):
        for code in codes:
            holding[code].append(at)
    for at, codes in enumerate(held):
        later = {other for code in codes for other in holding[code][bisect_right(holding[code], at) :]}
        yield from ((at, other) for other in sorted(later))
