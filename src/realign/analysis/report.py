"""Everything that was asked, as one document for those who decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from realign.analysis.actions import Actions
from realign.analysis.annotations import Annotations
from realign.analysis.flagships import Flagships
from realign.analysis.focus import Programme
from realign.analysis.funding.answer import Level
from realign.analysis.funding.now import NOW_STATES
from realign.analysis.gaps import Gaps
from realign.analysis.indicators import Indicators
from realign.analysis.lenses import Lenses
from realign.analysis.links import Links
from realign.analysis.programme.reasons import FOCUS
from realign.analysis.programme.remarks import tallied
from realign.analysis.trace import Trace
from realign.analysis.validation import Validation
from realign.findings import Finding
from realign.money import in_currency
from realign.plan import Plan
from realign.sheets import Column, Heat, Kind, Part, Report, Sheet
from realign.words import Text, Words, fill, join, words

LONG = frozenset(
    {
        "findings.findings",
        "focus.links",
        "lenses.outcomes",
        "links.agreement",
        "trace.figures",
        "trace.paragraphs",
        "trace.records",
    }
)
"""Tables that those who decide can do without."""
LEADING = 3
"""So many links are named in the summary."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One question, what its answer comes to in a sentence or two, and the answer itself."""

    name: str
    title: Words
    says: tuple[Words, ...]
    answer: Report
    summed: bool = False
    """Whether the summary repeats what it comes to."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A report: what it is about, in short, and chapter by chapter."""

    title: Text
    organisation: Text | None
    period: tuple[int, int] | None
    lens: Text | None
    """The lens that all is seen through, by its name; `None`: without one."""
    chapters: tuple[Chapter, ...]
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Files of the plan and their SHA-256."""

    @property
    def passed(self) -> bool:
        """Always: a report tells what is so."""
        return True

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the chapters have to say about lines of the plan."""
        return tuple(finding for chapter in self.chapters for finding in chapter.answer.findings)

    def sheets(self) -> Iterator[Part]:
        """The summary, the decisions side by side, every chapter with the tables of its answer."""
        yield Sheet("summary", self.title, (), (), tuple(_summary(self)), chapter=True)
        programmes = [one.answer for one in self.chapters if isinstance(one.answer, Programme)]
        if len(programmes) > 1:
            yield _side_by_side(programmes)
        for chapter in self.chapters:
            yield Sheet(chapter.name, chapter.title, (), (), chapter.says, chapter=True)
            for part in sorted(chapter.answer.sheets(), key=lambda part: isinstance(part, Heat)):
                named = replace(part, name=f"{chapter.name}.{part.name}")
                kind = f"{chapter.name.partition('-')[0]}.{part.name}"
                if isinstance(named, Sheet) and kind in LONG:
                    named = replace(named, detail=True)
                yield named
        yield _files(self)


def _summary(paper: Paper) -> Iterator[Text]:
    """Whose plan it is, through which lens it is seen, and what the chapters come to."""
    if paper.organisation:
        yield paper.organisation
    if paper.period:
        yield "–".join(map(str, paper.period))
    if paper.lens:
        yield fill(words(en="Seen through the lens: {lens}.", zh="所用视角：{lens}。"), lens=paper.lens)
    for chapter in paper.chapters:
        if chapter.summed:
            yield from chapter.says


def _side_by_side(programmes: Sequence[Programme]) -> Sheet:
    """What is decided about each piece of work at each amount; those that never change last."""
    decided = [[FOCUS[one.decision] for one in each.programme] for each in programmes]
    rows = [
        (piece.id, piece.title, *decisions)
        for piece, *decisions in zip(programmes[0].programme, *decided, strict=True)
    ]
    steady = [row for row in rows if all(one == row[2] for one in row[2:])]
    note = fill(
        words(
            en="The first {moved} hang on the money; the other {steady} are decided alike at every amount.",
            zh="前{moved}项取决于资金；其余{steady}项在各数额下决定相同。",
        ),
        moved=len(rows) - len(steady),
        steady=len(steady),
    )
    return Sheet(
        "decisions",
        words(
            en="What becomes of the work at each amount of unearmarked money", zh="各非专用资金数额下的结果"
        ),
        (
            Column("id", words(en="Id", zh="编号"), Kind.CODE),
            Column("title", words(en="What", zh="内容")),
            *(
                Column(f"at_{each.unearmarked}", _unbroken(each.currency, each.unearmarked), Kind.STATE)
                for each in programmes
            ),
        ),
        tuple(sorted(rows, key=lambda row: row in steady)),
        (note,),
    )


def _files(paper: Paper) -> Sheet:
    columns = (
        Column("file", words(en="File", zh="文件"), Kind.CODE),
        Column("sha256", "SHA-256", Kind.CODE),
    )
    title = words(en="The files that all this rests on", zh="本报告所依据的文件")
    return Sheet("files", title, columns, tuple(paper.inputs.items()), detail=True)


def report(
    plan: Plan, lens: str | None, chapters: Sequence[Chapter], inputs: Mapping[str, str] | None = None
) -> Paper:
    """Put the chapters that there are together."""
    about = plan.about
    period = (about.period.from_, about.period.to) if about.period else None
    seen = next((one.title for one in plan.lenses if one.id == lens), None)
    return Paper(about.title, about.organisation, period, seen, tuple(chapters), dict(inputs or {}))


def on_links(answer: Links) -> Chapter:
    """Which links matter most, and how sure that is."""
    title = words(en="Which links between outcomes matter most?", zh="成果之间哪些联系最重要？")
    first, says = answer.links[:LEADING], []
    names = [f"{one.source}–{one.target}" for one in first]
    called = {one.id: one.title for one in answer.outcomes}
    if first:
        template = words(
            en="Of {total} links that the plan records, {links} come first. {link} ties “{source}” to "
            "“{target}”.",
            zh="在计划记录的{total}项联系中，{links}居前。{link}把“{source}”与“{target}”联系起来。",
        )
        ends = {"source": called[first[0].source], "target": called[first[0].target]}
        listing = join(names, en=", ", zh="、")
        says.append(fill(template, total=answer.counts.links, links=listing, link=names[0], **ends))
    if first and first[0].rank_low is not None:
        template = words(
            en="How sure that is: in nine of ten readings of the evidence {link} ranks anywhere from "
            "{low} to {high}.",
            zh="可靠程度：在十分之九的证据解读中，{link}的排名可在第{low}至第{high}位之间。",
        )
        low, high = f"{first[0].rank_low:g}", f"{first[0].rank_high:g}"
        says.append(fill(template, link=names[0], low=low, high=high))
    alone = [one.id for one in answer.outcomes if one.alone]
    if alone:
        template = words(
            en="No link touches {codes}: no statement makes one, which does not mean that there is none.",
            zh="没有联系涉及{codes}：没有陈述单独将其挂钩，不等于没有联系。",
        )
        says.append(fill(template, codes=join(alone, en=", ", zh="、")))
    return Chapter("links", title, tuple(says), answer, summed=True)


def on_lenses(answer: Lenses) -> Chapter:
    """How the lenses differ."""
    title = words(en="What changes from lens to lens?", zh="不同视角下有何变化？")
    return Chapter("lenses", title, answer.says, answer)


def on_money(answer: Gaps) -> Chapter:
    """What each amount covers."""
    title = words(en="What does the money leave uncovered?", zh="资金还有哪些缺口？")
    template = words(
        en="With {money} of unearmarked money{short}: covered for sure: {covered}; proved to be uncovered: "
        "{uncovered}; open, since the plan does not say enough: {open}{heard}.",
        zh="非专用资金为{money}时{short}：确定覆盖{covered}项，可证明未覆盖{uncovered}项，"
        "计划所载不足以判定{open}项{heard}。",
    )
    heard = words(
        en="; of all of them, by the source's own words of {years}, {states}",
        zh="；据来源{years}年自述，其中{states}",
    )
    short = words(en=" ({money} short of what is required)", zh="（距所需数额尚缺{money}）")
    says = tuple(
        fill(
            template,
            money=_money(answer.currency, level.unearmarked),
            covered=len(level.covered),
            open=len(level.open),
            uncovered=len(level.uncovered),
            heard=fill(heard, years=_years(level), states=_states(level)) if level.now else "",
            short=fill(short, money=_money(answer.currency, level.shortfall)) if level.shortfall else "",
        )
        for level in answer.levels
    )
    return Chapter("gaps", title, says, answer, summed=True)


def _years(level: Level) -> str:
    """The years that the source speaks of."""
    return ", ".join(str(year) for year in sorted({item.now.year for item in level.items if item.now}))


def _states(level: Level) -> Words:
    """`3 are stopped, 12 limited`: what the source says happens."""
    template = words(en="{count} {state}", zh="{state}{count}项")
    told = (fill(template, count=len(ids), state=NOW_STATES[state]) for state, ids in level.now.items())
    return join(told, en=", ", zh="，")


def on_focus(answer: Programme) -> Chapter:
    """What is kept, adjusted, reduced, deferred at one amount."""
    title = words(
        en="What is kept, adjusted, reduced or goes short with {money}?",
        zh="{money}时哪些保留、调整、减少或资金不足？",
    )
    money = _money(answer.currency, answer.unearmarked)
    template = words(
        en="With {money} of unearmarked money, of {all} pieces of work: {tally}.",
        zh="非专用资金为{money}时，{all}项工作中：{tally}。",
    )
    tally = tallied([one.decision for one in answer.programme])
    says = fill(template, money=money, all=len(answer.programme), tally=tally)
    return Chapter(f"focus-{answer.unearmarked}", fill(title, money=money), (says,), answer, summed=True)


def on_flagships(answer: Flagships) -> Chapter:
    """What the programmes carry, and what nobody carries."""
    title = words(en="What do the programmes carry?", zh="各方案承担哪些联系？")
    template = words(
        en="Carried by no programme: {count} of the first {top} links{codes}.",
        zh="没有方案承担的：前{top}项联系中的{count}项{codes}。",
    )
    codes = fill(words(en=": {links}", zh="：{links}"), links=join(answer.uncarried, en=", ", zh="、"))
    says = fill(
        template, top=answer.top, count=len(answer.uncarried), codes=codes if answer.uncarried else ""
    )
    return Chapter("flagships", title, (says,), answer, summed=True)


def on_actions(answer: Actions) -> Chapter:
    """Which links lack norms, programmes, partnerships, capacities."""
    title = words(en="Where is nothing done?", zh="哪些方面尚无行动？")
    template = words(
        en="Norms, integrated programmes, partnerships and capacities are held against the {links} priority "
        "links, which makes {all} places: at {tied} an action names both ends, at {half} one end, at {other} "
        "only what is tagged with other lenses names an end, and at {hole} there is nothing.",
        zh="以规范、综合方案、伙伴关系和能力对照{links}项优先联系，共{all}处：两端均覆盖{tied}处，仅覆盖一端{half}处，"
        "仅由其他视角的行动覆盖{other}处，空缺{hole}处。",
    )
    states = [cell.state for row in answer.matrix for cell in row.cells]
    says = fill(
        template,
        links=len(answer.matrix),
        all=len(states),
        tied=states.count("tied"),
        half=states.count("half"),
        other=states.count("other lens"),
        hole=states.count("hole"),
    )
    return Chapter("actions", title, (says,), answer, summed=True)


def on_indicators(answer: Indicators) -> Chapter:
    """Which indicators show the effect, and where there is none."""
    title = words(en="Which indicators show the effect?", zh="哪些指标能显示成效？")
    template = words(
        en="Indicators that show the effect: {count}; outcomes without one: {missing}.",
        zh="能显示成效的指标：{count}项；没有指标的成果：{missing}项。",
    )
    says = fill(template, count=len(answer.indicators), missing=len(answer.missing))
    return Chapter("indicators", title, (says,), answer, summed=True)


def on_annotations(answer: Annotations) -> Chapter:
    """What changes in the work programme."""
    title = words(
        en="What changes in the work programme, paragraph by paragraph?", zh="工作方案逐段有何变化？"
    )
    template = words(
        en="Annotated paragraphs of the work programme: {count}.", zh="工作方案中附有说明的段落：{count}。"
    )
    return Chapter("annotations", title, (fill(template, count=len(answer.annotations)),), answer)


def on_trace(answer: Trace) -> Chapter:
    """What rests on which paragraph."""
    title = words(en="What does it all rest on?", zh="依据何在？")
    template = words(
        en="Records: {records}; paragraphs: {paragraphs}, of which neither coded nor set aside with a "
        "reason: {unexplained}.",
        zh="记录：{records}条；段落：{paragraphs}个，其中既未编码也未说明理由的：{unexplained}个。",
    )
    says = fill(
        template,
        records=len(answer.records),
        paragraphs=len(answer.paragraphs),
        unexplained=len(answer.unexplained),
    )
    return Chapter("trace", title, (says,), answer)


def on_findings(answer: Validation) -> Chapter:
    """What is still wrong with the plan, and which slips of the sources it knows of."""
    title = words(
        en="What is to be mended, and what is known to be odd?", zh="哪些有待改正，哪些是已知的疏漏？"
    )
    counts = answer.counts
    template = words(
        en="What the checks of the data say: errors {errors}, warnings {warnings}, notes {notes}.",
        zh="数据检查结果：错误{errors}项，警告{warnings}项，提示{notes}项。",
    )
    says = fill(template, errors=counts.error, warnings=counts.warning, notes=counts.note)
    return Chapter("findings", title, (says,), answer)


def _money(currency: str, amount: int) -> str:
    """An amount with its currency."""
    return in_currency(currency, amount)


def _unbroken(currency: str, amount: int) -> str:
    """The same as a heading that no line may break."""
    return _money(currency, amount).replace(" ", "\N{NO-BREAK SPACE}")
