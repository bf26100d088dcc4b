"""Which money may pay for a piece of work and what of it comes, in a clause."""

from collections.abc import Mapping, Sequence

from realign.models.programme.funding_status import FundingStatus
from realign.money import in_currency
from realign.plan import Basis, FundKind
from realign.text import Message, Text, fill, join, listed, message

_ONE: Mapping[tuple[str, ...], Message] = {
    ("unearmarked",): message("unearmarked money"),
    ("soft",): message("soft-earmarked money"),
    ("hard",): message("hard-earmarked money"),
}
_EITHER: Mapping[tuple[str, ...], Message] = {
    **_ONE,
    ("unearmarked", "soft"): message("unearmarked or soft-earmarked money"),
    ("unearmarked", "hard"): message("unearmarked or hard-earmarked money"),
    ("soft", "hard"): message("soft- or hard-earmarked money"),
    ("unearmarked", "soft", "hard"): message("unearmarked, soft- or hard-earmarked money"),
}
_BOTH: Mapping[tuple[str, ...], Message] = {
    **_ONE,
    ("unearmarked", "soft"): message("unearmarked and soft-earmarked money"),
    ("unearmarked", "hard"): message("unearmarked and hard-earmarked money"),
    ("soft", "hard"): message("soft- and hard-earmarked money"),
    ("unearmarked", "soft", "hard"): message("unearmarked, soft- and hard-earmarked money"),
}


def money_clause(status: FundingStatus, unearmarked: int, currency: str) -> Text:
    """Which money may pay and what of it comes, where so much unearmarked money comes in all."""
    bound: list[FundKind] = [kind for kind in status.kinds if kind in {"soft", "hard"}]
    clause = fill(
        _template(status, bound=bool(bound), nothing=not unearmarked),
        kinds=money_named(status.kinds),
        bound=money_named(bound),
        paying=money_named(status.paying, either=False),
        amount=in_currency(currency, unearmarked),
        of=_of(status, currency),
        chance=_chance(status),
    )
    return join([clause, _BY[status.basis]], "") if status.kinds else clause


_BY: Mapping[Basis, Text] = {
    "stated": "",
    "implied": message(" (which money may pay is implied)"),
    "analyst": message(" (which money may pay is our reading)"),
}


def money_named(kinds: Sequence[FundKind], *, either: bool = True) -> Text:
    """Kinds of money as a noun: `the regular budget or unearmarked money`; else joined with `and`."""
    others = tuple(kind for kind in ("unearmarked", "soft", "hard") if kind in kinds)
    parts: list[Text] = [message("the regular budget")] if "regular" in kinds else []
    parts += [(_EITHER if either else _BOTH)[others]] if others else []
    return listed(parts, either=either)


def _template(status: FundingStatus, *, bound: bool, nothing: bool) -> Message:
    """The clause that fits; `bound`: soft or hard money may pay; `nothing`: no unearmarked money comes."""
    if not status.kinds:
        return message("the plan names no money for it")
    match status.money:
        case "unknown":
            return _unknown_template(status)
        case "there":
            return _covered_template(status)
        case "full":
            return message(
                "{kinds} may pay it; {amount} comes, which is all that is required, but nothing says that "
                "it reaches this work"
            )
        case _ if "unearmarked" not in status.kinds:
            return _other_template(status)
        case "missing" if bound and status.settled:
            return message("only {kinds} may pay it, and what there is does not suffice")
        case "part" if not nothing:
            return _part_template(bound=bound)
        case _:
            return _missing_template(bound=bound, nothing=nothing)


def _unknown_template(status: FundingStatus) -> Message:
    """The clause for work of which the amount does not decide whether it is paid for."""
    if status.safe:
        return message("{kinds} may pay it, but whether that suffices is not settled")
    if "unearmarked" in status.kinds:
        return message("{kinds} may pay it, and how much of it is needed is not known")
    return message("{kinds} may pay it")


def _other_template(status: FundingStatus) -> Message:
    """The clause for work that only other money than unearmarked may pay, and does not."""
    if status.vague:
        return message("only {kinds} may pay it, and how much of that there is is not known")
    return message("only {kinds} may pay it, and that does not suffice")


def _part_template(*, bound: bool) -> Message:
    """The clause for work that some unearmarked money reaches."""
    if bound:
        return message("{amount}{of} of unearmarked money comes{chance}, and {bound} may pay the rest")
    return message("only {kinds} may pay it, and {amount}{of} comes{chance}")


def _covered_template(status: FundingStatus) -> Message:
    """The clause for work that is paid for."""
    if status.safe:
        return message("{kinds} may pay it")
    if not status.paying:
        if status.vouched:
            return message("{kinds} may pay it, and the source ties what is required to it, which comes")
        return message("{kinds} may pay it, and {amount}{of} covers it{chance}")
    if "unearmarked" not in status.paying:
        return message("{paying} covers it") if len(status.paying) == 1 else message("{paying} cover it")
    if len(status.paying) > 1:
        return message("{paying} together cover it once {amount}{of} of unearmarked money comes")
    return message("{kinds} may pay it, and {amount}{of} covers it{chance}")


def _missing_template(*, bound: bool, nothing: bool) -> Message:
    """The clause for work that no unearmarked money reaches."""
    if nothing and bound:
        return message("no unearmarked money comes, so {bound} would have to pay it")
    if nothing:
        return message("only {kinds} may pay it, and none comes")
    if bound:
        return message("{amount} of unearmarked money does not reach it, so {bound} would have to pay it")
    return message("only {kinds} may pay it, and {amount} does not reach it")


def _of(status: FundingStatus, currency: str) -> Text:
    """Of how much, where that is known."""
    if status.required is None:
        return ""
    template = message(" of {required} required")
    return fill(template, required=in_currency(currency, status.required))


def _chance(status: FundingStatus) -> Text:
    """The chance that it is covered; what it rests on stands below the programme."""
    if status.chance is None:
        return ""
    template = message(" (chance {chance})")
    return fill(template, chance=f"{100 * status.chance:.0f} %")
