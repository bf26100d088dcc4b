"""Reads from a plan which work there is, which funds may pay for it, and what each piece of work counts."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from realign.findings import CallError
from realign.models.funding.case import CostedItem, FundingCase, Twin, ValueOrigins, natural
from realign.models.funding.problem import RESTRICTED
from realign.models.funding.requirement import reliant
from realign.models.funding.structural import exposure
from realign.plan import Fund, Fundable, Plan, Range
from realign.plan.lookup import funds_apart, receiving_fund, work_by_kind

T = TypeVar("T")
POINTS = 1000
"""A score of 1 through a lens is this many points of value, so that values are whole numbers."""


Record = tuple[str, Fundable]
"""A record and the key of the plan that it stands under."""


def read_case(plan: Plan, scores: Mapping[str, float] | None, *, enough: bool = False) -> FundingCase:
    """Read what `plan` says about work and money.

    `scores`: outcome -> score through the lens, for the value of work that has none of its
    own. `enough`: assume that what is required is enough for all that unearmarked money may pay for.
    Raises `CallError` where the plan has no work, or not exactly one pot for the
    unearmarked amount.
    """
    if not plan.fundables:
        raise CallError(
            "the plan has no deliverables and no activities, so there is nothing to pay for",
            "add `deliverables` or `activities` with the `funds` that may pay for them",
        )
    receiving = receiving_fund(plan)
    free = receiving.id if receiving else None
    funds = _by_rank(plan, free)
    every: list[Record] = list(work_by_kind(plan))
    same = _same(every)
    records = [record for record in every if _key(record) == same[_key(record)]]
    assured = _assured(records, funds)
    values, origins = _values(records, scores)
    ranked = sorted(
        zip(records, values, strict=True), key=lambda pair: _priority(pair[0][0], pair[0][1], pair[1])
    )
    counted = {_key(record): place for place, (record, _) in enumerate(ranked)}
    places = {key: counted[same[key]] for key in same}
    clashing = _ids(plan.deliverables) & _ids(plan.activities)
    twins: dict[int, list[Twin]] = {}
    for kind, record in every:
        if (kind, record.id) != same[kind, record.id]:
            twin = Twin(_name(kind, record, clashing), kind, record)
            twins.setdefault(places[kind, record.id], []).append(twin)

    def costed(place: int, kind: str, record: Fundable, value: int) -> CostedItem:
        low, high = _bounds(record)
        own = [name for name in funds if name in record.funds]
        sure = not assured.isdisjoint(record.funds)
        return CostedItem(
            name=_name(kind, record, clashing),
            kind=kind,
            record=record,
            value=value,
            low=low,
            high=high,
            funds=tuple(own),
            exposure=exposure([funds[name].kind for name in own], assured=sure),
            requires=_requires(kind, record, places),
            twins=tuple(twins.get(place, ())),
        )

    works = tuple(costed(place, *record, value) for place, (record, value) in enumerate(ranked))
    named = frozenset(_found(receiving.covers, places)) if receiving else frozenset()
    case = FundingCase(works, funds, free, assured, origins, named)
    if not enough or case.required is None:
        return case
    return replace(case, assumed=frozenset(reliant(case)) - named)


def _by_rank(plan: Plan, free: str | None) -> dict[str, Fund]:
    """The funds by name, the most restricted first; the one that receives the amount comes last."""
    ranked = sorted(
        funds_apart(plan), key=lambda fund: (fund.id == free, RESTRICTED.index(fund.kind), natural(fund.id))
    )
    return {fund.id: fund for fund in ranked}


def _ids(records: Iterable[Fundable]) -> set[str]:
    return {record.id for record in records}


def _key(record: Record) -> tuple[str, str]:
    return record[0], record[1].id


def _name(kind: str, record: Fundable, clashing: Container[str]) -> str:
    """The id; with its kind where the other kind has the same."""
    return f"{kind}/{record.id}" if record.id in clashing else record.id


def _same(every: Sequence[Record]) -> Mapping[tuple[str, str], tuple[str, str]]:
    """Each piece of work -> the one that its money is counted at: itself, or what it is the same as."""
    keys = {_key(record): _key(record) for record in every}
    named = {_key(pair): pair[1].same_as for pair in every if pair[1].same_as}
    for key in named:
        seen, end = {key}, key
        while end in named:
            after = next(iter(_found([named[end] or ""], keys, first=end[0])), end)
            if after in seen:  # a circle, which the checks complain of
                end = key
                break
            seen.add(after)
            end = after
        keys[key] = end
    return keys


def _found(
    ids: Iterable[str], among: Mapping[tuple[str, str], T], first: str = "deliverables"
) -> Iterator[T]:
    """What stands for each id: of the kind `first`, else of the other, if it is there."""
    kinds = sorted(("deliverables", "activities"), key=lambda kind: kind != first)
    for name in ids:
        yield from [among[kind, name] for kind in kinds if (kind, name) in among][:1]


def _priority(kind: str, record: Fundable, value: int) -> tuple[object, ...]:
    """Tier, then the higher value, then the cheaper with unknown costs last, then the name."""
    low, high = _bounds(record)
    return (record.tier, -value, high is None, low, natural(record.id), kind)


def _bounds(record: Fundable) -> tuple[int, int | None]:
    match record.cost:
        case None:
            return 0, None
        case Range(low=low, high=high):
            return min(low, high), max(low, high)
        case cost:
            return cost, cost


def _requires(kind: str, record: Fundable, places: Mapping[tuple[str, str], int]) -> tuple[int, ...]:
    """Positions of what `record` requires: of its own kind first, else of the other."""
    return tuple(sorted(set(_found(record.requires, places, kind)) - {places[kind, record.id]}))


def _assured(records: Sequence[Record], funds: Mapping[str, Fund]) -> frozenset[str]:
    """Regular budgets without a stated limit, with a user of unknown cost, or with enough for all users."""
    assured = set()
    for name, fund in funds.items():
        if fund.kind == "regular":
            highs = [_bounds(record)[1] for _, record in records if name in record.funds]
            known = [high for high in highs if high is not None]
            if fund.amount is None or len(known) < len(highs) or sum(known) <= fund.amount:
                assured.add(name)
    return frozenset(assured)


def _values(records: Iterable[Record], scores: Mapping[str, float] | None) -> tuple[list[int], ValueOrigins]:
    """Value of each record, and how many of them come from where."""
    values, given, derived, plain = [], 0, 0, 0
    for _, record in records:
        if record.value is not None:
            given += 1
            values.append(record.value)
        elif scores and record.outcomes:
            derived += 1
            total = sum(scores.get(outcome, 0.0) for outcome in sorted(set(record.outcomes)))
            values.append(max(1, round(POINTS * total)))
        else:
            plain += 1
            values.append(1)
    return values, ValueOrigins(given, derived, plain, scored=bool(scores))
