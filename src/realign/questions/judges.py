"""How far do those who scored agree, and what should they discuss first?"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from realign.findings import CallError
from realign.models.influence.certainty import certainty_of
from realign.models.influence.choice import CHOSEN
from realign.models.influence.judges import (
    OrdinalScale,
    RankMove,
    Scored,
    alpha,
    judges_of,
    moved,
    ranks_of,
    scored_links,
    without,
)
from realign.models.influence.ranking import DRAWS
from realign.models.influence.sampling import SEED
from realign.plan import Judge, Plan, code_order
from realign.plan.lookup import lens_id
from realign.questions._asking import question
from realign.questions._studies import studied
from realign.sheets import Faultless
from realign.text import message


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeStanding:
    """A judge, and what the answer would be without."""

    id: str
    group: str | None
    weight: float
    scored: int
    """Links that the judge scored."""
    alpha_without: float | None
    """Alpha of the others; `None`: unknown."""
    tau: float | None
    """Kendall's tau-b between the ranking of the links with and without this judge."""
    moves: tuple[RankMove, ...]
    """The first links that the judge moves most."""


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """A group of judges and how far its members agree among themselves."""

    id: str
    judges: int
    alpha: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedLink:
    """A link that several judges scored."""

    source: str
    target: str
    record: str
    n: int
    """Judges who scored it."""
    median: float
    """Of two middle scores the one nearer 0; judges count by their weight."""
    low: float
    high: float
    agreement: float | None
    """1: all give the same score; 0: they differ as any two scores of the plan do; below 0: more."""
    both_signs: bool
    """Whether somebody says push and somebody says hold."""
    worth: float | None
    """What it would be worth to know how this record stands, in the unit of loss; `None`: not worked out."""
    worth_share: float | None
    """The same as a part of what it would be worth to know everything."""
    discuss: float | None
    """Worth times disagreement, which is 1 less agreement."""


@dataclass(frozen=True, kw_only=True)
class Judges(Faultless):
    """How far those who scored agree."""

    lens: str | None
    alpha: float | None
    """Krippendorff's alpha for ordered scores, of all judges; `None`: nothing could differ."""
    judges: tuple[JudgeStanding, ...]
    groups: tuple[GroupStanding, ...]
    links: tuple[JudgedLink, ...]
    """What to discuss first before the rest."""
    both_signs: int
    """Links of which somebody says push and somebody says hold."""
    alone: int
    """Links that only one judge scored."""
    choose: int
    """The number of links that would be chosen, by which worth is measured."""
    draws: int
    seed: int
    inputs: Mapping[str, str]
    """Files of the plan and their SHA-256."""


@question
def judges(
    plan: Plan,
    lens: str | None = None,
    *,
    choose: int = CHOSEN,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Judges:
    """Tell how far the judges of the links agree, and what to discuss first.

    Args:
        plan: A plan whose links have `judgements`.
        lens: The lens to look through: its id, or words of its title; without it all links count alike.
        choose: How many links would be chosen; what is worth most to settle decides such a choice.
        draws: Networks drawn to find what is worth settling, 0 or more; 0: order by disagreement alone.
        seed: Where the random numbers begin.

    Returns:
        Alpha, the judges, and the links, what to discuss first before the rest.

    Raises:
        CallError: No link has judgements, or the plan has no such lens.
    """
    lens, scored = lens_id(plan, lens), scored_links(plan)
    if not scored:
        raise CallError(
            message("no link of this plan has judgements"),
            message("`realign export --to scoring.xlsx` writes an empty sheet for a judge"),
        )
    units = [tuple(one.scores.values()) for one in scored]
    found = studied(plan, lens, draws=draws, seed=seed, brief=True)
    settle = certainty_of(found, choose, seed=seed).settle
    worths = {one.id: (one.worth, one.share) for one in settle if one.kind == "record"}
    scale, weights = OrdinalScale(units), plan.weights
    told = [_judged(one, scale, worths.get(one.link.id), weights) for one in scored]
    order = sorted(told, key=_urgency)
    everybody = judges_of(plan)
    return Judges(
        lens=lens,
        alpha=alpha(units),
        judges=tuple(_standings(plan, lens, scored, everybody)),
        groups=tuple(_groups(scored, everybody)),
        links=tuple(order),
        both_signs=sum(one.both_signs for one in told),
        alone=sum(one.n == 1 for one in told),
        choose=choose,
        draws=found.draws,
        seed=seed,
        inputs=plan.origin.inputs,
    )


def _standings(
    plan: Plan, lens: str | None, scored: Sequence[Scored], everybody: Sequence[Judge]
) -> Iterator[JudgeStanding]:
    """Each judge, and what the answer would be without."""
    whole, ids = ranks_of(plan, lens), {one.id for one in everybody}
    for judge in everybody:
        tau, moves = moved(whole, ranks_of(without(plan, judge.id), lens))
        yield JudgeStanding(
            id=judge.id,
            group=judge.group,
            weight=judge.weight,
            scored=sum(judge.id in one.scores for one in scored),
            alpha_without=_alpha_of(scored, ids - {judge.id}),
            tau=tau,
            moves=moves,
        )


def _groups(scored: Sequence[Scored], everybody: Sequence[Judge]) -> Iterator[GroupStanding]:
    """Each group, and how far it agrees by itself."""
    members: dict[str, set[str]] = {}
    for one in everybody:
        if one.group:
            members.setdefault(one.group, set()).add(one.id)
    for group in sorted(members, key=code_order):
        yield GroupStanding(group, len(members[group]), _alpha_of(scored, members[group]))


def _urgency(one: JudgedLink) -> tuple[float, float]:
    """The key that puts first what is worth most to discuss, then what is disputed most."""
    return -(one.discuss or 0.0), 2.0 if one.agreement is None else one.agreement


def _alpha_of(scored: Sequence[Scored], ids: Collection[str]) -> float | None:
    """Alpha of some judges alone."""
    return alpha([[score for judge, score in one.scores.items() if judge in ids] for one in scored])


def _judged(
    one: Scored, scale: OrdinalScale, worth: tuple[float, float] | None, weights: Mapping[str, float]
) -> JudgedLink:
    """What is known of a link that judges scored."""
    scores = tuple(one.scores.values())
    agreement = scale.agreement(scores)
    return JudgedLink(
        source=one.source,
        target=one.target,
        record=one.link.id,
        n=len(scores),
        median=one.link.score(weights),
        low=min(scores),
        high=max(scores),
        agreement=agreement,
        both_signs=min(scores) < 0 < max(scores),
        worth=worth[0] if worth else None,
        worth_share=worth[1] if worth else None,
        discuss=worth[0] * (1 - agreement) if worth and agreement is not None else None,
    )
