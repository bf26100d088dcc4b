"""What decided about a piece of work in; a few short sentences that can be read aloud out."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from realign.analysis.programme.priorities import RankedLink, certainty, name
from realign.analysis.programme.rules import Focus
from realign.plan import Decision, Effect, Now
from realign.words import Text, Words, fill, join, listed, say, words

FOCUS: dict[Focus, Words] = {
    "keep": words(en="keep", zh="保留"),
    "adjust": words(en="adjust", zh="调整"),
    "reduce": words(en="reduce", zh="减少"),
    "defer": words(en="defer", zh="推迟"),
    "short": words(en="goes short", zh="资金不足"),
    "wait": words(en="waits", zh="等待资金"),
    "open": words(en="open", zh="未定"),
    "none": words(en="no decision", zh="无决定"),
}
BECOMES: dict[Focus, Words] = {
    "keep": words(en="is kept", zh="保留"),
    "adjust": words(en="is adjusted", zh="调整"),
    "reduce": words(en="is reduced", zh="减少"),
    "defer": words(en="is deferred", zh="推迟"),
    "short": words(en="goes short", zh="资金不足"),
    "wait": words(en="waits", zh="等待资金"),
    "open": words(en="is open", zh="未定"),
    "none": words(en="is without a decision", zh="无决定"),
}
MANY_BECOME: dict[Focus, Words] = {
    "keep": words(en="are kept", zh="保留"),
    "adjust": words(en="are adjusted", zh="调整"),
    "reduce": words(en="are reduced", zh="减少"),
    "defer": words(en="are deferred", zh="推迟"),
    "short": words(en="go short", zh="资金不足"),
    "wait": words(en="wait", zh="等待资金"),
    "open": words(en="are open", zh="未定"),
    "none": words(en="are without a decision", zh="无决定"),
}
COUNTED: dict[Focus, Words] = {
    "keep": words(en="{count} kept", zh="保留{count}项"),
    "adjust": words(en="{count} adjusted", zh="调整{count}项"),
    "reduce": words(en="{count} reduced", zh="减少{count}项"),
    "defer": words(en="{count} deferred", zh="推迟{count}项"),
    "short": words(en="{count} short of money", zh="资金不足{count}项"),
    "wait": words(en="{count} waiting for money", zh="等待资金{count}项"),
    "open": words(en="{count} open", zh="未定{count}项"),
    "none": words(en="{count} without a decision", zh="无决定{count}项"),
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
    table: bool = False
    """Whether the piece is a table, which an adjustment keeps."""
    deliverable: bool = False
    late: bool = False
    """Whether the source says that it stops or waits without the money."""
    comes: bool = False
    """Whether the money is there."""
    now: Now | None = None
    """What the source says happens at the time of its writing, if that was with no less money."""
    effect: Effect | None = None
    """What the source says becomes of it without the money."""
    first_planned: int | None = None
    """How many were planned before the source cut them."""
    mentioned: bool = True
    """Whether the source speaks of it at all."""
    sourced: bool = True
    """Whether the plan has sources."""


def told(opening: Words, sentences: Sequence[Text], refs: Words) -> Words:
    """Why it is decided so: the rule, a sentence for each reason, and the paragraphs behind them."""
    where = fill(words(en="see {refs}", zh="见{refs}"), refs=refs)
    parts = [opening, *sentences, *([where] if refs["en"] else [])]
    return join([sentence(one) for one in parts], en=" ", zh="")


def sentence(text: Text) -> Words:
    """A clause as a sentence of its own."""
    english, chinese = (say(text, language).rstrip(" .。") for language in ("en", "zh"))
    return words(en=f"{english[:1].upper()}{english[1:]}.", zh=f"{chinese}。")


def opening(rule: Rule) -> Words:
    """The decision and the rule that makes it, or what becomes of the work if nobody decides."""
    said = KEPT_BUT if rule.table and rule.source == "adjust" and rule.row == 5 else FOCUS[rule.decision]
    where = rule.where if rule.where["en"] else words(en="the source", zh="来源")
    return fill(
        _opening(rule), do=said, where=where, happens=happening(rule.now, rule.effect), first=_held(rule)
    )


def _opening(rule: Rule) -> Words:
    """The template of the row."""
    cited, told = bool(rule.where["en"]), rule.now is not None or rule.effect is not None
    match rule.row:
        case 1:
            return words(en="{do}, as {where} proposes", zh="{do}，因{where}如此建议")
        case 2 | 3 if rule.decision in {"wait", "short"}:
            return words(en="{do}: {happens}", zh="{do}：{happens}") if told else words(en="{do}", zh="{do}")
        case 3 if cited:
            return words(en="{do}, as {where} proposes", zh="{do}，因{where}如此建议")
        case 3:
            return words(en="{do}", zh="{do}")
        case 4 if cited:
            return words(
                en="{do}: shape it for earmarked money, as {where} proposes",
                zh="{do}，即按{where}的建议，为指定用途资金而设计",
            )
        case 4:
            return words(en="{do}: shape it for earmarked money", zh="{do}，即为指定用途资金而设计")
        case 5 if rule.source == "none":
            return words(en="{do}, since {where} says that nothing changes", zh="{do}，因{where}注明没有变化")
        case 5:
            return words(en="{do}, by {where}", zh="{do}，依据{where}")
        case 6 if rule.sourced and rule.source is None and not rule.deliverable:
            return words(
                en="{do} it to the links that it serves: our reading, as the source decides nothing about it",
                zh="{do}，使其服务于相关联系：这是我们的解读，来源未就此作出决定",
            )
        case 6:
            return words(en="{do} it to the links that it serves", zh="{do}，使其服务于相关联系")
        case 8 if told:
            return words(
                en="{do}: nobody can tell whether the money reaches it; {happens}",
                zh="{do}：无法判断资金能否顾及；{happens}",
            )
        case 8:
            return words(
                en="{do}: nobody can tell whether the money reaches it", zh="{do}：无法判断资金能否顾及"
            )
        case 9:
            return words(
                en="{do} it as first planned: {where} proposes the cut for want of unearmarked money, and at "
                "this amount the ground of the cut is gone{first}",
                zh="按原计划{do}：{where}因缺乏非专用资金而建议削减，在此数额下削减的理由已不存在{first}",
            )
        case 10:
            return _undecided(rule)
        case _:
            return _as_it_is(rule)


def happening(now: Now | None, effect: Effect | None) -> Words:
    """What the source says happens now, else what becomes of the work without the money; else nothing."""
    if now:
        template = words(
            en="in {year}, says the source, it is {degree}{state}", zh="来源称，{year}年{degree}{state}"
        )
        if now.may:
            template = words(
                en="in {year}, says the source, it may be {degree}{state}",
                zh="来源称，{year}年可能{degree}{state}",
            )
        return fill(
            template,
            year=str(now.year),
            degree=fill(words(en="{degree} ", zh="{degree}"), degree=now.degree) if now.degree else "",
            state=_STATES[now.state],
        )
    if effect:
        template = words(
            en="without the money, says the source, it is {state}", zh="来源称，缺乏资金时{state}"
        )
        return fill(template, state=_STATES[effect])
    return words(en="", zh="")


_STATES: dict[Effect, Words] = {
    "limited": words(en="limited", zh="受限"),
    "delayed": words(en="put off", zh="推迟"),
    "stopped": words(en="stopped", zh="停止"),
}


def _held(rule: Rule) -> Words:
    """How many could be held again."""
    if rule.first_planned is None:
        return words(en="", zh="")
    template = words(en=": the {count} first planned could be held", zh="：原计划的{count}次可以举行")
    return fill(template, count=rule.first_planned)


def _undecided(rule: Rule) -> Words:
    """That nobody decides about it."""
    if not rule.sourced:
        return words(en="{do}: nothing is decided about it", zh="{do}：未就此作出决定")
    if rule.mentioned:
        return words(en="{do}: the source decides nothing about it", zh="{do}：来源未就此作出决定")
    return words(en="{do}: the source has no word on it", zh="{do}：来源未提及")


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
    """What we would decide without the source; `row`: that of the decision."""
    template = words(
        en="by links and money alone we would say {reading}",
        zh="仅就联系和资金而言，我们会选择“{reading}”",
    )
    if row == 1:
        template = words(
            en="so the source decides; by links and money alone we would say {reading}",
            zh="来源如此决定；仅就联系和资金而言，我们会选择“{reading}”",
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
    template = words(en="{title} ({code}) {done} at this amount", zh="在此数额下，{title}（{code}）{done}")
    return fill(template, title=title, code=code, done=BECOMES[decision])


def table_opening(
    decision: Focus, rows: Sequence[tuple[str, Focus]], where: Words, *, sourced: bool, lapsed: bool = False
) -> Words:
    """The decision about a printed table, and its rows; `lapsed`: the ground of a cut is gone."""
    template = words(en="{do}: {rows}", zh="{do}：{rows}")
    if lapsed and where["en"]:
        template = words(
            en="{do}: {where} proposes a cut for want of unearmarked money, and at this amount its ground is "
            "gone; {rows}",
            zh="{do}：{where}因缺乏非专用资金而建议削减，在此数额下其理由已不存在；{rows}",
        )
    elif sourced and where["en"]:
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
            en={1: "its one row {done}", 2: "both of its rows {done}"}.get(
                count, "all {count} of its rows {done}"
            ),
            zh="其{count}行全部{done}" if count > 1 else "其1行{done}",
        )
        return fill(template, count=count, done=_become(most, count))
    parts = [_some(codes, each) for each, codes in by.items() if each != most]
    rest = len(by[most])
    template = words(
        en="its other {count} rows {done}" if rest > 1 else "its other row {done}",
        zh="其余{count}行{done}",
    )
    parts.append(fill(template, count=rest, done=_become(most, rest)))
    return join(parts, en=", ", zh="，")


def _some(codes: Sequence[str], decided: Focus) -> Words:
    """`D3 is reduced`."""
    template = words(en="{codes} {done}", zh="{codes}{done}")
    return fill(template, codes=listed(codes), done=_become(decided, len(codes)))


def _become(decided: Focus, count: int) -> Words:
    """What becomes of one or several."""
    return BECOMES[decided] if count == 1 else MANY_BECOME[decided]
