"""Does anything in the plan run in a circle?"""

from collections.abc import Iterator, Mapping, Sequence

from realign.checks.check import Complaint, check
from realign.findings import Severity
from realign.plan import Plan
from realign.text import message

_TOLD = 6
"""Names of a circle that are told."""


@check("RA120")
def circular_whole(plan: Plan) -> Iterator[Complaint]:
    """Deliverables count each other in a circle.

    If each is a part of the other, none is counted. Drop one `within`.

    Broken:
        deliverables: [{id: D1, title: Reports, within: D2}, {id: D2, title: World report, within: D1}]

    Mended:
        deliverables: [{id: D1, title: Reports}, {id: D2, title: World report, within: D1}]
    """
    wholes = {one.id: (one.within,) for one in plan.deliverables if one.within}
    for circle in _circles(wholes):
        says = message("deliverables are within each other: {round}", round=_round(circle))
        yield Complaint("deliverables", circle[0], ("within",), says, message("drop one `within`"))


@check("RA121", Severity.WARNING)
def circular_requirement(plan: Plan) -> Iterator[Complaint]:
    """Pieces of work require each other in a circle.

    They can only be paid for all together: say so by making them one record, or drop one `requires`.

    Broken:
        activities: [{id: A1, title: Report, requires: [A2]}, {id: A2, title: Data, requires: [A1]}]

    Mended:
        activities: [{id: A1, title: Report, requires: [A2]}, {id: A2, title: Data}]
    """
    hint = message("make them one record, or drop one `requires`")
    for kind, circle in _of_work(plan, {one.id: one.requires for one in plan.fundables if one.requires}):
        says = message("pieces of work require each other: {round}", round=_round(circle))
        yield Complaint(kind, circle[0], ("requires",), says, hint)


@check("RA122", Severity.WARNING)
def circular_drive(plan: Plan) -> Iterator[Complaint]:
    """Programmes drive each other in a circle.

    What drives what is then said twice, the other way round. Drop one of the `drives`.

    Broken:
        flagships:
          - {id: F1, kind: flagship, title: Lively streets, drives: [F2]}
          - {id: F2, kind: flagship, title: Smart cities, drives: [F1]}

    Mended:
        flagships:
          - {id: F1, kind: flagship, title: Lively streets, drives: [F2]}
          - {id: F2, kind: flagship, title: Smart cities}
    """
    for circle in _circles({one.id: one.drives for one in plan.flagships}):
        says = message("programmes drive each other: {round}", round=_round(circle))
        yield Complaint("flagships", circle[0], ("drives",), says, message("drop one of the `drives`"))


@check("RA123")
def circular_sameness(plan: Plan) -> Iterator[Complaint]:
    """Pieces of work are said to be the same as each other in a circle.

    Money is counted at the work that the others name; here each sends it on, and it is counted nowhere. Name
    the same work from one side alone.

    Broken:
        deliverables: [{id: D1, title: Yearly report, same_as: A1}]
        activities: [{id: A1, title: Yearly reporting, same_as: D1}]

    Mended:
        deliverables: [{id: D1, title: Yearly report, same_as: A1}]
        activities: [{id: A1, title: Yearly reporting}]
    """
    hint = message("name the same work from one side alone")
    for kind, circle in _of_work(plan, {one.id: (one.same_as,) for one in plan.fundables if one.same_as}):
        says = message("pieces of work are the same as each other: {round}", round=_round(circle))
        yield Complaint(kind, circle[0], ("same_as",), says, hint)


@check("RA124")
def circular_fund(plan: Plan) -> Iterator[Complaint]:
    """Funds lie within each other in a circle.

    Each would be a part of the other, and nobody could say what either holds. Drop one `within`.

    Broken:
        funds:
          - {id: climate, kind: hard, title: Climate, amount: 300 000, within: trees}
          - {id: trees, kind: hard, title: Trees, amount: 60 000, within: climate}

    Mended:
        funds:
          - {id: climate, kind: hard, title: Climate, amount: 300 000}
          - {id: trees, kind: hard, title: Trees, amount: 60 000, within: climate}
    """
    for circle in _circles({one.id: (one.within,) for one in plan.funds if one.within}):
        says = message("funds are within each other: {round}", round=_round(circle))
        yield Complaint("funds", circle[0], ("within",), says, message("drop one `within`"))


def _of_work(plan: Plan, follows: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    """The circles of pieces of work, each with the kind of the first."""
    deliverables = {one.id for one in plan.deliverables} if follows else set()
    for circle in _circles(follows):
        yield "deliverables" if circle[0] in deliverables else "activities", circle


def _circles(follows: Mapping[str, Sequence[str]]) -> Iterator[Sequence[str]]:
    """The circles met on a walk from each name to those that follow it; each part is walked once.

    Of a long circle the beginning: ten thousand of ten thousand steps each would never be told.
    """
    done: set[str] = set()
    for start in follows:
        trail: list[tuple[str, Iterator[str]]] = []
        steps: dict[str, int] = {}
        name: str | None = start
        while name is not None:
            if name in steps:
                yield [one for one, _ in trail[steps[name] : steps[name] + _TOLD + 1]]
            elif name not in done:
                steps[name] = len(trail)
                trail.append((name, iter(follows.get(name, ()))))
            name = None
            while trail and name is None:
                last, others = trail[-1]
                name = next(others, None)
                if name is None:
                    trail.pop()
                    del steps[last]
                    done.add(last)


def _round(circle: Sequence[str]) -> str:
    """A circle in words: D1 → D2 → D1."""
    return " → ".join((*circle[:_TOLD], *(["…"] if len(circle) > _TOLD else []), circle[0]))
