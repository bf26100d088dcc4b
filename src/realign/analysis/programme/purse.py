"""Which money may pay for a piece of work, what of it comes, and how to say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from realign.analysis.programme.rules import Money
from realign.money import in_currency
from realign.plan import Basis, FundKind
from realign.words import Words, fill, join, listed, words


@dataclass(frozen=True, slots=True)
class Purse:
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


def money_clause(purse: Purse) -> Words:
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
    return join([clause, _BY[purse.basis]], en="", zh="") if purse.kinds else clause


_BY: Mapping[Basis, Words] = {
    "stated": words(en="", zh=""),
    "implied": words(en=" (which money may pay is implied)", zh="（可用资金系隐含）"),
    "analyst": words(en=" (which money may pay is our reading)", zh="（可用资金为我们的解读）"),
}


def money_named(kinds: Sequence[FundKind], *, either: bool = True) -> Words:
    """Kinds of money as a noun: `the regular budget or unearmarked money`; else joined with `and`."""
    soft, hard = "soft" in kinds, "hard" in kinds
    sorts = ["unearmarked"] if "unearmarked" in kinds else []
    chinese = ["经常预算"] if "regular" in kinds else []
    chinese += ["非专用资金"] if "unearmarked" in kinds else []
    if soft and hard:
        sorts += ["soft-", "hard-earmarked"]
    elif soft or hard:
        sorts.append("soft-earmarked" if soft else "hard-earmarked")
    if soft or hard:
        bound = ["非硬性"] * soft + ["硬性"] * hard
        chinese.append(listed(bound, either=either)["zh"] + "指定用途资金")
    parts = ["the regular budget"] if "regular" in kinds else []
    parts += [listed(sorts, either=either)["en"] + " money"] if sorts else []
    return words(
        en=listed(parts, either=either)["en"],
        zh="、".join(chinese) if soft and hard else listed(chinese, either=either)["zh"],
    )


def _money_template(purse: Purse, *, bound: bool) -> Words:
    """The clause that fits the state of the money; `bound`: soft or hard money may pay."""
    free = "unearmarked" in purse.kinds
    if not purse.kinds:
        return words(en="the plan names no money for it", zh="计划未列明其资金")
    match purse.money:
        case "unknown" if purse.safe:
            return words(
                en="{kinds} may pay it, but whether that suffices is not settled",
                zh="可由{kinds}支付，但是否足够未定",
            )
        case "unknown" if free:
            return words(
                en="{kinds} may pay it, and how much of it is needed is not known",
                zh="可由{kinds}支付，但所需数额不详",
            )
        case "unknown":
            return words(
                en="{kinds} may pay it, whatever unearmarked money comes",
                zh="可由{kinds}支付，与非专用资金多少无关",
            )
        case "there" if purse.safe:
            return words(en="{kinds} may pay it", zh="可由{kinds}支付")
        case "there" if purse.paying:
            return _covered_template(purse)
        case "there" if purse.vouched:
            return words(
                en="{kinds} may pay it, and the source ties what is required to it, which comes",
                zh="可由{kinds}支付，且来源将所需数额与其挂钩，该数额已到位",
            )
        case "there":
            return words(
                en="{kinds} may pay it, and {amount}{of} covers it{chance}",
                zh="可由{kinds}支付，{amount}{of}足以覆盖{chance}",
            )
        case "full":
            return words(
                en="{kinds} may pay it; {amount} comes, which is all that is required, but nothing says that "
                "it reaches this work",
                zh="可由{kinds}支付；{amount}到位，即全部所需数额，但没有依据表明能顾及该工作",
            )
        case _ if not free and purse.vague:
            return words(
                en="only {kinds} may pay it, and how much of that there is is not known",
                zh="只能由{kinds}支付，其数额不详",
            )
        case _ if not free:
            return words(
                en="only {kinds} may pay it, and that does not suffice", zh="只能由{kinds}支付，且不足"
            )
        case "missing" if bound and purse.settled:
            return words(
                en="only {kinds} may pay it, and what there is does not suffice",
                zh="只能由{kinds}支付，而现有资金不足",
            )
        case "part" if bound and purse.unearmarked:
            return words(
                en="{amount}{of} of unearmarked money comes{chance}, and {bound} may pay the rest",
                zh="非专用资金到位{amount}{of}{chance}，其余可由{bound}支付",
            )
        case "part" if purse.unearmarked:
            return words(
                en="only {kinds} may pay it, and {amount}{of} comes{chance}",
                zh="只能由{kinds}支付，而到位{amount}{of}{chance}",
            )
        case _:
            return _missing_template(bound=bound, nothing=not purse.unearmarked)


def _covered_template(purse: Purse) -> Words:
    """The clause for work that is paid for, by money that is known."""
    if "unearmarked" not in purse.paying:
        covers = "covers" if len(purse.paying) == 1 else "cover"
        return words(en=f"{{paying}} {covers} it", zh="{paying}足以覆盖")
    if len(purse.paying) > 1:
        return words(
            en="{paying} together cover it once {amount}{of} of unearmarked money comes",
            zh="非专用资金到位{amount}{of}时，{paying}合计足以覆盖",
        )
    return words(
        en="{kinds} may pay it, and {amount}{of} covers it{chance}",
        zh="可由{kinds}支付，{amount}{of}足以覆盖{chance}",
    )


def _missing_template(*, bound: bool, nothing: bool) -> Words:
    """The clause for work that no unearmarked money reaches."""
    if nothing and bound:
        return words(
            en="no unearmarked money comes, so {bound} would have to pay it",
            zh="没有非专用资金到位，只能由{bound}支付",
        )
    if nothing:
        return words(en="only {kinds} may pay it, and none comes", zh="只能由{kinds}支付，而没有资金到位")
    if bound:
        return words(
            en="{amount} of unearmarked money does not reach it, so {bound} would have to pay it",
            zh="{amount}非专用资金轮不到它，只能由{bound}支付",
        )
    return words(
        en="only {kinds} may pay it, and {amount} does not reach it",
        zh="只能由{kinds}支付，而{amount}轮不到它",
    )


def _amount(amount: int, currency: str) -> str:
    """An amount with its currency."""
    return in_currency(currency, amount)


def _of(purse: Purse) -> Words:
    """Of how much, where that is known."""
    if purse.required is None:
        return words(en="", zh="")
    template = words(en=" of {required} required", zh="（所需{required}）")
    return fill(template, required=_amount(purse.required, purse.currency))


def _chance(purse: Purse) -> Words:
    """The chance that it is covered; what it rests on stands below the programme."""
    if purse.chance is None:
        return words(en="", zh="")
    template = words(en=" (chance {chance})", zh="（概率{chance}）")
    return fill(template, chance=f"{100 * purse.chance:.0f} %")
