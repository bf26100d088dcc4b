"""Plans of work and money, written in the test or drawn at random, and the answers found by trying everything."""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import strategies as st
from pydantic import TypeAdapter

from realign.models.funding.flow import fits
from realign.models.funding.problem import Item, Problem, Scale
from realign.plan import Plan

_PLAN = TypeAdapter(Plan)


def plan_of(
    activities: Sequence[dict[str, object]], funds: Sequence[dict[str, object]] = (), **more: object
) -> Plan:
    """A plan of `activities` and `funds`; without `funds` there is one unearmarked fund, `U`."""
    pots = list(funds) or [{"id": "U", "kind": "unearmarked"}]
    return _PLAN.validate_python(
        {
            "plan": {"id": "test", "title": "Test"},
            "funds": [{"title": str(fund["id"]), **fund} for fund in pots],
            "activities": [{"title": str(one["id"]), "funds": ["U"], **one} for one in activities],
            **more,
        }
    )


def work(name: str, cost: object = None, value: int | None = None, **more: object) -> dict[str, object]:
    """One activity that unearmarked money may pay for."""
    return {"id": name, "cost": cost, "value": value, **more}


def best_choices(problem: Problem, unearmarked: int) -> tuple[int, list[frozenset[int]]]:
    """The highest value that can be paid for, tiers folded, and every choice that reaches it."""
    scale, items = Scale.of(problem.items), problem.items
    payable = [place for place, item in enumerate(items) if item.funds]
    best, found = -1, list[frozenset[int]]()
    for size in range(len(payable) + 1):
        for chosen in map(frozenset, combinations(payable, size)):
            if not all(chosen.issuperset(items[place].requires) for place in chosen):
                continue
            if not fits(problem, unearmarked, chosen):
                continue
            weight = sum(scale.weigh(items[place]) for place in chosen)
            if weight > best:
                best, found = weight, []
            if weight == best:
                found.append(chosen)
    return best, found


NESTED = (("a", "U"), ("b", "U"), ("a",), ("U",), ("c", "b", "U"))
OVERLAPPING = (
    ("a", "b"),
    ("b", "c"),
    ("a", "c"),
    ("a", "U"),
    ("b", "U"),
    ("c", "U"),
    ("b", "c", "U"),
    ("a",),
)


@st.composite
def problems(
    draw: st.DrawFn,
    claims: Sequence[tuple[str, ...]],
    *,
    most: int = 6,
    tiers: int = 1,
    requires: bool = False,
    divisible: bool = False,
) -> Problem:
    """Up to `most` items of small costs and values, so that ties and exact fits are common."""
    count = draw(st.integers(1, most))
    items = []
    for place in range(count):
        others = [other for other in range(count) if other != place]
        needed = draw(st.lists(st.sampled_from(others), max_size=1)) if requires and others else []
        items.append(
            Item(
                cost=draw(st.integers(0, 6)),
                value=draw(st.integers(0, 4)),
                funds=draw(st.sampled_from(claims)),
                tier=draw(st.integers(1, tiers)),
                divisible=divisible,
                requires=tuple(needed),
            )
        )
    amounts = {pot: draw(st.integers(0, 8)) for pot in ("a", "b", "c")}
    return Problem(tuple(items), amounts, "U")
