"""Does the money that lies inside another fund fit into it?"""

from collections.abc import Iterator

from realign.checks.check import Complaint, check
from realign.checks.names import listing
from realign.money import write_money
from realign.plan import Fund, Plan
from realign.text import message


@check("RA512")
def overfull_fund(plan: Plan) -> Iterator[Complaint]:
    """The funds inside a fund hold more than it does.

    What lies `within` a fund is a part of its money. One of the amounts is wrong, or a fund is not a part
    of it.

    Broken:
        funds:
          - {id: climate, kind: hard, title: Climate, amount: 300 000}
          - {id: trees, kind: hard, title: Trees, amount: 600 000, within: climate}

    Mended:
        funds:
          - {id: climate, kind: hard, title: Climate, amount: 3 000 000}
          - {id: trees, kind: hard, title: Trees, amount: 600 000, within: climate}
    """
    for fund in plan.funds:
        parts = _parts(plan, fund)
        total = sum(part.amount or 0 for part in parts)
        if fund.amount is not None and total > fund.amount:
            says = message(
                "fund {id} holds {held}, but the funds within it hold {total}",
                id=fund.id,
                held=write_money(fund.amount),
                total=write_money(total),
            )
            hint = message(
                "check the amounts of {names}; or drop `within` where a fund is not a part of {id}",
                names=listing(part.id for part in parts),
                id=fund.id,
            )
            yield Complaint("funds", fund.id, ("amount",), says, hint, fund.refs)


@check("RA513")
def reserved_free_money(plan: Plan) -> Iterator[Complaint]:
    """A part is kept within unearmarked money, or unearmarked money within another fund.

    Unearmarked money may pay for anything, and the question says how much of it there is. A part that is
    kept for something is a fund of its own, with its own amount. Drop `within`, or correct the kind.

    Broken:
        funds:
          - {id: core, kind: unearmarked, title: Core fund}
          - {id: trees, kind: hard, title: Trees, amount: 60 000, within: core}

    Mended:
        funds:
          - {id: core, kind: unearmarked, title: Core fund}
          - {id: trees, kind: hard, title: Trees, amount: 60 000}
    """
    kinds = {fund.id: fund.kind for fund in plan.funds}
    for fund in plan.funds:
        if fund.within and "unearmarked" in (fund.kind, kinds.get(fund.within)):
            free = fund.id if fund.kind == "unearmarked" else fund.within
            says = message(
                "fund {id} lies within {whole}, but {free} is unearmarked",
                id=fund.id,
                whole=fund.within,
                free=free,
            )
            hint = message("drop `within`, or give {free} the kind `soft` or `hard`", free=free)
            yield Complaint("funds", fund.id, ("within",), says, hint, fund.refs)


def _parts(plan: Plan, whole: Fund) -> list[Fund]:
    return [fund for fund in plan.funds if fund.within == whole.id]
