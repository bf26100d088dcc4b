"""Are the currencies of the plan those of the world?"""

from collections.abc import Iterator

from realign.checks.check import Complaint, check
from realign.checks.names import listing
from realign.currencies import is_known, near_codes
from realign.findings import Key, Severity
from realign.plan import Plan
from realign.text import message


@check("RA514", Severity.WARNING)
def unknown_currency(plan: Plan) -> Iterator[Complaint]:
    """A currency is no code of ISO 4217.

    Every answer about money would carry it, and amounts that name the right one would count as foreign.
    Correct the code. A unit of your own, such as points, may stay: silence the warning with its reason.

    Broken:
        plan: {id: city, title: City plan, currency: UDS}

    Mended:
        plan: {id: city, title: City plan, currency: USD}
    """
    about = plan.about
    stated = [(about.currency, ("currency",))] if about.currency else []
    for code, path in (*stated, *((code, ("rates", Key(code))) for code in about.rates or {})):
        if is_known(code):
            continue
        near = near_codes(code)
        hint = (
            message("did you mean {names}?", names=listing(near))
            if near
            else message(
                "write the code of a currency, such as EUR; for a unit of your own, silence this: "
                "# realign: ignore RA514 because …"
            )
        )
        says = message("{currency} is no currency of ISO 4217", currency=code)
        yield Complaint("plan", about.id, path, says, hint)
