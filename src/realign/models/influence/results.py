"""Every link and every outcome of a study with its figures and its rank, first rank first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import isfinite, nan
from typing import Any

from realign.models.influence.certainty import UNKNOWN, Certainty
from realign.models.influence.classes import LinkClass, class_of
from realign.models.influence.gains import gains_of_links
from realign.models.influence.graph import CombinedLink
from realign.models.influence.ranking import RankEstimate, Study
from realign.models.influence.ranks import TIE
from realign.models.influence.scores import Assessment
from realign.plan import Basis, Plan, code_order
from realign.plan.judging import Direction
from realign.plan.record import Title


@dataclass(frozen=True, kw_only=True)
class RankedLink(RankEstimate):
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
    """The strongest statement, in the plan's scale, before its direction and the lens are looked at."""
    against: float | None
    """The strongest statement of the other sign, if any."""
    confidence: float
    """How sure it is that the link exists, by the paragraphs that state it."""
    expected: float | None
    """Loss times confidence, by which links rank: what is lost without it, as it may not exist."""
    basis: Basis
    refs: tuple[str, ...]
    records: tuple[str, ...]
    """Ids of the records that state it."""
    served_by: tuple[str, ...]
    """Programmes that serve both ends."""
    tagged: bool | None
    """Whether any statement itself speaks of the lens; where none does, the link counts by the lens's
    default relevance alone. `None` without a lens."""
    contested: bool
    """Whether statements of both signs stand against each other in one direction."""
    class_: LinkClass | None = None
    """How surely it is among the first few, as many as are chosen; `None`: not known."""
    among_first: float | None = None
    """The share of the draws in which it is."""
    mean_loss: float | None = None
    """What is lost without it, on average over the draws, by which links are chosen."""
    in_choice: bool = False
    """Whether it is one of the chosen links."""
    gain: float | None = None
    """What one more step of strength would bring; `None` where something holds back, or for other methods."""


@dataclass(frozen=True, kw_only=True)
class RankedOutcome(RankEstimate):
    """An outcome, what it drives and depends on, and how sure its rank is."""

    id: str
    title: Title
    drive: float | None
    """Row total: all influence that goes out from it."""
    dependence: float | None
    """Column total: all influence that arrives."""
    direct_out: float | None
    direct_in: float | None
    """The part of either that takes one step; 0 where the method counts only longer ways."""
    indirect_share: float | None
    """The part of the drive that takes more than one step; `None` where nothing goes out."""
    positive: float | None
    negative: float | None
    """Push and hold in the drive, which is their difference."""
    alone: bool
    """Whether no link touches it."""
    not_separable: tuple[str, ...]
    """Outcomes that it beats in 5 to 95 % of the draws: neither can be called first."""


class _Columns(dict[str, list[float]]):
    """Numbers by name, one for each row; a name that is not there is not known."""

    def at(self, name: str, row: int) -> float | None:
        """One number; what cannot be computed is not known, and nothing is never minus nothing."""
        value = self[name][row] if name in self else None
        return None if value is None or not isfinite(value) else value + 0.0


def _link_columns(assessment: Assessment) -> _Columns:
    """What makes up each loss: all of it where the loss is a product, else the weights alone."""
    knockout, ends, factor = assessment.knockout, assessment.ends, assessment.method.factor
    columns = _Columns(
        loss=assessment.loss.tolist(),
        expected=assessment.expected.tolist(),
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


def rank_links(plan: Plan, studied: Study, held: Certainty = UNKNOWN) -> tuple[RankedLink, ...]:
    """Every link with its rank, first rank first; with its class if it is known what holds."""
    ties = studied.graph.ties
    columns = _link_columns(studied.assessment) if studied.assessment else _Columns()
    serving = _serving(plan)
    chosen = set(held.choice.links) if held.choice else set()
    first = held.among_first or (None,) * len(ties)
    mean = held.mean_loss or (None,) * len(ties)
    gains = gains_of_links(studied.assessment) if studied.assessment else (None,) * len(ties)
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
            expected=columns.at("expected", at),
            basis=tie.basis,
            refs=tie.refs,
            records=tie.records,
            served_by=_served_by(serving, tie),
            tagged=any(one.tagged for one in tie.statements) if studied.graph.lens else None,
            contested=tie.contested,
            class_=None if (share := first[at]) is None else class_of(share),
            among_first=first[at],
            mean_loss=mean[at],
            in_choice=f"{tie.source}-{tie.target}" in chosen,
            gain=gains[at],
        )
        for at, tie in enumerate(ties)
    ]
    return tuple(sorted(ranked, key=lambda link: link.rank or 0))


def _shared(standing: RankEstimate) -> dict[str, Any]:
    """What a rank has to say, by field."""
    return {one.name: getattr(standing, one.name) for one in fields(RankEstimate)}


def _serving(plan: Plan) -> Mapping[str, set[str]]:
    """Outcome -> the programmes that serve it."""
    serving: dict[str, set[str]] = defaultdict(set)
    for one in plan.flagships:
        for code in one.outcomes:
            serving[code].add(one.id)
    return serving


def _served_by(serving: Mapping[str, set[str]], tie: CombinedLink) -> tuple[str, ...]:
    """The programmes whose outcomes hold both ends."""
    both = serving.get(tie.source, set()) & serving.get(tie.target, set())
    return tuple(sorted(both, key=code_order))


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
    totals, first = assessment.totals, assessment.method.first
    drive, direct = totals.drive.tolist(), (totals.direct_out * first).tolist()
    return _Columns(
        drive=drive,
        dependence=totals.dependence.tolist(),
        direct_out=direct,
        direct_in=(totals.direct_in * first).tolist(),
        indirect_share=[_indirect(one, all_) for one, all_ in zip(direct, drive, strict=True)],
        positive=assessment.sides[0].tolist(),
        negative=assessment.sides[1].tolist(),
    )


def _indirect(direct: float, drive: float) -> float:
    """The part of a drive that takes more than one step; `nan` where push and hold leave no such part."""
    share = 1 - direct / drive if drive else nan
    return share if 0 <= share <= 1 or abs(share) < TIE else nan
