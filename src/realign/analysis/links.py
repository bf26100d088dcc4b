"""Which links between outcomes matter most through a lens, and how sure is each rank?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from math import isfinite, nan
from typing import Any, Literal

from realign.analysis.network.agreement import agree, fellow_methods
from realign.analysis.network.assessment import Assessment, assess
from realign.analysis.network.draws import DOUBT, SEED, Uncertainty
from realign.analysis.network.influence import DELTA
from realign.analysis.network.methods import NO_ANSWER, Method, read_method
from realign.analysis.network.robustness import groups
from realign.analysis.network.study import DRAWS, MISSING, Standing, Study, study
from realign.findings import Finding, Locate, Place
from realign.graph import LinkGraph, Tie, code_order
from realign.plan import Basis, Plan
from realign.plan.evidence import Direction
from realign.sheets import Column, Kind, Part, Sheet
from realign.words import Text, Words, fill, words

SHOWN = 25
"""How many rows a table shows unless the user says otherwise."""
VIEWED = 40
"""The largest number of outcomes that a matrix is shown of."""


@dataclass(frozen=True, kw_only=True)
class RankedLink(Standing):
    """A link, what is lost without it, and how sure its rank is.

    `loss = (direct * upstream * downstream + back_direct * back_upstream * back_downstream
    + shared) / feedback`.
    """

    source: str
    target: str
    direction: Direction
    loss: float | None
    """What the sum of all influence loses without the link, both directions where they are one link."""
    direct: float | None
    """Weight from source to target, in the unit of the method."""
    upstream: float | None
    """How much influence arrives at the source; `None` where the loss is no product."""
    downstream: float | None
    """How far influence carries from the target."""
    back_direct: float | None
    """The same three for the way back; 0 and `None` where the link has none."""
    back_upstream: float | None
    back_downstream: float | None
    shared: float | None
    """Walks that use both directions: the two products count them twice."""
    feedback: float | None
    """The divisor: walks that return to the link are lost only once."""
    strength: float
    """The strongest statement, in the plan's scale, before halving and before the lens."""
    against: float | None
    """The strongest statement of the other sign, if any."""
    confidence: float
    """How sure it is that the link exists, by the paragraphs that state it."""
    basis: Basis
    refs: tuple[str, ...]
    records: tuple[str, ...]
    """Ids of the records that state it."""
    served_by: tuple[str, ...]
    """Programmes that serve both ends."""
    contested: bool
    """Whether statements of both signs stand against each other in one direction."""


@dataclass(frozen=True, kw_only=True)
class RankedOutcome(Standing):
    """An outcome, what it drives and depends on, and how sure its rank is."""

    id: str
    title: Text
    drive: float | None
    """Row total: all influence that goes out from it."""
    dependence: float | None
    """Column total: all influence that arrives."""
    direct_out: float | None
    direct_in: float | None
    """The part of either that takes one step, in the unit of the method."""
    indirect_share: float | None
    """The part of the drive that takes more than one step; `None` where nothing goes out."""
    positive: float | None
    negative: float | None
    """Push and hold in the drive, which is their difference."""
    alone: bool
    """Whether no link touches it."""
    not_separable: tuple[str, ...]
    """Outcomes that it beats in 5 to 95 % of the draws: neither can be called first."""


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
    draws: int
    """Networks drawn and answered."""
    seed: int
    missing: float
    """The share of all links that the wider interval takes to be unrecorded."""
    by: Literal["link", "outcome"]
    limited: bool
    """Whether the user said how many to show."""
    counts: Counts
    inputs: Mapping[str, str]
    """Files of the plan and their SHA-256."""
    problems: tuple[Finding, ...] = field(default=(), repr=False)

    @property
    def passed(self) -> bool:
        """Whether the method has an answer."""
        return not self.problems

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Why it has none."""
        return self.problems

    def sheets(self) -> Iterator[Part]:
        """Links first, or outcomes first, as asked."""
        parts = [_links_sheet(self), _outcomes_sheet(self)]
        yield from parts if self.by == "link" else reversed(parts)
        yield _agreement_sheet(self)


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
    missing: float = MISSING,
    doubt: Uncertainty = DOUBT,
    inputs: Mapping[str, str] | None = None,
    locate: Locate | None = None,
) -> Links:
    """Rank the links and outcomes of `plan`; raises `CallError` for an unknown lens or method.

    `top` keeps the first so many of each; `draws` of 0 leaves the ranks without intervals.
    """
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
        links=ranked_links[:top],
        outcomes=ranked_outcomes[:top],
        agreement=agreement.taus,
        agreement_says=agreement.says,
        inseparable=_inseparable(ranked_outcomes),
        draws=studied.simulation.links.draws if studied.simulation else 0,
        seed=seed,
        missing=missing,
        by=by,
        limited=top is not None,
        counts=Counts(len(ranked_links), len(ranked_outcomes)),
        inputs=dict(inputs or {}),
        problems=() if studied.assessment else (_problem(chosen, locate),),
    )


class _Columns(dict[str, list[float]]):
    """Numbers by name, one for each row; a name that is not there is not known."""

    def at(self, name: str, row: int) -> float | None:
        """One number; what cannot be computed is not known."""
        value = self[name][row] if name in self else None
        return None if value is None or not isfinite(value) else value


def _link_columns(assessment: Assessment) -> _Columns:
    """What makes up each loss: all of it where the loss is a product, else the weights alone."""
    knockout, ends, factor = assessment.knockout, assessment.ends, assessment.method.factor
    columns = _Columns(
        loss=assessment.loss.tolist(),
        direct=(assessment.matrix[ends.source, ends.target] * factor).tolist(),
        back_direct=(assessment.matrix[ends.target, ends.source] * ends.whole * factor).tolist(),
    )
    if knockout:
        columns.update(
            upstream=knockout.upstream.tolist(),
            downstream=knockout.downstream.tolist(),
            back_upstream=knockout.back_upstream.tolist(),
            back_downstream=knockout.back_downstream.tolist(),
            shared=(knockout.shared * factor).tolist(),
            feedback=knockout.feedback.tolist(),
        )
    return columns


def rank_links(plan: Plan, studied: Study) -> tuple[RankedLink, ...]:
    """Every link with its rank, first rank first."""
    ties = studied.graph.ties
    columns = _link_columns(studied.assessment) if studied.assessment else _Columns()
    ranked = [
        RankedLink(
            **_shared(studied.links[at]),
            source=tie.source,
            target=tie.target,
            direction=tie.direction,
            loss=columns.at("loss", at),
            direct=columns.at("direct", at),
            upstream=columns.at("upstream", at),
            downstream=columns.at("downstream", at),
            back_direct=columns.at("back_direct", at),
            back_upstream=columns.at("back_upstream", at) if tie.whole else None,
            back_downstream=columns.at("back_downstream", at) if tie.whole else None,
            shared=columns.at("shared", at),
            feedback=columns.at("feedback", at),
            strength=tie.strength,
            against=tie.against,
            confidence=tie.confidence,
            basis=tie.basis,
            refs=tie.refs,
            records=tie.records,
            served_by=_served_by(plan, tie),
            contested=tie.contested,
        )
        for at, tie in enumerate(ties)
    ]
    return tuple(sorted(ranked, key=lambda link: link.rank or 0))


def _shared(standing: Standing) -> dict[str, Any]:
    """What a rank has to say, by field."""
    return {one.name: getattr(standing, one.name) for one in fields(Standing)}


def _served_by(plan: Plan, tie: Tie) -> tuple[str, ...]:
    """The programmes whose outcomes hold both ends."""
    return tuple(
        sorted(
            (one.id for one in plan.flagships if {tie.source, tie.target} <= set(one.outcomes)),
            key=code_order,
        )
    )


def rank_outcomes(plan: Plan, studied: Study) -> tuple[RankedOutcome, ...]:
    """Every outcome with its rank, first rank first."""
    codes, alone = studied.graph.outcomes, set(studied.graph.alone)
    titles = {outcome.id: outcome.title for outcome in plan.outcomes}
    columns = _outcome_columns(studied.assessment) if studied.assessment else _Columns()
    ranked = [
        RankedOutcome(
            **_shared(studied.outcomes[at]),
            id=code,
            title=titles[code],
            drive=columns.at("drive", at),
            dependence=columns.at("dependence", at),
            direct_out=columns.at("direct_out", at),
            direct_in=columns.at("direct_in", at),
            indirect_share=columns.at("indirect_share", at),
            positive=columns.at("positive", at),
            negative=columns.at("negative", at),
            alone=code in alone,
            not_separable=tuple(codes[other] for other in studied.together.get(at, ())),
        )
        for at, code in enumerate(codes)
    ]
    return tuple(sorted(ranked, key=lambda one: one.rank or 0))


def _outcome_columns(assessment: Assessment) -> _Columns:
    totals = assessment.totals
    drive, direct = totals.drive.tolist(), (totals.direct_out * assessment.method.first).tolist()
    return _Columns(
        drive=drive,
        dependence=totals.dependence.tolist(),
        direct_out=totals.direct_out.tolist(),
        direct_in=totals.direct_in.tolist(),
        indirect_share=[1 - one / all_ if all_ else nan for one, all_ in zip(direct, drive, strict=True)],
        positive=assessment.sides[0].tolist(),
        negative=assessment.sides[1].tolist(),
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


_LINK_COLUMNS = (
    Column("rank", words(en="Rank", zh="排名"), Kind.INTEGER),
    Column("rank_low", words(en="5 %", zh="5 %"), Kind.INTEGER),
    Column("rank_high", words(en="95 %", zh="95 %"), Kind.INTEGER),
    Column("top_share", words(en="First", zh="居首"), Kind.SHARE),
    Column("source", words(en="From", zh="起"), Kind.CODE),
    Column("direction", words(en="Way", zh="方向")),
    Column("target", words(en="To", zh="止"), Kind.CODE),
    Column("loss", words(en="Loss", zh="损失"), Kind.NUMBER),
    Column("direct", words(en="Direct", zh="直接"), Kind.NUMBER),
    Column("upstream", words(en="Up", zh="上游"), Kind.NUMBER),
    Column("downstream", words(en="Down", zh="下游"), Kind.NUMBER),
    Column("strength", words(en="Strength", zh="强度"), Kind.INTEGER),
    Column("confidence", words(en="Sure", zh="可信度"), Kind.SHARE),
    Column("basis", words(en="Basis", zh="依据"), Kind.STATE),
    Column("refs", words(en="Paragraphs", zh="段落"), Kind.CODE),
    Column("served_by", words(en="Programmes", zh="方案"), Kind.CODE),
    Column("contested", words(en="Contested", zh="有争议")),
)
_OUTCOME_COLUMNS = (
    Column("rank", words(en="Rank", zh="排名"), Kind.INTEGER),
    Column("rank_low", words(en="5 %", zh="5 %"), Kind.INTEGER),
    Column("rank_high", words(en="95 %", zh="95 %"), Kind.INTEGER),
    Column("top_share", words(en="First", zh="居首"), Kind.SHARE),
    Column("id", words(en="Outcome", zh="成果"), Kind.CODE),
    Column("title", words(en="Title", zh="名称")),
    Column("drive", words(en="Drives", zh="推动"), Kind.NUMBER),
    Column("dependence", words(en="Depends", zh="依赖"), Kind.NUMBER),
    Column("indirect_share", words(en="Indirect", zh="间接"), Kind.SHARE),
    Column("positive", words(en="Push", zh="促进"), Kind.NUMBER),
    Column("negative", words(en="Hold", zh="抑制"), Kind.NUMBER),
    Column("not_separable", words(en="Not separable from", zh="无法区分于"), Kind.CODE),
)
_WAYS: dict[Direction, Words] = {
    "directed": words(en="to", zh="至"),
    "mutual": words(en="both", zh="双向"),
    "unstated": words(en="open", zh="未定"),
}


def _links_sheet(answer: Links) -> Sheet:
    shown = answer.links[: None if answer.limited else SHOWN]
    rows = tuple(
        tuple(
            _WAYS[link.direction] if column.name == "direction" else getattr(link, column.name)
            for column in _LINK_COLUMNS
        )
        for link in shown
    )
    title = words(en="Links in order of priority", zh="按优先次序排列的关联")
    return Sheet("links", title, _LINK_COLUMNS, rows, _notes(answer, len(shown), answer.counts.links))


def _outcomes_sheet(answer: Links) -> Sheet:
    rows = tuple(tuple(getattr(one, column.name) for column in _OUTCOME_COLUMNS) for one in answer.outcomes)
    title = words(en="Outcomes in order of what they drive", zh="按推动力排列的成果")
    return Sheet("outcomes", title, _OUTCOME_COLUMNS, rows)


def _agreement_sheet(answer: Links) -> Sheet:
    columns = (
        Column("method", words(en="Method", zh="方法"), Kind.CODE),
        Column("tau", words(en="Agreement (tau)", zh="一致性（tau）"), Kind.NUMBER),
    )
    title = words(en="Does the order of the outcomes hang on the method?", zh="成果的次序取决于方法吗？")
    return Sheet("agreement", title, columns, tuple(answer.agreement.items()), answer.agreement_says)


def _notes(answer: Links, shown: int, total: int) -> tuple[Text, ...]:
    """What a reader of the table has to know."""
    notes: list[Text] = []
    if shown < total:
        notes.append(
            fill(
                words(
                    en="{shown} of {total} links shown; --top shows more",
                    zh="显示{total}条关联中的{shown}条；用--top显示更多",
                ),
                shown=shown,
                total=total,
            )
        )
    if answer.draws:
        notes.append(
            fill(
                words(
                    en="5 % and 95 %: in nine of ten of {draws} draws the rank lies between them; "
                    "tied links share the middle of their ranks",
                    zh="5 %与95 %：{draws}次抽样中九成的排名介于两者之间；并列者取排名的中值",
                ),
                draws=answer.draws,
            )
        )
    return tuple(notes)
