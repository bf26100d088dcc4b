"""What decided about a piece of work in; a few short sentences that can be read aloud out."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from realign.analysis.programme.priorities import RankedLink, certainty, name
from realign.analysis.programme.rules import Focus
from realign.plan import Decision
from realign.words import Text, Words, fill, join, listed, say, words

FOCUS: dict[Focus, Words] = {
    "keep": words(en="keep", zh="保留"),
    "adjust": words(en="adjust", zh="调整"),
    "reduce": words(en="reduce", zh="减少"),
    "defer": words(en="defer", zh="推迟"),
}
DONE: dict[Focus, Words] = {
    "keep": words(en="kept", zh="保留"),
    "adjust": words(en="adjusted", zh="调整"),
    "reduce": words(en="reduced", zh="减少"),
    "defer": words(en="deferred", zh="推迟"),
}
KEPT_BUT = words(en="keep, but adjust", zh="保留，但调整")
"""What a source says of a table that stays while its substance changes."""
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
    """Priority links of which no norm names both ends, by name."""
    among: int
    """How many priority links there are at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What decides about a piece of work."""

    decision: Focus
    row: int
    """The row of the table of decisions."""
    source: Decision | None
    where: Words
    """The paragraphs that decide or ask for this; empty where none does."""
    tables: Words | None = None
    """The tables alone that these paragraphs speak of, where the piece is none of theirs."""
    table: bool = False
    """Whether the piece is a table, which an adjustment keeps."""
    deliverable: bool = False
    late: bool = False
    """Whether the source says that it stops or waits without the money."""
    told: bool = False
    """Whether the next sentence says how it suffers."""
    some: bool = False
    """Whether some of the money comes."""
    comes: bool = False
    """Whether the money is there."""


def told(opening: Words, sentences: Sequence[Text], refs: Words) -> Words:
    """Why it is decided so: the rule, a sentence for each reason, and the paragraphs behind them."""
    where = fill(words(en="see {refs}", zh="见{refs}"), refs=refs)
    parts = [opening, *sentences, *([where] if refs["en"] else [])]
    return join([_sentence(one) for one in parts], en=" ", zh="")


def _sentence(text: Text) -> Words:
    """A clause as a sentence of its own."""
    english, chinese = (say(text, language).rstrip(" .。") for language in ("en", "zh"))
    return words(en=f"{english[:1].upper()}{english[1:]}.", zh=f"{chinese}。")


def opening(rule: Rule) -> Words:
    """The decision and the rule that makes it."""
    said = KEPT_BUT if rule.table and rule.source == "adjust" and rule.row == 5 else FOCUS[rule.decision]
    template = {
        1: words(en="{do}, as {where} proposes", zh="{do}，因{where}如此建议"),
        2: _until(rule),
        3: _by_rule(rule),
        4: words(en="{do}: shape it for earmarked money", zh="{do}，即为指定用途资金而设计"),
        5: words(en="{do}, by {where}", zh="{do}，依据{where}"),
        6: words(en="{do} it to the links that it serves", zh="{do}，使其服务于相关联系"),
        7: _as_it_is(rule),
    }[rule.row]
    if rule.row == 4 and rule.where["en"]:
        template = words(
            en="{do}: shape it for earmarked money, as {where} proposes",
            zh="{do}，即按{where}的建议，为指定用途资金而设计",
        )
    if rule.source == "none" and rule.row == 5:
        template = words(en="{do}, since {where} says that nothing changes", zh="{do}，因{where}注明没有变化")
    where = rule.where if rule.where["en"] else words(en="the source", zh="来源")
    return fill(template, do=said, where=where, tables=rule.tables or "")


def _until(rule: Rule) -> Words:
    """Deferred: until when, and why if nothing else says it."""
    until = words(en="{do} until the money comes", zh="{do}至资金到位")
    if rule.some:
        until = words(en="{do} until enough money comes", zh="{do}至资金足够")
    why = words(
        en=", since the source says that it stops or waits without", zh="，因来源称缺乏资金将停止或推迟"
    )
    return until if rule.told else join([until, why], en="", zh="")


def _by_rule(rule: Rule) -> Words:
    """Reduced for want of money, by a rule that may be meant for other work."""
    if not rule.where["en"]:
        return words(en="{do}", zh="{do}")
    if rule.tables:
        return words(
            en="{do}, by the rule that {where} proposes for {tables}",
            zh="{do}，按{where}对{tables}建议的规则",
        )
    return words(en="{do}, as {where} proposes", zh="{do}，因{where}如此建议")


def _as_it_is(rule: Rule) -> Words:
    """Kept, for nothing speaks against it."""
    if rule.late and rule.comes:
        return words(
            en="{do} it and go ahead: the source says that it stops or waits without the money, which comes",
            zh="{do}并着手进行：来源称缺乏资金将停止或推迟，而资金已到位",
        )
    if rule.deliverable:
        return words(en="{do} it as planned", zh="按计划{do}")
    return words(en="{do} it as it is", zh="{do}，照旧")


def apart(reading: Focus, row: int | None) -> Words:
    """What we would decide without the source."""
    template = words(
        en="by links and money alone we would say {reading}",
        zh="仅就联系和资金而言，我们会选择“{reading}”",
    )
    if row == 1:
        template = words(
            en="the source decides so whatever money comes; by links and money alone we would say {reading}",
            zh="无论资金多少，来源均如此决定；仅就联系和资金而言，我们会选择“{reading}”",
        )
    return fill(template, reading=FOCUS[reading])


def link_clause(bonds: Bonds) -> Words | None:
    """Which priority links it serves, how they rank and how sure that is; nothing where nothing ties it."""
    if not bonds.among or not bonds.outcomes:
        return None
    codes = join(bonds.outcomes, en=", ", zh="、")
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
    """Of how many of the links no norm names both ends: the weak spot of the normative work."""
    missing = sum(name(link) in normless for link in links)
    if not missing:
        return words(en="", zh="")
    if missing == len(links):
        if missing == 1:
            return words(en="; no norm names both ends of it", zh="；没有规范同时涉及其两端")
        return words(en="; no norm names both ends of any of them", zh="；没有规范同时涉及其中任何一项的两端")
    template = words(
        en="; no norm names both ends of {missing} of them", zh="；其中{missing}项没有规范同时涉及两端"
    )
    return fill(template, missing=words(en="one", zh="1") if missing == 1 else missing)


def beside(code: str, title: Text, decision: Focus) -> Words:
    """What becomes of work that this piece leans on."""
    template = words(en="{title} ({code}) is {done} at this amount", zh="在此数额下，{title}（{code}）{done}")
    return fill(template, title=title, code=code, done=DONE[decision])


def table_opening(
    decision: Focus, rows: Sequence[tuple[str, Focus]], where: Words, *, sourced: bool
) -> Words:
    """The decision about a printed table, and what its rows come to."""
    template = words(en="{do}: {rows}", zh="{do}：{rows}")
    if sourced and where["en"]:
        template = words(en="{do}, as {where} proposes: {rows}", zh="{do}，因{where}如此建议：{rows}")
    return fill(template, do=FOCUS[decision], where=where, rows=_rows(rows))


def _rows(rows: Sequence[tuple[str, Focus]]) -> Words:
    """`D3 is reduced, its other 4 rows are kept`."""
    by: dict[Focus, list[str]] = {}
    for code, decided in rows:
        by.setdefault(decided, []).append(code)
    most = max(by, key=lambda each: len(by[each]))
    if len(by) == 1:
        count = len(rows)
        template = words(
            en={1: "its one row is {done}", 2: "both of its rows are {done}"}.get(
                count, "all {count} of its rows are {done}"
            ),
            zh="其{count}行全部{done}" if count > 1 else "其1行{done}",
        )
        return fill(template, count=count, done=DONE[most])
    parts = [_some(codes, each) for each, codes in by.items() if each != most]
    rest = len(by[most])
    template = words(
        en="its other {count} rows are {done}" if rest > 1 else "its other row is {done}",
        zh="其余{count}行{done}",
    )
    parts.append(fill(template, count=rest, done=DONE[most]))
    return join(parts, en=", ", zh="，")


def _some(codes: Sequence[str], decided: Focus) -> Words:
    """`D3 is reduced`."""
    template = words(en="{codes} is {done}" if len(codes) == 1 else "{codes} are {done}", zh="{codes}{done}")
    return fill(template, codes=listed(codes), done=DONE[decided])
