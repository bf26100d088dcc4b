"""What decided about a piece of work in; one sentence that can be read aloud out."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from realign.analysis.programme.priorities import RankedLink, certainty, name
from realign.analysis.programme.rules import Focus
from realign.plan import Decision
from realign.words import Words, fill, join, listed, words

FOCUS: dict[Focus, Words] = {
    "keep": words(en="keep", zh="保留"),
    "adjust": words(en="adjust", zh="调整"),
    "reduce": words(en="reduce", zh="减少"),
    "defer": words(en="defer", zh="推迟"),
}
_NAMED = 3
"""How many links a sentence names before it only counts them."""


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
    among: int
    """How many priority links there are at all."""
    sourced: bool = True
    """Whether the plan names any sources that could tie it to an outcome."""


def sentence(
    decision: Focus,
    row: int,
    reasons: Sequence[Words],
    *,
    source: Decision | None,
    deciding: Sequence[str],
    reading: Focus,
    refs: Sequence[str],
) -> Words:
    """Why it is decided so: the rule, the reasons, the paragraphs, and where we would differ.

    `reasons`: clauses about money and links; `deciding`: paragraphs that decide or ask for this;
    `refs`: those that the work rests on.
    """
    parts = [*reasons]
    if reading != decision:
        parts.append(_apart(reading))
    return _closed(
        _opening(decision, row, source, deciding), parts, [one for one in refs if one not in deciding]
    )


def _closed(opening: Words, parts: Sequence[Words], refs: Sequence[str]) -> Words:
    """A sentence of an opening and its reasons, with the paragraphs behind them."""
    said = join(parts, en="; ", zh="；")
    where = (
        fill(words(en=" (see {refs})", zh="（见{refs}）"), refs=join(refs, en=", ", zh="、")) if refs else ""
    )
    template = words(en="{opening}: {said}{where}.", zh="{opening}：{said}{where}。")
    return fill(template, opening=opening, said=said, where=where)


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
    where = listed(deciding) if deciding else words(en="the source", zh="来源")
    asked = fill(words(en=", as {where} asks", zh="（{where}要求）"), where=where) if deciding else ""
    template = templates[row]
    if source == "none" and row == 5:
        template = words(en="{Do}, since nothing changes by {where}", zh="{do}，{where}没有变化")
    said = FOCUS[decision]
    capital = words(en=said["en"].capitalize(), zh=said["zh"])
    return fill(template, Do=capital, do=said, where=where, asked=asked)


def link_clause(bonds: Bonds) -> Words | None:
    """Which priority links it serves, how they rank and how sure that is; nothing in a plan without links."""
    codes = join(bonds.outcomes, en=", ", zh="、")
    if not bonds.among:
        return None
    if not bonds.outcomes:
        none = words(en="no source", zh="没有来源") if bonds.sourced else words(en="nothing", zh="没有记录")
        template = words(
            en="{none} ties it to an outcome, so no link speaks for or against it",
            zh="{none}将其与成果挂钩，故联系无从评判",
        )
        return fill(template, none=none)
    if not bonds.touched:
        return fill(words(en="no priority link touches {codes}", zh="没有优先联系涉及{codes}"), codes=codes)
    links = bonds.carried or bonds.touched
    template = words(en="it carries {links}{gap}", zh="承担{links}{gap}")
    if not bonds.carried:
        template = words(
            en="it works on one end ({codes}) of {links}{gap}", zh="涉及{links}的一端（{codes}）{gap}"
        )
        ends = {code for link in links for code in (link.source, link.target)}
        codes = join((code for code in bonds.outcomes if code in ends), en=", ", zh="、")
    return fill(template, links=_links(links), codes=codes, gap=_gap(links, bonds.normless))


def _links(links: Sequence[RankedLink]) -> Words:
    """The first few links with their ranks, and how many more there are."""
    template = words(en="{link} ({sure})", zh="{link}（{sure}）")
    named = [fill(template, link=name(link), sure=certainty(link)) for link in links[:_NAMED]]
    if len(links) > _NAMED:
        named.append(fill(words(en="{more} more", zh="另外{more}项"), more=len(links) - _NAMED))
    return listed(named)


def _gap(links: Sequence[RankedLink], normless: AbstractSet[str]) -> Words:
    """How many of the links no norm serves: the weak spot of the normative work."""
    missing = sum(name(link) in normless for link in links)
    if not missing:
        return words(en="", zh="")
    if len(links) == 1:
        return words(en=", which no norm serves yet", zh="，尚无规范")
    if missing == len(links):
        return words(en=", none of which a norm serves yet", zh="，均尚无规范")
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
    said = words(en="of its {all} rows {parts}", zh="共{all}行，{parts}")
    clauses = [fill(said, all=len(rows), parts=listed(parts))]
    if reading != decision:
        clauses.append(_apart(reading))
    opening = _opening(decision, 1 if deciding else 3, None, deciding)
    return _closed(opening, clauses, [one for one in refs if one not in deciding])
