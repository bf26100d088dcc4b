"""Do work and funds agree with what they are said to need, and with what they are said to be?"""

from collections.abc import Iterator, Mapping

from realign.checks.check import Complaint, check
from realign.checks.names import listing
from realign.findings import Severity
from realign.money import write_money
from realign.plan import Fund, Plan
from realign.plan.lookup import work_by_kind
from realign.text import message


@check("RA509", Severity.WARNING)
def weaker_requirement(plan: Plan) -> Iterator[Complaint]:
    """A piece of work requires another one of a lower rank.

    A mandated item (tier 1) then gives way to what is merely useful. Give what is required the same
    tier, or a stronger one (a smaller number).

    Broken:
        activities: [{id: A1, title: Yearly report, requires: [A2]}, {id: A2, title: Data, tier: 2}]

    Mended:
        activities: [{id: A1, title: Yearly report, requires: [A2]}, {id: A2, title: Data, tier: 1}]
    """
    if not any(one.requires for _, one in work_by_kind(plan)):
        return
    tiers: Mapping[str, int] = {one.id: one.tier for one in plan.fundables}
    for kind, one in work_by_kind(plan):
        for index, name in enumerate(one.requires):
            if tiers.get(name, 0) > one.tier:
                says = message(
                    "{id} is of tier {tier} but requires {name}, which is of tier {tiers}",
                    id=one.id,
                    tier=one.tier,
                    name=name,
                    tiers=tiers[name],
                )
                hint = message(
                    "give {name} the tier {tier}, or drop the requirement", name=name, tier=one.tier
                )
                yield Complaint(kind, one.id, ("requires", index), says, hint, one.refs)


@check("RA510", Severity.WARNING)
def lesser_need(plan: Plan) -> Iterator[Complaint]:
    """A fund holds more than the source says is needed.

    That can be true, but one of the figures is often in another unit. Check both.

    Broken:
        funds: [{id: trust, kind: soft, title: Trust fund, amount: 12e6, required: 12 000}]

    Mended:
        funds: [{id: trust, kind: soft, title: Trust fund, amount: 12e6, required: 12e6}]
    """
    for one in plan.funds:
        if _exceeds(one):
            held, need = write_money(one.amount or 0), write_money(one.needed or 0)
            says = message(
                "fund {id} holds {held}, but only {need} is needed", id=one.id, held=held, need=need
            )
            yield Complaint(
                "funds", one.id, ("required",), says, message("are both in the same unit?"), one.refs
            )


@check("RA511", Severity.WARNING)
def unequal_sameness(plan: Plan) -> Iterator[Complaint]:
    """Two records of the same work name different funds.

    Money is counted once, at the work that the other names as `same_as`; the funds of the other are never
    asked. Give both the same funds, or say that they are different work.

    Broken:
        funds: [{id: core, kind: unearmarked, title: Core fund}, {id: trust, kind: soft, title: Trust fund}]
        deliverables: [{id: D1, title: Yearly report, funds: [core, trust], same_as: A1}]
        activities: [{id: A1, title: Yearly reporting, funds: [core]}]

    Mended:
        funds: [{id: core, kind: unearmarked, title: Core fund}]
        deliverables: [{id: D1, title: Yearly report, funds: [core], same_as: A1}]
        activities: [{id: A1, title: Yearly reporting, funds: [core]}]
    """
    if not any(one.same_as for _, one in work_by_kind(plan)):
        return
    every = {one.id: one for one in plan.fundables}
    for kind, one in work_by_kind(plan):
        other = every.get(one.same_as or "")
        if other and set(one.funds) != set(other.funds):
            says = message(
                "{id} is the same work as {other_id}, but not the same funds may pay for it",
                id=one.id,
                other_id=other.id,
            )
            hint = message(
                "{id} names {part}, {other_id} {part2}",
                id=one.id,
                part=listing(one.funds) or message("none"),
                other_id=other.id,
                part2=listing(other.funds) or message("none"),
            )
            yield Complaint(kind, one.id, ("funds",), says, hint, one.refs)


def _exceeds(fund: Fund) -> bool:
    """Whether a fund holds more than ten times what it needs."""
    return fund.amount is not None and bool(fund.needed) and fund.amount >= 10 * (fund.needed or 0)
