"""Can the money be followed from the funds to the work?"""

from collections.abc import Iterator
from functools import cache
from itertools import chain
from operator import attrgetter

from realign.checks.check import Complaint, check
from realign.checks.names import choices, listing, singular
from realign.findings import Severity
from realign.money import write_money
from realign.plan import Plan, Range
from realign.plan.lookup import funds_apart, unearmarked_funds, work_by_kind
from realign.text import message

_funds = attrgetter("funds")


@check("RA501", Severity.WARNING)
def unfundable_item(plan: Plan) -> Iterator[Complaint]:
    """No fund may pay for a piece of work, though other work names its funds.

    It would stay uncovered however much money comes. Name the `funds` that may pay for it.

    Broken:
        funds: [{id: core, kind: unearmarked, title: Core fund}]
        activities: [{id: A1, title: Yearly report, funds: [core]}, {id: A2, title: Training}]

    Mended:
        funds: [{id: core, kind: unearmarked, title: Core fund}]
        activities: [{id: A1, title: Yearly report, funds: [core]}, {id: A2, title: Training, funds: [core]}]
    """
    if not plan.funds or not any(one.funds for _, one in work_by_kind(plan)):
        return
    hint = message("add `funds:`; {choices}", choices=choices("funds", [one.id for one in plan.funds]))
    everyone_named = all(map(_funds, chain(plan.deliverables, plan.activities)))
    for kind, one in () if everyone_named else work_by_kind(plan):
        if not one.funds:
            yield Complaint(
                kind,
                one.id,
                (),
                message("no fund may pay for {kind} {id}", kind=singular(kind), id=one.id),
                hint,
                one.refs,
            )


@check("RA502")
def backward_range(plan: Plan) -> Iterator[Complaint]:
    """The lower bound of a cost is above the upper one.

    No amount lies between them. Exchange `low` and `high`, or correct one.

    Broken:
        activities: [{id: A1, title: Yearly report, cost: {low: 200 000, high: 100 000}}]

    Mended:
        activities: [{id: A1, title: Yearly report, cost: {low: 100 000, high: 200 000}}]
    """
    for kind, one in work_by_kind(plan):
        if isinstance(one.cost, Range) and one.cost.low > one.cost.high:
            low, high = write_money(one.cost.low), write_money(one.cost.high)
            says = message(
                "{kind} {id} costs at least {low} and at most {high}",
                kind=singular(kind),
                id=one.id,
                low=low,
                high=high,
            )
            yield Complaint(
                kind, one.id, ("cost", "low"), says, message("exchange `low` and `high`, or correct one")
            )


@check("RA503", Severity.WARNING)
def beyond_all_funds(plan: Plan) -> Iterator[Complaint]:
    """A piece of work costs more than all the funds together that may pay for it.

    It can never be covered as a whole. Check the cost and the amounts; name more funds; or, if a part
    of it is worth having, write `divisible: true`. Work that unearmarked money may pay for is left out: the
    question says how much of that there is.

    Broken:
        funds: [{id: trust, kind: soft, title: Trust fund, amount: 100 000}]
        activities: [{id: A1, title: Yearly report, funds: [trust], cost: 200 000}]

    Mended:
        funds: [{id: trust, kind: soft, title: Trust fund, amount: 100 000}]
        activities: [{id: A1, title: Yearly report, funds: [trust], cost: 90 000}]
    """
    amounts = {one.id: one.amount for one in funds_apart(plan) if one.kind != "unearmarked"}

    @cache
    def held(names: tuple[str, ...]) -> int | None:
        return _sum([amounts.get(name) for name in dict.fromkeys(names)])

    for kind, one in work_by_kind(plan):
        if one.cost is None or one.divisible or not one.funds:
            continue
        least = one.cost.low if isinstance(one.cost, Range) else one.cost
        total = held(one.funds)
        if total is not None and total < least:
            says = message(
                "{kind} {id} costs {least}, but the funds that may pay for it hold {total}",
                kind=singular(kind),
                id=one.id,
                least=write_money(least),
                total=write_money(total),
            )
            hint = message(
                "it may draw on {names}; check the amounts, or name more funds", names=listing(one.funds)
            )
            yield Complaint(kind, one.id, ("cost",), says, hint, one.refs)


@check("RA504", Severity.WARNING)
def several_free_funds(plan: Plan) -> Iterator[Complaint]:
    """The plan has more than one unearmarked fund.

    One unearmarked amount is asked about, so that it is unclear which of them it fills. Make them one, or
    give the others the kind `soft`.

    Broken:
        funds:
          - {id: core, kind: unearmarked, title: Core fund}
          - {id: new, kind: unearmarked, title: New fund}

    Mended:
        funds:
          - {id: core, kind: unearmarked, title: Core fund}
          - {id: new, kind: soft, title: New fund}
    """
    free = unearmarked_funds(plan)
    for one in free[1:]:
        yield Complaint(
            "funds",
            one.id,
            ("kind",),
            message(
                "{id} is unearmarked like {id2}: which of them does an unearmarked amount fill?",
                id=one.id,
                id2=free[0].id,
            ),
            message("make them one, or give this one the kind `soft`"),
            one.refs,
            related=((("funds", free[0].id, ("kind",)), message("fund {id}", id=free[0].id)),),
        )


@check("RA505", Severity.NOTE)
def uncosted_items(plan: Plan) -> Iterator[Complaint]:
    """Some pieces of work have a cost and others have none.

    Answers about money then mix what is certain with what is open. Costs are never invented: add those
    that are known.

    Broken:
        activities: [{id: A1, title: Yearly report, cost: 90 000}, {id: A2, title: Training}]

    Mended:
        activities: [{id: A1, title: Yearly report, cost: 90 000}, {id: A2, title: Training, cost: 40 000}]
    """
    bare = [(kind, one) for kind, one in work_by_kind(plan) if one.cost is None]
    total = len(plan.deliverables) + len(plan.activities)
    if bare and len(bare) < total:
        kind, first = bare[0]
        names = listing(one.id for _, one in bare)
        says = message(
            "{count} of {total} pieces of work have no cost: {names}",
            count=len(bare),
            total=total,
            names=names,
        )
        yield Complaint(kind, first.id, (), says, message("answers about money show what that leaves open"))


@check("RA506", Severity.NOTE)
def idle_fund(plan: Plan) -> Iterator[Complaint]:
    """No piece of work may draw on a fund.

    Its money can cover nothing. Name it among the `funds` of the work that it may pay for.

    Broken:
        funds: [{id: core, kind: unearmarked, title: Core fund}, {id: trust, kind: soft, title: Trust fund}]
        activities: [{id: A1, title: Yearly report, funds: [core]}]

    Mended:
        funds: [{id: core, kind: unearmarked, title: Core fund}, {id: trust, kind: soft, title: Trust fund}]
        activities: [{id: A1, title: Yearly report, funds: [core, trust]}]
    """
    named = set(chain.from_iterable(set(map(_funds, chain(plan.deliverables, plan.activities)))))
    for one in plan.funds:
        if named and one.id not in named:
            says = message("no piece of work may draw on fund {id}", id=one.id)
            yield Complaint(
                "funds", one.id, (), says, message("name it among the `funds` of what it may pay"), one.refs
            )


@check("RA507", Severity.WARNING)
def unknown_amount(plan: Plan) -> Iterator[Complaint]:
    """It is not known what a fund holds, though work whose cost is known may draw on it.

    What it can cover cannot be worked out, and the answer counts it as empty. Write its `amount`. An
    unearmarked fund needs none: the question says it.

    Broken:
        funds: [{id: trust, kind: soft, title: Trust fund}]
        activities: [{id: A1, title: Yearly report, funds: [trust], cost: 90 000}]

    Mended:
        funds: [{id: trust, kind: soft, title: Trust fund, amount: 100 000}]
        activities: [{id: A1, title: Yearly report, funds: [trust], cost: 90 000}]
    """
    unknown = [one for one in plan.funds if one.amount is None and one.kind != "unearmarked"]
    items = work_by_kind(plan) if unknown else ()
    costed = set(chain.from_iterable(one.funds for _, one in items if one.cost is not None))
    for one in unknown:
        if one.id in costed:
            says = message("fund {id} has no amount, but work with known costs may draw on it", id=one.id)
            yield Complaint("funds", one.id, (), says, message("add its `amount`"), one.refs)


@check("RA508", Severity.NOTE)
def overruled_amount(plan: Plan) -> Iterator[Complaint]:
    """An unearmarked fund states an amount.

    Answers about money are asked for an amount, so that this one is not used. State what
    the source says is needed as `required`, and what came in as `received`.

    Broken:
        funds: [{id: core, kind: unearmarked, title: Core fund, amount: 12e6}]

    Mended:
        funds: [{id: core, kind: unearmarked, title: Core fund, required: 12e6}]
    """
    for one in plan.funds:
        if one.kind == "unearmarked" and one.amount is not None:
            says = message(
                "the amount of the unearmarked fund {id} is not used: who asks gives it", id=one.id
            )
            hint = message("state it as `required` or `received`, whichever it is")
            yield Complaint("funds", one.id, ("amount",), says, hint, one.refs)


def _sum(amounts: list[int | None]) -> int | None:
    """The sum, if every amount is known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None
