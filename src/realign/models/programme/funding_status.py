"""Which money may pay for a piece of work, what of it comes, and how to say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from realign.models.programme.decision_table import Money
from realign.money import in_currency
from realign.plan import Basis, FundKind
from realign.text import Message, Text, fill, join, listed, message


@dataclass(frozen=True, slots=True)
class FundingStatus:
    """The money that may pay, and what of it comes."""

    money: Money
    kinds: tuple[FundKind, ...]
    """Kinds of money that may pay, each once."""
    unearmarked: int
    required: int | None
    chance: float | None
    safe: bool
    """Whether a regular budget that suffices may pay."""
    currency: str
    basis: Basis = "stated"
    """Whether a source says that this money may pay, implies it, or we judged."""
    settled: bool = False
    """Whether it is proved that the money does not reach it."""
    vouched: bool = False
    """Whether a source ties what is required to it, and that comes."""
    paying: tuple[FundKind, ...] = ()
    """Kinds of money that pay for it, each once, where the money answer says so."""
    vague: bool = True
    """Whether nobody has said how much there is of some other money than unearmarked that may pay."""


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


def money_clause(purse: FundingStatus) -> Text:
    """Which money may pay and what of it comes."""
    bound: list[FundKind] = [kind for kind in purse.kinds if kind in {"soft", "hard"}]
    clause = fill(
        _money_template(purse, bound=bool(bound)),
        kinds=money_named(purse.kinds),
        bound=money_named(bound),
        paying=money_named(purse.paying, either=False),
        amount=_amount(purse.unearmarked, purse.currency),
        of=_of(purse),
        chance=_chance(purse),
    )
    return join([clause, _BY[purse.basis]], "") if purse.kinds else clause


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


def _money_template(purse: FundingStatus, *, bound: bool) -> Message:
    """The clause that fits the state of the money; `bound`: soft or hard money may pay."""
    free = "unearmarked" in purse.kinds
    if not purse.kinds:
        return message("the plan names no money for it")
    match purse.money:
        case "unknown" if purse.safe:
            return message("{kinds} may pay it, but whether that suffices is not settled")
        case "unknown" if free:
            return message("{kinds} may pay it, and how much of it is needed is not known")
        case "unknown":
            return message("{kinds} may pay it, whatever unearmarked money comes")
        case "there" if purse.safe:
            return message("{kinds} may pay it")
        case "there" if purse.paying:
            return _covered_template(purse)
        case "there" if purse.vouched:
            return message("{kinds} may pay it, and the source ties what is required to it, which comes")
        case "there":
            return message("{kinds} may pay it, and {amount}{of} covers it{chance}")
        case "full":
            return message(
                "{kinds} may pay it; {amount} comes, which is all that is required, but nothing says that "
                "it reaches this work"
            )
        case _ if not free and purse.vague:
            return message("only {kinds} may pay it, and how much of that there is is not known")
        case _ if not free:
            return message("only {kinds} may pay it, and that does not suffice")
        case "missing" if bound and purse.settled:
            return message("only {kinds} may pay it, and what there is does not suffice")
        case "part" if bound and purse.unearmarked:
            return message("{amount}{of} of unearmarked money comes{chance}, and {bound} may pay the rest")
        case "part" if purse.unearmarked:
            return message("only {kinds} may pay it, and {amount}{of} comes{chance}")
        case _:
            return _missing_template(bound=bound, nothing=not purse.unearmarked)


def _covered_template(purse: FundingStatus) -> Message:
    """The clause for work that is paid for, by money that is known."""
    if "unearmarked" not in purse.paying:
        return message("{paying} covers it") if len(purse.paying) == 1 else message("{paying} cover it")
    if len(purse.paying) > 1:
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


def _amount(amount: int, currency: str) -> str:
    """An amount with its currency."""
    return in_currency(currency, amount)


def _of(purse: FundingStatus) -> Text:
    """Of how much, where that is known."""
    if purse.required is None:
        return ""
    template = message(" of {required} required")
    return fill(template, required=_amount(purse.required, purse.currency))


def _chance(purse: FundingStatus) -> Text:
    """The chance that it is covered; what it rests on stands below the programme."""
    if purse.chance is None:
        return ""
    template = message(" (chance {chance})")
    return fill(template, chance=f"{100 * purse.chance:.0f} %")
