"""Which links between outcomes matter most through a lens, and how sure is each rank?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from realign.analysis.naming import judgement, with_judgement
from realign.analysis.network.agreement import agree, fellow_methods
from realign.analysis.network.assessment import assess
from realign.analysis.network.draws import DOUBT, SEED, Uncertainty
from realign.analysis.network.influence import DELTA
from realign.analysis.network.methods import Method, read_method
from realign.analysis.network.pairs import Matrix, influence_heat, influence_of, wins_heat, wins_of
from realign.analysis.network.ranked import RankedLink, RankedOutcome, rank_links, rank_outcomes
from realign.analysis.network.refusal import NO_ANSWER
from realign.analysis.network.robustness import TOP, groups
from realign.analysis.network.study import DRAWS, MISSING, WHY_APART, Standing, study
from realign.analysis.network.tables import (
    AGREEMENT,
    CONTESTED,
    DIRECTIONS,
    LINKS,
    OUTCOMES,
    SURE_LINKS,
    SURE_OUTCOMES,
    TAGGED,
    table,
)
from realign.analysis.paragraphs import ref_in_words, refs_in_words
from realign.analysis.wording import basis_in_words
from realign.findings import Finding, Locate, Place
from realign.graph import LinkGraph
from realign.plan import Plan
from realign.sheets import Cell, Column, Part, Sheet
from realign.words import Text, Words, fill, join, words

TURNED = 0.45
"""A link or outcome that beats the next one in fewer draws stands before it by the ranking alone."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are in all, whatever is shown."""

    links: int
    outcomes: int


@dataclass(frozen=True, kw_only=True)
class Links:
    """The links of a plan through one lens or none, in order of priority."""

    lens: str | None
    method: str
    delta: float | None
    """How much of an influence is passed on at every further step; `None`: the method knows none."""
    links: tuple[RankedLink, ...]
    outcomes: tuple[RankedOutcome, ...]
    agreement: Mapping[str, float | None]
    """Kendall's tau-b of each method to the headline, on the drives of the outcomes."""
    agreement_says: tuple[Words, ...]
    inseparable: tuple[tuple[str, ...], ...]
    """Outcomes in stretches of the ranking within which no two can be told apart."""
    influence: Matrix | None
    """All influence of each outcome on each, over all ways: row influences column. Of the first
    outcomes by rank where there are many; `None`: the method has no answer."""
    wins: Matrix | None
    """Probability that the row ranks above the column, ties counted half; the same outcomes."""
    draws: int
    """Networks drawn and answered."""
    draws_asked: int
    """Networks that were to be drawn."""
    seed: int
    missing: float
    """The share of all links that the wider interval takes to be unrecorded."""
    by: Literal["link", "outcome"]
    matrix: bool
    """Whether the user asked for the matrix."""
    counts: Counts
    inputs: Mapping[str, str]
    """Files of the plan and their SHA-256."""
    judged: Words
    """What of all this is our judgement."""
    problems: tuple[Finding, ...] = field(default=(), repr=False)

    @property
    def passed(self) -> bool:
        """Whether the method has an answer."""
        return not self.problems

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Why it has none."""
        return self.problems

    @with_judgement
    def sheets(self) -> Iterator[Part]:
        """Links first, or outcomes first, as asked."""
        if self.problems:
            yield Sheet(
                "no_answer",
                words(en="No answer", zh="没有答案"),
                (),
                (),
                tuple(one.message for one in self.problems),
            )
        parts = [_links_sheet(self), _outcomes_sheet(self)]
        if self.matrix and self.influence:
            yield influence_heat(self.influence, self.counts.outcomes)
        if self.matrix and self.wins:
            yield wins_heat(self.wins)
        yield from parts if self.by == "link" else reversed(parts)
        yield _agreement_sheet(self)
        if self.draws:
            yield from _sure_sheets(self)


def links(
    plan: Plan,
    lens: str | None = None,
    method: str = "influence",
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    delta: float = DELTA,
    top: int | None = None,
    by: Literal["link", "outcome"] = "link",
    matrix: bool = False,
    missing: float | None = None,
    doubt: Uncertainty = DOUBT,
    inputs: Mapping[str, str] | None = None,
    locate: Locate | None = None,
) -> Links:
    """Rank the links and outcomes of `plan`; raises `CallError` for an unknown lens or method.

    `top` keeps the first so many links, or outcomes if it goes `by` them; `draws` of 0 leaves the
    ranks without intervals.
    """
    missing = MISSING if missing is None else missing
    graph = LinkGraph.of(plan, lens)
    chosen = read_method(method, delta)
    headline = assess(graph, read_method("influence", delta))
    agreement = agree(headline, fellow_methods(chosen, delta))
    studied = study(graph, chosen, draws=draws, seed=seed, missing=missing, doubt=doubt)
    ranked_links = rank_links(plan, studied)
    ranked_outcomes = rank_outcomes(plan, studied)
    return Links(
        lens=graph.lens.id if graph.lens else None,
        method=chosen.name,
        delta=chosen.delta,
        links=ranked_links[: top if by == "link" else None],
        outcomes=ranked_outcomes[: top if by == "outcome" else None],
        agreement=agreement.taus,
        agreement_says=agreement.says,
        inseparable=_inseparable(ranked_outcomes),
        influence=influence_of(studied.assessment) if studied.assessment else None,
        wins=wins_of(studied) if studied.assessment and studied.draws else None,
        draws=studied.draws,
        draws_asked=draws,
        seed=seed,
        missing=missing,
        by=by,
        matrix=matrix,
        counts=Counts(len(ranked_links), len(ranked_outcomes)),
        inputs=dict(inputs or {}),
        judged=judgement([graph.lens] if graph.lens else []),
        problems=() if studied.assessment else (_problem(chosen, locate),),
    )


def _inseparable(outcomes: Sequence[RankedOutcome]) -> tuple[tuple[str, ...], ...]:
    """The stretches of the ranking in which no two outcomes can be told apart."""
    return groups([one.id for one in outcomes], {one.id: one.not_separable for one in outcomes})


def _problem(method: Method, locate: Locate | None) -> Finding:
    """Say that the method has no answer."""
    return NO_ANSWER.finding(
        locate("plan", "") if locate else Place("plan"),
        f"{method.name} has no answer for these links: influence is passed on without end and never fades",
        "use the headline method (leave out --method), where it fades by delta at every step",
    )


def _links_sheet(answer: Links) -> Sheet:
    columns: tuple[Column, ...] = LINKS
    if any(link.contested for link in answer.links):
        columns = (*LINKS, CONTESTED)
    if all(link.tagged in {None, True} for link in answer.links):
        columns = tuple(column for column in columns if column != TAGGED)
    common = _common([ref for link in answer.links for ref in link.refs])
    notes = [*_cut(len(answer.links), answer.counts.links)]
    if common:
        notes.append(fill(words(en="paragraphs of {source}", zh="段落出自{source}"), source=common.strip()))
    untagged = sum(link.tagged is False for link in answer.links)
    if untagged:
        says = words(
            en="tagged no: no statement of the link speaks of the lens, so it counts by the lens's default "
            "relevance alone ({untagged} of {shown})",
            zh="“标注”为“否”：该联系没有任何表述涉及此视角，仅按视角的默认相关度计入（{shown}项中的{untagged}项）",
        )
        notes.append(fill(says, untagged=untagged, shown=len(answer.links)))
    return table(
        "links",
        words(en="Links in order of priority", zh="按优先次序排列的联系"),
        columns,
        answer.links,
        (*notes, *_notes(answer)),
        direction=_direction,
        basis=basis_in_words,
        refs=lambda refs: (
            refs_in_words(ref[len(common) :] for ref in refs if isinstance(ref, str))
            if isinstance(refs, tuple)
            else refs
        ),
        tagged=lambda tagged: None if tagged is None else _TAGGED[bool(tagged)],
    )


_TAGGED = {True: words(en="yes", zh="是"), False: words(en="no", zh="否")}


def _direction(direction: Cell) -> Cell:
    return next((says for name, says in DIRECTIONS.items() if name == direction), direction)


def _common(refs: Sequence[str]) -> str:
    """The source that all paragraphs share, with the blank after it."""
    first, last = min(refs, default=""), max(refs, default="")
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[: first.rfind(" ", 0, same) + 1]


def _outcomes_sheet(answer: Links) -> Sheet:
    title = words(en="Outcomes in order of what they drive", zh="按推动力排列的成果")
    notes: list[Text] = list(_cut(len(answer.outcomes), answer.counts.outcomes))
    alone = [one.id for one in answer.outcomes if one.alone]
    if alone:
        says = words(
            en="no link touches {alone}: no statement makes one, which does not mean that there is none",
            zh="没有联系涉及{alone}：没有陈述单独将其挂钩，不等于没有联系",
        )
        notes.append(fill(says, alone=join(alone, en=", ", zh="、")))
    notes += _apart([(one.id, one) for one in answer.outcomes])
    for group in answer.inseparable:
        says = words(en="not separable: {group}", zh="无法区分：{group}")
        notes.append(fill(says, group=join(group, en=", ", zh="、")))
    return table("outcomes", title, OUTCOMES, answer.outcomes, tuple(notes))


def _paragraph(ref: Cell) -> Cell:
    return ref_in_words(ref) if isinstance(ref, str) else ref


_WITHOUT = {f"without_reference.{end}_without": _paragraph for end in ("best", "worst")}


def _sure_sheets(answer: Links) -> Iterator[Sheet]:
    """How sure each rank is, in full."""
    notes = (
        fill(
            words(
                en="some missing: as if {share} % of all links were not recorded; absent is not zero",
                zh="有遗漏：假设全部联系中有{share} %未被记录；缺失不等于零",
            ),
            share=f"{100 * answer.missing:g}",
        ),
        words(
            en="best and worst: the rank if that one paragraph, or that one link, were not there",
            zh="最好与最差：若缺少该段落或该联系时的排名",
        ),
    )
    title = words(en="How sure the rank of each link is", zh="各联系排名的可靠程度")
    sheet = table("links_certainty", title, SURE_LINKS, answer.links, notes, **_WITHOUT)
    yield replace(sheet, detail=True)
    title = words(en="How sure the rank of each outcome is", zh="各成果排名的可靠程度")
    shown = answer.outcomes
    yield replace(table("outcomes_certainty", title, SURE_OUTCOMES, shown, notes, **_WITHOUT), detail=True)


def _agreement_sheet(answer: Links) -> Sheet:
    title = words(en="Does the order of the outcomes hang on the method?", zh="成果的次序取决于方法吗？")
    return Sheet("agreement", title, AGREEMENT, tuple(answer.agreement.items()), answer.agreement_says)


def _cut(shown: int, total: int) -> Iterator[Words]:
    """Say how many rows are not shown."""
    if shown < total:
        says = words(
            en="{shown} of {total} shown; --top shows more", zh="显示{total}项中的{shown}项；用--top显示更多"
        )
        yield fill(says, shown=shown, total=total)


def _doubts(answer: Links) -> Iterator[Words]:
    """What missing links, and a paragraph less, would do to the first link and to the first few."""
    first = answer.links[0] if answer.links else None
    if first and first.rank_high_missing is not None:
        says = words(
            en="if {share} % of all links are not recorded, {link} ranks {low} to {high}",
            zh="若全部联系中有{share} %未被记录，{link}排第{low}至{high}",
        )
        yield fill(
            says,
            share=f"{100 * answer.missing:g}",
            link=f"{first.source}–{first.target}",
            low=f"{first.rank_low_missing:g}",
            high=f"{first.rank_high_missing:g}",
        )
    falls = [
        (swing.worst - (one.rank or 0), one, swing)
        for one in answer.links[:TOP]
        if (swing := one.without_reference) and swing.worst_without
    ]
    deepest = max((fall for fall, _, _ in falls), default=0)
    if [fall for fall, _, _ in falls].count(deepest) == 1:  # where several fall as far, none hangs most
        _, one, swing = max(falls, key=lambda fall: fall[0])
        says = words(
            en="of the leading links {link} hangs most on one paragraph: "
            "without {ref} it falls from {rank} to {worst}",
            zh="居前的联系中{link}最依赖单一段落：若无{ref}，从第{rank}降到第{worst}",
        )
        yield fill(
            says,
            link=f"{one.source}–{one.target}",
            ref=ref_in_words(swing.worst_without or ""),
            rank=f"{one.rank:g}",
            worst=f"{swing.worst:g}",
        )


def _apart(named: Sequence[tuple[str, Standing]]) -> Iterator[Words]:
    """Where the ranking and the draws differ: in the order of neighbours, or beyond an interval."""
    turned = [
        fill(
            words(en="{below} above {above} ({share} %)", zh="{below}在{above}之前（{share} %）"),
            above=above,
            below=below,
            share=f"{100 * (1 - one.beats_next):.0f}",
        )
        for (above, one), (below, other) in pairwise(named[: TOP + 1])
        if one.beats_next is not None and one.beats_next < TURNED and one.rank != other.rank
    ]
    if turned:
        says = words(
            en="most draws have another order among the first: {turned}; {reason}",
            zh="多数抽样中居前者的次序不同：{turned}；{reason}",
        )
        yield fill(says, turned=join(turned, en=", ", zh="、"), reason=WHY_APART)
    outside = [name for name, one in named if one.outside]
    if outside:
        says = words(
            en="ranked outside their own interval: {names}; {reason}",
            zh="排名在自身区间之外：{names}；{reason}",
        )
        yield fill(says, names=join(outside, en=", ", zh="、"), reason=WHY_APART)


def _notes(answer: Links) -> Iterator[Words]:
    """What a reader of the ranks has to know."""
    if not answer.counts.links:
        yield words(en="nothing is said of any link", zh="没有任何联系的记载")
        return
    if answer.draws:
        if answer.draws < answer.draws_asked:
            says = words(
                en="{draws} of {asked} draws: {method} takes long on so many links, "
                "and some may have no answer",
                zh="{asked}次抽样中完成{draws}次：{method}用于如此多的联系耗时较长，且部分抽样可能无解",
            )
            yield fill(says, draws=answer.draws, asked=answer.draws_asked, method=answer.method)
        yield fill(
            words(
                en="5 % and 95 %: in nine of ten of {draws} draws the rank among what is recorded "
                "lies between them; "
                "ties share the middle of their ranks",
                zh="5 %与95 %：{draws}次抽样中，九成的排名（仅计已记录者）介于两者之间；并列者取排名的中值",
            ),
            draws=answer.draws,
        )
        yield from _doubts(answer)
        yield from _apart([(f"{one.source}–{one.target}", one) for one in answer.links])
    if any(link.upstream is not None for link in answer.links):
        yield words(
            en="loss = weight × up × down, for a link with a way back both ways together; "
            "realign why A B shows every step",
            zh="损失 = 权重 × 上游 × 下游，双向联系两个方向合计；realign why A B 列出每一步",
        )
