"""What decided about a piece of work in; one sentence that can be read aloud out."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from realign.analysis.programme.priorities import RankedLink, certainty, name
from realign.analysis.programme.rules import Focus, Money
from realign.money import write_money
from realign.plan import Decision, FundKind
from realign.words import Words, fill, join, words

FOCUS: dict[Focus, Words] = {
    "keep": words(en="keep", zh="保留"),
    "adjust": words(en="adjust", zh="调整"),
    "reduce": words(en="reduce", zh="减少"),
    "defer": words(en="defer", zh="推迟"),
}
_FUNDS: dict[FundKind, Words] = {
    "regular": words(en="regular-budget", zh="经常预算"),
    "unearmarked": words(en="unearmarked", zh="非专用"),
    "soft": words(en="soft-earmarked", zh="非硬性指定用途"),
    "hard": words(en="hard-earmarked", zh="硬性指定用途"),
}
_NAMED = 3
"""How many links a sentence names before it only counts them."""


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


@dataclass(frozen=True, slots=True)
class Bonds:
    """How a piece of work hangs on the priority links."""

    outcomes: tuple[str, ...]
    carried: tuple[RankedLink, ...]
    """Links of which it works on both ends."""
    touched: tuple[RankedLink, ...]
    """Links of which it works on one end or both."""
    normless: AbstractSet[str]
    """Priority links that no norm serves, by name."""
    top: int


def sentence(
    decision: Focus,
    row: int,
    purse: Purse,
    bonds: Bonds,
    *,
    source: Decision | None,
    deciding: Sequence[str],
    reading: Focus,
    refs: Sequence[str],
) -> Words:
    """Why it is decided so: the rule, the money, the links, the paragraphs, and where we would differ.

    `deciding`: paragraphs that decide or ask for this; `refs`: those that the work rests on.
    """
    parts = [money_clause(purse), link_clause(bonds)]
    if reading != decision:
        parts.append(_apart(reading))
    return fill(
        words(en="{opening}: {parts} ({refs}).", zh="{opening}：{parts}（{refs}）。"),
        opening=_opening(decision, row, source, deciding),
        parts=join(parts, en="; ", zh="；"),
        refs=join(refs, en=", ", zh="、") if refs else words(en="no paragraph", zh="无段落"),
    )


def _apart(reading: Focus) -> Words:
    """What we would decide without the source."""
    template = words(
        en="by links and money alone we would say {reading}",
        zh="仅就联系和资金而言，我们会选择“{reading}”",
    )
    return fill(template, reading=FOCUS[reading])


def _opening(decision: Focus, row: int, source: Decision | None, deciding: Sequence[str]) -> Words:
    """The decision and the rule that makes it."""
    templates = {
        1: words(en="{Do}, by {where}", zh="{do}，依据{where}"),
        2: words(
            en="{Do} until the money comes, since the source says that it stops or waits without",
            zh="{do}至资金到位，因来源称缺乏资金将停止或推迟",
        ),
        3: words(en="{Do}{asked}", zh="{do}{asked}"),
        4: words(
            en="{Do}, that is, shape it for earmarked money{asked}", zh="{do}，即为指定用途资金而设计{asked}"
        ),
        5: words(en="{Do}, by {where}", zh="{do}，依据{where}"),
        6: words(en="{Do} it to the links that it serves", zh="{do}，使其服务于相关联系"),
        7: words(en="{Do} it as it is", zh="{do}，照旧"),
    }
    where = join(deciding, en=" and ", zh="和") if deciding else words(en="the source", zh="来源")
    asked = fill(words(en=", as {where} asks", zh="（{where}要求）"), where=where) if deciding else ""
    template = templates[row]
    if source == "none" and row == 5:
        template = words(en="{Do}, since nothing changes by {where}", zh="{do}，{where}没有变化")
    said = FOCUS[decision]
    capital = words(en=said["en"].capitalize(), zh=said["zh"])
    return fill(template, Do=capital, do=said, where=where, asked=asked)


def money_clause(purse: Purse) -> Words:
    """Which money may pay and what of it comes."""
    kinds = join((_FUNDS[kind] for kind in purse.kinds), en=" or ", zh="或")
    return fill(
        _money_template(purse),
        kinds=kinds,
        amount=_amount(purse.unearmarked, purse.currency),
        of=_of(purse),
        chance=_chance(purse),
    )


def _money_template(purse: Purse) -> Words:
    """The sentence that fits the state of the money."""
    alternative = bool({"soft", "hard"} & set(purse.kinds))
    match purse.money:
        case "unknown" if not purse.kinds:
            return words(en="the data name no money for it", zh="数据未列明其资金")
        case "unknown":
            return words(
                en="{kinds} money may pay it, whatever unearmarked money comes",
                zh="可由{kinds}资金支付，与非专用资金多少无关",
            )
        case "there" if purse.safe:
            return words(en="the regular budget may pay it", zh="可由经常预算支付")
        case "there" if purse.required is not None and purse.unearmarked >= purse.required:
            return words(
                en="{kinds} money may pay it, and {amount} of unearmarked money is all that is required",
                zh="可由{kinds}资金支付，且{amount}非专用资金已满足全部需要",
            )
        case "there":
            return words(
                en="{kinds} money may pay it, and {amount}{of} covers it{chance}",
                zh="可由{kinds}资金支付，{amount}{of}足以覆盖{chance}",
            )
        case "part" if alternative:
            return words(
                en="{kinds} money may pay it, and of the unearmarked part {amount}{of} comes{chance}",
                zh="可由{kinds}资金支付，其中非专用资金到位{amount}{of}{chance}",
            )
        case "part":
            return words(
                en="only {kinds} money may pay it, and {amount}{of} comes{chance}",
                zh="只能由{kinds}资金支付，而到位{amount}{of}{chance}",
            )
        case _ if "unearmarked" not in purse.kinds:
            return words(
                en="only {kinds} money may pay it, and how much of that there is is not known",
                zh="只能由{kinds}资金支付，其数额不详",
            )
        case _ if alternative:
            return words(
                en="{amount} of unearmarked money does not reach it, though {kinds} money may pay it",
                zh="{amount}非专用资金不足以覆盖，但可由{kinds}资金支付",
            )
        case _:
            return words(
                en="only {kinds} money may pay it, and {amount} does not reach it",
                zh="只能由{kinds}资金支付，而{amount}不足以覆盖",
            )


def _amount(amount: int, currency: str) -> str:
    """An amount with its currency."""
    return f"{currency} {write_money(amount)}"


def _of(purse: Purse) -> Words:
    """Of how much, where that is known."""
    if purse.required is None:
        return words(en="", zh="")
    template = words(en=" of {required} required", zh="（所需{required}）")
    return fill(template, required=_amount(purse.required, purse.currency))


def _chance(purse: Purse) -> Words:
    """The chance that it is covered, with the assumption behind it."""
    if purse.chance is None:
        return words(en="", zh="")
    template = words(
        en=" (chance {chance} if the unknown costs split at random)",
        zh="（若未知费用随机分摊，覆盖概率为{chance}）",
    )
    return fill(template, chance=f"{100 * purse.chance:.0f} %")


def link_clause(bonds: Bonds) -> Words:
    """Which priority links it serves, how they rank and how sure that is."""
    codes = join(bonds.outcomes, en=", ", zh="、")
    if not bonds.outcomes:
        return words(
            en="no source ties it to an outcome, so no link speaks for or against it",
            zh="没有来源将其与成果挂钩，故联系无从评判",
        )
    if not bonds.touched:
        template = words(
            en="none of the first {top} links touches {codes}", zh="前{top}项联系均不涉及{codes}"
        )
        return fill(template, top=bonds.top, codes=codes)
    links = bonds.carried or bonds.touched
    template = words(en="it carries {links}{gap}", zh="承担{links}{gap}")
    if not bonds.carried:
        template = words(en="{codes} stands at one end of {links}{gap}", zh="{codes}是{links}的一端{gap}")
        ends = {code for link in links for code in (link.source, link.target)}
        codes = join((code for code in bonds.outcomes if code in ends), en=", ", zh="、")
    return fill(template, links=_links(links), codes=codes, gap=_gap(links, bonds.normless))


def _links(links: Sequence[RankedLink]) -> Words:
    """The first few links with their ranks, and how many more there are."""
    template = words(en="{link} ({sure})", zh="{link}（{sure}）")
    named = [fill(template, link=name(link), sure=certainty(link)) for link in links[:_NAMED]]
    if len(links) > _NAMED:
        named.append(fill(words(en="{more} more", zh="另外{more}项"), more=len(links) - _NAMED))
    if len(named) == 1:
        return named[0]
    template = words(en="{some} and {last}", zh="{some}和{last}")
    return fill(template, some=join(named[:-1], en=", ", zh="、"), last=named[-1])


def _gap(links: Sequence[RankedLink], normless: AbstractSet[str]) -> Words:
    """How many of the links no norm serves: the weak spot of the normative work."""
    missing = sum(name(link) in normless for link in links)
    if not missing:
        return words(en="", zh="")
    if len(links) == 1:
        return words(en=", which no norm serves yet", zh="，尚无规范")
    template = words(en=", {missing} of which no norm serves yet", zh="，其中{missing}项尚无规范")
    return fill(template, missing=missing)


def table_sentence(
    decision: Focus,
    rows: Sequence[tuple[str, Focus]],
    *,
    deciding: Sequence[str],
    reading: Focus,
    refs: Sequence[str],
) -> Words:
    """Why a printed table is decided about so: what its rows come to."""
    parts = []
    for each, wording in FOCUS.items():
        some = [code for code, decided in rows if decided == each]
        if some:
            template = words(en="{count} to {do} ({codes})", zh="{do}{count}行（{codes}）")
            codes = join(some, en=", ", zh="、")
            parts.append(fill(template, count=len(some), do=wording, codes=codes))
    template = words(
        en="{opening}: of its {all} rows {parts}{apart} ({refs}).",
        zh="{opening}：共{all}行，{parts}{apart}（{refs}）。",
    )
    apart = fill(words(en="; {apart}", zh="；{apart}"), apart=_apart(reading)) if reading != decision else ""
    return fill(
        template,
        opening=_opening(decision, 1 if deciding else 3, None, deciding),
        all=len(rows),
        parts=join(parts, en=", ", zh="，"),
        apart=apart,
        refs=join(refs, en=", ", zh="、"),
    )
