"""Ranks a plan through a lens once, for all questions that ask for the same ranking."""

import weakref

from realign.models.clock import clock
from realign.models.influence.certainty import certainty_of
from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import read_method
from realign.models.influence.ranking import DRAWS, MISSING, Study, study
from realign.models.influence.results import RankedLink, RankedOutcome, rank_links, rank_outcomes
from realign.models.influence.sampling import DOUBT, SEED, Uncertainty
from realign.models.influence.total_influence import DELTA
from realign.models.influence.tradeoffs import Opposition, pushes_and_holds, tradeoffs_of
from realign.plan import Plan
from realign.plan.lookup import lens_id

_MOST = 32
"""Rankings that are kept for a plan; the oldest goes first."""
_Key = tuple[object, ...]
_KEPT: dict[int, dict[_Key, Study]] = {}
"""Identity of a plan -> its rankings; they go when the plan goes."""


def studied(
    plan: Plan,
    lens: str | None = None,
    method: str = "influence",
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    delta: float = DELTA,
    missing: float | None = None,
    doubt: Uncertainty = DOUBT,
    brief: bool = False,
) -> Study:
    """The ranking of `plan` through `lens`; drawn only if no question has asked for it before.

    Whoever asks for a `brief` study, which only ranks and draws, may be given a whole one.
    Raises `CallError` for an unknown lens or method, and for a number that makes no sense.
    """
    lens, chosen = lens_id(plan, lens), read_method(method, delta)
    share = MISSING if missing is None else missing
    key = (lens, chosen.name, chosen.delta, draws, seed, share, doubt)
    kept, here = _kept(plan), clock()

    def known(*, brief: bool) -> Study | None:
        return kept.get((*key, brief, None)) or kept.get((*key, brief, here))

    part = known(brief=True)
    found = known(brief=False) or (part if brief else None)
    if found is None:
        earlier, here.struck = here.struck, False
        found = study(
            LinkGraph.of(plan, lens),
            chosen,
            draws=draws,
            seed=seed,
            missing=share,
            doubt=doubt,
            brief=brief,
            begun=part,
        )
        kept[*key, brief, here if here.struck else None] = found  # cut short, it answers no other question
        here.struck = here.struck or earlier
        while len(kept) > _MOST:
            del kept[next(iter(kept))]
    return found


def ranked_links(
    plan: Plan, lens: str | None, *, draws: int, choose: int, seed: int = SEED
) -> tuple[RankedLink, ...]:
    """Every link through `lens`, first rank first, with its class where `choose` links are chosen."""
    found = studied(plan, lens, draws=draws, seed=seed)
    return rank_links(plan, found, certainty_of(found, choose, seed=seed, brief=True))


def opposition(plan: Plan, lens: str | None, *, draws: int, seed: int = SEED) -> Opposition:
    """What holds back through `lens`."""
    found = studied(plan, lens, draws=draws, seed=seed)
    return Opposition(tradeoffs_of(rank_links(plan, found)), pushes_and_holds(rank_outcomes(plan, found)))


def ranked_outcomes(
    plan: Plan, lens: str | None, *, draws: int, seed: int = SEED
) -> tuple[RankedOutcome, ...]:
    """Every outcome through `lens`, first rank first."""
    return rank_outcomes(plan, studied(plan, lens, draws=draws, seed=seed))


def _kept(plan: Plan) -> dict[_Key, Study]:
    """What has been worked out for this very plan."""
    if id(plan) not in _KEPT:
        _KEPT[id(plan)] = {}
        weakref.finalize(plan, _KEPT.pop, id(plan), None)
    return _KEPT[id(plan)]
