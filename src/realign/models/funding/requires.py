"""Which work comes only with other work: closures over `requires`.

All functions take `requires`: for each piece of work the positions of those that it requires directly.
"""

from collections.abc import Collection, Container, Iterable, Sequence

Requires = Sequence[Sequence[int]]


def dependents(requires: Requires, places: Iterable[int]) -> set[int]:
    """The work at `places` and all that requires it, directly or not."""
    waiting: dict[int, list[int]] = {}
    for place, needed in enumerate(requires):
        for other in needed:
            waiting.setdefault(other, []).append(place)
    gone = set(places)
    queue = list(gone)
    while queue:
        for other in waiting.get(queue.pop(), ()):
            if other not in gone:
                gone.add(other)
                queue.append(other)
    return gone


def prerequisites(
    requires: Requires, place: int, known: Container[int] = (), ends: Container[int] = ()
) -> list[int]:
    """The work at `place` after all that it requires, directly or not, but for what is `known`.

    What the work at `ends` requires is left out.
    """
    found = {place: True}
    queue = [place]
    while queue:
        here = queue.pop()
        for other in requires[here] if here not in ends else ():
            if other not in found and other not in known:
                found[other] = True
                queue.append(other)
    return list(reversed(found))


def closed(requires: Requires, chosen: Collection[int]) -> bool:
    """Whether the work `chosen` holds all that it requires."""
    return all(other in chosen for place in chosen for other in requires[place])


def closed_part(requires: Requires, places: Iterable[int], given: Iterable[int] = ()) -> set[int]:
    """The work of `places` all of whose requirements are among them, directly and indirectly, or `given`."""
    places, given = set(places), frozenset(given)
    there = places | given
    short = {place for place in places if not there.issuperset(requires[place])}
    if not short:
        return places
    open_to = [() if place in given else needed for place, needed in enumerate(requires)]
    return places - dependents(open_to, short)


def connected(requires: Requires) -> set[int]:
    """All work that requires other work, or is required."""
    return {place for place, needed in enumerate(requires) if needed}.union(*requires)


def families(requires: Requires, places: Iterable[int]) -> list[tuple[int, ...]]:
    """Those of `places` that require each other, directly or through others, in groups; none stands alone."""
    family = {place: {place} for place in places}
    for place, needed in enumerate(requires):
        for other in needed:
            if place in family and other in family and family[place] is not family[other]:
                joined = family[place] | family[other]
                family.update(dict.fromkeys(joined, joined))
    found = {min(members): tuple(sorted(members)) for members in family.values() if len(members) > 1}
    return [found[first] for first in sorted(found)]
